"""Erasing a person: what names them goes, what was counted stays without a name (house decision 15)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor, ActorKind
from aoxanh.kernel.errors import Missing, NotAllowed
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
from aoxanh.people.queries.persons import is_of_pass_alone, same_person_ids
from aoxanh.people.rules import ERASED_NAME, code_key
from aoxanh.people.types import PersonErased, PersonState, ProposalState


@transaction.atomic(savepoint=False)
def erase(*, by: Actor, person_id: int, now: datetime) -> Person:
    """Take out everything that names a person, in every record of theirs; hours, turns and papers stay valid.

    For the person's own account, for the bearer of the pass of a record that nobody else vouches for, and for the
    product itself when the record has served. The caller has found the person through the pass's link.
    Raises ``Missing``, ``NotAllowed``, ``PassNotEnough``, ``PersonErasedAlready``, ``StillInPost``.
    """
    ids = sorted(same_person_ids(person_id))
    rows = Person.objects.select_for_update(of=("self",), no_key=True).order_by("pk").in_bulk(ids)
    person = rows.get(person_id)
    if person is None:
        raise Missing
    _check(by, person, ids)

    units = _end_ties(by, ids, now)
    for trace in traces():
        trace.erase(by=by, person_ids=ids, now=now)
    Guardian.objects.filter(person_id__in=ids).update(full_name=ERASED_NAME, phone="", relation="")
    for each in rows.values():
        _anonymise(each, now)
    audit.erase_details(by=by, subject_type="person", subject_ids=ids)
    audit.record(
        by=by,
        event=PersonErased(person.pk),
        unit_id=person.unit_id,
        touches=[(unit_id, by.day) for unit_id in units],
        subject=("person", person.pk),
        now=now,
    )
    return person


def _check(by: Actor, person: Person, ids: Collection[int]) -> None:
    if not by.is_system and not is_own(by=by, person=person):
        if by.kind != ActorKind.GUEST or by.pass_id is None:
            raise NotAllowed
        if not is_of_pass_alone(person):
            raise PassNotEnough
    if person.erased_at is not None:
        raise PersonErasedAlready
    held = {"person_id__in": ids, "valid_to__gt": by.day}
    if Post.objects.filter(**held).exists() or FocalPoint.objects.filter(**held).exists():
        raise StillInPost


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
