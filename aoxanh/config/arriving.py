"""Requests that arrive slowly or not at all: received whole before anybody works on them, cut off when they stall."""

import os
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any


STALLED = 20.0
"""Seconds without a further piece after which a client is cut off."""

_PIECE = 8192
_IN_MEMORY = 512 * 1024
LOOKED_AFTER = 2.0
_IDLE_AT = 52
"""Where the kernel's `tcp_info` tells the milliseconds since a connection last brought anything."""


class Cut(Exception):
    """The request did not arrive whole."""


class TooMuch(Exception):
    """The request holds more than is taken."""


@contextmanager
def arrived(environ: dict[str, Any], *, limit: int) -> Iterator[IO[bytes]]:
    """The body of a request, whole; its length is told to who reads it. Raises ``Cut``, ``TooMuch``."""
    declared = environ.get("CONTENT_LENGTH") or ""
    length = int(declared) if declared.isdecimal() else 0
    if length > limit:
        raise TooMuch
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
        if length or "HTTP_TRANSFER_ENCODING" in environ:
            _fill(body, environ, length, limit)
        if body.tell() < length:
            raise Cut
        environ["CONTENT_LENGTH"] = str(body.tell())
        body.seek(0)
        yield body


def _fill(body: IO[bytes], environ: dict[str, Any], length: int, limit: int) -> None:
    """All of it: as much as was declared, else until it ends."""
    side = (environ.get("REMOTE_ADDR", ""), environ.get("SERVER_PORT", ""))
    with _watch.over(side) as arriving:
        while piece := environ["wsgi.input"].read(_PIECE):
            arriving.last = time.monotonic()
            if body.tell() + len(piece) > limit:
                raise TooMuch
            body.write(piece)
            if body.tell() == length:
                return


Side = tuple[str, str]
"""A client's address and the port it came to."""


class _Arriving:
    """One body under way: from where, and when its last piece came."""

    __slots__ = ("last", "side")

    def __init__(self, side: Side) -> None:
        self.side = side
        self.last = time.monotonic()


class Watch:
    """Looks after bodies under way. A read cannot be given up, so a client that stalls loses its connection."""

    def __init__(self) -> None:
        self._under_way: set[_Arriving] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    @contextmanager
    def over(self, side: Side) -> Iterator[_Arriving]:
        arriving = _Arriving(side)
        with self._lock:
            self._under_way.add(arriving)
            if self._thread is None:
                self._thread = threading.Thread(target=self._look, daemon=True)
                self._thread.start()
        try:
            yield arriving
        finally:
            with self._lock:
                self._under_way.discard(arriving)

    def _look(self) -> None:
        while True:
            time.sleep(LOOKED_AFTER)
            before = time.monotonic() - STALLED
            with self._lock:
                stalled = {each.side for each in self._under_way if each.last < before}
            if stalled:
                cut_off(stalled, idle=STALLED)


_watch = Watch()


def cut_off(sides: set[Side], *, idle: float) -> int:
    """Close this process's connections of ``sides`` that brought nothing for ``idle`` seconds; how many."""
    cut = 0
    for descriptor in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            if str(descriptor.readlink()).startswith("socket:"):
                cut += _is_cut_off(int(descriptor.name), sides, idle)
    return cut


def _is_cut_off(descriptor: int, sides: set[Side], idle: float) -> bool:
    """Raises ``OSError`` for what is connected to nobody."""
    with socket.socket(fileno=os.dup(descriptor)) as connection:
        if connection.family not in {socket.AF_INET, socket.AF_INET6}:
            return False
        side = (connection.getpeername()[0], str(connection.getsockname()[1]))
        told = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _IDLE_AT + 4)
        if side not in sides or int.from_bytes(told[_IDLE_AT:], "little") < idle * 1000:
            return False
        connection.shutdown(socket.SHUT_RDWR)
        return True
