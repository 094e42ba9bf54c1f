"""Two years of activities up to yesterday: most with their sign-ups and hours, some only recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from aoxanh.activities import actions as activities
from aoxanh.activities.types import ActivityRow, ActivityState, LoadedActivity, OutputGiven
from aoxanh.jobs.demo.folk import Folk
from aoxanh.jobs.demo.plans import Plan, Planner
from aoxanh.jobs.demo.rows import activity_row
from aoxanh.jobs.demo.stage import REORGANISED_ON, Stage, dice, texts
from aoxanh.jobs.demo.themes import choose, sorts_in_season
from aoxanh.jobs.demo.tree import Tree
from aoxanh.kernel.dates import at


DAYS = 730
_WORTH = {
    "ao_am": 150_000,
    "cay_trong": 25_000,
    "duong_sua": 180_000,
    "phong_hoc": 12_000_000,
    "suat_qua": 300_000,
}
"""What one of a metric is worth in đồng; three units in four say so."""
_A_MONTH = {1: 15, 2: 10, 3: 29, 4: 13, 5: 16, 6: 23, 7: 26, 8: 21, 9: 14, 10: 16, 11: 17, 12: 19}
"""Activities by month: the Union's year peaks in March, in summer and before Tết."""

_ONLY_RECORDED = 0.08
_SHARES = {
    "COMMUNE": 2.0,
    "DISTRICT": 1.4,
    "SCHOOL": 0.25,
    "SECTOR": 0.28,
    "COLLEGE": 0.12,
    "STUDENTS": 0.1,
    "GROUP": 0.35,
    "BRANCH": 0.2,
    "PROVINCE": 0.22,
    "FEDERATION": 0.12,
}  # fmt: skip
"""How much of what a sort of unit could do it does."""


@dataclass(frozen=True, slots=True)
class Held:
    """What took place, with the plan it came from."""

    plan: Plan
    loaded: LoadedActivity

    @property
    def activity_id(self) -> int:
        return self.loaded.activity.pk


def load(stage: Stage, planner: Planner, folk: Folk) -> tuple[list[Held], list[Plan]]:
    """Load what was held, oldest first: what has shifts, and the plans of what was only recorded."""
    throws = dice("past")
    plans = [_plan(planner, day) for day in _days(stage, throws)]
    recorded = [plan for plan in plans if throws.random() < _ONLY_RECORDED and plan.theme.days == 1]
    skipped = {id(plan) for plan in recorded}
    held = [plan for plan in plans if id(plan) not in skipped]
    rows = [_closed(plan, throws, folk) for plan in held]
    loaded = activities.load_activities(by=stage.by, rows=rows, now=stage.now)
    activities.load_activities(
        by=stage.by, rows=[_recorded(plan, throws, folk) for plan in recorded], now=stage.now
    )
    return [Held(plan, row) for plan, row in zip(held, loaded, strict=True)], recorded


def _days(stage: Stage, throws: Random) -> list[date]:
    """The first days, in order; Saturdays and Sundays four times as often."""
    days: list[date] = []
    day = stage.day - timedelta(days=DAYS)
    window = [day + timedelta(days=offset) for offset in range(DAYS - 3)]
    for month in sorted({each.replace(day=1) for each in window}):
        own = [each for each in window if each.replace(day=1) == month]
        wanted = round(_A_MONTH[month.month] * len(own) / 30.5)
        weights = [4 if each.weekday() >= 5 else 1 for each in own]
        days += throws.choices(own, weights=weights, k=wanted)
    return sorted(days)


def _plan(planner: Planner, day: date) -> Plan:
    busy = sorts_in_season(day)
    sorts = {
        sort: _SHARES[sort] * busy[sort]
        for sort in sorted(busy)
        if any(unit.lives_on(day) for unit in planner.tree.of_sort(sort))
        and (sort != "BRANCH" or day >= REORGANISED_ON)
    }
    sort = planner.throws.choices(list(sorts), weights=list(sorts.values()))[0]
    theme = choose(planner.throws, day=day, sort=sort)
    return planner.plan(planner.unit_for(sort, day), theme, day)


def _created_at(plan: Plan, throws: Random) -> datetime:
    day = plan.first_day - timedelta(days=throws.randint(9, 30))
    return at(day, time(throws.randint(8, 16), throws.randint(0, 59)))


def _closed(plan: Plan, throws: Random, folk: Folk) -> ActivityRow:
    created_at = _created_at(plan, throws)
    row = activity_row(plan, ActivityState.CLOSED, folk=folk, throws=throws, created_at=created_at)
    return replace(
        row,
        outputs=_outputs(plan, throws),
        evaluation=throws.choice(texts("evaluations")),
        paper=_paper(plan, throws) if throws.random() < 0.5 else "",
    )


def _recorded(plan: Plan, throws: Random, folk: Folk) -> ActivityRow:
    persons = throws.randint(12, plan.capacity + 8)
    created_at = at(plan.last_day + timedelta(days=2), time(10))
    row = activity_row(
        plan, ActivityState.RECORDED, folk=folk, throws=throws, created_at=created_at
    )
    return replace(
        row,
        shifts=(),
        outputs=_outputs(plan, throws),
        paper=_paper(plan, throws),
        turns=persons + throws.randint(0, 12),
        persons=persons,
    )


def _paper(plan: Plan, throws: Random) -> str:
    return f"Báo cáo số {throws.randint(3, 160)}-BC/ĐTN ngày {plan.last_day:%d/%m/%Y}"


def _outputs(plan: Plan, throws: Random) -> tuple[OutputGiven, ...]:
    given = []
    for metric, least, most in plan.theme.outputs:
        amount = throws.randint(least, most)
        rough = amount >= 100 and throws.random() < 0.4
        told = _round(amount) if rough else amount
        is_valued = metric in _WORTH and amount % 4 > 0
        given.append(
            OutputGiven(
                metric=metric,
                amount=str(told),
                about=rough,
                value_vnd=told * _WORTH[metric] if is_valued else None,
                value_about=is_valued and rough,
            )
        )
    return tuple(given)


def _round(amount: int) -> int:
    return amount // 50 * 50


def count_by_unit(plans: Sequence[Plan], made: Tree) -> dict[str, list[date]]:
    """The first days of what each unit did."""
    found: dict[str, list[date]] = {key: [] for key in made.units}
    for plan in plans:
        found[plan.unit.key].append(plan.first_day)
    return found
