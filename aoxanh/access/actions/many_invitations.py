"""Invitations for a whole list at once, and new links for those still waiting."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from aoxanh.access.actions.grants import refuse_unless_appointable
from aoxanh.access.actions.invitations import drawn_up
from aoxanh.access.models import Invitation
from aoxanh.access.queries.roles import may_appoint
from aoxanh.access.rules import INVITATION_DAYS
from aoxanh.access.types import InvitationGiven, InvitationsRenewed, InvitationsSent
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import digest, new_token
from aoxanh.kernel.permissions import Permission


Issued = list[tuple[Invitation, str]]
"""Invitations with the tokens of their links, which are stored nowhere."""


@transaction.atomic(savepoint=False)
def invite_many(
    *, by: Actor, unit_id: int, rows: Sequence[InvitationGiven], now: datetime
) -> Issued:
    """Offer roles to many persons of the unit and of those below it; all or none.

    Raises ``NotAllowed`` and what ``invite`` raises.
    """
    by.require(Permission.ACCOUNT_INVITE, at=unit_id)
    for unit, role in sorted({(row.unit_id, row.role) for row in rows}):
        refuse_unless_appointable(by=by, role=role, unit_id=unit)
    issued = [drawn_up(row, by=by, now=now) for row in rows]
    if issued:
        saved = Invitation.objects.bulk_create([invitation for invitation, _token in issued])
        event = InvitationsSent(tuple(each.pk for each in saved))
        audit.record(by=by, event=event, unit_id=unit_id, now=now)
    return issued


@transaction.atomic(savepoint=False)
def renew_invitations(
    *, by: Actor, unit_id: int, invitation_ids: Collection[int], now: datetime
) -> Issued:
    """New links for invitations nobody has taken up, to roles that ``by`` hands on; the old ones end.

    Others are left out. Raises ``NotAllowed``.
    """
    by.require(Permission.ACCOUNT_INVITE, at=unit_id)
    waiting = (
        Invitation.objects.visible_to(by, Permission.ACCOUNT_INVITE)
        .filter(pk__in=invitation_ids, accepted_at__isnull=True, revoked_at__isnull=True)
        .filter(role_until__gt=by.day)
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")
    )
    issued: Issued = []
    for invitation in waiting:
        if not may_appoint(by, invitation.role, invitation.unit_id):
            continue
        token = new_token()
        invitation.token_digest = digest(token)
        invitation.valid_until = now + timedelta(days=INVITATION_DAYS)
        invitation.has_link = True
        issued.append((invitation, token))
    if issued:
        renewed = [invitation for invitation, _token in issued]
        Invitation.objects.bulk_update(renewed, ["token_digest", "valid_until", "has_link"])
        event = InvitationsRenewed(tuple(each.pk for each in renewed))
        audit.record(by=by, event=event, unit_id=unit_id, now=now)
    return issued
