"""Invitations: those a unit has sent, and the one a link opens."""

from datetime import datetime

from aoxanh.access.errors import (
    InvitationExpired,
    InvitationUnknown,
    InvitationUsed,
    InvitationWithdrawn,
)
from aoxanh.access.models import Invitation
from aoxanh.access.models.grant import InvitationQuerySet
from aoxanh.access.rules import digest
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission


def invitations_at(unit_id: int, *, actor: Actor) -> InvitationQuerySet:
    """The invitations of a unit, newest first, for those who may hand on roles there."""
    return (
        Invitation.objects.visible_to(actor, Permission.ACCOUNT_INVITE)
        .filter(unit_id=unit_id)
        .order_by("-created_at", "pk")
    )


def invited(token: str, *, now: datetime) -> Invitation:
    """The invitation that ``token`` opens, for its bearer.

    Raises ``InvitationUnknown``, ``InvitationUsed``, ``InvitationWithdrawn``, ``InvitationExpired``.
    """
    return usable(Invitation.objects.filter(token_digest=digest(token)).first(), now=now)


def usable(invitation: Invitation | None, *, now: datetime) -> Invitation:
    """``invitation`` when it can still be accepted. Raises like ``invited``."""
    if invitation is None:
        raise InvitationUnknown
    if invitation.accepted_at is not None:
        raise InvitationUsed
    if invitation.revoked_at is not None:
        raise InvitationWithdrawn
    if now >= invitation.valid_until:
        raise InvitationExpired
    return invitation
