"""Accounts, the roles granted to them, and invitations."""

from aoxanh.access.models.account import Account
from aoxanh.access.models.grant import Invitation, RoleGrant


__all__ = ["Account", "Invitation", "RoleGrant"]
