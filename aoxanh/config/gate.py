"""Who is answered at once, who waits, and who is told to come back: what the server does with more than it can answer.

A request first arrives whole, then waits for its turn: a client that sends or reads slowly keeps nobody waiting but
itself. What finds no room, or no turn in time, is answered 503 with a time to come back (L3, F10).
"""

import codecs
import random
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.db import close_old_connections
from django.http import HttpResponseBase
from django.utils.http import parse_header_parameters
from prometheus_client import Counter

from aoxanh.config.arriving import Cut, TooMuch, arrived
from aoxanh.config.desks import Desks


PATIENCE = 5.0
"""Seconds to wait for a turn."""

COME_BACK = (2, 8)
"""Seconds after which those sent away may come back, drawn anew for each so that they do not come together."""

BUSY = "503 Service Unavailable"
TOO_MUCH = "413 Content Too Large"
UNREADABLE = "415 Unsupported Media Type"

MONITORS = "/he-thong/"
"""What monitors ask is answered whatever else happens."""

_SENT_AWAY = Counter("aoxanh_sent_away", "Requests answered 503 because too many came")


@dataclass(frozen=True, slots=True)
class Words:
    """What those are told whose request is not looked at: a page, and its shape for other systems."""

    page: bytes
    json: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many requests are answered ``at_once``, how many more while some take long (``reserve``), how many of those
    that are answered ``together``, how many are held in all, and the bytes one may bring.
    """

    at_once: int
    reserve: int = 0
    together: int = 1
    room: int
    body: int


@dataclass(frozen=True, slots=True)
class _Answer:
    """What an application began to say, its status and headers, and what it says."""

    began: Sequence[Any]
    body: Iterable[bytes]


class Gate:
    """A WSGI application that lets requests through to another ``application`` as its limits allow."""

    def __init__(
        self,
        application: WSGIApplication,
        limits: Limits,
        words: Mapping[str, Words],
        headers: Mapping[str, str],
        *,
        together: Collection[str] = (),
    ) -> None:
        """``words`` by the line of the status; ``headers`` go with them, as with every page.

        What is sent to the paths ``together`` is no work for each: one does it for those who wait beside it.
        """
        self.application = application
        self._desks = Desks(self._worked_on, limits.at_once, reserve=limits.reserve)
        self._waiting_for_one = Desks(self._worked_on, limits.together)
        self._together = frozenset(together)
        self._room = threading.BoundedSemaphore(limits.room)
        self._body = limits.body
        self._words = words
        self._headers = tuple(headers.items())

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not is_readable(environ.get("CONTENT_TYPE", "")):
            return self._told(UNREADABLE, path, start)
        if path.startswith(MONITORS):
            return self.application(environ, start)
        if not self._room.acquire(blocking=False):
            return self._sent_away(path, start)
        try:
            answer = self._in_turn(path, environ, start)
        except BaseException:
            self._room.release()
            raise
        if isinstance(answer, list):
            self._room.release()
            return answer
        return _Slowly(answer, self._room)

    def _in_turn(
        self, path: str, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        try:
            with arrived(environ, limit=self._body) as environ["wsgi.input"]:
                return self._answered(path, environ, start)
        except Cut:
            start("408 Request Timeout", [("Content-Length", "0"), ("Connection", "close")])
            return []
        except TooMuch:
            return self._told(TOO_MUCH, path, start)
        except OSError:  # no room on the disk for what arrives
            return self._sent_away(path, start)

    def _answered(
        self, path: str, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        desks = self._waiting_for_one if path in self._together else self._desks
        answer = desks.answer(environ, patience=PATIENCE)
        if answer is None:
            return self._sent_away(path, start)
        start(*answer.began)
        return answer.body

    def _worked_on(self, environ: WSGIEnvironment) -> "_Answer":
        began: list[Any] = []

        def start(
            status: str, headers: list[tuple[str, str]], _fault: object = None, /
        ) -> Callable[[bytes], object]:
            began[:] = [status, headers]
            return list[bytes]().append  # for applications older than WSGI

        return _Answer(began, _whole(self.application(environ, start)))

    def _sent_away(self, path: str, start: StartResponse) -> list[bytes]:
        _SENT_AWAY.inc()
        again = str(random.randint(*COME_BACK))  # noqa: S311  spreads people, keeps no secret
        return self._told(BUSY, path, start, ("Retry-After", again))

    def _told(
        self, status: str, path: str, start: StartResponse, *more: tuple[str, str]
    ) -> list[bytes]:
        is_for_systems = path.startswith("/api/")
        kind = "application/json" if is_for_systems else "text/html"
        words = self._words[status]
        body = words.json if is_for_systems else words.page
        headers = [
            ("Content-Type", f"{kind}; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            *self._headers,
        ]
        start(status, [*headers, *more])
        return [body]


def is_readable(kind: str) -> bool:
    """Whether what is sent as ``kind`` says nothing of how it is written, or that it is UTF-8.

    By any other name Django would read the address and the form: some are no letters at all, some bring signs that
    no column holds.
    """
    if ";" not in kind:
        return True
    try:
        _kind, said = parse_header_parameters(kind)
        return "charset" not in said or codecs.lookup(said["charset"]).name == "utf-8"
    except (LookupError, ValueError):
        return False


def _whole(answer: Iterable[bytes]) -> Iterable[bytes]:
    """The answer in one piece; a file stays a stream, and gives the database back before it is read."""
    if isinstance(answer, HttpResponseBase) and not answer.streaming:
        try:
            return [b"".join(answer)]
        finally:
            answer.close()
    if not isinstance(answer, list):
        close_old_connections()
    return answer


class _Slowly:
    """A stream that keeps its room until its reader has it or goes away."""

    def __init__(self, answer: Iterable[bytes], room: threading.BoundedSemaphore) -> None:
        self._answer = answer
        self._room = room

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer)

    def close(self) -> None:
        self._room.release()
        close = getattr(self._answer, "close", None)
        if close is not None:
            close()
