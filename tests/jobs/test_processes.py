"""The served portal: its processes start, answer, survive and end together."""

import os
import signal
import socket
import sys
import threading
import time

import pytest

from aoxanh.jobs import processes
from aoxanh.jobs.errors import PortTaken, ServerStopped
from aoxanh.jobs.processes import Company


LISTEN = (
    "import signal, socket, sys, time\n"
    "signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))\n"
    "server = socket.create_server(('127.0.0.1', {port}))\n"
    "time.sleep({seconds})\n"
)
SLEEP = "import time; time.sleep(60)"


@pytest.fixture(autouse=True)
def _no_network():
    """Here the tests are on both ends of the socket."""


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def company(monkeypatch):
    monkeypatch.setattr(processes, "_WORKER", (sys.executable, "-c", SLEEP))
    made = []

    def make(code, *, with_worker=True):
        made.append(Company((sys.executable, "-c", code), with_worker=with_worker, env=os.environ))
        made[-1].start()
        return made[-1]

    yield make
    for one in made:
        one.end()


def test_the_server_is_ready_when_it_takes_connections(company, port):
    one = company(LISTEN.format(port=port, seconds=60))

    one.wait_until_answering("127.0.0.1", port)

    with pytest.raises(PortTaken):
        processes.refuse_taken_port("127.0.0.1", port)


def test_a_server_that_does_not_start_is_reported(company, port):
    one = company("raise SystemExit(3)")

    with pytest.raises(ServerStopped):
        one.wait_until_answering("127.0.0.1", port)


def test_a_server_that_ends_ends_everything(company):
    one = company("pass")

    with pytest.raises(ServerStopped):
        one.wait()
    one.end()

    assert all(process.poll() is not None for process in one._running.values())


def test_a_killed_worker_is_started_anew(company, port):
    one = company(LISTEN.format(port=port, seconds=60))
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
    stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    one = company(stubborn, with_worker=False)
    time.sleep(0.5)

    one.end()

    assert one._running["server"].returncode is not None


def test_a_free_port_is_not_refused(port):
    processes.refuse_taken_port("127.0.0.1", port)
