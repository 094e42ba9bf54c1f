"""Phones that run the door of one activity without a connection: given, taken back."""

from datetime import datetime
from itertools import chain, count

from django.db import transaction

from aoxanh.activities.actions.writing import locked, record
from aoxanh.activities.errors import DeviceAlreadyRevoked, DeviceNotGiven, DeviceUnknown
from aoxanh.activities.models import Activity, DoorDevice, Shift
from aoxanh.activities.types import DEVICE_LASTS, ActivityState
from aoxanh.activities.types.devices import DoorDeviceGiven, DoorDeviceRevoked
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import digest, new_token
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc


LONGEST_NAME = 80


@transaction.atomic
def give_device(*, by: Actor, activity_id: int, name: str, now: datetime) -> tuple[DoorDevice, str]:
    """Let a phone send scans of this activity until seven days after its end, and the secret by which it does.

    The secret is told here only. Raises ``DeviceNotGiven``, ``Missing``, ``NotAllowed``.
    """
    activity = locked(activity_id)
    by.require(Permission.CHECKIN_RUN, at=activity.unit_id)
    until = _end(activity) + DEVICE_LASTS
    if activity.state not in {ActivityState.OPEN, ActivityState.RUNNING} or until <= now:
        raise DeviceNotGiven

    token = new_token()
    device = DoorDevice.objects.create(
        activity=activity,
        account_id=by.account_id,
        name=_told_apart(nfc(name)[:LONGEST_NAME] or "Điện thoại", activity),
        token_digest=digest(token),
        given_at=now,
        valid_until=until,
    )
    event = DoorDeviceGiven(activity.pk, device.pk, local_day(until).isoformat())
    record(by=by, event=event, activity=activity, now=now)
    return device, token


def _told_apart(name: str, activity: Activity) -> str:
    """The name, with a number when another phone of the activity bears it: who revokes one must know which."""
    short = name[: LONGEST_NAME - len(" (999)")]
    others = DoorDevice.objects.filter(activity=activity, name__startswith=short)
    taken = set(others.values_list("name", flat=True))
    names = chain([name], (f"{short} ({number})" for number in count(2)))
    return next(each for each in names if each not in taken)


def _end(activity: Activity) -> datetime:
    """When the last shift ends."""
    last = Shift.objects.filter(activity=activity).order_by("-ends_at", "pk").first()
    if last is None:
        raise DeviceNotGiven
    return last.ends_at


@transaction.atomic
def revoke_device(*, by: Actor, device_id: int, now: datetime) -> DoorDevice:
    """Count nothing any more that this phone sends; what it sends is only kept.

    Raises ``DeviceUnknown``, ``DeviceAlreadyRevoked``, ``NotAllowed``.
    """
    # The phone alone is held: a batch of it that arrives is waited for, or sees that it was revoked.
    rows = DoorDevice.objects.select_for_update(of=("self",), no_key=True)
    device = rows.select_related("activity").filter(pk=device_id).order_by("pk").first()
    if device is None:
        raise DeviceUnknown
    activity = device.activity
    by.require(Permission.CHECKIN_RUN, at=activity.unit_id)
    if device.revoked_at is not None:
        raise DeviceAlreadyRevoked

    device.revoked_at, device.revoked_by_id = now, by.account_id
    device.save(update_fields=["revoked_at", "revoked_by_id"])
    record(by=by, event=DoorDeviceRevoked(activity.pk, device.pk), activity=activity, now=now)
    return device
