"""Erasing a person: what names them goes, what was counted stays without a name (house decision 15)."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor, ActorKind
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.events import Event
from aoxanh.kernel.text import fold, person_sort_key
from aoxanh.kernel.traces import traces
from aoxanh.people.actions.records import is_own
from aoxanh.people.errors import PassNotEnough, PersonErasedAlready, StillInPost
from aoxanh.people.models import (
    Consent,
    FocalPoint,
    Guardian,
    Membership,
    MergeProposal,
    Person,
    Post,
)
from aoxanh.people.queries.erasing import why_not_on_paper
from aoxanh.people.queries.persons import is_of_pass_alone, same_person_ids
from aoxanh.people.rules import ERASED_NAME, code_key, read_request
from aoxanh.people.types import (
    PaperRequest,
    PersonErased,
    PersonErasedOnPaper,
    PersonState,
    ProposalState,
)


@transaction.atomic(savepoint=False)
def erase(*, by: Actor, person_id: int, now: datetime) -> Person:
    """Take out everything that names a person, in every record of theirs; hours, turns and papers stay valid.

    For the person's own account, for the bearer of the pass of a record that nobody else vouches for, and for the
    product itself when the record has served. The caller has found the person through the pass's link.
    Raises ``Missing``, ``NotAllowed``, ``PassNotEnough``, ``PersonErasedAlready``, ``StillInPost``.
    """
    rows = _locked(person_id)
    person = rows[person_id]
    _check_asker(by, person)
    if person.erased_at is not None:
        raise PersonErasedAlready
    _check_posts(by, rows)

    units = _erase(by, rows, now)
    _note(by, person, PersonErased(person.pk), units=units, now=now)
    return person


@transaction.atomic(savepoint=False)
def erase_on_paper(
    *, by: Actor, unit_id: int, person_id: int, request: PaperRequest, now: datetime
) -> Person:
    """Do the same for a person who asked on paper, as an officer of a unit above all whose evidence they are.

    Raises ``Missing``, ``NotAllowed``, ``PersonErasedAlready``, ``PersonEnded``, ``RecordIsOwn``,
    ``ErasesThemselves``, ``NobodyAbove``, ``NotAboveRecord``, ``WorksForRecord``, ``RequestDayImplausible``,
    ``PaperNeeded``, ``PaperNamesPerson``, ``StillInPost``.
    """
    rows = _locked(person_id)
    if refusal := why_not_on_paper(person_id, actor=by, unit_id=unit_id):
        raise refusal
    asked = read_request(request, names=[each.full_name for each in rows.values()], day=by.day)
    _check_posts(by, rows)

    person = rows[person_id]
    units = _erase(by, rows, now)
    event = PersonErasedOnPaper(person.pk, unit_id, asked.received_on)
    told = {"before": {}, "after": {"paper": asked.paper}}
    _note(by, person, event, units=units, now=now, detail=told)
    return person


def _locked(person_id: int) -> dict[int, Person]:
    """The person's records, by id, that of ``person_id`` among them. Raises ``Missing``."""
    ids = sorted(same_person_ids(person_id))
    rows = Person.objects.select_for_update(of=("self",), no_key=True).order_by("pk").in_bulk(ids)
    if person_id not in rows:
        raise Missing
    return rows


def _check_asker(by: Actor, person: Person) -> None:
    if by.is_system or is_own(by=by, person=person):
        return
    if by.kind != ActorKind.GUEST or by.pass_id is None:
        raise NotAllowed
    if not is_of_pass_alone(person):
        raise PassNotEnough


def _check_posts(by: Actor, ids: Collection[int]) -> None:
    held = {"person_id__in": ids, "valid_to__gt": by.day}
    if Post.objects.filter(**held).exists() or FocalPoint.objects.filter(**held).exists():
        raise StillInPost


def _erase(by: Actor, rows: Mapping[int, Person], now: datetime) -> list[int]:
    """Take every name out of the records and of what they left; the units whose member the person was."""
    ids = sorted(rows)
    units = _end_ties(by, ids, now)
    for trace in traces():
        trace.erase(by=by, person_ids=ids, now=now)
    Guardian.objects.filter(person_id__in=ids).update(full_name=ERASED_NAME, phone="", relation="")
    for each in rows.values():
        _anonymise(each, now)
    audit.erase_details(by=by, subject_type="person", subject_ids=ids)
    return units


def _note(
    by: Actor,
    person: Person,
    event: Event,
    *,
    units: Collection[int],
    now: datetime,
    detail: Mapping[str, object] | None = None,
) -> None:
    audit.record(
        by=by,
        event=event,
        unit_id=person.unit_id,
        touches=[(unit_id, by.day) for unit_id in units],
        subject=("person", person.pk),
        detail=detail,
        now=now,
    )


def _end_ties(by: Actor, ids: Collection[int], now: datetime) -> list[int]:
    """End memberships, consents and questions to other units; the units that were left."""
    held = Membership.objects.filter(person_id__in=ids, valid_to__gt=by.day)
    units = list(held.order_by("pk").values_list("unit_id", flat=True))
    held.filter(valid_from__gte=by.day).delete()
    held.filter(valid_from__lt=by.day).update(valid_to=by.day)
    Membership.objects.filter(person_id__in=ids).update(student_code="", class_name="", faculty="")
    Consent.objects.filter(person_id__in=ids, withdrawn_at__isnull=True).update(withdrawn_at=now)
    asked = MergeProposal.objects.filter(person_id__in=ids, state=ProposalState.WAITING)
    asked.update(state=ProposalState.WITHDRAWN, ended_at=now)
    return units


def _anonymise(person: Person, now: datetime) -> None:
    person.full_name, person.search_text = ERASED_NAME, fold(ERASED_NAME)
    person.sort_key = person_sort_key(ERASED_NAME)
    person.phone = person.email = person.gender = person.availability = person.youth_category = ""
    person.birth_date = person.birth_year = person.home_place = person.account_id = None
    person.skills, person.contact_key = [], code_key(person.code)
    person.state, person.erased_at = PersonState.ENDED, now
    person.save()
