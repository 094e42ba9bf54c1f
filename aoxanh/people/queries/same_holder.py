"""Which accounts and records are one human being, as far as records, mergers, numbers and addresses tell."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from aoxanh.access import queries as access
from aoxanh.people.models import Membership, Person


@dataclass(frozen=True, slots=True)
class SameHolder:
    """One human being, seen from one account."""

    account_ids: frozenset[int]
    person_ids: frozenset[int]


def same_holder(account_id: int) -> SameHolder:
    """All accounts and records of whoever holds an account: four statements.

    Rather one too many than one too few: it is asked where somebody must not judge their own word.
    """
    contacts = access.contacts_of([account_id])
    found = _holder(Q(account_id=account_id), contacts)
    return SameHolder(found.account_ids | {account_id}, found.person_ids)


def holder_of_contact(*, phone: str, email: str) -> SameHolder:
    """All accounts and records that lead to a number or an address: three statements."""
    return _holder(Q(pk__in=()), [(phone, email)])


def _holder(known: Q, contacts: list[tuple[str, str]]) -> SameHolder:
    found = set(_persons(known, contacts))
    roots = {pk if merged is None else merged for pk, merged in found}
    family = Person.objects.filter(Q(pk__in=roots) | Q(merged_into_id__in=roots)).order_by("pk")
    rows: list[tuple[int, int | None, str, str]]
    rows = list(family.values_list("pk", "account_id", "phone", "email"))
    phones = {phone for phone, _email in contacts} | {row[2] for row in rows}
    emails = {email for _phone, email in contacts} | {row[3] for row in rows}
    reached = access.accounts_reached_by(phones=phones - {""}, emails=emails - {""})
    held = {row[1] for row in rows if row[1] is not None}
    return SameHolder(reached | held, frozenset(row[0] for row in rows))


def _persons(known: Q, contacts: list[tuple[str, str]]) -> list[tuple[int, int | None]]:
    """(record, what it was merged into) of those known otherwise, or by one of these numbers and addresses."""
    for phone, email in contacts:
        known |= Q(phone=phone, phone__gt="") | Q(email=email, email__gt="")
    return list(Person.objects.filter(known).order_by("pk").values_list("pk", "merged_into_id"))


def belong_to(person_ids: Collection[int], *, unit_id: int, day: date) -> bool:
    """Whether a unit keeps one of the records or has one of them as a member: two statements at most."""
    if Person.objects.filter(pk__in=person_ids, unit_id=unit_id).exists():
        return True
    rows = Membership.objects.filter(person_id__in=person_ids, unit_id=unit_id)
    return rows.filter(valid_from__lte=day, valid_to__gt=day).exists()
