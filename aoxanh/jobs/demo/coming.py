"""The next six weeks: open sign-ups in every shade, and what still waits to be opened."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
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
from aoxanh.jobs.demo.stage import Stage, dice, texts
from aoxanh.jobs.demo.themes import choose, theme_called
from aoxanh.kernel.dates import start_of


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, Slot


AHEAD = 42
_COUNT = 38
_SORTS = {"COMMUNE": 20, "SCHOOL": 3, "SECTOR": 3, "COLLEGE": 2, "STUDENTS": 1, "GROUP": 4,
          "PROVINCE": 3, "FEDERATION": 1, "BRANCH": 1}  # fmt: skip
_STATES = {ActivityState.OPEN: 31, ActivityState.PLANNED: 5, ActivityState.DRAFT: 2}
_FULL = 1.25
"""Asked this much of its capacity, an activity is full and keeps a waiting list."""


def load(stage: Stage, planner: Planner, folk: Folk, crowd: Crowd) -> list[Held]:
    """Load what is to come with its sign-ups so far; today's activities are left to ``today``."""
    throws = dice("coming")
    chosen = [*_featured(stage, planner), *_others(stage, planner, throws)]
    chosen.sort(key=lambda each: (each[0].first_day, each[0].title))
    rows = [_row(stage, plan, wish, folk, throws) for plan, wish in chosen]
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
        unit, theme = planner.made[wish["unit"]], theme_called(wish["theme"])
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
    weights = [(3 if each.weekday() >= 5 else 1) * (2 if n < 21 else 1) for n, each in enumerate(days)]
    for day in sorted(throws.choices(days, weights=weights, k=_COUNT)):
        sort = throws.choices(list(_SORTS), weights=list(_SORTS.values()))[0]
        theme = choose(throws, month=day.month, sort=sort)
        for _ in range(4):
            if used.get(theme.code, 0) < 5:
                break
            theme = choose(throws, month=day.month, sort=sort)
        used[theme.code] = used.get(theme.code, 0) + 1
        state = throws.choices(list(_STATES), weights=list(_STATES.values()))[0]
        fill = throws.choice((0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.95, _FULL))
        wish = {"state": state, "fill": fill, "approval": throws.random() < 0.1}
        yield planner.plan(planner.unit_for(sort, day), theme, day), wish


def _row(
    stage: Stage, plan: Plan, wish: dict[str, Any], folk: Folk, throws: Random
) -> ActivityRow:
    officers = folk.of(plan.unit.key)[:3]
    leader = throws.choice(officers).person if officers else None
    ago = timedelta(days=throws.randint(4, 16), minutes=throws.randint(0, 700))
    return ActivityRow(
        unit_id=plan.unit.unit_id,
        template_code=plan.theme.template,
        title=plan.title,
        summary=plan.summary,
        place_id=plan.place.pk,
        place_text=plan.place.full_name,
        spot=plan.spot,
        meeting_point=f"Trụ sở {plan.unit.name}" if throws.random() < 0.4 else "",
        latitude=plan.latitude,
        longitude=plan.longitude,
        first_day=plan.first_day,
        last_day=plan.last_day,
        created_at=start_of(stage.day) + timedelta(hours=9) - ago,
        state=ActivityState(wish["state"]),
        shifts=plan.shifts,
        beneficiaries=plan.words.into(plan.theme.beneficiaries),
        partners=plan.words.into(plan.theme.partners),
        leader_id=leader.pk if leader else None,
        contact_phone=leader.phone if leader else "",
        needs_approval=bool(wish.get("approval")),
    )


def _signups(
    stage: Stage, crowd: Crowd, held: Held, wish: dict[str, Any], throws: Random
) -> Iterator[HistoryRow]:
    """Who signed up so far; of what is over but not closed yet, who came as well."""
    activity = held.loaded.activity
    if activity.state not in {ActivityState.OPEN, ActivityState.RUNNING}:
        return
    over = activity.state == ActivityState.RUNNING
    wanted = round(held.plan.capacity * wish["fill"])
    members = crowd.pick(held.plan, throws, wanted, activity.min_age or 0)
    for shift, slot in zip(held.loaded.shifts, held.loaded.slots, strict=True):
        taken = 0
        until = min(stage.now, shift.starts_at - timedelta(hours=6))
        for at in _moments(activity.created_at, until, len(members), throws):
            member = members[taken]
            taken += 1
            here = over and throws.random() < 0.9
            yield HistoryRow(
                activity_id=activity.pk,
                organiser_unit_id=activity.unit_id,
                participant_unit_id=member.unit.unit_id,
                place_id=activity.place_id,
                shift_id=shift.pk,
                slot_id=slot.pk,
                shift_starts_at=shift.starts_at,
                person_id=member.person.pk,
                contact_key=member.person.contact_key,
                signed_up_at=at,
                state=_state(activity, taken, slot, throws),
                checked_in_at=shift.starts_at if here else None,
                checked_out_at=shift.ends_at if here and throws.random() < 0.7 else None,
                source=HoursSource.ROLL_CALL,
            )


def _state(activity: "Activity", place: int, slot: "Slot", throws: Random) -> SignupState:
    if place > slot.capacity:
        return SignupState.WAITING
    asked = activity.needs_approval and throws.random() < 0.6
    return SignupState.PENDING if asked else SignupState.CONFIRMED


def _moments(since: datetime, until: datetime, count: int, throws: Random) -> list[datetime]:
    """Instants in order: most people sign up soon after the opening."""
    return sorted(since + (until - since) * (throws.random() ** 1.6) for _ in range(count))
