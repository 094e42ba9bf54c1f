"""Handing an office over: proposed by who leaves and accepted by who comes, or decided by the superior."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from aoxanh.access import actions as access
from aoxanh.access import queries as accounts
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import digest, new_token
from aoxanh.kernel.contacts import read_contact
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.people.actions.enrolment import register_volunteer
from aoxanh.people.errors import (
    ContactUnreadable,
    HandoverInPast,
    HandoverOpen,
    HandoverToOneself,
    HandoverUnknown,
    NameUnreadable,
    NothingToHandOver,
    PeriodEmpty,
)
from aoxanh.people.models import FocalPoint, Handover, Person, Post
from aoxanh.people.queries.handovers import handovers, open_by_token
from aoxanh.people.types import (
    FocalPointNamed,
    HandoverDone,
    HandoverProposed,
    HandoverWithdrawn,
    OfficerAppointed,
    PersonGiven,
    PostEnded,
    Succession,
)


if TYPE_CHECKING:
    from aoxanh.access.models import Account


@transaction.atomic(savepoint=False)
def propose_handover(
    *,
    by: Actor,
    unit_id: int,
    outgoing_id: int,
    succession: Succession,
    work: Sequence[str],
    now: datetime,
) -> tuple[Handover, str]:
    """The first signature: of who leaves, or of the superior for one who is gone; and the successor's link.

    Decided by the superior for somebody with an account, it is done at once. Raises ``Missing``,
    ``RoleTooWide``, ``NothingToHandOver``, ``HandoverInPast``, ``PeriodEmpty``, ``HandoverOpen``,
    ``HandoverToOneself``, ``ContactUnreadable``, ``NameUnreadable``.
    """
    _check_days(by, succession)
    roles = _roles(by, unit_id, outgoing_id, succession.on)
    _check_may(by, unit_id, outgoing_id, roles)
    waiting = Handover.objects.filter(
        unit_id=unit_id, outgoing_id=outgoing_id, accepted_at=None, withdrawn_at=None
    )
    if waiting.exists():
        raise HandoverOpen
    phone, email, name = _successor(succession)
    account = accounts.account_for_sign_in(phone or email)
    if account is not None and account.pk == outgoing_id:
        raise HandoverToOneself

    token = new_token()
    handover = Handover.objects.create(
        unit_id=unit_id,
        outgoing_id=outgoing_id,
        full_name=name,
        phone=phone,
        email=email,
        token_digest=digest(token),
        on=succession.on,
        until=succession.until,
        is_provisional=succession.is_provisional,
        work=list(work),
        proposed_by_id=by.account_id,
        proposed_at=now,
    )
    _record(by, HandoverProposed(handover.pk), handover, now)
    if by.account_id != outgoing_id and account is not None:
        _complete(by, handover, account, work=work, now=now)
    return handover, token


@transaction.atomic(savepoint=False)
def accept_handover(*, by: Actor, token: str, work: Sequence[str], now: datetime) -> Handover:
    """The second signature, by the successor, who is signed in: everything moves on the day, at the earliest today.

    Raises ``HandoverUnknown``, ``NotAllowed`` without an account, ``HandoverToOneself``.
    """
    handover = open_by_token(token, lock=True)
    if handover is None:
        raise HandoverUnknown
    account = accounts.own_account(actor=by)
    if account is None:
        raise NotAllowed
    if by.account_id == handover.outgoing_id:
        raise HandoverToOneself
    _complete(by, handover, account, work=work, now=now)
    return handover


@transaction.atomic(savepoint=False)
def withdraw_handover(*, by: Actor, handover_id: int, now: datetime) -> Handover:
    """Take the proposal back before the successor signs. Raises ``Missing``, ``HandoverUnknown`` afterwards."""
    rows = handovers(actor=by).select_for_update(of=("self",), no_key=True)
    handover = rows.filter(pk=handover_id).first()
    if handover is None:
        raise Missing
    if handover.accepted_at or handover.withdrawn_at:
        raise HandoverUnknown
    handover.withdrawn_at = now
    handover.save(update_fields=["withdrawn_at"])
    _record(by, HandoverWithdrawn(handover.pk), handover, now)
    return handover


def _check_days(by: Actor, succession: Succession) -> None:
    if succession.on < by.day:
        raise HandoverInPast
    if succession.until <= succession.on:
        raise PeriodEmpty


def _roles(by: Actor, unit_id: int, outgoing_id: int, on: date) -> frozenset[str]:
    """What the outgoing officer holds at the unit on the day."""
    held = accounts.roles_held(account_id=outgoing_id, unit_id=unit_id, day=on, actor=by)
    if not held:
        raise NothingToHandOver
    return held


def _check_may(by: Actor, unit_id: int, outgoing_id: int, roles: frozenset[str]) -> None:
    """One hands on what one holds oneself; the superior what the superior may give."""
    if by.account_id == outgoing_id:
        return
    if not by.may(Permission.ACCOUNT_INVITE, at=unit_id):
        raise Missing
    for role in sorted(roles):
        access.refuse_unless_appointable(by=by, role=role, unit_id=unit_id)


def _successor(succession: Succession) -> tuple[str, str, str]:
    try:
        phone, email = read_contact(succession.contact)
    except ValueError as fault:
        raise ContactUnreadable from fault
    name = nfc(succession.full_name)
    if not name or len(name) > 120:
        raise NameUnreadable
    return phone, email, name


@dataclass(slots=True)
class _Move:
    """One completion: who signs, which office, to whose account, from which day."""

    by: Actor
    handover: Handover
    account: "Account"
    on: date
    now: datetime


def _complete(
    by: Actor, handover: Handover, account: "Account", *, work: Sequence[str], now: datetime
) -> None:
    on = max(handover.on, by.day)
    if handover.until <= on:
        raise HandoverUnknown
    move = _Move(by, handover, account, on, now)
    grants = access.pass_on_grants(
        by=by,
        unit_id=handover.unit_id,
        from_account_id=handover.outgoing_id,
        to_account_id=account.pk,
        on=on,
        until=handover.until,
        is_provisional=handover.is_provisional,
        now=now,
    )
    posts, is_focal = _pass_on_offices(move)
    handover.on, handover.incoming, handover.accepted_at = on, account, now
    handover.work = list(work)
    handover.moved = {
        "roles": [grant.role for grant in grants],
        "posts": [post.title for post in posts],
        "focal": is_focal,
    }
    handover.save(update_fields=["on", "incoming", "accepted_at", "work", "moved"])
    _record(by, HandoverDone(handover.pk, len(grants), len(posts), on), handover, now)


def _pass_on_offices(move: _Move) -> tuple[list[Post], bool]:
    """Posts and the duty to be called move with the roles; both stand in the records of the unit."""
    giver = Person.objects.filter(account_id=move.handover.outgoing_id).first()
    if giver is None:
        return [], False
    unit_id, on = move.handover.unit_id, move.on
    held = Post.objects.filter(person=giver, unit_id=unit_id, valid_to__gt=on, valid_from__lte=on)
    locked = held.select_for_update(of=("self",), no_key=True).order_by("pk")
    duties = FocalPoint.objects.filter(
        person=giver, unit_id=unit_id, valid_to__gt=on, valid_from__lte=on
    )
    posts, duty = list(locked), duties.select_for_update(of=("self",), no_key=True).first()
    if not posts and duty is None:
        return [], False
    taker = _person_of(move)
    moved = [_pass_on_post(move, post, taker) for post in posts]
    if duty is not None:
        _pass_on_duty(move, duty, taker)
    return moved, duty is not None


def _person_of(move: _Move) -> Person:
    """The successor's record; a first one is kept by the unit."""
    known = Person.objects.filter(account_id=move.account.pk).first()
    if known is not None:
        return known
    holder = accounts.actor_of(move.account, day=move.by.day)
    given = PersonGiven(
        full_name=move.account.full_name,
        phone=move.account.phone or "",
        email=move.account.email or "",
    )
    return register_volunteer(by=holder, unit_id=move.handover.unit_id, person=given, now=move.now)


