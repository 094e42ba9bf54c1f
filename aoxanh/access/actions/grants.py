"""Roles handed on and taken back: a role belongs to a unit and ends with the term."""

from datetime import date, datetime

from django.db import transaction

from aoxanh.access.errors import (
    ProvisionalNeedsEnd,
    RoleAlreadyEnded,
    RoleEndBeforeStart,
    RoleHeld,
    RoleNeedsNoGrant,
    RoleTooWide,
)
from aoxanh.access.models import Account, RoleGrant
from aoxanh.access.queries.roles import may_appoint
from aoxanh.access.types import RoleCode, RoleEnded, RoleGranted, RoleTermSet
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import NOWHERE, Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc


@transaction.atomic(savepoint=False)
def grant(
    *,
    by: Actor,
    account_id: int,
    role: str,
    unit_id: int,
    since: date | None = None,
    until: date = FOREVER,
    is_provisional: bool = False,
    now: datetime,
) -> RoleGrant:
    """Give a role at a unit from ``since`` (the actor's day) up to, not including, ``until``.

    Raises ``RoleTooWide``, ``RoleNeedsNoGrant``, ``RoleEndBeforeStart``, ``ProvisionalNeedsEnd``, ``RoleHeld``.
    """
    refuse_unless_appointable(by=by, role=role, unit_id=unit_id)
    return hold(
        by=by,
        account_id=account_id,
        role=role,
        unit_id=unit_id,
        since=since or by.day,
        until=until,
        is_provisional=is_provisional,
        granted_by_id=by.account_id,
        now=now,
    )


def refuse_unless_appointable(*, by: Actor, role: str, unit_id: int) -> None:
    """Raise ``RoleNeedsNoGrant`` or ``RoleTooWide`` unless ``by`` may hand on ``role`` at the unit."""
    if role == RoleCode.VOLUNTEER:
        raise RoleNeedsNoGrant
    if not may_appoint(by, role, unit_id):
        raise RoleTooWide


def hold(
    *,
    by: Actor,
    account_id: int,
    role: str,
    unit_id: int,
    since: date,
    until: date,
    is_provisional: bool = False,
    granted_by_id: int | None,
    now: datetime,
) -> RoleGrant:
    """Write a grant that somebody was allowed to give.

    Raises ``RoleEndBeforeStart``, ``ProvisionalNeedsEnd``, ``RoleHeld``.
    """
    if since >= until:
        raise RoleEndBeforeStart
    if is_provisional and until == FOREVER:
        raise ProvisionalNeedsEnd
    Account.objects.select_for_update(of=("self",), no_key=True).get(pk=account_id)
    held = RoleGrant.objects.filter(account_id=account_id, role=role, unit_id=unit_id)
    if held.filter(valid_from__lt=until, valid_to__gt=since).exists():
        raise RoleHeld

    given = RoleGrant.objects.create(
        account_id=account_id,
        role=role,
        unit_id=unit_id,
        valid_from=since,
        valid_to=until,
        is_provisional=is_provisional,
        granted_by_id=granted_by_id,
    )
    audit.record(
        by=by,
        event=RoleGranted(given.pk, account_id, role),
        unit_id=unit_id,
        subject=("account", account_id),
        now=now,
    )
    return given


@transaction.atomic(savepoint=False)
def end_grant(*, by: Actor, grant_id: int, reason: str, now: datetime) -> RoleGrant:
    """Take a role back from the actor's day on; a role that has not begun, or began today, is removed.

    The holder may lay it down. Raises ``Missing``, ``RoleTooWide``, ``RoleAlreadyEnded``.
    """
    held = (
        RoleGrant.objects.select_for_update(of=("self",), no_key=True).filter(pk=grant_id).first()
    )
    is_own = held is not None and held.account_id == by.account_id
    may = is_own or by.may(Permission.ACCOUNT_INVITE, at=held.unit_id if held else NOWHERE)
    if held is None or not may:
        raise Missing
    if not is_own:
        refuse_unless_appointable(by=by, role=held.role, unit_id=held.unit_id)
    if held.valid_to <= by.day:
        raise RoleAlreadyEnded

    held.ended_reason = nfc(reason)[:200]
    if held.valid_from >= by.day:
        RoleGrant.objects.filter(pk=held.pk).delete()
    else:
        held.valid_to = by.day
        held.save(update_fields=["valid_to", "ended_reason"])
    audit.record(
        by=by,
        event=RoleEnded(grant_id, held.account_id, held.role),
        unit_id=held.unit_id,
        subject=("account", held.account_id),
        now=now,
    )
    return held


@transaction.atomic(savepoint=False)
def end_with_term(
    *, by: Actor, account_id: int, unit_id: int, until: date, now: datetime
) -> list[RoleGrant]:
    """Let the roles of an account at a unit end with its term of office: on ``until``, if they would last longer.

    Only those that ``by`` may hand on, or holds; others are left, and the superior is warned of them in time.
    """
    rows = RoleGrant.objects.select_for_update(of=("self",), no_key=True).filter(
        account_id=account_id, unit_id=unit_id, valid_from__lt=until, valid_to__gt=until
    )
    ended = []
    for held in rows.order_by("pk"):
        if by.account_id != account_id and not may_appoint(by, held.role, unit_id):
            continue
        held.valid_to = until
        held.save(update_fields=["valid_to"])
        audit.record(
            by=by,
            event=RoleTermSet(held.pk, account_id, held.role, until),
            unit_id=unit_id,
            subject=("account", account_id),
            now=now,
        )
        ended.append(held)
    return ended
