"""The processes behind `aoxanh serve`: kept running together, ended together.

They are forks of one process that has loaded the product: nothing is loaded twice, and what none of them changes is in
memory once. So who forks has neither threads nor connections.
"""

import ctypes
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from aoxanh.jobs.errors import PortTaken, ServerStopped
from aoxanh.jobs.speaking import say


if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess


Part = Callable[[], object]
"""What a process does until it is told to stop; what it returns is its exit status, none is 0."""

PATIENCE_SECONDS = 25.0
"""Time to finish what is being done before a process is ended hard."""

_FORKED = multiprocessing.get_context("fork")
_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1
_PR_SET_NAME = 15
_START_SECONDS = 60.0
_PAUSE = 0.2
_TOLD = (signal.SIGTERM, signal.SIGINT)


def refuse_taken_port(host: str, port: int) -> None:
    """Raises ``PortTaken``."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise PortTaken(port=port) from fault


def call_oneself(name: str) -> None:
    """What `ps -o comm` calls this process (Linux)."""
    _prctl(_PR_SET_NAME, name.encode())


def become(name: str, *, child_of: int) -> None:
    """In a new process: its name; it is told to end when its parent is gone, however that came about (Linux)."""
    call_oneself(name)
    if _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM) and os.getppid() != child_of:
        os.kill(os.getpid(), signal.SIGTERM)  # gone before it was asked for


def _prctl(what: int, value: int | bytes) -> bool:
    """Whether this system knows such a thing."""
    prctl = getattr(_LIBC, "prctl", None)
    if prctl is None:
        return False
    prctl(what, value)
    return True


class Company:
    """A server and, beside it, the worker. The server's end ends all; a lost worker is started anew."""

    def __init__(self, server: Part, worker: Part | None = None) -> None:
        self._parts = {"server": server} | ({"worker": worker} if worker else {})
        self._running: dict[str, ForkProcess] = {}
        self.stopping = threading.Event()

    def listen(self) -> None:
        """Stop when the terminal or the service manager asks."""
        for number in _TOLD:
            signal.signal(number, lambda *_: self.stopping.set())

    def start(self) -> None:
        for name in self._parts:
            self._launch(name)

    def _launch(self, name: str) -> None:
        live = partial(_live, f"aoxanh-{name}", self._parts[name], os.getpid())
        self._running[name] = _FORKED.Process(target=live)
        kept = signal.pthread_sigmask(signal.SIG_BLOCK, _TOLD)  # until it no longer answers for us
        try:
            self._running[name].start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, kept)

    def wait_until_answering(self, host: str, port: int) -> None:
        """Until the server takes connections. Raises ``ServerStopped``."""
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until and not self.stopping.is_set():
            if not self._running["server"].is_alive():
                raise ServerStopped
            try:
                socket.create_connection((host, port), timeout=1).close()
            except OSError:
                self.stopping.wait(_PAUSE)
            else:
                return

    def wait(self) -> None:
        """Until told to stop. Raises ``ServerStopped`` when the server ends by itself."""
        while not self.stopping.wait(_PAUSE):
            if not self._running["server"].is_alive():
                raise ServerStopped
            worker = self._running.get("worker")
            if worker is not None and not worker.is_alive():
                self.stopping.wait(1)
                self._launch("worker")

    def end(self) -> None:
        """Ask all to finish, wait, then end what is left."""
        for process in self._running.values():
            process.terminate()
        until = time.monotonic() + PATIENCE_SECONDS
        for process in self._running.values():
            process.join(max(0.0, until - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()


def _live(name: str, part: Part, keeper: int) -> None:
    """A forked process, in a session of its own: the terminal interrupts the keeper, which ends us in order."""
    os.setsid()
    for number in _TOLD:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _TOLD)
    become(name, child_of=keeper)
    raise SystemExit(part())


def keep(company: Company, *, host: str, port: int, greeting: Sequence[str]) -> None:
    """Until told to stop. Raises ``ServerStopped`` when the server ends by itself."""
    company.listen()
    try:
        company.start()
        company.wait_until_answering(host, port)
        for line in greeting:
            say(line)
        company.wait()
    finally:
        company.end()
