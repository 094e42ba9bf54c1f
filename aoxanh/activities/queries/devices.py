"""Phones that run a door without a connection: the list of an activity, and what each takes along."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce

from aoxanh.activities.errors import DeviceUnknown
from aoxanh.activities.models import DoorDevice, Participation, Scan, Shift, Signup
from aoxanh.activities.types import (
    ACTIVE_STATES,
    DeviceLine,
    Direction,
    ScanOutcome,
    SignupState,
    TakenAlong,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import digest
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people


LAST_DIGITS = 3
"""How much of a telephone number a device takes along."""


def is_of_a_device(token: str) -> bool:
    """Whether some device holds this secret, ended or not.

    Asked once in each process. What it may still do is asked by the statement that takes its scans in.
    """
    try:
        return bool(door_of(token))
    except Missing:
        return False


def door_of(token: str) -> int:
    """The activity whose door the holder of this secret runs or ran: it stays the same. Asked once in each process.

    Raises ``DeviceUnknown``.
    """
    return _door_of(digest(token))


@lru_cache(maxsize=1000)
def _door_of(token_digest: str) -> int:
    """Raises ``DeviceUnknown``, which is not remembered."""
    found = DoorDevice.objects.filter(token_digest=token_digest).order_by("pk")
    for activity_id in found.values_list("activity_id", flat=True):
        return activity_id
    raise DeviceUnknown


def door_devices(*, activity_id: int, actor: Actor) -> list[DeviceLine]:
    """The phones that were made ready, the latest first, each with how many scans came and how many did not yet.

    One statement.
    """
    rows = DoorDevice.objects.visible_to(actor, Permission.CHECKIN_RUN)
    came = Scan.objects.filter(door_device=OuterRef("pk")).order_by().values("door_device")
    rows = rows.filter(activity_id=activity_id).annotate(
        came=Coalesce(Subquery(came.annotate(number=Count("pk")).values("number")), 0),
        first=Coalesce(Subquery(came.annotate(first=Min("sequence")).values("first")), 1),
    )
    return [
        DeviceLine(
            device=row,
            came=row.came,  # type: ignore[attr-defined]  # annotated above
            missing=max(row.last_sequence - row.first + 1 - row.came, 0),  # type: ignore[attr-defined]  # the same
        )
        for row in rows.order_by("-given_at", "-pk")
    ]


def taken_along(*, activity_id: int, actor: Actor, now: datetime) -> TakenAlong:
    """What a device needs to run the door alone: shifts, who is expected, who came. Four statements.

    Of a person the name, the last digits of the number and the role; of sign-ups that do not count only the state,
    of who took consent back neither name nor digits.
    """
    signups = Signup.objects.visible_to(actor, Permission.SIGNUP_VIEW).filter(
        shift__activity_id=activity_id
    )
    came = Participation.objects.visible_to(actor, Permission.SIGNUP_VIEW)
    shifts = Shift.objects.filter(activity_id=activity_id).order_by("starts_at", "pk")
    present = people.with_consent(came.filter(activity_id=activity_id).select_related("person"))
    presence = {(row.person_id, row.shift_id): row for row in present.order_by("pk")}
    joined = signups.select_related("person", "slot", "pass_held")
    expected = [
        _expected(row, presence.pop((row.person_id, row.shift_id), None))
        for row in people.listed(joined, "shown_key", "pk")
    ]
    first = _first_scans(presence)
    return TakenAlong(
        at=now,
        shifts=[
            {
                "id": row.pk,
                "name": row.name,
                "from": row.starts_at.isoformat(),
                "to": row.ends_at.isoformat(),
            }
            for row in shifts
        ],
        people=[*expected, *(_walked_in(row, first.get(at)) for at, row in presence.items())],
    )


def _first_scans(presence: Mapping[tuple[int, int], Participation]) -> dict[tuple[int, int], UUID]:
    """By which scan those without a sign-up came, by person and shift: how a device names them."""
    rows = Scan.objects.filter(
        person_id__in={person for person, _shift in presence},
        direction=Direction.IN,
        outcome=ScanOutcome.ACCEPTED,
        undoes__isnull=True,
    ).order_by("-pk")
    found = rows.values_list("person_id", "shift_id", "uuid")
    return {(person, shift): uuid for person, shift, uuid in found if (person, shift) in presence}


def _expected(signup: Signup, row: Participation | None) -> Mapping[str, object]:
    counts = signup.state in ACTIVE_STATES
    return {
        "id": signup.pk,
        "shift": signup.shift_id,
        "code": signup.pass_held.code,
        "short": signup.pass_held.short_code,
        "state": signup.state,
        "name": people.shown_name(signup) if counts else "",
        "digits": _digits(signup) if counts else "",
        "role": signup.slot.role_name if counts else "",
        **_times(row if signup.state == SignupState.CONFIRMED else None),
    }


def _walked_in(row: Participation, first: UUID | None) -> Mapping[str, object]:
    return {
        "id": None,
        "of": str(first) if first else None,
        "shift": row.shift_id,
        "code": "",
        "short": "",
        "state": SignupState.CONFIRMED,
        "name": people.shown_name(row),
        "digits": _digits(row),
        "role": "",
        **_times(row),
    }


def _digits(row: Signup | Participation) -> str:
    return "" if people.is_unnamed(row) else row.person.phone[-LAST_DIGITS:]


def _times(row: Participation | None) -> Mapping[str, object]:
    if row is None:
        return {"in": None, "out": None}
    left = row.checked_out_at
    return {"in": row.checked_in_at.isoformat(), "out": left.isoformat() if left else None}
