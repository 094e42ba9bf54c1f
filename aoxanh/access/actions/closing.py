"""An account is given up: nobody signs in by it any more, and it names nobody."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from aoxanh.access.errors import RoleStillHeld
from aoxanh.access.models import Account, RoleGrant
from aoxanh.access.types import AccountClosed
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from aoxanh.notices import actions as notices


@transaction.atomic(savepoint=False)
def close(*, by: Actor, now: datetime) -> None:
    """Close the asker's own account: contacts, name and every means of signing in go.

    Raises ``NotAllowed``, and ``RoleStillHeld`` while the account holds an office: it is handed over first.
    """
    if by.account_id is None:
        raise NotAllowed
    if RoleGrant.objects.filter(account_id=by.account_id, valid_to__gt=by.day).exists():
        raise RoleStillHeld

    account = Account.objects.select_for_update(of=("self",), no_key=True).get(pk=by.account_id)
    account.phone, account.email = None, f"closed-{account.pk}@invalid"
    account.full_name, account.is_active = "", False
    account.set_unusable_password()
    account.save()
    for means in (EmailAddress, Authenticator, SocialAccount):
        means.objects.filter(user_id=account.pk).delete()
    sessions = UserSession.objects.filter(user_id=account.pk)
    keys = list(sessions.order_by("pk").values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    sessions.delete()
    notices.forget(by=by, account_id=account.pk, now=now)
    subject = ("account", account.pk)
    audit.erase_details(by=by, subject_type=subject[0], subject_ids=(account.pk,))
    audit.record(by=by, event=AccountClosed(account.pk), unit_id=None, subject=subject, now=now)
