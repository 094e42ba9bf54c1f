"""Accounts found by contact or by id."""

from collections.abc import Collection

from aoxanh.access.models import Account
from aoxanh.kernel.actors import Actor, ActorKind
from aoxanh.kernel.contacts import read_contact


def account_by_contact(contact: str, *, actor: Actor) -> Account | None:
    """The active account that signs in with ``contact`` as typed.

    Only for the product itself: whether an account exists is told to nobody (house decision 16).
    """
    if not actor.is_system:
        return None
    try:
        phone, email = read_contact(contact)
    except ValueError:
        return None
    return find_by_contact(phone=phone, email=email)


def find_by_contact(*, phone: str, email: str) -> Account | None:
    """The active account with this number or address, already read into its stored form."""
    known = Account.objects.filter(is_active=True)
    if phone:
        return known.filter(phone=phone).first()
    return known.filter(email=email).first()


def names_of(account_ids: Collection[int], *, actor: Actor) -> dict[int, str]:
    """Names of the holders of accounts, for those who hold a role: one statement."""
    if actor.kind == ActorKind.GUEST or not (actor.is_system or actor.current_grants):
        return {}
    return dict(
        Account.objects.filter(pk__in=account_ids).order_by("pk").values_list("pk", "full_name")
    )
