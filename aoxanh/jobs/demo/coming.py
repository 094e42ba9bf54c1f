"""The next six weeks: open sign-ups in every shade, and what still waits to be opened."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from aoxanh.activities import actions as activities
from aoxanh.activities.types import (
    ActivityRow,
    ActivityState,
    HistoryRow,
    HoursSource,
    SignupState,
)
from aoxanh.jobs.demo.attendance import Crowd
from aoxanh.jobs.demo.folk import Folk
from aoxanh.jobs.demo.past import Held
from aoxanh.jobs.demo.plans import Plan, Planner
from aoxanh.jobs.demo.rows import activity_row, signup_row
from aoxanh.jobs.demo.stage import Stage, dice, texts
from aoxanh.jobs.demo.themes import choose, theme_called
from aoxanh.kernel.dates import at


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, Slot


AHEAD = 42
_COUNT = 38
_SORTS = {"COMMUNE": 20, "SCHOOL": 3, "SECTOR": 3, "COLLEGE": 2, "STUDENTS": 1, "GROUP": 4,
          "PROVINCE": 3, "FEDERATION": 1, "BRANCH": 1}  # fmt: skip
_STATES = {ActivityState.OPEN: 31, ActivityState.PLANNED: 5, ActivityState.DRAFT: 2}
_FULL = 1.25
"""Asked this much of its capacity, an activity is full and keeps a waiting list."""


def load(stage: Stage, planner: Planner, crowd: Crowd) -> list[Held]:
    """Load what is to come with its sign-ups so far; today's activities are left to ``today``."""
    crowd.calm()
    throws = dice("coming")
    chosen = [*_featured(stage, planner), *_others(stage, planner, throws)]
    chosen.sort(key=lambda each: (each[0].first_day, each[0].title))
    rows = [_row(stage, plan, wish, crowd.folk, throws) for plan, wish in chosen]
    loaded = activities.load_activities(by=stage.by, rows=rows, now=stage.now)
    coming = [Held(plan, row) for (plan, _), row in zip(chosen, loaded, strict=True)]
    signups = (
        row
        for each, (_, wish) in zip(coming, chosen, strict=True)
        for row in _signups(stage, crowd, each, wish, throws)
    )
    activities.load_history(by=stage.by, rows=signups, now=stage.now)
    return coming


def _featured(stage: Stage, planner: Planner) -> Iterator[tuple[Plan, dict[str, Any]]]:
    """What the printed accounts find on their desks: named in the texts, in season or not."""
    for wish in texts("featured"):
        unit, theme = planner.tree[wish["unit"]], theme_called(wish["theme"])
        day = stage.day + timedelta(days=wish["in_days"])
        plan = planner.plan(unit, theme, day, commune=wish.get("commune", ""))
        if "places" in wish:
            shifts = tuple(replace(shift, capacity=wish["places"]) for shift in plan.shifts)
            plan = replace(plan, shifts=shifts)
        yield plan, wish


def _others(
    stage: Stage, planner: Planner, throws: Random
) -> Iterator[tuple[Plan, dict[str, Any]]]:
    used: dict[str, int] = {}
    days = [stage.day + timedelta(days=offset) for offset in range(1, AHEAD + 1)]
    weights = [
        (3 if each.weekday() >= 5 else 1) * (2 if n < 21 else 1) for n, each in enumerate(days)
    ]
    for day in sorted(throws.choices(days, weights=weights, k=_COUNT)):
        sort = throws.choices(list(_SORTS), weights=list(_SORTS.values()))[0]
        theme = choose(throws, day=day, sort=sort)
        for _ in range(4):
            if used.get(theme.code, 0) < 5:
                break
            theme = choose(throws, day=day, sort=sort)
        used[theme.code] = used.get(theme.code, 0) + 1
        state = throws.choices(list(_STATES), weights=list(_STATES.values()))[0]
        fill = throws.choice((0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.95, _FULL))
        wish = {"state": state, "fill": fill, "approval": throws.random() < 0.1}
        yield planner.plan(planner.unit_for(sort, day), theme, day), wish


def _row(stage: Stage, plan: Plan, wish: dict[str, Any], folk: Folk, throws: Random) -> ActivityRow:
    ago = timedelta(days=throws.randint(4, 16), minutes=throws.randint(0, 700))
    row = activity_row(
        plan,
        ActivityState(wish["state"]),
        folk=folk,
        throws=throws,
        created_at=at(stage.day, time(9)) - ago,
    )
    meets = throws.random() < 0.4
    return replace(
        row,
        meeting_point=f"Trụ sở {plan.unit.name}" if meets else "",
        needs_approval=bool(wish.get("approval")),
    )


def _signups(
    stage: Stage, crowd: Crowd, held: Held, wish: dict[str, Any], throws: Random
) -> Iterator[HistoryRow]:
    """Who signed up so far; of what is over but not closed yet, who came as well."""
    activity = held.loaded.activity
    if activity.state not in {ActivityState.OPEN, ActivityState.RUNNING}:
        return
    wanted = round(held.plan.capacity * wish["fill"])
    members = crowd.pick(held.plan, throws, wanted, activity.min_age)
    for shift, slot in zip(held.loaded.shifts, held.loaded.slots, strict=True):
        until = min(stage.now, shift.starts_at - timedelta(hours=6))
        moments = _moments(activity.created_at, until, len(members), throws)
        for number, (member, moment) in enumerate(zip(members, moments, strict=True)):
            row = signup_row(activity, shift, slot, member, at=moment)
            here = activity.state == ActivityState.RUNNING and throws.random() < 0.9
            yield replace(
                row,
                state=_state(activity, number, slot, throws),
                checked_in_at=shift.starts_at if here else None,
                checked_out_at=shift.ends_at if here and throws.random() < 0.7 else None,
                source=HoursSource.ROLL_CALL,
            )


def _state(activity: "Activity", number: int, slot: "Slot", throws: Random) -> SignupState:
    if number >= slot.capacity:
        return SignupState.WAITING
    asked = activity.needs_approval and throws.random() < 0.6
    return SignupState.PENDING if asked else SignupState.CONFIRMED


def _moments(since: datetime, until: datetime, count: int, throws: Random) -> list[datetime]:
    """Instants in order: most people sign up soon after the opening."""
    return sorted(since + (until - since) * (throws.random() ** 1.6) for _ in range(count))
