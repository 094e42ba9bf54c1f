"""Receiving bodies answer, once, over the link that was sent to them: how surely they did stays with the hours."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from aoxanh.activities.actions.attendance import cells
from aoxanh.activities.actions.late import conclude
from aoxanh.activities.actions.outsiders import is_inside
from aoxanh.activities.actions.writing import locked
from aoxanh.activities.errors import (
    ConfirmationFromOutside,
    ReceiverLinkEnded,
    ReceiverSignatureMissing,
)
from aoxanh.activities.models import Activity, LateEntry, Participation, ReceiverLink
from aoxanh.activities.types import HoursSource, LateState
from aoxanh.activities.types.late import (
    Confirmer,
    ReceiverAnswer,
    ReceiverAnswered,
    ReceiverProof,
)
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import digest
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.text import nfc
from aoxanh.people import queries as people
from aoxanh.units import queries as units


_SOURCES = {
    ReceiverProof.ACCOUNT: HoursSource.LATE_LINK,
    ReceiverProof.KNOWN: HoursSource.LATE_LINK,
    ReceiverProof.NEW: HoursSource.LATE_UNKNOWN,
}


@transaction.atomic
def answer_as_receiver(
    *, by: Actor, token: str, answer: ReceiverAnswer, now: datetime
) -> ReceiverLink:
    """Confirm those named and return the others, once; who was recorded meanwhile or took consent back is left.

    Raises ``ReceiverLinkEnded``, ``ReceiverSignatureMissing``, ``ConfirmationFromOutside``, ``Missing``.
    """
    found = ReceiverLink.objects.filter(token_digest=digest(token)).order_by("pk").first()
    if found is None:
        raise Missing
    activity = locked(found.activity_id)
    found.refresh_from_db()
    if found.has_ended(now):
        raise ReceiverLinkEnded
    if not nfc(answer.name):
        raise ReceiverSignatureMissing
    waiting = list(
        LateEntry.objects.select_for_update(of=("self",), no_key=True)
        .filter(receiver_link=found, state=LateState.WAITING)
        .select_related("shift", "activity")
        .order_by("pk")
    )
    gone = people.took_consent_back([late.person_id for late in waiting])
    waiting = [late for late in waiting if late.person_id not in gone]
    _refuse_insiders(by, found, waiting)

    found.answered_at = now
    found.answered_name, found.answered_title = nfc(answer.name)[:120], nfc(answer.title)[:120]
    proof = _proof(found, activity, by=by)
    found.proof = proof
    found.save(update_fields=["answered_at", "answered_name", "answered_title", "proof"])
    presences = _closed(waiting, answer, source=_SOURCES[proof], by=by, now=now)
    event = ReceiverAnswered(activity.pk, found.pk, len(presences), len(waiting) - len(presences))
    audit.record(
        by=by,
        event=event,
        unit_id=activity.unit_id,
        touches=cells(presences),
        subject=("activity", activity.pk),
        now=now,
    )
    return found


def _proof(link: ReceiverLink, activity: Activity, *, by: Actor) -> ReceiverProof:
    """A role outside the organiser and what is below it, else that another organiser asked the same body there."""
    below = units.subtree_ids(unit_id=activity.unit_id, day=by.day)
    if any(grant.unit_id not in below for grant in by.current_grants):
        return ReceiverProof.ACCOUNT
    others = ReceiverLink.objects.filter(
        contact=link.contact, receiver_key=link.receiver_key, answered_at__isnull=False
    ).exclude(activity__unit_id__in=below)
    return ReceiverProof.KNOWN if others.exists() else ReceiverProof.NEW


def _refuse_insiders(by: Actor, link: ReceiverLink, waiting: Collection[LateEntry]) -> None:
    """Who signed in as somebody of the organiser, or who asked, does not answer over the link either."""
    asked_by = {link.asked_by_id, *(late.asked_by_id for late in waiting)}
    for late in waiting:
        if is_inside(
            by=by,
            organiser_unit_id=late.activity.unit_id,
            person_id=late.person_id,
            asked_by=asked_by,
        ):
            raise ConfirmationFromOutside


def _closed(
    waiting: Collection[LateEntry],
    answer: ReceiverAnswer,
    *,
    source: HoursSource,
    by: Actor,
    now: datetime,
) -> list[Participation]:
    """The presences that came of it."""
    recorded = set(
        Participation.objects.filter(
            shift_id__in={late.shift_id for late in waiting},
            person_id__in={late.person_id for late in waiting},
        )
        .order_by("pk")
        .values_list("shift_id", "person_id")
    )
    found = []
    for late in waiting:
        confirm = late.pk in answer.confirmed_ids and (
            (late.shift_id, late.person_id) not in recorded
        )
        late.confirmer, late.note = Confirmer.RECEIVER, nfc(answer.note)[:300]
        row = conclude(late, confirm=confirm, source=source, by=by, now=now)
        if row is not None:
            found.append(row)
    return found
