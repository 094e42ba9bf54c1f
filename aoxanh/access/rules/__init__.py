"""Pure decisions: what roles allow, who may hand them on, who needs a second factor, which browser it is."""

from aoxanh.access.rules.appointing import grants_that_appoint
from aoxanh.access.rules.browsers import browser_of, system_of
from aoxanh.access.rules.roles import ROLES
from aoxanh.access.rules.second_factor import needs_second_factor
from aoxanh.access.rules.tokens import INVITATION_DAYS, KEY_DAYS, WARNED_DAYS


__all__ = [
    "INVITATION_DAYS",
    "KEY_DAYS",
    "ROLES",
    "WARNED_DAYS",
    "browser_of",
    "grants_that_appoint",
    "needs_second_factor",
    "system_of",
]
