"""The served portal: its processes start, answer, survive and end together."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from aoxanh.jobs import processes
from aoxanh.jobs.errors import PortTaken, ServerStopped
from aoxanh.jobs.processes import Company, keep


pytestmark = [pytest.mark.local_network, pytest.mark.whole]


def _listening(port, *, seconds):
    with socket.create_server(("127.0.0.1", port)):
        time.sleep(seconds)


def _sleeping():
    time.sleep(60)


def _stubborn():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(60)


def _failing():
    return 3


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def company():
    made = []

    def make(server, worker=_sleeping):
        made.append(Company(server, worker))
        made[-1].start()
        return made[-1]

    yield make
    for one in made:
        one.end()


def _keep(company, port):
    keep(company, host="127.0.0.1", port=port, greeting=["Cổng đang chạy", "Nhấn Ctrl+C để dừng."])


def test_the_server_is_ready_when_it_takes_connections(company, port):
    one = company(partial(_listening, port, seconds=60))

    one.wait_until_answering("127.0.0.1", port)

    with pytest.raises(PortTaken):
        processes.refuse_taken_port("127.0.0.1", port)


def test_a_server_that_does_not_start_is_reported(company, port):
    one = company(_failing)

    with pytest.raises(ServerStopped):
        one.wait_until_answering("127.0.0.1", port)
    assert one._running["server"].exitcode == 3


def test_a_server_that_ends_ends_everything(company):
    one = company(lambda: None)

    with pytest.raises(ServerStopped):
        one.wait()
    one.end()

    assert not any(process.is_alive() for process in one._running.values())


def test_a_killed_worker_is_started_anew(company, port):
    one = company(partial(_listening, port, seconds=60))
    first = one._running["worker"]
    waiting = threading.Thread(target=one.wait)
    waiting.start()

    os.kill(first.pid, signal.SIGKILL)
    until = time.monotonic() + 10
    while one._running["worker"] is first and time.monotonic() < until:
        time.sleep(0.05)
    one.stopping.set()
    waiting.join()

    assert one._running["worker"] is not first


def test_what_does_not_end_in_time_is_ended_hard(company, monkeypatch):
    monkeypatch.setattr(processes, "PATIENCE_SECONDS", 0.5)
    one = company(_stubborn, worker=None)
    time.sleep(0.5)

    one.end()

    assert one._running["server"].exitcode == -signal.SIGKILL


def test_a_free_port_is_not_refused(port):
    processes.refuse_taken_port("127.0.0.1", port)


def test_a_server_that_ends_by_itself_is_reported(port, capsys, monkeypatch):
    monkeypatch.setattr(Company, "listen", lambda _self: None)

    with pytest.raises(ServerStopped):
        _keep(Company(partial(_listening, port, seconds=1.5)), port)

    assert capsys.readouterr().out == "Cổng đang chạy\nNhấn Ctrl+C để dừng.\n"


KEEP = """
import sys
from functools import partial
from tests.jobs import test_processes as tests
port = int(sys.argv[1])
tests._keep(tests.Company(partial(tests._listening, port, seconds=60)), port)
"""


def test_it_ends_in_order_when_told(port):
    with subprocess.Popen(
        [sys.executable, "-c", KEEP, str(port)], stdout=subprocess.PIPE, text=True
    ) as process:
        said = [process.stdout.readline() for _ in range(2)]
        process.send_signal(signal.SIGTERM)
        status = process.wait(timeout=30)

    assert said == ["Cổng đang chạy\n", "Nhấn Ctrl+C để dừng.\n"]
    assert status == 0
    processes.refuse_taken_port("127.0.0.1", port)


COMPANY = """
import os, sys, time
from aoxanh.jobs import processes
if "unguarded" in sys.argv:
    processes.become = lambda name, child_of: None
company = processes.Company(lambda: time.sleep(60))
company.start()
print(company._running["server"].pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize(("twin", "lives_on"), [("guarded", False), ("unguarded", True)])
def test_what_the_keeper_kept_ends_with_it_even_when_it_is_killed(twin, lives_on):
    call = [sys.executable, "-c", COMPANY, twin]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as keeper:
        server = int(keeper.stdout.readline())
        keeper.kill()

    try:
        assert _lives(server, seconds=1 if lives_on else 10) is lives_on
    finally:
        with suppress(ProcessLookupError):
            os.kill(server, signal.SIGKILL)


def _lives(pid, *, seconds):
    """Whether the process is still there after so many seconds; known as soon as it is not."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text(encoding="ascii").split(") ")[1][0] == "Z":
            return False
        time.sleep(0.02)
    return True
