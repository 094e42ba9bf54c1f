"""Keys for other systems: given, taken back, and noted as used."""

from datetime import date, datetime, timedelta

from django.db import transaction

from aoxanh.access.actions.grants import refuse_unless_appointable
from aoxanh.access.errors import KeyEndTooFar, KeyNameNeeded, KeyNeedsPerson, KeyRevokedAlready
from aoxanh.access.models import ApiKey
from aoxanh.access.queries.keys import holder_of, key_of
from aoxanh.access.rules import KEY_DAYS
from aoxanh.access.types import KeyGiven, KeyRevoked
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import digest, new_token
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc


@transaction.atomic(savepoint=False)
def give_key(
    *, by: Actor, unit_id: int, role: str, name: str, until: date, now: datetime
) -> tuple[ApiKey, str]:
    """A key with one role at the unit, valid before ``until``, and its secret, which is stored nowhere.

    Raises ``RoleTooWide``, ``RoleNeedsNoGrant``, ``KeyNeedsPerson``, ``KeyNameNeeded``, ``KeyEndTooFar``.
    """
    refuse_unless_appointable(by=by, role=role, unit_id=unit_id)
    if by.account_id is None:
        raise KeyNeedsPerson
    words = nfc(name).strip()[:80]
    if not words:
        raise KeyNameNeeded
    if not by.day < until <= by.day + timedelta(days=KEY_DAYS):
        raise KeyEndTooFar(days=KEY_DAYS)
    secret = new_token()
    key = ApiKey.objects.create(
        unit_id=unit_id,
        role=role,
        name=words,
        secret_digest=digest(secret),
        given_by_id=by.account_id,
        given_at=now,
        valid_from=by.day,
        valid_to=until,
    )
    audit.record(by=by, event=KeyGiven(key.pk, role), unit_id=unit_id, now=now)
    return key, secret


@transaction.atomic(savepoint=False)
def revoke_key(*, by: Actor, key_id: int, now: datetime) -> ApiKey:
    """Take a key back at once. Raises ``Missing``, ``NotAllowed``, ``KeyRevokedAlready``."""
    found = ApiKey.objects.select_for_update(of=("self",), no_key=True).filter(pk=key_id)
    key = found.order_by("pk").first()
    if key is None:
        raise Missing
    by.require(Permission.ACCOUNT_INVITE, at=key.unit_id)
    if key.revoked_at is not None:
        raise KeyRevokedAlready
    key.revoked_at = now
    key.save(update_fields=["revoked_at"])
    audit.record(by=by, event=KeyRevoked(key.pk), unit_id=key.unit_id, now=now)
    return key


def use_key(*, secret: str, day: date) -> Actor | None:
    """The asker behind a secret, None for any that opens nothing; notes the day of its last use once a day."""
    key = key_of(secret, day=day)
    if key is None:
        return None
    if key.used_on != day:
        ApiKey.objects.filter(pk=key.pk).update(used_on=day)
    return holder_of(key, day=day)
