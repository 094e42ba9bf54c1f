"""What `aoxanh serve` becomes: light, says when it answers, ends with its server or when told."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from aoxanh.jobs import keeping
from aoxanh.jobs.keeping import Orders


pytestmark = pytest.mark.local_network

SERVER = (
    "import socket, time\n"
    "server = socket.create_server(('127.0.0.1', {port}))\n"
    "time.sleep({seconds})\n"
)


@pytest.fixture
def orders():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def written(*, seconds):
        return Orders(
            server=[sys.executable, "-c", SERVER.format(port=port, seconds=seconds)],
            with_worker=False,
            host="127.0.0.1",
            port=port,
            greeting=["Cổng đang chạy", "Nhấn Ctrl+C để dừng."],
            ended="Máy chủ đã dừng.",
        )

    return written


def test_a_server_that_ends_by_itself_is_reported(orders, capsys, monkeypatch):
    monkeypatch.setattr(keeping.Company, "listen", lambda _self: None)

    status = keeping.keep(orders(seconds=1.5))

    said = capsys.readouterr()
    assert status == 1
    assert said.out == "Cổng đang chạy\nNhấn Ctrl+C để dừng.\n"
    assert said.err == "Máy chủ đã dừng.\n"


def test_the_command_becomes_the_keeper_and_ends_when_told(orders):
    given = orders(seconds=60)
    code = f"from aoxanh.jobs.keeping import Orders, become; become({given!r})"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    ) as process:
        said = [process.stdout.readline() for _ in given.greeting]
        call = Path(f"/proc/{process.pid}/cmdline").read_text(encoding="utf-8")
        process.send_signal(signal.SIGTERM)
        status = process.wait(timeout=30)

    assert said == ["Cổng đang chạy\n", "Nhấn Ctrl+C để dừng.\n"]
    assert "aoxanh.jobs.keeping" in call
    assert "Cổng" not in call, "the list of processes tells nothing"
    assert status == 0


COMPANY = """
import os, sys, time
from aoxanh.jobs import processes
if "unguarded" in sys.argv:
    processes._end_with = lambda keeper: None
company = processes.Company([sys.executable, "-c", "import time; time.sleep(60)"], with_worker=False, env=os.environ)
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


def test_the_keeper_carries_no_django():
    code = "import sys, aoxanh.jobs.keeping; print('django.db' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ, capture_output=True, text=True, check=True
    )

    assert done.stdout == "False\n"
