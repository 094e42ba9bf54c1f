"""Accounts, the roles granted to them, and invitations."""

from aoxanh.access.models.account import Account
from aoxanh.access.models.grant import Invitation, RoleGrant
from aoxanh.access.models.keys import ApiKey


__all__ = ["Account", "ApiKey", "Invitation", "RoleGrant"]
