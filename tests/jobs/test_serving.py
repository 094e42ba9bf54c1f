"""The server: loaded once, its processes put back when they are killed, ended when they die of themselves."""

import gc
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from types import SimpleNamespace

import pytest

from aoxanh.config.logs import WithoutThreads
from aoxanh.jobs import serving
from aoxanh.jobs.authority import Papers
from aoxanh.jobs.loading import loading
from tests.jobs import answering


pytestmark = pytest.mark.local_network

SERVE = """
import sys
from granian.server.mp import MPServer
from aoxanh.jobs import serving
if "granians" in sys.argv:
    serving.Server = MPServer
serving.serve("tests.jobs.answering:application", host="127.0.0.1", port=int(sys.argv[1]), workers=1, threads=4)
"""


@contextmanager
def _served(*how, **environment):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    call = [sys.executable, "-c", SERVE, str(port), *how]
    server = subprocess.Popen(call, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        yield server, f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _answer(address, *, seconds=20.0):
    """Who answers and who had loaded the application, as soon as somebody does; None in vain."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
            return tuple(map(int, answer.read().split()))
        time.sleep(0.02)
    return None


@pytest.mark.whole
def test_what_answers_was_loaded_before_it_was_forked():
    with _served() as (server, address):
        answering, loaded_by = _answer(address)

    assert loaded_by == server.pid != answering


@pytest.mark.whole
@pytest.mark.parametrize(("how", "goes_on"), [((), True), (("granians",), False)])
def test_a_process_that_is_killed_twice_at_once_is_put_back(how, goes_on):
    with _served(*how) as (server, address):
        for _ in range(2):
            answering, _loaded_by = _answer(address)
            os.kill(answering, signal.SIGKILL)

        again = _answer(address, seconds=20.0 if goes_on else 2.0)

        assert (again is not None) is goes_on
        assert (server.poll() is None) is goes_on


@pytest.mark.whole
def test_a_server_ends_whose_processes_die_of_themselves():
    with _served(AOXANH_ANSWERING="dies") as (server, _address):
        assert server.wait(timeout=30) == 1


@pytest.mark.whole
def test_what_answers_ends_with_a_server_that_is_killed():
    with _served() as (server, address):
        answering, _loaded_by = _answer(address)

        server.kill()
        server.wait()

        until = time.monotonic() + 10
        with suppress(ProcessLookupError):
            while time.monotonic() < until:
                os.kill(answering, 0)
                time.sleep(0.02)
            pytest.fail("it lives on")


def test_a_death_that_falls_between_is_heard(monkeypatch):
    monkeypatch.setattr(serving.MPServer, "_respawn_workers", lambda *_given: None)
    one = serving.Server.__new__(serving.Server)
    one._died = serving.deque(maxlen=serving.DEATHS)
    one.respawned_wrks, one.interrupt_children = {0: 1.0}, [1]
    one.main_loop_interrupt = serving.multiprocessing.Event()

    one._respawn_workers([0], None, None)

    assert one.main_loop_interrupt.is_set()


@pytest.fixture
def given(monkeypatch):
    """What the server was made with."""
    seen = {}

    def made(_application, **named):
        seen.update(named)
        return SimpleNamespace(serve=lambda **_loader: None, on_startup=lambda _hook: None)

    monkeypatch.setattr(serving, "Server", made)
    monkeypatch.setattr(serving, "load", lambda _application: None)
    return seen


def test_it_is_served_by_https_when_there_are_papers(given, tmp_path):
    papers = Papers(tmp_path / "server.pem", tmp_path / "server.key", tmp_path / "ca.crt", "AB:CD")

    serving.serve("any:thing", host="10.0.0.7", port=8443, workers=1, threads=1, papers=papers)
    assert (given["ssl_cert"], given["ssl_key"]) == (papers.certificate, papers.key)

    serving.serve("any:thing", host="127.0.0.1", port=8000, workers=1, threads=1)
    assert given["ssl_cert"] is given["ssl_key"] is None


THREADS = "Configuration allows spawning up to 64 Python threads, which seems quite high"


def test_the_servers_warning_of_threads_that_are_meant_is_kept_back_and_nothing_else(given):
    serving.serve("any:thing", host="127.0.0.1", port=8000, workers=1, threads=64)

    said = given["log_dictconfig"]
    assert said == json.loads(serving.LOGS.read_text(encoding="utf-8"))
    named = said["filters"]["expected"]["()"]
    assert named == f"{WithoutThreads.__module__}.{WithoutThreads.__name__}"
    assert said["handlers"]["console"]["filters"] == ["expected"]
    passes = WithoutThreads().filter
    assert not passes(logging.makeLogRecord({"msg": THREADS}))
    assert passes(logging.makeLogRecord({"msg": "Unexpected exit from worker-1"}))


def test_a_page_is_drawn_once_before_the_forks(monkeypatch):
    asked = []

    def application(environ, start):
        asked.append((environ["HTTP_HOST"], environ["PATH_INFO"]))
        start("200 OK", [])
        return [b"drawn"]

    monkeypatch.setattr(answering, "application", application)

    serving.warm(serving.load("tests.jobs.answering:application"), host="localhost:8000")

    assert asked == [("localhost:8000", "/")]


@pytest.mark.parametrize(
    ("limits", "files", "most"),
    [("64, 4096", 1000, 1000), ("64, 512", 1000, 512), ("64, 512", 8, 64)],
)
def test_there_is_room_for_as_many_connections_as_the_machine_allows(limits, files, most):
    told = (
        "import resource; from aoxanh.jobs import serving; kind = resource.RLIMIT_NOFILE;"
        f"resource.setrlimit(kind, ({limits})); serving.make_room_for({files});"
        "print(resource.getrlimit(kind)[0])"
    )

    call = [sys.executable, "-c", told]

    assert subprocess.run(call, check=True, capture_output=True, text=True).stdout == f"{most}\n"


def test_what_is_loaded_is_looked_through_by_no_collector():
    with loading():
        kept = [[] for _ in range(1000)]
        assert not gc.isenabled()

    assert gc.isenabled()
    assert not any(found is each for found in gc.get_objects() for each in kept[:3])
