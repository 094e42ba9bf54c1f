"""Logs that hold nothing about a person: no path, no value, of a fault its class and where it arose."""

import logging
import traceback
from datetime import UTC, datetime
from logging import LogRecord
from types import TracebackType

from pythonjsonlogger.json import JsonFormatter


Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutPaths(logging.Filter):
    """Django's lines about requests name the path, which may hold a pass: they name the route instead."""

    def filter(self, record: LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None and record.name.startswith("django."):
            match = getattr(request, "resolver_match", None)
            status = getattr(record, "status_code", "")
            record.msg, record.args = f"{status} {match.view_name if match else 'none'}", ()
            delattr(record, "request")
        return True


class WithoutThreads(logging.Filter):
    """The server warns of more threads than processors; they wait, and the gate bounds those that work."""

    def filter(self, record: LogRecord) -> bool:
        return "spawning up to" not in str(record.msg)


def frames(fault: Fault) -> str:
    """Where a fault arose, without its text and without what the lines say: both may hold names and phones."""
    kind, _value, trace = fault
    places = [f"{each.filename}:{each.lineno} {each.name}" for each in traceback.extract_tb(trace)]
    return "\n".join([*places, kind.__name__ if kind else ""])


class _Instants(logging.Formatter):
    """Instants with their zone: UTC, whatever the machine is set to."""

    def formatTime(self, record: LogRecord, datefmt: str | None = None) -> str:  # noqa: N802, ARG002  logging names it so
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


class Lines(_Instants):
    """For people: one line, faults below it."""

    def formatException(self, ei: Fault) -> str:  # noqa: N802  logging names it so
        return frames(ei)


class Json(_Instants, JsonFormatter):
    """For machines: one object a line."""

    def formatException(self, ei: Fault) -> str:  # noqa: N802  logging names it so
        return frames(ei)
