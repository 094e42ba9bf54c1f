"""Accounts: self registration of volunteers and changes of contact."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from aoxanh.access.errors import (
    ContactNeeded,
    ContactTaken,
    ContactUnreadable,
    NameNeeded,
    WeakPassword,
)
from aoxanh.access.models import Account
from aoxanh.access.types import AccountRegistered, ContactChanged
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.contacts import read_contact
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.text import nfc


LONGEST_NAME = 120


@transaction.atomic(savepoint=False)
def register(
    *, by: Actor, contact: str, full_name: str, password: str | None, now: datetime
) -> Account:
    """A volunteer's own sign-up: an account without any role; without a password it signs in by other means.

    Raises ``ContactUnreadable``, ``ContactTaken``, ``NameNeeded``, ``WeakPassword``.
    """
    phone, email = readable(contact)
    account = new_account(phone=phone, email=email, full_name=full_name, password=password, now=now)
    audit.record(
        by=by,
        event=AccountRegistered(account.pk),
        unit_id=None,
        subject=("account", account.pk),
        now=now,
    )
    return account


def new_account(
    *, phone: str, email: str, full_name: str, password: str | None, now: datetime
) -> Account:
    """A saved account with contacts in their stored form. Raises like ``register``."""
    account = Account(
        phone=phone or None, email=email or None, full_name=readable_name(full_name), created_at=now
    )
    _refuse_taken(phone=phone, email=email)
    if password is not None:
        _refuse_weak(password, account)
    account.set_password(password)
    account.save(force_insert=True)
    return account


@transaction.atomic(savepoint=False)
def change_contact(*, by: Actor, account_id: int, phone: str, email: str, now: datetime) -> Account:
    """Let the account's own holder sign in with another number or address; empty takes one away.

    Raises ``NotAllowed``, ``ContactNeeded``, ``ContactUnreadable``, ``ContactTaken``.
    """
    if not by.is_system and by.account_id != account_id:
        raise NotAllowed
    account = Account.objects.select_for_update(of=("self",), no_key=True).get(pk=account_id)
    number, address = _pair(phone, email)
    _refuse_taken(phone=number, email=address, apart_from=account_id)

    before = {"phone": account.phone, "email": account.email}
    account.phone, account.email = number or None, address or None
    account.save(update_fields=["phone", "email"])
    EmailAddress.objects.filter(user_id=account_id).delete()
    audit.record(
        by=by,
        event=ContactChanged(account_id),
        unit_id=None,
        subject=("account", account_id),
        detail={"before": before, "after": {"phone": account.phone, "email": account.email}},
        now=now,
    )
    return account


def readable(contact: str) -> tuple[str, str]:
    """(phone, e-mail) in their stored form. Raises ``ContactUnreadable``."""
    try:
        return read_contact(contact)
    except ValueError as fault:
        raise ContactUnreadable from fault


def readable_name(full_name: str) -> str:
    """The name as it is stored. Raises ``NameNeeded``."""
    name = nfc(full_name)
    if not name or len(name) > LONGEST_NAME:
        raise NameNeeded
    return name


def _refuse_weak(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as fault:
        raise WeakPassword from fault


def _pair(phone: str, email: str) -> tuple[str, str]:
    if not phone.strip() and not email.strip():
        raise ContactNeeded
    number, not_address = readable(phone) if phone.strip() else ("", "")
    not_number, address = readable(email) if email.strip() else ("", "")
    if not_address or not_number:
        raise ContactUnreadable
    return number, address


def _refuse_taken(*, phone: str, email: str, apart_from: int | None = None) -> None:
    others = Account.objects.exclude(pk=apart_from) if apart_from else Account.objects.all()
    if phone and others.filter(phone=phone).exists():
        raise ContactTaken
    if email and others.filter(email=email).exists():
        raise ContactTaken
