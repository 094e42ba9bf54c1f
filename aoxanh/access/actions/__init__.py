"""Writes to accounts, roles and invitations."""

from aoxanh.access.actions.accounts import change_contact, register
from aoxanh.access.actions.grants import end_grant, grant
from aoxanh.access.actions.invitations import accept, invite, revoke_invitation


__all__ = [
    "accept",
    "change_contact",
    "end_grant",
    "grant",
    "invite",
    "register",
    "revoke_invitation",
]
