"""The processes behind `aoxanh serve`: kept running together, ended together."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import aoxanh
from aoxanh.jobs.authority import Papers
from aoxanh.jobs.errors import PortTaken, ServerStopped


PATIENCE_SECONDS = 25.0
"""Time to finish what is being done before a process is ended hard."""

LOGS = Path(aoxanh.__file__).parent / "config" / "granian.json"
"""What the server says of itself."""

_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1
_START_SECONDS = 60.0
_PAUSE = 0.2
_WORKER = (sys.executable, "-m", "aoxanh.jobs.cli", "worker")


def granian(
    *, host: str, port: int, workers: int, threads: int, papers: Papers | None = None
) -> list[str]:
    """The call that serves the WSGI application; by https when there are ``papers``."""
    tls = (
        ["--ssl-certificate", str(papers.certificate), "--ssl-keyfile", str(papers.key)]
        if papers
        else []
    )
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(threads), "--no-ws",
        "--respawn-failed-workers", "--log-level", "warning", "--log-config", str(LOGS), *tls,
        "aoxanh.config.wsgi:application",
    ]  # fmt: skip


def refuse_taken_port(host: str, port: int) -> None:
    """Raises ``PortTaken``."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise PortTaken(port=port) from fault


def _end_with(keeper: int) -> None:
    """In a new process: it is told to end when its keeper is gone, however that came about (Linux)."""
    prctl = getattr(_LIBC, "prctl", None)
    if prctl is not None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != keeper:  # gone before it was asked for
            os.kill(os.getpid(), signal.SIGTERM)


class Company:
    """A server and, beside it, the worker. The server's end ends all; a lost worker is started anew."""

    def __init__(self, server: Sequence[str], *, with_worker: bool, env: Mapping[str, str]) -> None:
        self._calls = {"server": tuple(server)} | ({"worker": _WORKER} if with_worker else {})
        self._env = dict(env)
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = threading.Event()

    def listen(self) -> None:
        """Stop when the terminal or the service manager asks."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stopping.set())

    def start(self) -> None:
        for name in self._calls:
            self._launch(name)

    def _launch(self, name: str) -> None:
        # A session of its own: the terminal's interrupt comes to us, and we end the others in order.
        self._running[name] = subprocess.Popen(  # noqa: S603  our own interpreter and modules
            self._calls[name],
            env=self._env,
            start_new_session=True,
            preexec_fn=partial(_end_with, os.getpid()),  # noqa: PLW1509  no thread runs beside us
        )

    def wait_until_answering(self, host: str, port: int) -> None:
        """Until the server takes connections. Raises ``ServerStopped``."""
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until and not self.stopping.is_set():
            if self._running["server"].poll() is not None:
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
            if self._running["server"].poll() is not None:
                raise ServerStopped
            worker = self._running.get("worker")
            if worker is not None and worker.poll() is not None:
                self.stopping.wait(1)
                self._launch("worker")

    def end(self) -> None:
        """Ask all to finish, wait, then end what is left."""
        for process in self._running.values():
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + PATIENCE_SECONDS
        for process in self._running.values():
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
