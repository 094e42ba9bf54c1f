"""Giving everybody in a team a place in the shift the team was put on (ACT-05, ACT-11)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F

from aoxanh.activities.actions.agreeing import check_still_agree
from aoxanh.activities.actions.places import is_second_signup, locked_slots
from aoxanh.activities.actions.team_duties import arranged, record_duty
from aoxanh.activities.errors import (
    AlreadySignedUp,
    TeamHasPlaces,
    TeamPlacesShort,
    TeamShiftOver,
    TeamWithoutWord,
)
from aoxanh.activities.models import Pass, Shift, Signup, Slot, TeamDuty, TeamMember
from aoxanh.activities.rules import papers as words
from aoxanh.activities.rules.places import check_activity_takes_signups
from aoxanh.activities.types import SignupState
from aoxanh.activities.types.teams import TeamEnlisted
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.people import queries as people


if TYPE_CHECKING:
    from collections.abc import Sequence

    from aoxanh.people.models import Person


def enlist_team(*, by: Actor, duty_id: int, now: datetime) -> list[Signup]:
    """Sign up everybody of a team who has no place in its shift yet, all or nobody, counted for the team's unit.

    They take places of the slot with the most free ones. Raises ``Missing``, ``NotAllowed``, ``WrongState``,
    ``TeamShiftOver``, ``TeamHasPlaces``, ``ConsentTakenBack``, ``TeamWithoutWord`` while a guardian has not agreed,
    ``TeamPlacesShort``, ``AlreadySignedUp``, ``ActivityNotAnnounced``, ``SignupClosed``, ``SignupCancelled``.
    """
    try:
        with transaction.atomic():
            return _enlist(by, duty_id, now)
    except IntegrityError as fault:
        if not is_second_signup(fault):
            raise
        raise AlreadySignedUp from fault


def _enlist(by: Actor, duty_id: int, now: datetime) -> list[Signup]:
    duty = (
        TeamDuty.objects.filter(pk=duty_id).select_related("shift", "team").order_by("pk").first()
    )
    if duty is None:
        raise Missing
    activity = arranged(duty.shift.activity_id, by=by)
    check_activity_takes_signups(activity.state)
    if duty.shift.ends_at <= now:
        raise TeamShiftOver(when=words.hours(duty.shift.starts_at, duty.shift.ends_at))
    persons = _without_place(duty)
    if not persons:
        raise TeamHasPlaces(team=duty.team.name)
    check_still_agree(persons, by=by)
    _check_guardians(persons, by)

    slot = _slot_for(duty.shift, len(persons))
    made = _signed_up(duty, slot, persons, by=by, now=now)
    record_duty(
        TeamEnlisted(activity.pk, duty.team_id, slot.pk, len(made)), activity, by=by, now=now
    )
    return made


def _without_place(duty: TeamDuty) -> "list[Person]":
    there = Signup.objects.active().filter(shift=duty.shift).order_by()
    rows = TeamMember.objects.filter(team=duty.team).select_related("person").order_by("pk")
    rows = rows.exclude(person__in=there.values("person"))
    return [row.person for row in rows.exclude(person__contact_key__in=there.values("contact_key"))]


def _check_guardians(persons: "Sequence[Person]", by: Actor) -> None:
    """No minor without a guardian's word. Raises ``TeamWithoutWord``."""
    minors = {
        person.pk: person.full_name
        for person in persons
        if people.is_minor(by.day, birth_date=person.birth_date, birth_year=person.birth_year)
    }
    asked = people.with_guardians_word(set(minors)) if minors else set()
    names = [name for pk, name in minors.items() if pk not in asked]
    if names:
        raise TeamWithoutWord(names=", ".join(names))


def _slot_for(shift: Shift, places: int) -> Slot:
    """The roomiest slot with its places taken by one guarded statement. Raises ``TeamPlacesShort``."""
    slots = locked_slots(
        Slot.objects.filter(shift=shift).order_by("pk").values_list("pk", flat=True)
    )
    best = max(slots.values(), key=lambda each: (each.free, -each.pk), default=None)
    free = max(0, best.free) if best else 0
    room = Slot.objects.filter(
        pk=best.pk if best else 0, capacity__gte=F("taken") + F("held") + places
    )
    if best is None or not room.update(taken=F("taken") + places):
        raise TeamPlacesShort(wanted=places, free=free, missing=places - free)
    return best


def _signed_up(
    duty: TeamDuty, slot: Slot, persons: "Sequence[Person]", *, by: Actor, now: datetime
) -> list[Signup]:
    passes = Pass.objects.bulk_create(
        Pass(
            activity_id=duty.shift.activity_id,
            person_id=person.pk,
            participant_unit_id=duty.team.unit_id,
            created_at=now,
        )
        for person in persons
    )
    return Signup.objects.bulk_create(
        Signup(
            slot=slot,
            shift=duty.shift,
            pass_held=held,
            person_id=person.pk,
            contact_key=person.contact_key,
            state=SignupState.CONFIRMED,
            by_account_id=by.account_id,
            created_at=now,
        )
        for held, person in zip(passes, persons, strict=True)
    )
