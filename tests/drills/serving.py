"""A server under fire: started as operators start it, killed, and asked by many clients at once."""

import multiprocessing
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from aoxanh.jobs.commands.serve import THREADS
from bench import served
from bench.journeys import People
from bench.wire import Connection, Unexpected
from tests import gathered


ROOT = Path(__file__).resolve().parents[2]
_ANSWERING = {"aoxanh-server", "aoxanh-web"}
_NEVER = float("inf")
_FORKED = multiprocessing.get_context("fork")
_TOKEN = re.compile(r'name="form" value="([^"]+)"')
_CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Server:
    """What answers at ``address``, and its processes."""

    running: subprocess.Popen
    address: str
    begin: Callable[[], subprocess.Popen]

    def kill(self, name: str) -> int:
        """End the busiest process below the server that is called ``name``, as a power cut would.

        The one with the most connections: by chance every client may hang on one of two processes.
        """
        called = [pid for pid in _below(self.running.pid) if _name(pid) == name]
        assert called, f"no process of the server is called {name!r}"
        victim = max(called, key=_connections)
        os.kill(victim, signal.SIGKILL)
        return victim

    def kill_all(self) -> None:
        """End everything at once, who keeps it together included.

        Who is below ends by itself when who keeps it together has gone: it may have been quicker.
        """
        for pid in (self.running.pid, *_below(self.running.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.running.wait()

    def start_again(self) -> None:
        """What a service manager does then."""
        self.running = self.begin()

    def memory(self) -> int:
        """Kilobytes that the processes answering take for themselves."""
        rollups = [
            Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii") for pid in self._answering
        ]
        return sum(int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1]) for text in rollups)

    def files(self) -> int:
        """Files and pipes that the processes answering have open."""
        return sum(
            not each.startswith("socket:") for pid in self._answering for each in _descriptors(pid)
        )

    @property
    def _answering(self) -> list[int]:
        return [pid for pid in _below(self.running.pid) if _name(pid) in _ANSWERING]


def _name(pid):
    return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()


def _connections(pid):
    """How many sockets the process has open."""
    return sum(each.startswith("socket:") for each in _descriptors(pid))


def _descriptors(pid):
    """What the process has open; what closes meanwhile does not count."""
    found = []
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            found.append(str(descriptor.readlink()))
    return found


def _below(pid):
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text(encoding="ascii").split():
            found += [int(child), *_below(int(child))]
    return found


@contextmanager
def serving(environment, *, workers, with_worker=False, application="", threads=THREADS, ready="/"):
    """`aoxanh serve`, or another ``application`` served like it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    call = [sys.executable, "-m", "aoxanh.jobs.cli", "serve", "--port", str(port)]
    call += ["--workers", str(workers), *([] if with_worker else ["--no-worker"])]
    if application:
        call = served.call(application, port=port, workers=workers, threads=threads)
    gathered.lay_into(Path(environment["AOXANH_HOME"]))
    more = {"AOXANH_SIGNUPS_PER_HOUR": str(10**9), "AOXANH_LOG": "ERROR"}
    begin = partial(
        subprocess.Popen, call, cwd=ROOT, env=environment | more, stdout=subprocess.DEVNULL
    )
    server = Server(begin(), f"http://127.0.0.1:{port}", begin)
    try:
        _wait_until_answering(server, ready)
        if not application:
            _forks_alone(server.running.pid)
        yield server
    finally:
        _end(server.running)


def _forks_alone(pid):
    """What has threads or connections when it is forked would break them for both."""
    assert len(list(Path(f"/proc/{pid}/task").iterdir())) == 1
    assert _connections(pid) == 0


def _end(running):
    """In order if it can, by force if a worker that was killed keeps it waiting."""
    running.terminate()
    try:
        running.wait(timeout=15)
    except subprocess.TimeoutExpired:
        for pid in _below(running.pid):
            os.kill(pid, signal.SIGKILL)
        running.kill()
        running.wait()


def _wait_until_answering(server, path):
    for _ in range(1200):
        assert server.running.poll() is None, "the server ended"
        client = Connection(server.address)
        try:
            if client.get(path).status == 200:
                return
        except (OSError, Unexpected):
            time.sleep(0.1)
        finally:
            client.close()
    raise AssertionError("the server did not answer")


@dataclass
class Told:
    """What one client was told: passes it holds, refusals, and everything that should not be."""

    held: list[str] = field(default_factory=list)
    outcomes: Counter = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)


def form_of(client, code):
    """The token of the form on an activity's page."""
    return _TOKEN.search(client.get(f"/hoat-dong/{code}/").body.decode())[1]


