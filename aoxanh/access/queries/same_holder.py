"""Accounts that may belong to one human being, told by the number or address they sign in with."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from aoxanh.access.models import Account, RoleGrant


def contacts_of(account_ids: Collection[int]) -> list[tuple[str, str]]:
    """(phone, e-mail) of each account, "" for what it has not: one statement."""
    rows = Account.objects.filter(pk__in=account_ids).order_by("pk")
    return [(phone or "", email or "") for phone, email in rows.values_list("phone", "email")]


def accounts_reached_by(*, phones: Collection[str], emails: Collection[str]) -> frozenset[int]:
    """The accounts that sign in with one of these: one statement."""
    rows = Account.objects.filter(Q(phone__in=phones) | Q(email__in=emails))
    return frozenset(rows.values_list("pk", flat=True))


def hold_a_role_at(account_ids: Collection[int], *, unit_ids: Collection[int], day: date) -> bool:
    """Whether one of the accounts holds a role at one of the units on ``day``: one statement."""
    rows = RoleGrant.objects.filter(account_id__in=account_ids, unit_id__in=unit_ids)
    return rows.filter(valid_from__lte=day, valid_to__gt=day).exists()
