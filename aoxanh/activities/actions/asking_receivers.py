"""Receiving bodies are asked by a link that goes to a contact of theirs, never onto the asker's own page."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from aoxanh.access import queries as access
from aoxanh.activities.actions.agreeing import check_still_agree
from aoxanh.activities.actions.writing import locked, record
from aoxanh.activities.errors import (
    ReceiverContactElsewhere,
    ReceiverContactInside,
    ReceiverContactUnreadable,
    ReceiverLinkEnded,
    ReceiverNameMissing,
    ReceiverUnreachable,
    ReceiverWithoutEntries,
)
from aoxanh.activities.models import Activity, LateEntry, Participation, ReceiverLink, Signup
from aoxanh.activities.queries.ledger_rules import ledger_rules
from aoxanh.activities.rules import telling as rules
from aoxanh.activities.types import LateState
from aoxanh.activities.types.late import ReceiverAsked, ReceiverGiven, ReceiverLinkRevoked
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import digest, new_token
from aoxanh.kernel.contacts import read_contact
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold, nfc
from aoxanh.notices import actions as notices
from aoxanh.notices.types import Channel
from aoxanh.people import queries as people
from aoxanh.units import queries as units


@transaction.atomic
def ask_receiver(
    *,
    by: Actor,
    activity_id: int,
    late_entry_ids: Collection[int],
    receiver: ReceiverGiven,
    now: datetime,
) -> ReceiverLink:
    """Ask a body without an account to answer for waiting entries: its link goes to its contact and to nobody else.

    An e-mail goes by itself, as a text does where the installation sends texts; else the unit above carries it, whose
    outbox alone shows it. An entry that another open link named moves to this one. Raises ``ReceiverNameMissing``,
    ``ReceiverContactUnreadable``, ``ReceiverContactInside``, ``ReceiverContactElsewhere``, ``ReceiverUnreachable``,
    ``ReceiverWithoutEntries``, ``ConsentTakenBack``, ``NotAllowed``, ``Missing``.
    """
    activity = locked(activity_id)
    by.require(Permission.HOURS_RECORD, at=activity.unit_id)
    name = nfc(receiver.name)[:160]
    if not name:
        raise ReceiverNameMissing
    phone, email = _read(receiver.contact)
    chosen = _chosen(activity, late_entry_ids)
    check_still_agree([row.person for row in chosen], by=by)
    above = _carrier(activity, by_hand=bool(phone) and not settings.TEXT_GATEWAY, by=by)
    _refuse_inside(phone, email, activity=activity, chosen=chosen, by=by)
    contact = phone or email
    _refuse_another(contact, name, activity=activity)

    token = new_token()
    until = now + ledger_rules().receiver_link_lasts
    link = ReceiverLink.objects.create(
        activity=activity,
        receiver=name,
        receiver_key=fold(name)[:160],
        contact=contact,
        token_digest=digest(token),
        asked_by_id=by.account_id,
        asked_at=now,
        valid_until=until,
    )
    LateEntry.objects.filter(pk__in=[row.pk for row in chosen]).update(receiver_link=link)
    event = ReceiverAsked(activity.pk, link.pk, len(chosen), local_day(until).isoformat())
    record(by=by, event=event, activity=activity, now=now)
    _send(link, token, persons=len(chosen), above=above, now=now, by=by)
    return link


def _read(contact: str) -> tuple[str, str]:
    """(phone, e-mail). Raises ``ReceiverContactUnreadable``."""
    try:
        return read_contact(contact)
    except ValueError as fault:
        raise ReceiverContactUnreadable from fault


def _chosen(activity: Activity, late_entry_ids: Collection[int]) -> list[LateEntry]:
    """Raises ``ReceiverWithoutEntries``."""
    rows = LateEntry.objects.filter(activity=activity, state=LateState.WAITING)
    named = rows.filter(pk__in=late_entry_ids).select_related("person")
    chosen = list(named.order_by("pk"))
    if not chosen or len(chosen) != len(set(late_entry_ids)):
        raise ReceiverWithoutEntries
    return chosen


def _carrier(activity: Activity, *, by_hand: bool, by: Actor) -> int | None:
    """The unit next above, whose outbox shows the link. Raises ``ReceiverUnreachable`` when a text needs one."""
    parents = units.parents(unit_ids=[activity.unit_id], day=by.day)
    above = parents.get(activity.unit_id)
    if above is None and by_hand:
        raise ReceiverUnreachable
    return above


def _refuse_inside(
    phone: str, email: str, *, activity: Activity, chosen: Sequence[LateEntry], by: Actor
) -> None:
    """Raises ``ReceiverContactInside``: one with a role, a record or a place at the organiser, or who is entered."""
    holder = people.holder_of_contact(phone=phone, email=email)
    asked_by = {by.account_id, *(row.asked_by_id for row in chosen)}
    there = {"activity_id": activity.pk, "person_id__in": holder.person_ids}
    if (
        not holder.account_ids.isdisjoint(asked_by)
        or not holder.person_ids.isdisjoint(row.person_id for row in chosen)
        or access.hold_a_role_at(holder.account_ids, unit_ids=(activity.unit_id,), day=by.day)
        or people.belong_to(holder.person_ids, unit_id=activity.unit_id, day=by.day)
        or Participation.objects.filter(**there).exists()
        or Signup.objects.filter(shift__activity=activity, person_id__in=holder.person_ids).exists()
    ):
        raise ReceiverContactInside


def _refuse_another(contact: str, name: str, *, activity: Activity) -> None:
    """Raises ``ReceiverContactElsewhere`` when the organiser gave this contact as that of another body."""
    rows = ReceiverLink.objects.filter(contact=contact, activity__unit_id=activity.unit_id)
    other = rows.exclude(receiver_key=fold(name)[:160]).order_by("-pk").first()
    if other is not None:
        raise ReceiverContactElsewhere(receiver=other.receiver)


@in_vietnamese
def _send(
    link: ReceiverLink, token: str, *, persons: int, above: int | None, now: datetime, by: Actor
) -> None:
    activity = link.activity
    organiser = units.names_at({activity.unit_id}, by.day)[activity.unit_id]
    subject, body = rules.asked_to_confirm(
        receiver=link.receiver,
        organiser=organiser,
        title=activity.title,
        persons=persons,
        until=local_day(link.valid_until),
    )
    notices.post(
        by=by,
        key=rules.receiver_key(link.pk),
        channel=Channel.EMAIL if "@" in link.contact else Channel.TEXT,
        address=link.contact,
        unit_id=above,
        subject=subject,
        body=body,
        path=f"/xac-nhan/{token}/",
        now=now,
    )


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
