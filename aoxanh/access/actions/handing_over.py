"""Roles that pass from one account to another on a day: what a handover moves."""

from datetime import date, datetime

from django.db import transaction

from aoxanh.access.actions.grants import hold
from aoxanh.access.errors import RoleEndBeforeStart
from aoxanh.access.models import RoleGrant
from aoxanh.access.types import RoleEnded
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor


@transaction.atomic(savepoint=False)
def pass_on_grants(
    *,
    by: Actor,
    unit_id: int,
    from_account_id: int,
    to_account_id: int,
    on: date,
    until: date,
    is_provisional: bool,
    now: datetime,
) -> list[RoleGrant]:
    """End one account's roles at a unit on ``on`` and give them to another from that day.

    The caller has checked who may. A role the other holds already on these days is left to them. Raises
    ``RoleEndBeforeStart``.
    """
    if until <= on:
        raise RoleEndBeforeStart
    held = RoleGrant.objects.select_for_update(of=("self",), no_key=True).filter(
        unit_id=unit_id, account_id=from_account_id, valid_to__gt=on
    )
    given = []
    for grant in held.order_by("valid_from", "pk"):
        _end(grant, by=by, on=on, now=now)
        theirs = RoleGrant.objects.filter(
            unit_id=unit_id, account_id=to_account_id, role=grant.role, valid_to__gt=on
        )
        if theirs.filter(valid_from__lt=until).exists():
            continue
        given.append(
            hold(
                by=by,
                account_id=to_account_id,
                role=grant.role,
                unit_id=unit_id,
                since=on,
                until=until,
                is_provisional=is_provisional,
                granted_by_id=by.account_id,
                now=now,
            )
        )
    return given


def _end(grant: RoleGrant, *, by: Actor, on: date, now: datetime) -> None:
    if grant.valid_from >= on:
        RoleGrant.objects.filter(pk=grant.pk).delete()
    else:
        grant.valid_to, grant.ended_reason = on, "Bàn giao"
        grant.save(update_fields=["valid_to", "ended_reason"])
    audit.record(
        by=by,
        event=RoleEnded(grant.pk, grant.account_id, grant.role),
        unit_id=grant.unit_id,
        subject=("account", grant.account_id),
        now=now,
    )
