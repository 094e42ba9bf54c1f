"""When a task falls due, made from its document's rule, and how a unit stands to it on a day."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from aoxanh.kernel.periods import Period
from aoxanh.programmes.rules.expressions import day_of_year
from aoxanh.programmes.types import TaskEvery
from aoxanh.programmes.types.duties import DutyState, DutyTerm, ReminderStep


SOON: Final = timedelta(days=14)
STEPS: Final = (
    (ReminderStep.ESCALATED, timedelta(days=14)),
    (ReminderStep.LATE, timedelta()),
    (ReminderStep.WEEK, timedelta(days=-7)),
    (ReminderStep.MONTH, timedelta(days=-30)),
)
"""Each step with the days from the first day that is too late; the latest one first."""

REMINDED_FOR: Final = timedelta(days=60)
"""So long after its deadline a task is no longer reminded of; it stays overdue on the pages."""


def duty_terms(
    *,
    every: str,
    deadline: Mapping[str, Any],
    programme: Period,
    phases: Sequence[Period] = (),
) -> tuple[DutyTerm, ...]:
    """Every time a task is due within its programme, the earliest first.

    “Trước ngày 20/3” is strictly before it. ``in`` names the years; without a day a task is due by the end of its
    year or phase. What would be due before the programme begins is not; what is done regularly is never due.
    """
    if every == TaskEvery.PHASE and "in" not in deadline:
        terms = [_of_phase(phase, deadline) for phase in phases]
    else:
        terms = [_of_year(year, deadline) for year in _years(every, deadline, programme)]
    within = (
        DutyTerm(term.year, max(term.opens, programme.start), min(term.until, programme.end))
        for term in terms
    )
    return tuple(sorted(term for term in within if term.opens < term.until))


def _years(every: str, deadline: Mapping[str, Any], programme: Period) -> Sequence[int]:
    if "in" in deadline:
        return sorted(deadline["in"])
    first, last = programme.start.year, programme.last_day.year
    steps = {TaskEvery.YEAR: 1, TaskEvery.TWO_YEARS: 2}
    if every in steps:
        return range(first, last + 1, steps[TaskEvery(every)])
    return [last] if every == TaskEvery.ONCE else []


def _of_year(year: int, deadline: Mapping[str, Any]) -> DutyTerm:
    opens = date(year, 1, 1)
    if "before" in deadline:
        return DutyTerm(year, opens, date(year, *day_of_year(deadline["before"])))
    if "around" in deadline:
        middle = date(year, *day_of_year(deadline["around"]))
        days = timedelta(days=deadline["days"])
        return DutyTerm(year, middle - days, middle + days + timedelta(days=1))
    return DutyTerm(year, opens, date(year + 1, 1, 1))


def _of_phase(phase: Period, deadline: Mapping[str, Any]) -> DutyTerm:
    """Due by the end of the phase, or by the day its last year names."""
    year = phase.last_day.year
    until = _of_year(year, deadline).until if deadline else phase.end
    return DutyTerm(year, phase.start, min(until, phase.end))


def duty_state(term: DutyTerm, *, done_on: date | None, day: date) -> DutyState:
    """How it stands on ``day``; what was done on the deadline day itself came late."""
    if done_on is not None:
        return DutyState.DONE if done_on < term.until else DutyState.DONE_LATE
    if day >= term.until:
        return DutyState.OVERDUE
    return DutyState.SOON if day >= term.until - SOON else DutyState.OPEN


def reminder_step(term: DutyTerm, *, day: date) -> ReminderStep | None:
    """The latest step that has come by ``day``; None before the first and long after the deadline."""
    if day > term.until + REMINDED_FOR:
        return None
    return next((step for step, after in STEPS if day >= term.until + after), None)


def is_body(*, kind: str, unit_id: int, kinds: Collection[str], assigned: Collection[int]) -> bool:
    """Whether a unit is the body: it was named for it, or nobody was and it is of the body's kinds."""
    return unit_id in assigned if assigned else kind in kinds
