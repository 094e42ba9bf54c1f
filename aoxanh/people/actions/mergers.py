"""Records that are one person become one: facts keep their record, the record names its successor."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.traces import cells_of
from aoxanh.notices import actions as notices
from aoxanh.notices.types import Channel
from aoxanh.people import rules
from aoxanh.people.actions.records import locked
from aoxanh.people.errors import (
    BirthsDiffer,
    BothHaveAccounts,
    MergerUndone,
    MergeWithItself,
    PersonErasedAlready,
)
from aoxanh.people.models import MergeProposal, Merger, Person
from aoxanh.people.queries.duplicates import candidates
from aoxanh.people.types import (
    AgreedMergerTakenApart,
    PersonMerged,
    PersonState,
    PersonTakenApart,
)
from aoxanh.units import queries as units


@transaction.atomic(savepoint=False)
def merge(*, by: Actor, person_id: int, into_id: int, reason: str = "", now: datetime) -> Person:
    """An officer of both records knows that they are one person: the first names the second its successor.

    Raises ``MergeWithItself``, ``Missing``, ``NotAllowed``, ``PersonEnded``, ``BothHaveAccounts``, ``BirthsDiffer``
    when two births are known and no ``reason`` says why it is one person all the same.
    """
    if person_id == into_id:
        raise MergeWithItself
    first, second = (locked(by=by, person_id=each) for each in sorted((person_id, into_id)))
    for each in (first, second):
        by.require(Permission.PERSON_EDIT, at=each.unit_id)
    person, into = (first, second) if first.pk == person_id else (second, first)
    unite(by=by, person=person, into=into, reason=reason, now=now)
    return into


def unite(*, by: Actor, person: Person, into: Person, reason: str, now: datetime) -> Merger:
    """Join two locked records that may be merged, note it, and tell whose account it is.

    Raises ``BothHaveAccounts``, ``BirthsDiffer``.
    """
    if person.account_id is not None and into.account_id is not None:
        raise BothHaveAccounts
    if not reason.strip() and rules.births_differ(*candidates((person.pk, into.pk))):
        raise BirthsDiffer

    merged = join(by=by, person=person, into=into, reason=reason.strip()[:300], now=now)
    audit.record(
        by=by,
        event=PersonMerged(person.pk, into.pk),
        unit_id=person.unit_id,
        touches=cells_of(own_ids(merged)),
        subject=("person", person.pk),
        detail={"before": {}, "after": {"reason": merged.reason}} if merged.reason else None,
        now=now,
    )
    _tell_holder(merged, by=by, now=now)
    return merged


@in_vietnamese
def _tell_holder(merged: Merger, *, by: Actor, now: datetime) -> None:
    """Whose account it is reads that two records became one, and whom to tell if that is wrong."""
    account_id = merged.into.account_id
    if account_id is None or account_id == by.account_id:
        return
    person, into = merged.person, merged.into
    names = units.names_at({person.unit_id, into.unit_id}, by.day)
    notices.post(
        by=by,
        key=f"merger:{merged.pk}",
        channel=Channel.IN_APP,
        account_id=account_id,
        unit_id=into.unit_id,
        subject=_("Hai hồ sơ của bạn đã gộp làm một"),
        body=_(
            "Hồ sơ ở %(one)s và hồ sơ ở %(other)s nay là một. Giờ và giấy chứng nhận không đổi. "
            "Nếu có hồ sơ không phải của bạn, hãy báo một trong hai đơn vị để tách lại."
        )
        % {"one": names[person.unit_id], "other": names[into.unit_id]},
        path="/cua-toi/",
        now=now,
    )


def join(*, by: Actor, person: Person, into: Person, reason: str, now: datetime) -> Merger:
    """Let a locked record name another its successor, with every record that named it so; its account goes along."""
    carried = list(
        Person.objects.filter(merged_into=person).order_by("pk").values_list("pk", flat=True)
    )
    merged = Merger.objects.create(
        person=person,
        into=into,
        account_id=person.account_id,
        carried=carried,
        state_before=person.state,
        reason=reason,
        merged_by_id=by.account_id,
        merged_at=now,
    )
    person.merged_into, person.state, person.account_id = into, PersonState.ENDED, None
    person.save(update_fields=["merged_into", "state", "account_id"])
    Person.objects.filter(pk__in=carried).update(merged_into=into)
    if merged.account_id is not None:
        into.account_id = merged.account_id
        into.save(update_fields=["account_id"])
    return merged


def own_ids(merged: Merger) -> tuple[int, ...]:
    """The records whose facts went over with a merger."""
    return (merged.person_id, *merged.carried)


@transaction.atomic(savepoint=False)
def take_apart(*, by: Actor, merger_id: int, now: datetime) -> Person:
    """Undo a merger, whatever was merged since: the record, its account and what it carried stand for themselves again.

    Who may edit both records undoes it; what two units agreed on, either of them.
    Raises ``Missing``, ``NotAllowed``, ``MergerUndone``, ``PersonErasedAlready``.
    """
    rows = Merger.objects.select_for_update(of=("self",), no_key=True)
    merged = rows.filter(pk=merger_id).first()
    if merged is None:
        raise Missing
    persons = Person.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    known = persons.in_bulk([merged.person_id, merged.into_id])
    person = known[merged.person_id]
    agreed = MergeProposal.objects.filter(merger=merged).order_by("pk").first()
    _check_side(by, agreed, {each.unit_id for each in known.values()})
    if merged.undone_at is not None:
        raise MergerUndone
    if person.erased_at is not None:
        raise PersonErasedAlready

    now_into_id = person.merged_into_id
    _give_back_account(merged, person)
    person.merged_into, person.state = None, PersonState(merged.state_before)
    person.save(update_fields=["merged_into", "state", "account_id"])
    along = Person.objects.filter(pk__in=merged.carried, merged_into_id=now_into_id)
    along.update(merged_into=person)
    merged.undone_by_id, merged.undone_at = by.account_id, now
    merged.save(update_fields=["undone_by_id", "undone_at"])
    audit.record(
        by=by,
        event=PersonTakenApart(person.pk, merged.into_id),
        unit_id=person.unit_id,
        touches=cells_of(own_ids(merged)),
        subject=("person", person.pk),
        now=now,
    )
    if agreed is not None:
        _record_at_the_asked(agreed, by=by, now=now)
    return person


def _check_side(by: Actor, agreed: MergeProposal | None, unit_ids: set[int]) -> None:
    editable = by.among(Permission.PERSON_EDIT, unit_ids=unit_ids)
    if not editable or (editable != unit_ids and agreed is None):
        raise NotAllowed


def _record_at_the_asked(agreed: MergeProposal, *, by: Actor, now: datetime) -> None:
    """The unit that had agreed reads in its own trail that it holds no more, whoever of the two took it back."""
    audit.record(
        by=by,
        event=AgreedMergerTakenApart(agreed.pk, agreed.from_unit_id),
        unit_id=agreed.to_unit_id,
        subject=("merge_proposal", agreed.pk),
        now=now,
    )


def _give_back_account(merged: Merger, person: Person) -> None:
    if merged.account_id is not None:
        Person.objects.filter(account_id=merged.account_id).update(account_id=None)
        person.account_id = merged.account_id
