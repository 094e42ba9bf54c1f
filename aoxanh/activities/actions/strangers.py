"""Walk-ins that a device kept: taken for who signed up or came under the same name and contact, else registered."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django.db import transaction

from aoxanh.activities.actions.arriving import Arriving
from aoxanh.activities.actions.understanding import Meant, meant_by
from aoxanh.activities.errors import DeviceEnded, DoorClosed, ShiftUnknown
from aoxanh.activities.models import Scan, Shift, Signup
from aoxanh.activities.rules.checkin import door_is_open
from aoxanh.activities.types import ACTIVE_STATES, CheckInMethod, OfflineScan, WalkInGiven
from aoxanh.kernel.contacts import read_contact
from aoxanh.kernel.errors import DomainError
from aoxanh.people import actions as people
from aoxanh.people import queries as people_queries


Person = tuple[int, str]
"""(id, name)."""


def come_by(
    arriving: Arriving, scans: Sequence[OfflineScan]
) -> Iterator[tuple[OfflineScan, Meant | DomainError]]:
    """Each walk-in with whom it means, or with what it lacks: three statements, and those that register new ones."""
    if not scans:
        return
    keys = {scan.uuid: _key(scan.walker) for scan in scans if scan.walker is not None}
    shifts = {row.pk: row for row in Shift.objects.filter(activity=arriving.activity)}
    signed = _signed(arriving, keys)
    came = _came(arriving, keys)
    for scan in scans:
        key = keys[scan.uuid]
        try:
            shift = _shift(arriving, shifts, scan)
            meant = signed.get((key, shift.pk)) if key else None
            meant = meant or _stranger(shift, came.get(key) or _register(arriving, scan))
        except DomainError as lacking:
            yield scan, lacking
            continue
        if key:
            came[key] = (meant.person_id, meant.full_name)
        yield scan, meant


def _key(walker: WalkInGiven) -> str:
    """The digest of contact and name; empty without a contact that can be read."""
    try:
        phone, email = read_contact(walker.contact)
    except ValueError:
        return ""
    return people_queries.contact_key(phone or email, walker.full_name)


def _signed(arriving: Arriving, keys: Mapping[UUID, str]) -> Mapping[tuple[str, int], Meant]:
    """Sign-ups by contact key and shift; an active one before others, then the latest."""
    rows = Signup.objects.filter(
        pass_held__activity=arriving.activity, contact_key__in={key for key in keys.values() if key}
    )
    found = [(meant, key) for meant, (key,) in meant_by(rows.order_by("pk"), "contact_key")]
    found.sort(key=lambda each: (each[0].state in ACTIVE_STATES, each[0].signup_id))
    return {(key, meant.shift_id): meant for meant, key in found}


def _came(arriving: Arriving, keys: Mapping[UUID, str]) -> dict[str, Person]:
    """Persons who walked in before, by contact key; the first of a key holds."""
    rows = Scan.objects.filter(
        activity=arriving.activity,
        method=CheckInMethod.WALK_IN,
        person__contact_key__in={key for key in keys.values() if key},
    )
    found: dict[str, Person] = {}
    for row in rows.order_by("pk").select_related("person"):
        assert row.person is not None  # noqa: S101  asked for above
        found.setdefault(row.person.contact_key, (row.person.pk, row.person.full_name))
    return found


def _shift(arriving: Arriving, shifts: Mapping[int, Shift], scan: OfflineScan) -> Shift:
    """Raises ``DeviceEnded``, ``DoorClosed``, ``ShiftUnknown``."""
    if arriving.has_ended:
        raise DeviceEnded
    if not door_is_open(arriving.activity.state, offline=True):
        raise DoorClosed
    shift = shifts.get(scan.shift_id or 0)
    if shift is None:
        raise ShiftUnknown
    return shift


def _register(arriving: Arriving, scan: OfflineScan) -> Person:
    """A new person; what is refused leaves the others of the batch as they are."""
    walker = scan.walker
    assert walker is not None  # noqa: S101  only walk-ins come here
    with transaction.atomic():
        person = people.register_guest(
            by=arriving.by,
            full_name=walker.full_name,
            contact=walker.contact,
            birth_year=walker.birth_year,
            unit_id=arriving.activity.unit_id,
            guardian=walker.guardian,
            contact_needed=False,
            now=arriving.now,
        )
    return person.pk, person.full_name


def _stranger(shift: Shift, person: Person) -> Meant:
    return Meant(
        signup_id=0,
        shift_id=shift.pk,
        state="",
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        person_id=person[0],
        full_name=person[1],
    )
