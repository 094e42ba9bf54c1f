"""Invitations: those a unit has sent, and the one a link opens."""

from collections.abc import Sequence
from datetime import datetime

from aoxanh.access.errors import (
    InvitationExpired,
    InvitationUnknown,
    InvitationUsed,
    InvitationWithdrawn,
)
from aoxanh.access.models import Invitation
from aoxanh.access.models.grant import InvitationQuerySet
from aoxanh.access.queries.roles import appoints
from aoxanh.access.types import RoleCode
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import digest
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units


def invitations_at(unit_id: int, *, actor: Actor) -> InvitationQuerySet:
    """The invitations of a unit, newest first, for those who may hand on roles there."""
    return (
        Invitation.objects.visible_to(actor, Permission.ACCOUNT_INVITE)
        .filter(unit_id=unit_id)
        .order_by("-created_at", "pk")
    )


def open_invitations(unit_id: int, *, actor: Actor) -> InvitationQuerySet:
    """Invitations of the unit and of those below that nobody has taken up, expired ones too, newest first."""
    within = units.subtree_ids(unit_id=unit_id, day=actor.day)
    return (
        Invitation.objects.visible_to(actor, Permission.ACCOUNT_INVITE)
        .filter(unit_id__in=within, accepted_at__isnull=True, revoked_at__isnull=True)
        .filter(role_until__gt=actor.day)
        .order_by("-created_at", "pk")
    )


def renewable_invitations(unit_id: int, *, actor: Actor) -> InvitationQuerySet:
    """Those of the open ones that offer a role the actor hands on; who else invited renews the others."""
    handed_on = [code for code in RoleCode if appoints(actor, code)]
    return open_invitations(unit_id, actor=actor).filter(role__in=handed_on)


def invitations_by_token(
    tokens: Sequence[str], *, actor: Actor, now: datetime
) -> list[tuple[Invitation, str]]:
    """The usable invitations that ``tokens`` open, in their order, for those who may hand on roles there."""
    digests = {digest(token): token for token in tokens}
    found = (
        Invitation.objects.visible_to(actor, Permission.ACCOUNT_INVITE)
        .filter(token_digest__in=digests, accepted_at__isnull=True, revoked_at__isnull=True)
        .filter(valid_until__gt=now)
        .order_by("pk")
    )
    by_token = {digests[each.token_digest]: each for each in found}
    return [(by_token[token], token) for token in dict.fromkeys(tokens) if token in by_token]


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


def has_invited(unit_id: int, *, actor: Actor) -> bool:
    """Whether the unit or one below it ever made a link for anybody, for those who may hand on roles there."""
    rows = Invitation.objects.visible_to(actor, Permission.ACCOUNT_INVITE).filter(has_link=True)
    return rows.exclude(unit_id=unit_id, role=RoleCode.ADMIN).exists()
