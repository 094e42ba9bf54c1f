"""What runs on the day of the demo: lists at the door, half of the people already there."""

from collections.abc import Iterator, Mapping
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
from aoxanh.jobs.demo.folk import Folk, Member
from aoxanh.jobs.demo.land import Land
from aoxanh.jobs.demo.signins import SignedIn
from aoxanh.jobs.demo.stage import Stage, dice, texts, weighted_sample
from aoxanh.jobs.demo.tree import Tree
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import ZONE, at, start_of


if TYPE_CHECKING:
    from aoxanh.activities.models import Shift, Signup


_DEVICE = "demo-dien-thoai-1"
_BY_CAMERA = 0.6


def load(
    stage: Stage, land: Land, made: Tree, folk: Folk, signed_in: Mapping[str, SignedIn]
) -> list[LoadedActivity]:
    """Load today's activities and let their leaders check in whoever has come by now."""
    found = texts("today")
    throws = dice("today")
    wishes = found["activities"]
    rows = [_row(stage, land, made, folk, wish, found["shifts"], signed_in) for wish in wishes]
    loaded = activities.load_activities(by=stage.by, rows=rows, now=stage.now)
    for wish, running in zip(wishes, loaded, strict=True):
        around = [m for m in _around(made, folk, wish["unit"]) if m.belongs_on(stage.day)]
        signups = _signups(running, wish["signed_up"], around, throws)
        activities.load_history(by=stage.by, rows=signups, now=stage.now)
        actor = signed_in[wish["signed_in"]].actor(stage.day)
        for shift, came in zip(running.shifts, wish["came"], strict=True):
            _check_in(stage, actor, running, shift, came, throws)
        _walk_in(stage, actor, running, throws)
    return loaded


def _row(
    stage: Stage,
    land: Land,
    made: Tree,
    folk: Folk,
    wish: Mapping[str, Any],
    shifts: list[dict[str, str]],
    signed_in: Mapping[str, SignedIn],
) -> ActivityRow:
    unit = made[wish["unit"]]
    place = land.communes[unit.commune].place
    leader = signed_in[wish["signed_in"]].person
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
        created_at=start_of(stage.day) - timedelta(days=12, hours=-9),
        state=ActivityState.RUNNING,
        shifts=tuple(_shift(stage, shift, wish["capacity"]) for shift in shifts),
        beneficiaries=wish["beneficiaries"],
        partners=wish["partners"],
        leader_id=leader.pk,
        contact_phone=leader.phone,
    )


def _shift(stage: Stage, given: Mapping[str, str], capacity: int) -> ShiftGiven:
    starts_at = at(stage.day, time.fromisoformat(given["starts"]))
    return ShiftGiven(
        starts_at=starts_at,
        ends_at=at(stage.day, time.fromisoformat(given["ends"])),
        capacity=capacity,
        name=given["name"],
        task=given["task"],
        waiting_until=starts_at - timedelta(hours=2),
    )


def _around(made: Tree, folk: Folk, key: str) -> list[Member]:
    """The unit's own list and those of its neighbours in the commune, each person once."""
    commune = made[key].commune
    near = [key, *(unit.key for unit in made.units.values() if unit.commune == commune)]
    found: dict[int, Member] = {}
    for member in (each for unit in near for each in folk.of(unit)):
        found.setdefault(member.person.pk, member)
    return list(found.values())


def _signups(
    running: LoadedActivity, wanted: list[int], around: list[Member], throws: Random
) -> Iterator[HistoryRow]:
    activity = running.activity
    for shift, slot, count in zip(running.shifts, running.slots, wanted, strict=True):
        zeals = [member.zeal for member in around]
        for member in weighted_sample(throws, around, zeals, count):
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
                signed_up_at=activity.created_at + timedelta(hours=throws.randint(3, 240)),
            )


def _check_in(
    stage: Stage,
    actor: Actor,
    running: LoadedActivity,
    shift: "Shift",
    came: int,
    throws: Random,
) -> None:
    """Scan passes and tap names as people arrive; a few go home before the shift is over."""
    signups = queries.signups(activity_id=running.activity.pk, actor=actor)
    expected = list(signups.filter(shift_id=shift.pk))
    for signup in throws.sample(expected, min(came, len(expected))):
        arrives = shift.starts_at + timedelta(minutes=throws.randint(-18, 25))
        leaves = shift.ends_at + timedelta(minutes=throws.randint(-20, 12))
        by_camera, stays = throws.random() < _BY_CAMERA, throws.random() < 0.4
        _scan(stage, actor, running, signup, arrives, Direction.IN, throws, by_camera=by_camera)
        if not stays:
            _scan(stage, actor, running, signup, leaves, Direction.OUT, throws, by_camera=by_camera)


def _scan(
    stage: Stage,
    actor: Actor,
    running: LoadedActivity,
    signup: "Signup",
    instant: datetime,
    direction: Direction,
    throws: Random,
    *,
    by_camera: bool,
) -> None:
    uuid = _uuid(throws)
    if instant > stage.now:
        return
    activity = running.activity
    raw = documents.sign({"p": signup.pass_held.code, "a": activity.code}) if by_camera else ""
    scan = ScanGiven(
        uuid=uuid,
        device_at=instant.astimezone(ZONE),
        direction=direction,
        raw=raw,
        signup_id=None if by_camera else signup.pk,
        shift_id=signup.shift_id,
        device_id=_DEVICE,
    )
    activities.check_in(by=actor, activity_id=activity.pk, scan=scan, now=instant)


def _walk_in(stage: Stage, actor: Actor, running: LoadedActivity, throws: Random) -> None:
    """Somebody who had not signed up, and a pass that nobody can read."""
    shift = running.shifts[0]
    instant = shift.starts_at + timedelta(minutes=32)
    if instant > stage.now:
        return
    device_at = instant.astimezone(ZONE)
    given = ScanGiven(
        uuid=_uuid(throws), device_at=device_at, shift_id=shift.pk, device_id=_DEVICE
    )
    walker = WalkInGiven(full_name="Vàng Thị Hằng", contact="0900000099", birth_year=1999)
    activities.check_in_walk_in(
        by=actor, activity_id=running.activity.pk, scan=given, walker=walker, now=instant
    )
    unread = ScanGiven(
        uuid=_uuid(throws),
        device_at=device_at,
        short_code="0000ABCD",
        shift_id=shift.pk,
        device_id=_DEVICE,
    )
    activities.check_in(by=actor, activity_id=running.activity.pk, scan=unread, now=instant)


def _uuid(throws: Random) -> UUID:
    return UUID(int=throws.getrandbits(128), version=4)
