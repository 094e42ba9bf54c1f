"""Who came to what: sign-ups, presences and hours of everything that took place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from aoxanh.activities import actions as activities
from aoxanh.activities.types import HistoryRow, HoursSource, SignupState
from aoxanh.jobs.demo.folk import Folk, Member
from aoxanh.jobs.demo.past import Held
from aoxanh.jobs.demo.plans import Plan
from aoxanh.jobs.demo.stage import Stage, dice, weighted_sample
from aoxanh.jobs.demo.tree import FEDERATION, ROOT, DemoUnit, Tree


if TYPE_CHECKING:
    from aoxanh.activities.models import Shift, Slot


_SOURCES = {HoursSource.SCAN: 70, HoursSource.ROLL_CALL: 24, HoursSource.LATE: 4}
_WIDE = ("cao_dang", "hoi_sv", "cong_an", "quan_su", "bien_phong", "co_quan_dang", "ubnd",
         "thpt_le_quy_don", "thpt_lai_chau")  # fmt: skip
"""Whose members come along when the province or the federation calls."""


@dataclass(slots=True)
class Crowd:
    """Who could come to a unit's activities, and who is taken on which day."""

    made: Tree
    folk: Folk
    _busy: set[tuple[int, int]] = field(default_factory=set)
    _neighbours: dict[str, list[Member]] = field(default_factory=dict)

    def pick(self, plan: Plan, throws: Random, count: int, min_age: int) -> list[Member]:
        """Different persons who are free on the day, the keen ones likelier."""
        day = plan.first_day
        pool: dict[int, Member] = {}
        for member in self._around(plan.unit):
            free = (member.person.pk, day.toordinal()) not in self._busy
            age = day.year - (member.person.birth_year or 1990)
            if free and member.belongs_on(day) and age >= min_age:
                pool.setdefault(member.person.pk, member)
        members = list(pool.values())
        weights = [m.zeal * (3 if m.unit.key == plan.unit.key else 1) for m in members]
        chosen = weighted_sample(throws, members, weights, count)
        for offset in range((plan.last_day - day).days + 1):
            self._busy |= {(m.person.pk, day.toordinal() + offset) for m in chosen}
        return chosen

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
        near = ("SCHOOL", "GROUP", "BRANCH")
        if unit.sort == "DISTRICT":
            near = ("SCHOOL", "GROUP")
            around = [u.key for u in self.made.of_sort(*near) if set(u.districts) & set(unit.districts)]
            return (*around, "bien_phong", "cao_dang")
        others = self.made.of_sort(*near, "COMMUNE")
        return [u.key for u in others if u.commune == unit.commune and u.key != unit.key]


def load(stage: Stage, crowd: Crowd, held: Iterable[Held]) -> int:
    """Load everybody's sign-ups, presences and hours; gives how many rows."""
    throws = dice("attendance")
    rows = (row for each in held for row in _rows(crowd, each, throws))
    return activities.load_history(by=stage.by, rows=rows, now=stage.now)


def _rows(crowd: Crowd, held: Held, throws: Random) -> Iterator[HistoryRow]:
    plan, activity = held.plan, held.loaded.activity
    wanted = round(plan.capacity * throws.uniform(0.55, 1.08))
    members = crowd.pick(plan, throws, wanted, activity.min_age or 0)
    for shift, slot in zip(held.loaded.shifts, held.loaded.slots, strict=True):
        for position, member in enumerate(members):
            if len(held.loaded.shifts) > 1 and throws.random() < 0.2:
                continue
            walks_in = position >= plan.capacity
            if walks_in or throws.random() < 0.95:
                yield _row(crowd, held, member, shift, None if walks_in else slot, throws)


def _row(
    crowd: Crowd,
    held: Held,
    member: Member,
    shift: "Shift",
    slot: "Slot | None",
    throws: Random,
) -> HistoryRow:
    activity = held.loaded.activity
    source = throws.choices(list(_SOURCES), weights=list(_SOURCES.values()))[0]
    if slot is None:
        source = HoursSource.ROLL_CALL
    state = SignupState.CONFIRMED
    came_at, left_at = _presence(shift, source, throws)
    fate = throws.random()
    if slot is not None and fate < 0.11:
        came_at, left_at = None, None
        state = SignupState.WITHDRAWN if fate < 0.05 else SignupState.CONFIRMED
    minutes = None
    if held.plan.theme.earns_hours and came_at is not None:
        begun_at = max(came_at, shift.starts_at)
        served = int(((left_at or shift.ends_at) - begun_at).total_seconds() // 60)
        minutes = max(0, min(served, shift.minutes_cap))
    signed_up_at = activity.created_at + (
        shift.starts_at - timedelta(hours=20) - activity.created_at
    ) * (throws.random() ** 1.5)
    return HistoryRow(
        activity_id=activity.pk,
        organiser_unit_id=activity.unit_id,
        participant_unit_id=member.unit.unit_id,
        place_id=activity.place_id,
        shift_id=shift.pk,
        slot_id=slot.pk if slot else None,
        shift_starts_at=shift.starts_at,
        person_id=member.person.pk,
        contact_key=member.person.contact_key,
        signed_up_at=signed_up_at if slot else shift.starts_at,
        state=state,
        checked_in_at=came_at,
        checked_out_at=left_at,
        minutes=minutes,
        source=source,
        confirmed_by_unit_id=crowd.made[ROOT].unit_id if source == HoursSource.LATE else None,
    )


def _presence(
    shift: "Shift", source: HoursSource, throws: Random
) -> tuple[datetime | None, datetime | None]:
    if source == HoursSource.LATE:
        return shift.starts_at, None
    came_at = shift.starts_at + timedelta(minutes=throws.randint(-12, 18))
    if source == HoursSource.ROLL_CALL:
        return came_at, None
    left_at = shift.ends_at + timedelta(minutes=throws.choice((-40, -15, -8, -3, 0, 0, 2, 5, 9)))
    return came_at, max(left_at, came_at)
