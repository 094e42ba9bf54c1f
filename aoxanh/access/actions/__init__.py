"""Writes to accounts, roles and invitations."""

from aoxanh.access.actions.accounts import change_contact, register
from aoxanh.access.actions.beginning import take_up_portal
from aoxanh.access.actions.closing import close
from aoxanh.access.actions.grants import (
    end_grant,
    end_with_term,
    grant,
    refuse_unless_appointable,
)
from aoxanh.access.actions.handing_over import pass_on_grants
from aoxanh.access.actions.invitations import accept, invite, revoke_invitation
from aoxanh.access.actions.keys import give_key, revoke_key, use_key
from aoxanh.access.actions.many_invitations import invite_many, renew_invitations
from aoxanh.access.actions.signing_in import (
    end_other_sessions,
    end_session,
    end_sessions,
    leave_identity,
    note_means,
)
from aoxanh.access.actions.terms import warn_of_ending


__all__ = [
    "accept",
    "change_contact",
    "close",
    "end_grant",
    "end_other_sessions",
    "end_session",
    "end_sessions",
    "end_with_term",
    "give_key",
    "grant",
    "invite",
    "invite_many",
    "leave_identity",
    "note_means",
    "pass_on_grants",
    "refuse_unless_appointable",
    "register",
    "renew_invitations",
    "revoke_invitation",
    "revoke_key",
    "take_up_portal",
    "use_key",
    "warn_of_ending",
]
