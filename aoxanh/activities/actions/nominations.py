"""A unit sends people: a whole list at once, taken back or replaced until the day, accepted as a whole."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F

from aoxanh.activities.actions.agreeing import check_still_agree
from aoxanh.activities.actions.places import is_second_signup
from aoxanh.activities.actions.withdrawals import turns_of, withdraw_rows
from aoxanh.activities.actions.writing import locked, record
from aoxanh.activities.errors import (
    AlreadySignedUp,
    GuardianPaperMissing,
    NominationAboveNumber,
    NomineesKnown,
    NomineeUnfit,
    NothingToAccept,
)
from aoxanh.activities.models import Nomination, Pass, Quota, Signup, Slot
from aoxanh.activities.queries.questions import questions_of
from aoxanh.activities.rules.nominations import (
    check_in_time,
    check_number,
    check_once_each,
    check_takes_nominations,
    read_consent,
)
from aoxanh.activities.rules.questions import read_answers
from aoxanh.activities.rules.signups import check_age
from aoxanh.activities.types import NomineeGiven, PaperConsent, SignupState
from aoxanh.activities.types.nominations import NominationsAccepted, PeopleNominated
from aoxanh.files import actions as files
from aoxanh.files.types import FileKind
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.people import actions as people
from aoxanh.people import queries as people_queries
from aoxanh.people.types import ListedPerson, PersonGiven


if TYPE_CHECKING:
    from aoxanh.people.models import Person

Going = "list[tuple[NomineeGiven, Person]]"


def nominate(
    *,
    by: Actor,
    quota_id: int,
    nominees: Sequence[NomineeGiven],
    raw: str = "",
    consent: PaperConsent | None = None,
    are_known: bool = False,
    now: datetime,
) -> Nomination:
    """Send people for a quota, all or nobody; their places come out of those kept for the unit.

    They wait for the organiser's word, holding their places. ``are_known`` verifies those who are new to the unit.
    A list of any length costs the same few statements. Raises ``Missing``, ``NotAllowed``, ``NominationLate``,
    ``ShiftPast``, ``NobodyNominated``, ``NominationAboveNumber``, ``NomineeTwice``, ``NomineesKnown``,
    ``NomineeUnfit``, ``ConsentTakenBack``, ``GuardianPaperMissing``, ``CollectorMissing``, ``CollectedLater``,
    ``AnswersUnfit``, ``ActivityNotAnnounced``, ``SignupClosed``, ``SignupCancelled``.
    """
    try:
        with transaction.atomic():
            return _nominate(
                _open(by, quota_id, now),
                nominees,
                raw=raw,
                consent=consent,
                are_known=are_known,
                by=by,
                now=now,
            )
    except IntegrityError as fault:
        if not is_second_signup(fault):
            raise
        raise AlreadySignedUp from fault


def _open(by: Actor, quota_id: int, now: datetime) -> Quota:
    """The quota, for who may still send people for it."""
    rows = Quota.objects.standing().select_related("slot__shift__activity")
    quota = rows.filter(pk=quota_id).order_by("pk").first()
    if quota is None:
        raise Missing
    by.require(Permission.NOMINATION_SEND, at=quota.unit_id)
    shift = quota.slot.shift
    check_takes_nominations(shift.activity.state)
    check_in_time(quota.due_on, now=now, starts_at=shift.starts_at)
    return quota


def _nominate(
    quota: Quota,
    nominees: Sequence[NomineeGiven],
    *,
    raw: str,
    consent: PaperConsent | None,
    are_known: bool,
    by: Actor,
    now: datetime,
) -> Nomination:
    check_number(sent=len(nominees), left=quota.number - quota.filled)
    check_once_each(nominees)
    going = _going(quota, nominees, are_known=are_known, by=by, now=now)
    minors = [nominee for nominee, person in going if _is_minor(nominee, person, by)]
    papers = sum(nominee.guardian_paper for nominee in minors)
    sent = _listed(
        quota, raw=raw, persons=len(going), consent=consent, papers=papers, by=by, now=now
    )
    _take_from(quota, len(going))
    _sign_up(sent, quota, going, by=by, now=now)
    activity = quota.slot.shift.activity
    event = PeopleNominated(activity.pk, quota.unit_id, sent.pk, len(going), len(minors))
    record(by=by, event=event, activity=activity, now=now)
    return sent


def _going(
    quota: Quota, nominees: Sequence[NomineeGiven], *, are_known: bool, by: Actor, now: datetime
) -> "list[tuple[NomineeGiven, Person]]":
    """Everybody on the list as a person: those the unit knows as they are, the others as new records."""
    ids = {nominee.person_id for nominee in nominees if nominee.person_id is not None}
    known = _known(quota, ids, by)
    _check_fit(quota, nominees, known)
    check_still_agree(known.values(), by=by)
    _check_guardians(nominees, known, by)
    new = [nominee for nominee in nominees if nominee.person_id is None]
    made = iter(_registered(quota, new, are_known=are_known, by=by, now=now))
    going = [
        (each, known[each.person_id] if each.person_id is not None else next(made))
        for each in nominees
    ]
    papers = [each.person_id for each in nominees if each.person_id and each.guardian_paper]
    if papers:
        people.note_paper_consents(by=by, person_ids=papers, now=now)
    _check_apart(quota, [person for _nominee, person in going])
    return going


def _known(quota: Quota, ids: Collection[int], by: Actor) -> "dict[int, Person]":
    """The unit's own people by id. Raises ``Missing``."""
    if not ids:
        return {}
    rows = people_queries.people(actor=by, unit_id=quota.unit_id).prefetch_related(None)
    found = {person.pk: person for person in rows.filter(pk__in=ids)}
    if len(found) != len(ids):
        raise Missing
    return found