def _pass_on_post(move: _Move, post: Post, taker: Person) -> Post:
    unit_id, on = move.handover.unit_id, move.on
    if post.valid_from < on:
        post.valid_to = on
        post.save(update_fields=["valid_to"])
    else:
        Post.objects.filter(pk=post.pk).delete()
    filled = Post.objects.create(
        person=taker,
        unit_id=unit_id,
        title=post.title,
        is_head=post.is_head,
        is_full_time=post.is_full_time,
        is_specialised=post.is_specialised,
        in_charge_of_volunteering=post.in_charge_of_volunteering,
        is_provisional=move.handover.is_provisional,
        valid_from=on,
        valid_to=move.handover.until,
    )
    for event, person_id in (
        (PostEnded(post.pk or 0, post.person_id), post.person_id),
        (OfficerAppointed(filled.pk, taker.pk), taker.pk),
    ):
        audit.record(
            by=move.by,
            event=event,
            unit_id=unit_id,
            touches=[(unit_id, on), (unit_id, filled.valid_to)],
            subject=("person", person_id),
            now=move.now,
        )
    return filled


def _pass_on_duty(move: _Move, duty: FocalPoint, taker: Person) -> None:
    unit_id, on = move.handover.unit_id, move.on
    if duty.valid_from < on:
        duty.valid_to = on
        duty.save(update_fields=["valid_to"])
    else:
        duty.delete()
    named = FocalPoint.objects.create(
        unit_id=unit_id,
        person=taker,
        department=duty.department,
        phone=taker.phone or duty.phone,
        valid_from=on,
    )
    audit.record(
        by=move.by,
        event=FocalPointNamed(named.pk, taker.pk),
        unit_id=unit_id,
        touches=[(unit_id, on)],
        subject=("person", taker.pk),
        now=move.now,
    )


def _record(
    by: Actor,
    event: HandoverProposed | HandoverWithdrawn | HandoverDone,
    handover: Handover,
    now: datetime,
) -> None:
    audit.record(
        by=by, event=event, unit_id=handover.unit_id, subject=("handover", handover.pk), now=now
    )
