"""Roles when their unit ends: they end with it, and their holders go on where the decision says."""

from datetime import date, datetime, time

from django.utils.translation import gettext_lazy as _

from aoxanh.access.actions.grants import hold
from aoxanh.access.models import Account, Invitation, RoleGrant
from aoxanh.access.queries.reorganising import (
    Following,
    followings,
    invitations_ending,
    tell,
)
from aoxanh.access.types import RolesReorganised, RolesRestored, RoleTermSet
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import at
from aoxanh.kernel.reorganising import Consequence, Kept, Plan


_REASON = "Sắp xếp tổ chức"


def apply(*, by: Actor, plan: Plan, now: datetime) -> Kept:
    """End the roles on the day, give those that follow, and let invitations lapse."""
    following = followings(plan)
    holders = {row.grant.account_id for row in following}
    list(Account.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=holders))
    ended = [_end(row.grant, plan.on, by=by, now=now) for row in following]
    given = _give(following, plan.on, by=by, now=now)
    lapsed = _lapse(plan)
    event = RolesReorganised(plan.reorganisation_id, len(ended), len(given), len(lapsed))
    audit.record(by=by, event=event, unit_id=plan.unit_id, now=now)
    return {"ended": ended, "given": given, "invitations": lapsed}


def _end(grant: RoleGrant, on: date, *, by: Actor, now: datetime) -> list[object]:
    before = [grant.pk, grant.valid_to.isoformat(), grant.ended_reason]
    grant.valid_to, grant.ended_reason = on, _REASON
    grant.save(update_fields=["valid_to", "ended_reason"])
    _note(grant, by=by, now=now)
    return before


def _note(grant: RoleGrant, *, by: Actor, now: datetime) -> None:
    audit.record(
        by=by,
        event=RoleTermSet(grant.pk, grant.account_id, grant.role, grant.valid_to),
        unit_id=grant.unit_id,
        subject=("account", grant.account_id),
        now=now,
    )


def _give(following: list[Following], on: date, *, by: Actor, now: datetime) -> list[int]:
    """The roles that follow, once for each holder and unit; one that is held there already is left as it is."""
    wanted: dict[tuple[int, str, int], Following] = {}
    for row in following:
        if row.role:
            wanted.setdefault((row.grant.account_id, row.role, row.at), row)
    return [
        hold(
            by=by,
            account_id=account_id,
            role=role,
            unit_id=unit_id,
            since=on,
            until=row.until,
            is_provisional=row.grant.is_provisional,
            granted_by_id=by.account_id,
            now=now,
        ).pk
        for (account_id, role, unit_id), row in wanted.items()
        if not RoleGrant.objects.filter(
            account_id=account_id, role=role, unit_id=unit_id, valid_to__gt=on
        ).exists()
    ]


def _lapse(plan: Plan) -> list[list[object]]:
    before = []
    for row in invitations_ending(plan):
        before.append([row.pk, row.valid_until.isoformat(), row.role_until.isoformat()])
        row.valid_until = min(row.valid_until, at(plan.on, time()))
        row.role_until = plan.on
        row.save(update_fields=["valid_until", "role_until"])
    return before


def undo(*, by: Actor, plan: Plan, kept: Kept, now: datetime) -> None:
    """Give the roles their old end again; one that was ended or prolonged by hand since stays so."""
    RoleGrant.objects.filter(pk__in=kept.get("given", ()), valid_from__gte=plan.on).delete()
    ended = {pk: (until, reason) for pk, until, reason in kept.get("ended", ())}
    for grant in RoleGrant.objects.filter(pk__in=ended, valid_to=plan.on).order_by("pk"):
        until, grant.ended_reason = ended[grant.pk]
        grant.valid_to = date.fromisoformat(until)
        grant.save(update_fields=["valid_to", "ended_reason"])
        _note(grant, by=by, now=now)
    for pk, valid_until, role_until in kept.get("invitations", ()):
        rows = Invitation.objects.filter(pk=pk, role_until=plan.on)
        rows.update(
            valid_until=datetime.fromisoformat(valid_until),
            role_until=date.fromisoformat(role_until),
        )
    event = RolesRestored(plan.reorganisation_id)
    audit.record(by=by, event=event, unit_id=plan.unit_id, now=now)


ROLES = Consequence(
    code="roles", label=_("Quyền truy cập"), icon="key-round", tell=tell, apply=apply, undo=undo
)