def sign_up(client, people, *, code, slot):
    """One sign-up through the form of the page; the answer."""
    fields = {"form": form_of(client, code), "slots": str(slot)} | people.one()
    return client.submit(f"/hoat-dong/{code}/dang-ky/", fields)


def _withdraw(client, token):
    page = client.get(f"/ma/{token}/").body.decode()
    fields = {"csrfmiddlewaretoken": _CSRF.search(page)[1]}
    return client.submit(f"/ma/{token}/rut/", fields)


def racer(address, number, start, *, code, slot, tries, withdraw):
    """Fight for the places: everything but a pass or a refusal in words is a fault."""
    told, client, people = Told(), Connection(address), People(number)
    time.sleep(max(0.0, start - time.time()))
    for _ in range(tries):
        answer = sign_up(client, people, code=code, slot=slot)
        told.outcomes[answer.status] += 1
        if answer.status == 303:
            told.held.append(answer.header("location").split("/")[-2])
        elif answer.status != 409:
            told.faults.append(f"{answer.status} {answer.body[:300]!r}")
    if withdraw and told.held:
        answer = _withdraw(client, told.held.pop())
        told.outcomes[f"rút {answer.status}"] += 1
    return told


def stayer(address, number, start, *, code, slot, seconds, once_back=None, is_back=None):
    """Sign up again and again until the time is up, whatever happens to the server.

    ``once_back``: all stay only so many seconds more when one of them was cut off and is served again, which that one
    tells by ``is_back``, an event of ``shared_event``.
    """
    told, client, people = Told(), Connection(address), People(number)
    time.sleep(max(0.0, start - time.time()))
    until, lost_at = time.monotonic() + seconds, _NEVER
    while time.monotonic() < until:
        try:
            answer = sign_up(client, people, code=code, slot=slot)
        except (OSError, Unexpected, TypeError):  # cut off, or a page that is no form
            client.close()
            answer = None
        if answer is None or answer.status >= 500:
            told.outcomes["cut"] += 1
            lost_at = min(lost_at, time.monotonic())
            time.sleep(0.05)
            continue
        told.outcomes[answer.status] += 1
        if answer.status == 303:
            told.held.append(answer.header("location").split("/")[-2])
            if lost_at < _NEVER:
                told.gaps.append(time.monotonic() - lost_at)
                lost_at = _NEVER
                if is_back is not None:
                    is_back.set()
        if is_back is not None and is_back.is_set():
            until = min(until, time.monotonic() + once_back)
    return told


def shared_event():
    """An event that the clients of one drill share."""
    return _FORKED.Event()


def shared_count():
    """A number from nought that the clients of one drill count on together."""
    return _FORKED.Value("i", 0)


def together(client, address, *, clients, meanwhile=None, **given):
    """Every client in a process of its own, begun at the same moment; what each was told."""
    start = time.time() + 0.5
    pipes, processes = [], []
    for number in range(clients):
        ours, theirs = _FORKED.Pipe()
        process = _FORKED.Process(
            target=_report, args=(theirs, client, address, number, start, given), daemon=True
        )
        process.start()
        theirs.close()
        pipes.append(ours)
        processes.append(process)
    try:
        if meanwhile is not None:
            meanwhile(start)
        return [pipe.recv() for pipe in pipes]
    finally:
        for pipe, process in zip(pipes, processes, strict=True):
            process.kill()
            pipe.close()


def _report(pipe, client, address, number, start, given):
    pipe.send(client(address, number, start, **given))
