"""Reads of accounts, roles and invitations."""

from aoxanh.access.queries.accounts import account_for_sign_in, names_of, own_account, signed_in
from aoxanh.access.queries.actors import actor_of, must_set_up_second_factor
from aoxanh.access.queries.grants import accounts_with, grants_at, grants_of, roles_held
from aoxanh.access.queries.invitations import (
    has_invited,
    invitations_at,
    invitations_by_token,
    invited,
    open_invitations,
    renewable_invitations,
)
from aoxanh.access.queries.inviting import invitable
from aoxanh.access.queries.keys import keys_at
from aoxanh.access.queries.roles import appointable_roles, role, roles
from aoxanh.access.queries.same_holder import (
    accounts_reached_by,
    contacts_of,
    hold_a_role_at,
)
from aoxanh.access.queries.signing_in import sessions, sign_in_state
from aoxanh.access.queries.terms import ending_roles, units_without_officers


__all__ = [
    "account_for_sign_in",
    "accounts_reached_by",
    "accounts_with",
    "actor_of",
    "appointable_roles",
    "contacts_of",
    "ending_roles",
    "grants_at",
    "grants_of",
    "has_invited",
    "hold_a_role_at",
    "invitable",
    "invitations_at",
    "invitations_by_token",
    "invited",
    "keys_at",
    "must_set_up_second_factor",
    "names_of",
    "open_invitations",
    "own_account",
    "renewable_invitations",
    "role",
    "roles",
    "roles_held",
    "sessions",
    "sign_in_state",
    "signed_in",
    "units_without_officers",
]
