"""Which accounts and records are one human being, as far as records, mergers, numbers and addresses tell."""

from dataclasses import dataclass

from django.db.models import Q

from aoxanh.access import queries as access
from aoxanh.people.models import Person


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
    found = set(_persons(account_id, contacts))
    roots = {pk if merged is None else merged for pk, merged in found}
    family = Person.objects.filter(Q(pk__in=roots) | Q(merged_into_id__in=roots)).order_by("pk")
    rows: list[tuple[int, int | None, str, str]]
    rows = list(family.values_list("pk", "account_id", "phone", "email"))
    phones = {phone for phone, _email in contacts} | {row[2] for row in rows}
    emails = {email for _phone, email in contacts} | {row[3] for row in rows}
    reached = access.accounts_reached_by(phones=phones - {""}, emails=emails - {""})
    held = {row[1] for row in rows if row[1] is not None}
    return SameHolder(reached | held | {account_id}, frozenset(row[0] for row in rows))


def _persons(account_id: int, contacts: list[tuple[str, str]]) -> list[tuple[int, int | None]]:
    """(record, what it was merged into) of those the account names or shares a number or address with."""
    known = Q(account_id=account_id)
    for phone, email in contacts:
        known |= Q(phone=phone, phone__gt="") | Q(email=email, email__gt="")
    return list(Person.objects.filter(known).order_by("pk").values_list("pk", "merged_into_id"))
