"""Receiving bodies without an account: asked by a link, they answer once for the late entries it names."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from aoxanh.activities.actions.attendance import cells
from aoxanh.activities.actions.late import conclude
from aoxanh.activities.actions.outsiders import is_inside
from aoxanh.activities.actions.writing import locked, record
from aoxanh.activities.errors import (
    ConfirmationFromOutside,
    ReceiverLinkEnded,
    ReceiverNameMissing,
    ReceiverSignatureMissing,
    ReceiverWithoutEntries,
)
from aoxanh.activities.models import LateEntry, Participation, ReceiverLink
from aoxanh.activities.queries.ledger_rules import ledger_rules
from aoxanh.activities.types import HoursSource, LateState
from aoxanh.activities.types.late import (
    Confirmer,
    ReceiverAnswer,
    ReceiverAnswered,
    ReceiverAsked,
    ReceiverLinkRevoked,
)
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import digest, new_token
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc


@transaction.atomic
def ask_receiver(
    *,
    by: Actor,
    activity_id: int,
    late_entry_ids: Collection[int],
    receiver: str,
    now: datetime,
) -> tuple[ReceiverLink, str]:
    """Ask a body without an account to answer for waiting entries, and the secret of its link, told here only.

    An entry that another open link named moves to this one. Raises ``ReceiverNameMissing``,
    ``ReceiverWithoutEntries``, ``NotAllowed``, ``Missing``.
    """
    activity = locked(activity_id)
    by.require(Permission.HOURS_RECORD, at=activity.unit_id)
    if not nfc(receiver):
        raise ReceiverNameMissing
    rows = LateEntry.objects.filter(activity=activity, state=LateState.WAITING)
    chosen = list(rows.filter(pk__in=late_entry_ids).order_by("pk"))
    if not chosen or len(chosen) != len(set(late_entry_ids)):
        raise ReceiverWithoutEntries

    token = new_token()
    until = now + ledger_rules().receiver_link_lasts
    link = ReceiverLink.objects.create(
        activity=activity,
        receiver=nfc(receiver)[:160],
        token_digest=digest(token),
        asked_by_id=by.account_id,
        asked_at=now,
        valid_until=until,
    )
    LateEntry.objects.filter(pk__in=[row.pk for row in chosen]).update(receiver_link=link)
    event = ReceiverAsked(activity.pk, link.pk, len(chosen), local_day(until).isoformat())
    record(by=by, event=event, activity=activity, now=now)
    return link, token


@transaction.atomic
def revoke_receiver_link(*, by: Actor, link_id: int, now: datetime) -> ReceiverLink:
    """Let nobody answer over a link any more. Raises ``ReceiverLinkEnded``, ``NotAllowed``, ``Missing``."""
    found = ReceiverLink.objects.filter(pk=link_id).order_by("pk").first()
    if found is None:
        raise Missing
    activity = locked(found.activity_id)
    by.require(Permission.HOURS_RECORD, at=activity.unit_id)
    found.refresh_from_db()
    if found.has_ended(now):
        raise ReceiverLinkEnded

    found.revoked_at = now
    found.save(update_fields=["revoked_at"])
    record(by=by, event=ReceiverLinkRevoked(activity.pk, found.pk), activity=activity, now=now)
    return found


@transaction.atomic
def answer_as_receiver(
    *, by: Actor, token: str, answer: ReceiverAnswer, now: datetime
) -> ReceiverLink:
    """Confirm those named and return the others, once; who has been recorded meanwhile is left as they are.

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
    _refuse_insiders(by, found, waiting)

    found.answered_at = now
    found.answered_name, found.answered_title = nfc(answer.name)[:120], nfc(answer.title)[:120]
    found.save(update_fields=["answered_at", "answered_name", "answered_title"])
    presences = _closed(waiting, answer, by=by, now=now)
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
    waiting: Collection[LateEntry], answer: ReceiverAnswer, *, by: Actor, now: datetime
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
        row = conclude(late, confirm=confirm, source=HoursSource.LATE_LINK, by=by, now=now)
        if row is not None:
            found.append(row)
    return found
