"""What a job is run with and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from aoxanh.kernel.actors import Actor
from aoxanh.work.types import Claimed


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended well: a sentence for its asker and the file it made, if any."""

    note: str = ""
    file_id: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One attempt at a job: what was asked for, as whom it acts, and how it reports."""

    job: Claimed
    by: Actor
    now: Callable[[], datetime]
    report: Callable[[int, int], None]
    """(done, total); raises ``JobLost`` when the job was stopped meanwhile."""


Kind = Callable[[Run], Outcome]
