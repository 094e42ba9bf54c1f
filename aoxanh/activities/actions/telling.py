"""Messages to those who signed up: one trigger, one message, no personal matter in it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from aoxanh.activities.models import Activity, Shift, Signup, Slot
from aoxanh.activities.rules import telling as rules
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date, weekday
from aoxanh.kernel.language import in_vietnamese
from aoxanh.notices import actions as notices
from aoxanh.notices.types import Channel, Receiver


def tell(
    signups: Iterable[Signup],
    *,
    activity: Activity,
    topic: str,
    words: tuple[str, str],
    now: datetime,
    by: Actor,
) -> int:
    """Post one message to each person of ``signups``, however many of them they made; returns how many are new.

    It goes to the portal where there is an account, else by e-mail; who has neither is told by the organiser, with a
    text that waits for it.
    """
    receivers: dict[int, Receiver] = {}
    for signup in signups:
        receivers.setdefault(signup.person_id, _receiver(signup, topic))
    subject, body = words
    return notices.post_all(
        by=by,
        receivers=list(receivers.values()),
        about=rules.about(activity.pk),
        topic=topic,
        unit_id=activity.unit_id,
        subject=subject,
        body=body,
        path=f"/h/{activity.code}/",
        now=now,
    )


def _receiver(signup: Signup, topic: str) -> Receiver:
    person, key = signup.person, rules.key(signup.pk, topic)
    if person.account_id is not None:
        return Receiver(key=key, channel=Channel.IN_APP, account_id=person.account_id)
    if person.email:
        return Receiver(key=key, channel=Channel.EMAIL, address=person.email)
    return Receiver(key=key, channel=Channel.TEXT, address=person.phone)


def where_of(activity: Activity) -> str:
    return ", ".join(filter(None, (activity.spot, activity.place.full_name)))


@in_vietnamese
def tell_promoted(signups: Sequence[Signup], *, slot: Slot, now: datetime, by: Actor) -> None:
    """Tell those whom a free place went to."""
    activity = slot.shift.activity
    words = rules.promoted(title=activity.title, starts_at=slot.shift.starts_at)
    tell(signups, activity=activity, topic=rules.PROMOTED, words=words, now=now, by=by)


@in_vietnamese
def tell_decided(signup: Signup, *, slot: Slot, approved: bool, now: datetime, by: Actor) -> None:
    """Tell whether the organiser said yes."""
    activity = slot.shift.activity
    words = rules.decided(title=activity.title, starts_at=slot.shift.starts_at, approved=approved)
    tell([signup], activity=activity, topic=rules.DECIDED, words=words, now=now, by=by)


@in_vietnamese
def tell_cancelled(
    signups: Sequence[Signup], *, activity: Activity, now: datetime, by: Actor
) -> None:
    """Tell everybody who was to come that the activity will not be held."""
    day = f"{weekday(activity.starts_on)} {vn_date(activity.starts_on)}"
    words = rules.cancelled(title=activity.title, day=day, reason=activity.cancel_reason)
    tell(signups, activity=activity, topic=rules.CANCELLED, words=words, now=now, by=by)


@in_vietnamese
def tell_changed(
    *, activity: Activity, shift: Shift | None = None, now: datetime, by: Actor
) -> int:
    """Tell those who are to come, to all shifts or to one, how it stands now; each version of an activity once."""
    coming = Signup.objects.active().filter(shift__activity=activity, shift__ends_at__gt=now)
    if shift is not None:
        coming = coming.filter(shift=shift)
    signups = list(coming.select_related("person").order_by("pk"))
    if not signups:
        return 0
    words = rules.changed(
        title=activity.title,
        starts_at=shift.starts_at if shift else None,
        where=where_of(activity),
        meet=activity.meeting_point,
    )
    topic = f"{rules.CHANGED}-{activity.version}"
    return tell(signups, activity=activity, topic=topic, words=words, now=now, by=by)
