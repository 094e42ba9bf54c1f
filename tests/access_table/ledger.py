"""What the ledger of a unit holds besides hours, for the pages about it."""

from datetime import timedelta
from types import SimpleNamespace

from aoxanh.activities.models import (
    Activity,
    HoursObjection,
    LateEntry,
    Participation,
    ReceiverLink,
    Sample,
    SampleCheck,
    Shift,
)
from aoxanh.kernel.codes import digest


def of_the_ledger(things, activity: Activity) -> dict[str, object]:
    """Everything of it, by the names the table uses."""
    return {
        "receiver": _receiver(things.world, activity, a_late_entry(things, activity)),
        "objection": an_objection(things, activity),
        **a_sample(things, Participation.objects.filter(activity=activity).order_by("pk")[0]),
    }


def a_sample(things, presence: Participation) -> dict[str, object]:
    """A draw of the unit with one presence in it."""
    sample = Sample.objects.create(
        unit=things.unit,
        first_day=presence.day,
        last_day=presence.day,
        seed="0" * 16,
        size=1,
        pool_size=1,
        pool_digest="",
        drawn_on=things.world.day,
        drawn_at=things.world.now,
    )
    check = SampleCheck.objects.create(sample=sample, participation=presence, position=1)
    return {"sample": sample, "sample_check": check}


def an_objection(things, activity: Activity) -> HoursObjection:
    """Somebody whom nobody recorded says so."""
    return HoursObjection.objects.create(
        activity=activity,
        person=things.person("Mùa A Chía"),
        text="Tôi có đi mà chưa được ghi",
        asked_at=things.world.now,
    )


def a_late_entry(things, activity: Activity) -> LateEntry:
    """An hour forgotten at the door of the activity."""
    return LateEntry.objects.create(
        activity=activity,
        shift=Shift.objects.filter(activity=activity).order_by("pk")[0],
        person=things.person("Chẻo Láo San"),
        minutes=60,
        reason="Hết pin",
        asked_at=things.world.now,
    )


def _receiver(world, activity: Activity, late: LateEntry) -> SimpleNamespace:
    """A link by which a receiving body answers for a late entry."""
    token = f"receiver-of-{activity.pk}"
    link = ReceiverLink.objects.create(
        activity=activity,
        receiver="UBND xã Mường Kim",
        token_digest=digest(token),
        asked_at=world.now,
        valid_until=world.now + timedelta(days=14),
    )
    LateEntry.objects.filter(pk=late.pk).update(receiver_link=link)
    return SimpleNamespace(pk=link.pk, token=token)


def served_by(things, person) -> Activity:
    """An activity at which the person served."""
    world = things.world
    activity = world.opened(unit=things.unit, by=world.system, title="Buổi của tôi")
    shift = Shift.objects.filter(activity=activity).order_by("pk")[0]
    Participation.objects.create(
        shift=shift,
        activity=activity,
        person=person,
        organiser_unit=things.unit,
        place=activity.place,
        day=activity.starts_on,
        method="LIST",
        checked_in_at=shift.starts_at,
    )
    return activity
