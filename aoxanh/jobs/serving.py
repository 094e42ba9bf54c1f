"""The server: granian around an application that is loaded once, before the processes that answer are forked."""

import json
import multiprocessing
import os
import resource
import time
from collections import deque
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from wsgiref.types import WSGIApplication, WSGIEnvironment
from wsgiref.util import setup_testing_defaults

import aoxanh
from aoxanh.jobs.authority import Papers
from aoxanh.jobs.loading import loading
from aoxanh.jobs.processes import become, call_oneself


# Read when granian is loaded: it shall keep nothing for each of hundreds of threads that wait (half of their memory).
os.environ.setdefault("_RJEM_MALLOC_CONF", "narenas:1,tcache:false,dirty_decay_ms:0")

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer


LOGS = Path(aoxanh.__file__).parent / "config" / "granian.json"
"""What the server says of itself."""

CONNECTIONS = 4096
"""Of one process, so that whoever comes is heard and told, if need be, to come back."""

DEATHS, WITHIN = 20, 30.0
"""So many processes that die within so many seconds die of themselves: the server ends."""


def load(application: str) -> WSGIApplication:
    """The application ``module:name``; no database is asked."""
    module, _, name = application.partition(":")
    with loading():
        loaded: WSGIApplication = getattr(import_module(module), name)
    return loaded


def warm(application: WSGIApplication, *, host: str) -> None:
    """Draw the front page once: what a first page brings with it, each fork would make anew.

    Behind the gate, whose threads would stay behind in a fork, with what they hold.
    """
    behind: WSGIApplication = getattr(application, "application", application)
    with loading():
        _ask(behind, host)


def _ask(application: WSGIApplication, host: str) -> None:
    environ: WSGIEnvironment = {"HTTP_HOST": host}
    setup_testing_defaults(environ)
    answer = application(environ, lambda *_: lambda _: None)
    try:
        deque(answer, maxlen=0)
    finally:
        getattr(answer, "close", lambda: None)()


def serve(
    application: str,
    *,
    host: str,
    port: int,
    workers: int,
    threads: int,
    papers: Papers | None = None,
) -> None:
    """Answer until told to stop; by https when there are ``papers``."""
    multiprocessing.set_start_method("fork", force=True)
    make_room_for(2 * CONNECTIONS)
    loaded = load(application)
    server = Server(
        application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        backlog=CONNECTIONS,
        backpressure=CONNECTIONS,
        websockets=False,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        log_dictconfig=json.loads(LOGS.read_text(encoding="utf-8")),
        ssl_cert=papers.certificate if papers else None,
        ssl_key=papers.key if papers else None,
    )
    server.on_startup(partial(call_oneself, "aoxanh-server"))
    server.serve(target_loader=partial(_handed, loaded, os.getpid()), wrap_loader=False)


def _handed(loaded: WSGIApplication, server: int) -> WSGIApplication:
    """In a process that answers: it ends with the server."""
    become("aoxanh-web", child_of=server)
    return loaded


def make_room_for(files: int) -> None:
    """So many files and connections may be open at once, or as many as this machine allows its programs."""
    most, limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = files if limit == resource.RLIM_INFINITY else min(files, limit)
    if most != resource.RLIM_INFINITY and most < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, limit))


class Server(MPServer):
    """Granian ends when the same process dies twice within 5.5 s: nobody is served until somebody starts it anew.

    A fork stands there at once, so each that is killed is put back, unless they die of themselves.
    """

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401  granian's own arguments
        super().__init__(*given, **named)
        self._died: deque[float] = deque(maxlen=DEATHS)

    def _respawn_workers(self, workers: Sequence[int], *given: Any, **named: Any) -> None:  # noqa: ANN401  as above
        super()._respawn_workers(workers, *given, **named)
        self._died.extend([time.monotonic()] * len(workers))
        if len(self._died) < DEATHS or self._died[-1] - self._died[0] > WITHIN:
            self.respawned_wrks.clear()
        if self.interrupt_children:  # died meanwhile: its call may have been taken for heard
            self.main_loop_interrupt.set()
