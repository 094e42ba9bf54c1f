"""The clock's own work: what is due when, each instant asked for exactly once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cronsim import CronSim

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import ZONE
from aoxanh.work import actions as work
from aoxanh.work import queries as jobs
from aoxanh.work.types import Due


CATCH_UP = timedelta(days=14)
"""Housekeeping that fell due before this is not made up for."""


@dataclass(frozen=True, slots=True)
class Line:
    """A kind of job at the times of a cron line, read in the instance's zone."""

    name: str
    cron: str
    kind: str


LINES = (
    Line("release-quotas", "5 0 * * *", "quotas.release"),
    Line("seal-the-trail", "5 * * * *", "trail.seal"),
    Line("sweep-files", "15 2 * * *", "files.sweep"),
    Line("sweep-jobs", "25 2 * * *", "work.sweep"),
    Line("forget", "55 2 * * *", "data.forget"),
    Line("warn-of-terms", "30 6 * * *", "access.terms"),
    Line("remind-of-tasks", "40 6 * * *", "tasks.remind"),
    Line("clear-sessions", "35 2 * * *", "sessions.clear"),
    Line("frozen-figures", "10 3 * * *", "figures.frozen"),
    Line("check-figures", "45 2 * * *", "figures.check"),
)


def due_between(line: Line, since: datetime, until: datetime) -> Iterator[Due]:
    """The instants of ``line`` after ``since`` up to and with ``until``."""
    for local in CronSim(line.cron, max(since, until - CATCH_UP).astimezone(ZONE)):
        if local > until:
            return
        yield Due(name=line.name, kind=line.kind, at=local.astimezone(UTC))


def tick(*, by: Actor, now: datetime, lines: Sequence[Line] = LINES) -> int:
    """Ask for everything due since the last tick, however long ago; returns how much that was.

    A line seen for the first time begins now. Schedulers may run side by side: the due instant is the job's key.
    """
    marks = jobs.asked_until([line.name for line in lines])
    asked = 0
    for line in lines:
        due = list(due_between(line, marks.get(line.name, now), now))
        if due or line.name not in marks:
            asked += len(work.enqueue_due(by=by, name=line.name, due=due, now=now))
    return asked
