"""Late entries as they are read: by the organiser, by who may confirm them, by a receiving body with a link."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from aoxanh.activities.models import (
    HostAgreement,
    LateEntry,
    PaperRoll,
    Participation,
    ReceiverLink,
    Signup,
)
from aoxanh.activities.models.late import LateEntryQuerySet, SentLateEntryQuerySet
from aoxanh.activities.models.signups import SignupQuerySet
from aoxanh.activities.types import HostState, LateState, SignupState
from aoxanh.activities.types.late import ReceiverLinkShown
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import digest
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.units import queries as units


RECEIVERS_SHOWN = timedelta(days=90)
"""For how long after asking the unit above sees on its desk whom its units asked."""


def late_entries(*, activity_id: int, actor: Actor) -> QuerySet[LateEntry]:
    """The late entries of an activity, newest first."""
    rows = LateEntry.objects.visible_to(actor, Permission.SIGNUP_VIEW)
    here = rows.filter(activity_id=activity_id).select_related("person", "shift", "receiver_link")
    return people.with_consent(here).order_by("-asked_at", "-pk")


def late_entries_to_confirm(*, actor: Actor, unit_id: int) -> LateEntryQuerySet:
    """Late entries of other units that officers of ``unit_id`` may decide, the longest waiting first.

    As the organiser's superior, as the host who let it come, as the participant's own school or unit.
    """
    own = units.kept_by(unit_id=unit_id, day=actor.day)
    waiting = LateEntry.objects.filter(state=LateState.WAITING).exclude(activity__unit__in=own)
    above = LateEntry.objects.visible_to(actor, Permission.HOURS_CONFIRM)
    sent = SentLateEntryQuerySet(LateEntry).visible_to(actor, Permission.HOURS_CONFIRM)
    hosted = HostAgreement.objects.visible_to(actor, Permission.HOST_ANSWER)
    mine = hosted.filter(host_unit_id=unit_id, state=HostState.AGREED)
    rows = waiting.filter(
        Q(pk__in=above.values("pk"))
        | Q(pk__in=sent.values("pk"))
        | Q(activity_id__in=mine.values("activity_id"))
    )
    found = rows.select_related("person", "shift", "activity__unit")
    return people.with_consent(found).order_by("asked_at", "pk")


def receiver_links(*, activity_id: int, actor: Actor) -> QuerySet[ReceiverLink]:
    """The links made for receiving bodies, newest first."""
    rows = ReceiverLink.objects.visible_to(actor, Permission.SIGNUP_VIEW)
    return rows.filter(activity_id=activity_id).order_by("-asked_at", "-pk")


def receivers_below(*, actor: Actor, unit_id: int, now: datetime) -> QuerySet[ReceiverLink]:
    """Bodies that organisers below a unit asked and that may still answer or did lately, the latest first."""
    rows = ReceiverLink.objects.visible_to(actor, Permission.HOURS_CONFIRM)
    own = units.kept_by(unit_id=unit_id, day=actor.day)
    rows = rows.exclude(activity__unit__in=own).filter(revoked_at=None)
    recent = rows.filter(asked_at__gte=now - RECEIVERS_SHOWN)
    return recent.select_related("activity").order_by("-asked_at", "-pk")


def receiver_link(token: str, *, now: datetime) -> ReceiverLinkShown:
    """What the bearer of a link may read: nobody's name any more once it has ended. Three statements.

    Raises ``Missing``.
    """
    rows = ReceiverLink.objects.select_related("activity__place").order_by("pk")
    link = rows.filter(token_digest=digest(token)).first()
    if link is None:
        raise Missing
    has_ended = link.has_ended(now)
    return ReceiverLinkShown(
        activity=link.activity,
        receiver=link.receiver,
        organiser_unit_id=link.activity.unit_id,
        valid_until=link.valid_until,
        answered_at=link.answered_at,
        has_ended=has_ended,
        entries=() if has_ended else tuple(_asked_about(link)),
    )


def _asked_about(link: ReceiverLink) -> list[LateEntry]:
    """The entries that wait for a body's word, without those who took back that they take part."""
    asked = LateEntry.objects.filter(receiver_link=link, state=LateState.WAITING)
    rows = list(asked.select_related("person", "shift").order_by("shift__starts_at", "pk"))
    gone = people.took_consent_back([row.person_id for row in rows])
    return [row for row in rows if row.person_id not in gone]


def paper_rolls(*, activity_id: int, actor: Actor) -> QuerySet[PaperRoll]:
    """The signed lists of an activity, newest first."""
    rows = PaperRoll.objects.visible_to(actor, Permission.SIGNUP_VIEW)
    rows = rows.filter(activity_id=activity_id).select_related("shift", "file")
    return rows.order_by("-entered_at", "-pk")


def not_recorded(*, shift_id: int, actor: Actor) -> SignupQuerySet:
    """Sign-ups of a shift of which nobody knows that the person came: whom a signed list may name."""
    came = Participation.objects.filter(shift_id=shift_id, person_id=OuterRef("person_id"))
    rows = Signup.objects.visible_to(actor, Permission.SIGNUP_VIEW).filter(shift_id=shift_id)
    rows = rows.exclude(state__in=(SignupState.WITHDRAWN, SignupState.CANCELLED))
    found = rows.exclude(Exists(came)).select_related("person", "slot")
    return people.listed(found, "shown_key", "pk")
