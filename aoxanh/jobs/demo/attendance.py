"""Who came to what: sign-ups, presences and hours of everything that took place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from aoxanh.activities import actions as activities
from aoxanh.activities.types import HistoryRow, HoursSource, SignupState
from aoxanh.jobs.demo.folk import Folk, Member
from aoxanh.jobs.demo.past import Held
from aoxanh.jobs.demo.plans import Plan
from aoxanh.jobs.demo.rows import signup_row
from aoxanh.jobs.demo.stage import Stage, dice, weighted_sample
from aoxanh.jobs.demo.tree import FEDERATION, ROOT, DemoUnit, Tree


if TYPE_CHECKING:
    from aoxanh.activities.models import Shift, Slot


_SOURCES = {HoursSource.SCAN: 70, HoursSource.ROLL_CALL: 24, HoursSource.LATE: 4}
_WIDE = ("cao_dang", "hoi_sv", "cong_an", "quan_su", "bien_phong", "co_quan_dang", "ubnd",
         "thpt_le_quy_don", "thpt_lai_chau")  # fmt: skip
"""Whose members come along when the province or the federation calls."""

_STAYED_AWAY = 0.11
_GAVE_UP = 0.05


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a shift, none of a slot for who walks in, and who confirms what was noted late."""

    shift: "Shift"
    slot: "Slot | None"
    superior_id: int


@dataclass(slots=True)
class Crowd:
    """Who could come to a unit's activities, and who is taken on which day."""

    tree: Tree
    folk: Folk
    _busy: set[tuple[int, int]] = field(default_factory=set)
    _neighbours: dict[str, list[Member]] = field(default_factory=dict)
    _zeal_counts: float = 1.0

    def pick(self, plan: Plan, throws: Random, count: int, min_age: int | None) -> list[Member]:
        """Different persons of age who are free on the day, the keen ones likelier."""
        day = plan.first_day
        pool: dict[int, Member] = {}
        for member in self._around(plan.unit):
            free = (member.person.pk, day.toordinal()) not in self._busy
            age = day.year - (member.person.birth_year or 1990)
            if free and member.belongs_on(day) and age >= (min_age or 0):
                pool.setdefault(member.person.pk, member)
        members = list(pool.values())
        weights = [
            m.zeal**self._zeal_counts * (3 if m.unit.key == plan.unit.key else 1) for m in members
        ]
        chosen = weighted_sample(throws, members, weights, count)
        for offset in range((plan.last_day - day).days + 1):
            self._busy |= {(m.person.pk, day.toordinal() + offset) for m in chosen}
        return chosen

    def calm(self) -> None:
        """From here on the keen hold themselves back: nobody has signed up for everything ahead."""
        self._zeal_counts = 0.5

    def _around(self, unit: DemoUnit) -> list[Member]:
        if unit.key not in self._neighbours:
            keys = [unit.key, *self._others(unit)]
            self._neighbours[unit.key] = [each for key in keys for each in self.folk.of(key)]
        return self._neighbours[unit.key]

    def _others(self, unit: DemoUnit) -> Iterable[str]:
        if unit.key in {ROOT, FEDERATION}:
            return _WIDE
        if unit.sort in {"SECTOR", "SCHOOL"}:
            return ()
        if unit.sort in {"COLLEGE", "STUDENTS"}:
            return ("cao_dang", "hoi_sv")
        if unit.sort == "DISTRICT":
            around = [
                u.key
                for u in self.tree.of_sort("SCHOOL", "GROUP")
                if set(u.districts) & set(unit.districts)
            ]
            return (*around, "bien_phong", "cao_dang")
        others = self.tree.of_sort("SCHOOL", "GROUP", "BRANCH", "COMMUNE")
        return [u.key for u in others if u.commune == unit.commune and u.key != unit.key]


def load(stage: Stage, crowd: Crowd, held: Iterable[Held]) -> int:
    """Load everybody's sign-ups, presences and hours; gives how many rows."""
    throws = dice("attendance")
    rows = (row for each in held for row in _rows(crowd, each, throws))
    return activities.load_history(by=stage.by, rows=rows, now=stage.now)


def _rows(crowd: Crowd, held: Held, throws: Random) -> Iterator[HistoryRow]:
    plan, activity = held.plan, held.loaded.activity
    wanted = round(plan.capacity * throws.uniform(0.55, 1.08))
    members = crowd.pick(plan, throws, wanted, activity.min_age)
    for shift, slot in zip(held.loaded.shifts, held.loaded.slots, strict=True):
        for position, member in enumerate(members):
            if len(held.loaded.shifts) > 1 and throws.random() < 0.2:
                continue
            walks_in = position >= plan.capacity
            if walks_in or throws.random() < 0.95:
                place = Place(shift, None if walks_in else slot, crowd.tree[ROOT].unit_id)
                yield _row(held, member, place, throws)


def _row(held: Held, member: Member, place: "Place", throws: Random) -> HistoryRow:
    activity, shift = held.loaded.activity, place.shift
    source = throws.choices(list(_SOURCES), weights=list(_SOURCES.values()))[0]
    by_superior = place.superior_id == activity.unit_id
    if place.slot is None or (source == HoursSource.LATE and by_superior):
        source = HoursSource.ROLL_CALL
    came_at, left_at = _presence(shift, source, throws)
    opened_for = shift.starts_at - timedelta(hours=20) - activity.created_at
    signed_up_at = activity.created_at + opened_for * (throws.random() ** 1.5)
    row = signup_row(
        activity, shift, place.slot, member, at=signed_up_at if place.slot else shift.starts_at
    )
    fate = throws.random()
    if place.slot is not None and fate < _STAYED_AWAY:
        gave_up = fate < _GAVE_UP
        return replace(row, state=SignupState.WITHDRAWN if gave_up else SignupState.CONFIRMED)
    return replace(
        row,
        checked_in_at=came_at,
        checked_out_at=left_at,
        minutes=_minutes(shift, came_at, left_at) if held.plan.theme.earns_hours else None,
        source=source,
        confirmed_by_unit_id=place.superior_id if source == HoursSource.LATE else None,
    )


def _minutes(shift: "Shift", came_at: datetime, left_at: datetime | None) -> int:
    served = (left_at or shift.ends_at) - max(came_at, shift.starts_at)
    return max(0, min(int(served.total_seconds() // 60), shift.minutes_cap))


def _presence(
    shift: "Shift", source: HoursSource, throws: Random
) -> tuple[datetime, datetime | None]:
    if source == HoursSource.LATE:
        return shift.starts_at, None
    came_at = shift.starts_at + timedelta(minutes=throws.randint(-12, 18))
    if source == HoursSource.ROLL_CALL:
        return came_at, None
    left_at = shift.ends_at + timedelta(minutes=throws.choice((-40, -15, -8, -3, 0, 0, 2, 5, 9)))
    return came_at, max(left_at, came_at)
