"""The first administrator: whoever bears the link that starts an empty installation."""

from datetime import datetime

from django.db import transaction

from aoxanh.access.actions.accounts import new_account, readable
from aoxanh.access.actions.grants import hold
from aoxanh.access.models import Account
from aoxanh.access.types import AccountRegistered, RoleCode
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.periods import FOREVER
from aoxanh.units import actions as units
from aoxanh.units.types import Scale


_OFFICER = {Scale.COMMUNE: RoleCode.COMMUNE_OFFICER}


@transaction.atomic(savepoint=False)
def take_up_portal(
    *,
    by: Actor,
    token: str,
    contact: str,
    full_name: str,
    password: str,
    works_too: bool,
    now: datetime,
) -> Account:
    """Found the installation that was prepared with ``token`` and make its first account.

    ``works_too`` gives the officer's role of the root beside that of the administrator. Raises
    ``BeginningUnknown``, ``PlaceNotChosen``, ``ContactUnreadable``, ``ContactTaken``, ``NameNeeded``,
    ``WeakPassword`` and what founding raises; then nothing is set up.
    """
    phone, email = readable(contact)
    instance = units.begin_portal(by=by, token=token, now=now)
    account = new_account(phone=phone, email=email, full_name=full_name, password=password, now=now)
    product = Actor.system(cause="begin", day=by.day)
    subject = ("account", account.pk)
    event = AccountRegistered(account.pk)
    audit.record(by=product, event=event, unit_id=None, subject=subject, now=now)
    officer = _OFFICER.get(Scale(instance.scale), RoleCode.PROVINCE_OFFICER)
    for role in (RoleCode.ADMIN, officer) if works_too else (RoleCode.ADMIN,):
        hold(
            by=product,
            account_id=account.pk,
            role=role,
            unit_id=instance.root_id,
            since=by.day,
            until=FOREVER,
            granted_by_id=None,
            now=now,
        )
    return account