def _check_fit(quota: Quota, nominees: Sequence[NomineeGiven], known: "dict[int, Person]") -> None:
    activity = quota.slot.shift.activity
    for nominee in nominees:
        person = known.get(nominee.person_id or 0)
        year = person.birth_year if person else _year(nominee)
        try:
            check_age(min_age=activity.min_age, birth_year=year, year=activity.starts_on.year)
        except DomainError as refusal:
            name = person.full_name if person else nominee.full_name
            raise NomineeUnfit(name=name, why=refusal) from refusal


def _year(nominee: NomineeGiven) -> int | None:
    return nominee.birth_date.year if nominee.birth_date else nominee.birth_year


def _check_guardians(
    nominees: Sequence[NomineeGiven], known: "dict[int, Person]", by: Actor
) -> None:
    """No minor without a guardian's word: on this list's paper, or given before. Raises ``GuardianPaperMissing``."""
    without: list[tuple[int | None, str]] = []
    for nominee in nominees:
        person = known.get(nominee.person_id or 0)
        if _is_minor(nominee, person, by) and not nominee.guardian_paper:
            without.append((nominee.person_id, person.full_name if person else nominee.full_name))
    if not without:
        return
    asked = people_queries.with_guardians_word({pk for pk, _name in without if pk})
    names = [name for pk, name in without if pk not in asked]
    if names:
        raise GuardianPaperMissing(names=", ".join(names))


def _is_minor(nominee: NomineeGiven, person: "Person | None", by: Actor) -> bool:
    source = person or nominee
    return nominee.is_minor or people_queries.is_minor(
        by.day, birth_date=source.birth_date, birth_year=source.birth_year
    )


def _registered(
    quota: Quota, new: Sequence[NomineeGiven], *, are_known: bool, by: Actor, now: datetime
) -> "list[Person]":
    if not new:
        return []
    rows = [
        ListedPerson(
            person=PersonGiven(
                full_name=each.full_name,
                phone=each.phone,
                email=each.email,
                birth_date=each.birth_date,
                birth_year=each.birth_year,
            ),
            is_minor=each.is_minor,
            guardian_paper=each.guardian_paper,
        )
        for each in new
    ]
    return people.register_listed(
        by=by, unit_id=quota.unit_id, rows=rows, are_known=are_known, now=now
    )


def _check_apart(quota: Quota, persons: "Sequence[Person]") -> None:
    """Nobody who has a place in the shift already. Raises ``NomineesKnown``."""
    keys = {person.contact_key: person.full_name for person in persons}
    rows = Signup.objects.active().filter(shift_id=quota.slot.shift_id, contact_key__in=keys)
    there = list(rows.order_by("pk").values_list("contact_key", flat=True))
    if there:
        raise NomineesKnown(names=", ".join(keys[key] for key in there))


