"""Persons join and leave units; several memberships may hold at once."""

from datetime import date, datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import NOWHERE, Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.people.actions.enrolment import membership_of
from aoxanh.people.errors import (
    MembershipEndedAlready,
    MembershipOverlaps,
    PeriodEmpty,
    PersonEnded,
)
from aoxanh.people.models import Membership, Person
from aoxanh.people.queries.persons import seen
from aoxanh.people.rules import read_membership
from aoxanh.people.types import MembershipBegun, MembershipEnded, MembershipGiven, PersonState


@transaction.atomic(savepoint=False)
def join(
    *, by: Actor, person_id: int, unit_id: int, membership: MembershipGiven, now: datetime
) -> Membership:
    """Take a person whom the officer may see into a unit as well.

    Raises ``NotAllowed``, ``Missing``, ``PersonEnded``, ``PeriodEmpty``, ``MembershipOverlaps``.
    """
    by.require(Permission.PERSON_EDIT, at=unit_id)
    given = read_membership(membership)
    person = visible(by=by, person_id=person_id)
    held = Membership.objects.filter(
        person=person,
        unit_id=unit_id,
        kind=given.kind,
        valid_from__lt=given.valid_to,
        valid_to__gt=given.valid_from,
    )
    if held.exists():
        raise MembershipOverlaps

    begun = membership_of(person, unit_id, given)
    begun.save(force_insert=True)
    audit.record(
        by=by,
        event=MembershipBegun(begun.pk, person_id),
        unit_id=unit_id,
        touches=[(unit_id, begun.valid_from)],
        subject=("person", person_id),
        now=now,
    )
    return begun


def visible(*, by: Actor, person_id: int) -> Person:
    """The row of a person whom ``by`` may see, locked. Raises ``Missing``, ``PersonEnded``."""
    person = (
        Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=person_id).first()
    )
    if person is None or not seen(by, Permission.PERSON_VIEW).filter(pk=person_id).exists():
        raise Missing
    if person.state == PersonState.ENDED:
        raise PersonEnded
    return person


@transaction.atomic(savepoint=False)
def leave(*, by: Actor, membership_id: int, on: date, now: datetime) -> Membership:
    """End a membership: ``on`` is the first day without it.

    Raises ``Missing``, ``NotAllowed``, ``PeriodEmpty``, ``MembershipEndedAlready``.
    """
    held = (
        Membership.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk=membership_id)
        .first()
    )
    is_seen = by.may(Permission.PERSON_VIEW, at=held.unit_id if held else NOWHERE)
    if held is None or not is_seen:
        raise Missing
    if not by.may(Permission.PERSON_EDIT, at=held.unit_id):
        raise NotAllowed
    if on <= held.valid_from:
        raise PeriodEmpty
    if held.valid_to <= on:
        raise MembershipEndedAlready

    held.valid_to = on
    held.save(update_fields=["valid_to"])
    audit.record(
        by=by,
        event=MembershipEnded(held.pk, held.person_id),
        unit_id=held.unit_id,
        touches=[(held.unit_id, on)],
        subject=("person", held.person_id),
        now=now,
    )
    return held
