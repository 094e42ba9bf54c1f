"""Objections to hours: a volunteer says what is wrong, an officer corrects by a new entry or says why not."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from aoxanh.activities.actions.hours import correct_hours
from aoxanh.activities.actions.writing import record
from aoxanh.activities.errors import (
    NothingToCorrect,
    ObjectionAnsweredAlready,
    ObjectionClosed,
    ObjectionTwice,
    ObjectionWordsMissing,
    OwnObjection,
)
from aoxanh.activities.models import (
    Activity,
    HoursEntry,
    HoursObjection,
    Participation,
    Pass,
    Signup,
)
from aoxanh.activities.queries.objections import takes_objections
from aoxanh.activities.types import EntryRole
from aoxanh.activities.types.objections import (
    HoursObjected,
    ObjectionAnswered,
    ObjectionPassedUp,
    ObjectionState,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.people import queries as people


LONGEST = 500


def object_by_pass(*, by: Actor, token: str, text: str, now: datetime) -> HoursObjection:
    """Say over the link of a pass what is wrong with its hours. Raises what ``object_to_own`` raises."""
    held = Pass.objects.select_related("activity").filter(token=token).order_by("pk").first()
    if held is None:
        raise Missing
    return _object(held.activity, (held.person_id,), by=by, text=text, now=now)


def object_to_own(*, by: Actor, activity_id: int, text: str, now: datetime) -> HoursObjection:
    """Say what is wrong with one's own hours of an activity.

    Raises ``ObjectionWordsMissing``, ``ObjectionClosed``, ``ObjectionTwice``, ``Missing``.
    """
    activity = Activity.objects.filter(pk=activity_id).order_by("pk").first()
    if activity is None or by.person_id is None:
        raise Missing
    own = people.same_person_ids(by.person_id)
    return _object(activity, own, by=by, text=text, now=now)


@transaction.atomic
def _object(
    activity: Activity, person_ids: Collection[int], *, by: Actor, text: str, now: datetime
) -> HoursObjection:
    if not nfc(text):
        raise ObjectionWordsMissing
    signups = Signup.objects.filter(pass_held__activity=activity, person_id__in=person_ids)
    came = Participation.objects.filter(activity=activity, person_id__in=person_ids)
    presence = came.order_by("pk").first()
    signup = signups.order_by("pk").first()
    if presence is None and signup is None:
        raise Missing
    if not takes_objections(activity, now=now):
        raise ObjectionClosed

    person_id = presence.person_id if presence else signup.person_id  # type: ignore[union-attr]  # one of them is there
    try:
        with transaction.atomic():
            row = HoursObjection.objects.create(
                activity=activity,
                person_id=person_id,
                participation=presence,
                text=nfc(text)[:LONGEST],
                asked_at=now,
            )
    except IntegrityError as fault:
        raise ObjectionTwice from fault
    record(by=by, event=HoursObjected(activity.pk, row.pk), activity=activity, now=now)
    return row


@transaction.atomic
def correct_on_objection(
    *, by: Actor, objection_id: int, minutes: int, answer: str, now: datetime
) -> HoursObjection:
    """Write ``minutes`` instead by a new entry, for the answer's reason.

    Raises ``ObjectionWordsMissing``, ``ObjectionAnsweredAlready``, ``NothingToCorrect`` when nobody recorded the
    person, ``OwnObjection``, ``Missing`` and what ``correct_hours`` raises.
    """
    row = _to_answer(objection_id, by=by, answer=answer)
    latest = (
        HoursEntry.objects.filter(participation_id=row.participation_id or 0)
        .exclude(role=EntryRole.REVERSAL)
        .order_by("-pk")
        .first()
    )
    if latest is None:
        raise NothingToCorrect
    row.entry = correct_hours(by=by, entry_id=latest.pk, minutes=minutes, reason=answer, now=now)
    return _answered(row, ObjectionState.CORRECTED, by=by, answer=answer, now=now)


@transaction.atomic
def keep_on_objection(
    *, by: Actor, objection_id: int, answer: str, now: datetime
) -> HoursObjection:
    """Leave the hours as they are and say why.

    Raises ``ObjectionWordsMissing``, ``ObjectionAnsweredAlready``, ``OwnObjection``, ``NotAllowed``, ``Missing``.
    """
    row = _to_answer(objection_id, by=by, answer=answer)
    return _answered(row, ObjectionState.KEPT, by=by, answer=answer, now=now)


@transaction.atomic
def pass_up_objection(*, by: Actor, objection_id: int, now: datetime) -> HoursObjection:
    """Put an objection before the unit above: more hours are its word to give.

    Raises ``ObjectionAnsweredAlready``, ``NotAllowed``, ``Missing``.
    """
    row = _locked(objection_id)
    by.require(Permission.HOURS_RECORD, at=row.activity.unit_id)
    row.passed_up_at = row.passed_up_at or now
    row.save(update_fields=["passed_up_at"])
    event = ObjectionPassedUp(row.activity_id, row.pk)
    record(by=by, event=event, activity=row.activity, now=now)
    return row


def _locked(objection_id: int) -> HoursObjection:
    rows = HoursObjection.objects.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("activity").filter(pk=objection_id).first()
    if row is None:
        raise Missing
    if row.state != ObjectionState.WAITING:
        raise ObjectionAnsweredAlready
    return row


def _to_answer(objection_id: int, *, by: Actor, answer: str) -> HoursObjection:
    """The objection, for the organiser's officers or those who confirm its hours, never for whoever it is from."""
    row = _locked(objection_id)
    unit_id = row.activity.unit_id
    may = by.may(Permission.HOURS_RECORD, at=unit_id) or by.may(
        Permission.HOURS_CONFIRM, at=unit_id
    )
    if not may:
        raise NotAllowed
    if by.account_id and row.person_id in people.same_holder(by.account_id).person_ids:
        raise OwnObjection
    if not nfc(answer):
        raise ObjectionWordsMissing
    return row


def _answered(
    row: HoursObjection, state: ObjectionState, *, by: Actor, answer: str, now: datetime
) -> HoursObjection:
    unit_id = row.activity.unit_id
    own = [grant.unit_id for grant in by.current_grants if grant.unit_id == unit_id]
    row.answered_unit_id = (own or [grant.unit_id for grant in by.current_grants] or [unit_id])[0]
    row.state, row.answer, row.answered_at = state, nfc(answer)[:LONGEST], now
    row.answered_by_id = by.account_id
    row.save(
        update_fields=["state", "answer", "answered_at", "answered_by_id", "answered_unit", "entry"]
    )
    event = ObjectionAnswered(row.activity_id, row.pk, state == ObjectionState.CORRECTED)
    record(by=by, event=event, activity=row.activity, now=now)
    return row
