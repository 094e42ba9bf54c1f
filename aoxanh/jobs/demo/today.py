"""What runs on the day of the demo: lists at the door, half of the people already there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

from aoxanh.activities import actions as activities
from aoxanh.activities import queries
from aoxanh.activities.types import (
    ActivityRow,
    ActivityState,
    Direction,
    HistoryRow,
    LoadedActivity,
    ScanGiven,
    ShiftGiven,
    WalkInGiven,
)
from aoxanh.documents import queries as documents
from aoxanh.jobs.demo.folk import Member
from aoxanh.jobs.demo.rows import signup_row
from aoxanh.jobs.demo.stage import Stage, dice, texts, weighted_sample
from aoxanh.jobs.demo.world import World
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import ZONE, at


if TYPE_CHECKING:
    from aoxanh.activities.models import Shift, Signup


_DEVICE = "demo-dien-thoai-1"
_BY_CAMERA = 0.6
_FIRST = time(7)
"""When the first shift of the texts begins."""


def load(world: World) -> list[LoadedActivity]:
    """Load today's activities and let their leaders check in whoever has come by now."""
    wishes, throws, stage = texts("today")["activities"], dice("today"), world.stage
    rows = [_row(world, wish) for wish in wishes]
    loaded = activities.load_activities(by=stage.by, rows=rows, now=stage.now)
    around = _around(world, wishes[0]["unit"])
    for wish, running in zip(wishes, loaded, strict=True):
        signups = _signups(running, wish["signed_up"], around, throws)
        activities.load_history(by=stage.by, rows=signups, now=stage.now)
        door = Door(world.actor(wish["signed_in"]), running, stage.now, throws)
        for shift, came in zip(running.shifts, wish["came"], strict=True):
            door.open(shift, came)
        door.take_strangers()
    return loaded


def _row(world: World, wish: Mapping[str, Any]) -> ActivityRow:
    stage, unit = world.stage, world.tree[wish["unit"]]
    place = world.land.communes[unit.commune].place
    leader = world.accounts[wish["signed_in"]].person
    shifts = texts("today")["shifts"]
    return ActivityRow(
        unit_id=unit.unit_id,
        template_code=wish["template"],
        title=wish["title"],
        summary=wish["summary"],
        place_id=place.pk,
        place_text=place.full_name,
        spot=wish["spot"],
        meeting_point=wish["meeting_point"],
        first_day=stage.day,
        last_day=stage.day,
        created_at=at(stage.day, time(9)) - timedelta(days=12),
        state=ActivityState.RUNNING,
        shifts=tuple(_shift(stage, shift, wish["capacity"]) for shift in shifts),
        beneficiaries=wish["beneficiaries"],
        partners=wish["partners"],
        leader_id=leader.pk,
        contact_phone=leader.phone,
    )


def _earlier(stage: Stage) -> timedelta:
    """By how much the day begins earlier for a demo made at night, so that there is a door to try."""
    usual, begun = at(stage.day, _FIRST), stage.now - timedelta(hours=1)
    return max(usual - max(begun, at(stage.day, time.min)), timedelta(0))


def _shift(stage: Stage, given: Mapping[str, str], capacity: int) -> ShiftGiven:
    earlier = _earlier(stage)
    starts_at = at(stage.day, time.fromisoformat(given["starts"])) - earlier
    return ShiftGiven(
        starts_at=starts_at,
        ends_at=at(stage.day, time.fromisoformat(given["ends"])) - earlier,
        capacity=capacity,
        name=given["name"],
        task=given["task"],
        waiting_until=starts_at - timedelta(hours=2),
    )


def _around(world: World, key: str) -> list[Member]:
    """Everybody in the commune of a unit, each once; whoever is taken leaves the list."""
    commune = world.tree[key].commune
    near = [unit.key for unit in world.tree.units.values() if unit.commune == commune]
    found: dict[int, Member] = {}
    for member in (each for unit in near for each in world.folk.of(unit)):
        if member.belongs_on(world.stage.day):
            found.setdefault(member.person.pk, member)
    return list(found.values())


def _signups(
    running: LoadedActivity, wanted: list[int], around: list[Member], throws: Random
) -> Iterator[HistoryRow]:
    """Shifts of one activity follow each other, so a person may take several; activities overlap."""
    activity, taken = running.activity, set()
    for shift, slot, count in zip(running.shifts, running.slots, wanted, strict=True):
        zeals = [member.zeal for member in around]
        for member in weighted_sample(throws, around, zeals, count):
            taken.add(member.person.pk)
            moment = activity.created_at + timedelta(hours=throws.randint(3, 240))
            yield signup_row(activity, shift, slot, member, at=moment)
    around[:] = [member for member in around if member.person.pk not in taken]


@dataclass(frozen=True, slots=True)
class Door:
    """One leader at one activity, up to the present instant."""

    actor: Actor
    running: LoadedActivity
    now: datetime
    throws: Random

    def open(self, shift: "Shift", came: int) -> None:
        """Scan passes and tap names as people arrive; some go home before the shift is over."""
        signups = queries.signups(activity_id=self.running.activity.pk, actor=self.actor)
        expected = list(signups.filter(shift_id=shift.pk))
        for signup in self.throws.sample(expected, min(came, len(expected))):
            arrives = shift.starts_at + timedelta(minutes=self.throws.randint(-18, 25))
            leaves = shift.ends_at + timedelta(minutes=self.throws.randint(-20, 12))
            by_camera, stays = self.throws.random() < _BY_CAMERA, self.throws.random() < 0.4
            given = self._read(signup) if by_camera else {"signup_id": signup.pk}
            self._scan(shift, arrives, Direction.IN, given)
            if not stays:
                self._scan(shift, leaves, Direction.OUT, given)

    def take_strangers(self) -> None:
        """Somebody who had not signed up, and a code that nobody can read."""
        shift = self.running.shifts[0]
        instant = shift.starts_at + timedelta(minutes=32)
        if instant > self.now:
            return
        walker = WalkInGiven(full_name="Vàng Thị Hằng", contact="0900000099", birth_year=1999)
        activities.check_in_walk_in(
            by=self.actor,
            activity_id=self.running.activity.pk,
            scan=self._given(shift, instant, Direction.IN, {}),
            walker=walker,
            now=instant,
        )
        self._scan(shift, instant, Direction.IN, {"short_code": "0000ABCD"})

    def _read(self, signup: "Signup") -> dict[str, Any]:
        payload = {"p": signup.pass_held.code, "a": self.running.activity.code}
        return {"raw": documents.sign(payload)}

    def _scan(
        self, shift: "Shift", instant: datetime, direction: Direction, given: dict[str, Any]
    ) -> None:
        scan = self._given(shift, instant, direction, given)
        if instant <= self.now:
            activities.check_in(
                by=self.actor, activity_id=self.running.activity.pk, scan=scan, now=instant
            )

    def _given(
        self, shift: "Shift", instant: datetime, direction: Direction, given: dict[str, Any]
    ) -> ScanGiven:
        return ScanGiven(
            uuid=UUID(int=self.throws.getrandbits(128), version=4),
            device_at=instant.astimezone(ZONE),
            direction=direction,
            shift_id=shift.pk,
            device_id=_DEVICE,
            **given,
        )
