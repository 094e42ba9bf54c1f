"""Signing up: a guest in three taps, or the person behind an account."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from aoxanh.activities.actions.places import is_second_signup, place_or_list
from aoxanh.activities.errors import (
    AlreadySignedUp,
    NothingChosen,
    OwnConsentTakenBack,
    ProfileNeeded,
    ShiftFull,
    SlotUnknown,
)
from aoxanh.activities.models import Activity, Pass, Signup, Slot
from aoxanh.activities.queries.questions import questions_of
from aoxanh.activities.rules.places import (
    Hours,
    check_activity_takes_signups,
    check_apart,
    check_shift_takes_signups,
    list_moves,
)
from aoxanh.activities.rules.questions import read_answers
from aoxanh.activities.rules.signups import check_age
from aoxanh.activities.types import ActivityState, SignedUp, SignupState
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.compiled import Compiled, insert, insert_all
from aoxanh.kernel.errors import Missing
from aoxanh.people import actions as people
from aoxanh.people import queries as people_queries
from aoxanh.people.types import GuardianGiven


_READ = (
    "role_code",
    "capacity",
    "taken",
    "held",
    "waiting",
    "shift__starts_at",
    "shift__ends_at",
    "shift__signup_until",
    "shift__waiting_until",
    "shift__activity__code",
    "shift__activity__unit_id",
    "shift__activity__state",
    "shift__activity__min_age",
    "shift__activity__starts_on",
    "shift__activity__needs_approval",
    "shift__activity__questions",
)
"""Columns that signing up looks at: an activity has forty more, and each sign-up would read them."""


class _Known(Protocol):
    """What signing up needs to know of a person."""

    pk: int
    contact_key: str
    birth_year: int | None


def sign_up(
    *,
    by: Actor,
    activity_code: str,
    slot_ids: Collection[int],
    full_name: str,
    contact: str,
    birth_year: int | None = None,
    guardian: GuardianGiven | None = None,
    participant_unit_id: int | None = None,
    locale: str = "vi",
    answers: Mapping[str, Sequence[str]] | None = None,
    now: datetime,
) -> Pass:
    """Sign a guest up for one slot in each of one or more shifts; all or nothing.

    A full slot puts them on the waiting list while it moves. Where approval is asked the place is held
    meanwhile. Raises ``NothingChosen``, ``SlotUnknown``, ``Missing``, ``SignupNotOpen``, ``SignupClosed``,
    ``SignupCancelled``, ``ShiftPast``, ``ShiftFull``, ``ShiftsOverlap``, ``AlreadySignedUp``, ``TooYoung``,
    ``BirthYearNeeded``, ``AnswersUnfit`` and what ``people.register_guest`` raises.
    """

    def register(activity: Activity) -> _Known:
        _check_age(activity, birth_year)
        return people.register_guest(
            by=by,
            full_name=full_name,
            contact=contact,
            birth_year=birth_year,
            unit_id=activity.unit_id,
            guardian=guardian,
            now=now,
        )

    return _sign_up(
        by=by,
        activity_code=activity_code,
        slot_ids=slot_ids,
        person_of=register,
        participant_unit_id=participant_unit_id,
        locale=locale,
        answers=answers or {},
        now=now,
    )


def sign_up_member(
    *,
    by: Actor,
    activity_code: str,
    slot_ids: Collection[int],
    participant_unit_id: int | None = None,
    locale: str = "vi",
    answers: Mapping[str, Sequence[str]] | None = None,
    now: datetime,
) -> Pass:
    """Sign up the person to whom the asking account belongs.

    Raises ``ProfileNeeded``, ``OwnConsentTakenBack`` and like ``sign_up``.
    """
    person = people_queries.person_of(by.account_id)
    if person is None:
        raise ProfileNeeded
    if people_queries.took_consent_back({person.pk}):
        raise OwnConsentTakenBack

    def known(activity: Activity) -> _Known:
        _check_age(activity, person.birth_year)
        return person

    return _sign_up(
        by=by,
        activity_code=activity_code,
        slot_ids=slot_ids,
        person_of=known,
        participant_unit_id=participant_unit_id,
        locale=locale,
        answers=answers or {},
        now=now,
    )


def _sign_up(
    *,
    by: Actor,
    activity_code: str,
    slot_ids: Collection[int],
    person_of: Callable[[Activity], _Known],
    participant_unit_id: int | None,
    locale: str,
    answers: Mapping[str, Sequence[str]],
    now: datetime,
) -> Pass:
    """One transaction; a second active row for the same person and shift undoes all of it."""
    try:
        with transaction.atomic():
            slots = _chosen(activity_code, slot_ids, now=now)
            activity = slots[0].shift.activity
            answered = read_answers(questions_of(activity), answers)
            person = person_of(activity)
            held = insert(
                Pass(
                    activity=activity,
                    person_id=person.pk,
                    participant_unit_id=participant_unit_id,
                    locale=locale,
                    answers=answered,
                    created_at=now,
                )
            )
            signups = _take(slots, held, person, by=by, now=now)
            event = SignedUp(
                activity.pk,
                held.pk,
                tuple(signup.slot_id for signup in signups),
                tuple(signup.state for signup in signups),
            )
            audit.record(
                by=by,
                event=event,
                unit_id=activity.unit_id,
                subject=("activity", activity.pk),
                now=now,
            )
    except IntegrityError as fault:
        if not is_second_signup(fault):
            raise
        raise AlreadySignedUp from fault
    return held


def _slots(code: str, slot_ids: Collection[int]) -> QuerySet[Slot]:
    rows = Slot.objects.select_related("shift__activity").only(*_READ).order_by("pk")
    return rows.filter(pk__in=slot_ids, shift__activity__code=code)


_ONE = Compiled(lambda code, slot_id: _slots(code, (slot_id,)), code=str, slot_id=int)


def _chosen(activity_code: str, slot_ids: Collection[int], *, now: datetime) -> list[Slot]:
    """The chosen slots in the order of their ids, each open to sign-ups now."""
    if not slot_ids:
        raise NothingChosen
    if len(slot_ids) == 1:
        slots = _ONE.rows(code=activity_code, slot_id=next(iter(slot_ids)))
    else:
        slots = list(_slots(activity_code, slot_ids))
    if len(slots) != len(set(slot_ids)):
        raise SlotUnknown
    state = slots[0].shift.activity.state
    if state == ActivityState.DRAFT:
        raise Missing
    check_activity_takes_signups(state)
    hours = [_hours(slot) for slot in slots]
    for each in hours:
        check_shift_takes_signups(each, now)
    check_apart(hours)
    if any(slot.free <= 0 and not _keeps_list(slot, now) for slot in slots):
        raise ShiftFull
    return slots


def _take(
    slots: Sequence[Slot], held: Pass, person: _Known, *, by: Actor, now: datetime
) -> list[Signup]:
    """A place in every slot, or in its list, then the rows: slots by id before rows by shift, never a deadlock."""
    made = []
    for slot in slots:
        state = place_or_list(slot, keeps_list=_keeps_list(slot, now))
        if state is None:
            raise ShiftFull
        if state == SignupState.CONFIRMED and slot.shift.activity.needs_approval:
            state = SignupState.PENDING
        made.append(
            Signup(
                slot=slot,
                shift=slot.shift,
                pass_held=held,
                person_id=person.pk,
                contact_key=person.contact_key,
                state=state,
                waiting_since=now if state == SignupState.WAITING else None,
                by_account_id=by.account_id,
                created_at=now,
            )
        )
    made.sort(key=lambda signup: signup.shift_id)
    insert_all(made)
    return made


def _hours(slot: Slot) -> Hours:
    shift = slot.shift
    return Hours(shift.starts_at, shift.ends_at, shift.signup_until)


def _keeps_list(slot: Slot, now: datetime) -> bool:
    return list_moves(slot.shift.waiting_until, now)


def _check_age(activity: Activity, birth_year: int | None) -> None:
    check_age(min_age=activity.min_age, birth_year=birth_year, year=activity.starts_on.year)
