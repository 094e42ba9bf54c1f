"""Officers' posts and terms: the denominators of indicators are counted from them (ORG-07)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from aoxanh.access import actions as access
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import NOWHERE, Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.people.actions.memberships import visible
from aoxanh.people.errors import (
    PeriodEmpty,
    PostEndedAlready,
    PostOverlaps,
    ProvisionalNeedsTerm,
    TitleNeeded,
)
from aoxanh.people.models import Post
from aoxanh.people.types import OfficerAppointed, PostEnded, PostGiven


@transaction.atomic(savepoint=False)
def appoint(*, by: Actor, person_id: int, unit_id: int, post: PostGiven, now: datetime) -> Post:
    """Note that a person holds a post in a unit for a term.

    Raises ``NotAllowed``, ``Missing``, ``PersonEnded``, ``TitleNeeded``, ``PeriodEmpty``,
    ``ProvisionalNeedsTerm``, ``PostOverlaps``.
    """
    by.require(Permission.PERSON_EDIT, at=unit_id)
    title = nfc(post.title)
    if not title or len(title) > 120:
        raise TitleNeeded
    if post.valid_from >= post.valid_to:
        raise PeriodEmpty
    if post.is_provisional and post.valid_to == FOREVER:
        raise ProvisionalNeedsTerm
    person = visible(by=by, person_id=person_id)
    held = Post.objects.filter(
        person=person,
        unit_id=unit_id,
        title=title,
        valid_from__lt=post.valid_to,
        valid_to__gt=post.valid_from,
    )
    if held.exists():
        raise PostOverlaps

    filled = Post.objects.create(
        person=person,
        unit_id=unit_id,
        title=title,
        is_head=post.is_head,
        is_full_time=post.is_full_time,
        is_specialised=post.is_specialised,
        in_charge_of_volunteering=post.in_charge_of_volunteering,
        is_provisional=post.is_provisional,
        decision_number=nfc(post.decision_number)[:80],
        valid_from=post.valid_from,
        valid_to=post.valid_to,
    )
    _record(by, OfficerAppointed(filled.pk, person_id), filled, now)
    _end_roles_with_term(by, filled, now)
    return filled


@transaction.atomic(savepoint=False)
def end_post(*, by: Actor, post_id: int, on: date, now: datetime) -> Post:
    """End a term early: ``on`` is the first day out of post.

    Raises ``Missing``, ``NotAllowed``, ``PeriodEmpty``, ``PostEndedAlready``.
    """
    held = Post.objects.select_for_update(of=("self",), no_key=True).filter(pk=post_id).first()
    is_seen = by.may(Permission.PERSON_VIEW, at=held.unit_id if held else NOWHERE)
    if held is None or not is_seen:
        raise Missing
    if not by.may(Permission.PERSON_EDIT, at=held.unit_id):
        raise NotAllowed
    if on <= held.valid_from:
        raise PeriodEmpty
    if held.valid_to <= on:
        raise PostEndedAlready

    before = held.valid_to
    held.valid_to = on
    held.save(update_fields=["valid_to"])
    _record(by, PostEnded(held.pk, held.person_id), held, now, before)
    _end_roles_with_term(by, held, now)
    return held


def _end_roles_with_term(by: Actor, post: Post, now: datetime) -> None:
    """The roles at the unit end with the last post there; what the product loads says its own terms."""
    account_id = post.person.account_id
    if by.is_system or account_id is None:
        return
    others = Post.objects.filter(person_id=post.person_id, unit_id=post.unit_id)
    last = others.aggregate(last=Max("valid_to"))["last"]
    if last < FOREVER:
        access.end_with_term(
            by=by, account_id=account_id, unit_id=post.unit_id, until=last, now=now
        )


def _record(
    by: Actor, event: OfficerAppointed | PostEnded, post: Post, now: datetime, *days: date
) -> None:
    touched = {post.valid_from, post.valid_to, *days} - {FOREVER}
    audit.record(
        by=by,
        event=event,
        unit_id=post.unit_id,
        touches=[(post.unit_id, day) for day in sorted(touched)],
        subject=("person", post.person_id),
        now=now,
    )
