"""Invitations by link: sent for a role, accepted once, taken back."""

from datetime import date, datetime, timedelta

from django.db import transaction

from aoxanh.access.actions.accounts import new_account, readable, readable_name
from aoxanh.access.actions.grants import hold, refuse_unless_appointable
from aoxanh.access.errors import (
    InvitationUsed,
    InvitationWithdrawn,
    ProvisionalNeedsEnd,
    RoleEndBeforeStart,
    SignInToAccept,
)
from aoxanh.access.models import Account, Invitation
from aoxanh.access.queries.accounts import find_by_contact
from aoxanh.access.queries.invitations import usable
from aoxanh.access.rules import INVITATION_DAYS
from aoxanh.access.types import (
    InvitationAccepted,
    InvitationGiven,
    InvitationRevoked,
    InvitationSent,
)
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import NOWHERE, Actor
from aoxanh.kernel.codes import digest, new_token
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.permissions import Permission


@transaction.atomic(savepoint=False)
def invite(
    *,
    by: Actor,
    unit_id: int,
    role: str,
    contact: str,
    full_name: str,
    role_until: date = FOREVER,
    is_provisional: bool = False,
    now: datetime,
) -> tuple[Invitation, str]:
    """Offer a role to one person by link: the invitation and the link's token, which is stored nowhere.

    Raises ``RoleTooWide``, ``RoleNeedsNoGrant``, ``RoleEndBeforeStart``, ``ProvisionalNeedsEnd``,
    ``ContactUnreadable``, ``NameNeeded``.
    """
    refuse_unless_appointable(by=by, role=role, unit_id=unit_id)
    given = InvitationGiven(
        unit_id=unit_id,
        role=role,
        contact=contact,
        full_name=full_name,
        role_until=role_until,
        is_provisional=is_provisional,
    )
    invitation, token = drawn_up(given, by=by, now=now)
    invitation.save(force_insert=True)
    _note(by, InvitationSent(invitation.pk, role), invitation, now)
    return invitation, token


def drawn_up(given: InvitationGiven, *, by: Actor, now: datetime) -> tuple[Invitation, str]:
    """An invitation that is not saved yet, and its token. Raises what ``invite`` raises about the values."""
    if given.role_until <= by.day:
        raise RoleEndBeforeStart
    if given.is_provisional and given.role_until == FOREVER:
        raise ProvisionalNeedsEnd
    phone, email = readable(given.contact)
    token = new_token()
    invitation = Invitation(
        unit_id=given.unit_id,
        role=given.role,
        full_name=readable_name(given.full_name),
        phone=phone,
        email=email,
        token_digest=digest(token),
        valid_until=now + timedelta(days=INVITATION_DAYS),
        role_until=given.role_until,
        is_provisional=given.is_provisional,
        invited_by_id=by.account_id,
        created_at=now,
    )
    return invitation, token


@transaction.atomic(savepoint=False)
def accept(*, by: Actor, token: str, password: str, now: datetime) -> Account:
    """Take up the offered role: signed in with the account at hand, else with a new one.

    Raises ``InvitationUnknown``, ``InvitationUsed``, ``InvitationWithdrawn``, ``InvitationExpired``,
    ``SignInToAccept``, ``WeakPassword``, ``RoleHeld``, ``RoleEndBeforeStart``.
    """
    found = (
        Invitation.objects.select_for_update(of=("self",), no_key=True)
        .filter(token_digest=digest(token))
        .first()
    )
    invitation = usable(found, now=now)
    account = _account_for(by, invitation, password, now)
    hold(
        by=by,
        account_id=account.pk,
        role=invitation.role,
        unit_id=invitation.unit_id,
        since=by.day,
        until=invitation.role_until,
        is_provisional=invitation.is_provisional,
        granted_by_id=invitation.invited_by_id,
        now=now,
    )

    invitation.accepted_by = account
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_by", "accepted_at"])
    _note(by, InvitationAccepted(invitation.pk, account.pk), invitation, now)
    return account


def _account_for(by: Actor, invitation: Invitation, password: str, now: datetime) -> Account:
    if by.account_id is not None:
        return Account.objects.get(pk=by.account_id)
    if find_by_contact(phone=invitation.phone, email=invitation.email) is not None:
        raise SignInToAccept
    return new_account(
        phone=invitation.phone,
        email=invitation.email,
        full_name=invitation.full_name,
        password=password,
        now=now,
    )


@transaction.atomic(savepoint=False)
def revoke_invitation(*, by: Actor, invitation_id: int, now: datetime) -> Invitation:
    """Take an invitation back before anybody accepts it.

    Raises ``Missing``, ``RoleTooWide``, ``InvitationUsed``, ``InvitationWithdrawn``.
    """
    invitation = (
        Invitation.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk=invitation_id)
        .first()
    )
    may = by.may(Permission.ACCOUNT_INVITE, at=invitation.unit_id if invitation else NOWHERE)
    if invitation is None or not may:
        raise Missing
    refuse_unless_appointable(by=by, role=invitation.role, unit_id=invitation.unit_id)
    if invitation.accepted_at is not None:
        raise InvitationUsed
    if invitation.revoked_at is not None:
        raise InvitationWithdrawn

    invitation.revoked_at = now
    invitation.save(update_fields=["revoked_at"])
    _note(by, InvitationRevoked(invitation.pk), invitation, now)
    return invitation


def _note(
    by: Actor,
    event: InvitationSent | InvitationAccepted | InvitationRevoked,
    invitation: Invitation,
    now: datetime,
) -> None:
    audit.record(
        by=by,
        event=event,
        unit_id=invitation.unit_id,
        subject=("invitation", invitation.pk),
        now=now,
    )