def _listed(
    quota: Quota,
    *,
    raw: str,
    persons: int,
    consent: PaperConsent | None,
    papers: int,
    by: Actor,
    now: datetime,
) -> Nomination:
    """The row of the list, with the guardians' consent when it was collected."""
    sent = Nomination(
        quota=quota, raw=raw, persons=persons, minors=papers, sent_by_id=by.account_id, sent_at=now
    )
    if papers:
        paper = read_consent(consent, today=by.day)
        sent.consent_collector, sent.consent_on = nfc(paper.collector)[:120], paper.on
        if paper.content:
            sent.consent_file = files.store(
                by=by,
                unit_id=quota.unit_id,
                kind=FileKind.SCAN,
                name=paper.name,
                content=paper.content,
                now=now,
            )
    sent.save(force_insert=True)
    return sent


def _take_from(quota: Quota, places: int) -> None:
    """Places kept for the unit become taken ones: two guarded statements. Raises ``NominationAboveNumber``."""
    kept = Slot.objects.filter(pk=quota.slot_id, held__gte=places)
    taken = kept.update(taken=F("taken") + places, held=F("held") - places)
    own = Quota.objects.filter(pk=quota.pk, held__gte=places, released_at__isnull=True)
    if not taken or not own.update(filled=F("filled") + places, held=F("held") - places):
        quota.refresh_from_db(fields=["held"])
        raise NominationAboveNumber(sent=places, left=quota.held, above=max(0, places - quota.held))


def _sign_up(
    sent: Nomination,
    quota: Quota,
    going: "Sequence[tuple[NomineeGiven, Person]]",
    *,
    by: Actor,
    now: datetime,
) -> None:
    """A pass and a pending sign-up each, counted for the unit that sends them (house decision 1)."""
    slot = quota.slot
    questions = questions_of(slot.shift.activity)
    passes = Pass.objects.bulk_create(
        Pass(
            activity_id=slot.shift.activity_id,
            person_id=person.pk,
            participant_unit_id=quota.unit_id,
            answers=read_answers(questions, nominee.answers, whole=False),
            created_at=now,
        )
        for nominee, person in going
    )
    Signup.objects.bulk_create(
        Signup(
            slot=slot,
            shift_id=slot.shift_id,
            pass_held=held,
            person_id=person.pk,
            nomination=sent,
            contact_key=person.contact_key,
            guardian_paper=nominee.guardian_paper and _is_minor(nominee, person, by),
            state=SignupState.PENDING,
            by_account_id=by.account_id,
            created_at=now,
        )
        for held, (nominee, person) in zip(passes, going, strict=True)
    )


@transaction.atomic(savepoint=False)
def withdraw_nominees(
    *, by: Actor, quota_id: int, signup_ids: Collection[int], now: datetime
) -> Quota:
    """Take people back; until the day their places stay with the unit, for others.

    Raises ``Missing``, ``NotAllowed``, ``NominationLate``, ``ShiftPast``, ``AlreadyWithdrawn``.
    """
    quota = _open(by, quota_id, now)
    rows = Signup.objects.active().filter(nomination__quota=quota, pk__in=signup_ids)
    withdraw_rows(turns_of(rows.order_by("pk")), by=by, now=now)
    quota.refresh_from_db(fields=["filled", "held"])
    return quota


@transaction.atomic(savepoint=False)
def accept_nominations(
    *, by: Actor, activity_id: int, quota_ids: Collection[int] = (), now: datetime
) -> int:
    """Confirm everybody whom units sent and who waits, as a whole; without ids from all units. Returns how many.

    Their places are held already. Raises ``NothingToAccept``, ``NotAllowed``, ``Missing``.
    """
    activity = locked(activity_id)
    by.require(Permission.SIGNUP_DECIDE, at=activity.unit_id)
    pending = Signup.objects.filter(
        shift__activity=activity, nomination__isnull=False, state=SignupState.PENDING
    )
    if quota_ids:
        pending = pending.filter(nomination__quota_id__in=quota_ids)
    found = list(pending.order_by("pk").values_list("pk", "nomination__quota__unit_id"))
    if not found:
        raise NothingToAccept

    waiting = Signup.objects.filter(pk__in=[pk for pk, _unit in found], state=SignupState.PENDING)
    confirmed = waiting.update(
        state=SignupState.CONFIRMED, decided_at=now, decided_by_id=by.account_id
    )
    sent_by = tuple(sorted({unit_id for _pk, unit_id in found}))
    event = NominationsAccepted(activity.pk, sent_by, confirmed)
    record(by=by, event=event, activity=activity, now=now)
    return confirmed
