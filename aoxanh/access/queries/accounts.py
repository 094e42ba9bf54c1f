"""Accounts found by contact or by id."""

from collections.abc import Collection

from aoxanh.access.models import Account
from aoxanh.kernel.actors import Actor, ActorKind
from aoxanh.kernel.compiled import Compiled
from aoxanh.kernel.contacts import read_contact


def account_for_sign_in(contact: str) -> Account | None:
    """The account that signs in with ``contact`` as typed, locked ones too.

    For the sign-in alone, which still asks for the password: whether an account exists is told to nobody.
    """
    try:
        phone, email = read_contact(contact)
    except ValueError:
        return None
    return find_by_contact(phone=phone, email=email)


def find_by_contact(*, phone: str, email: str) -> Account | None:
    """The account with this number or address, already read into its stored form."""
    if phone:
        return Account.objects.filter(phone=phone).first()
    return Account.objects.filter(email=email).first()


_SIGNED_IN = Compiled(
    lambda account_id: Account.objects.filter(pk=account_id, is_active=True).order_by("pk"),
    account_id=int,
)


def signed_in(account_id: int) -> Account | None:
    """The account a session belongs to; None for one that is gone or locked. For the sign-in alone."""
    return next(iter(_SIGNED_IN.rows(account_id=account_id)), None)


def own_account(*, actor: Actor) -> Account | None:
    """The account that asks; None for a guest and for the system."""
    if actor.account_id is None:
        return None
    return Account.objects.filter(pk=actor.account_id).first()


def names_of(account_ids: Collection[int], *, actor: Actor) -> dict[int, str]:
    """Names of the holders of accounts, for those who hold a role: one statement."""
    if actor.kind == ActorKind.GUEST or not (actor.is_system or actor.current_grants):
        return {}
    return dict(
        Account.objects.filter(pk__in=account_ids).order_by("pk").values_list("pk", "full_name")
    )
