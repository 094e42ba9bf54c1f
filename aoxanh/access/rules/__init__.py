"""Pure decisions: what roles allow, who may hand them on, who needs a second factor."""

from aoxanh.access.rules.appointing import grants_that_appoint
from aoxanh.access.rules.roles import ROLES
from aoxanh.access.rules.second_factor import needs_second_factor
from aoxanh.access.rules.tokens import INVITATION_DAYS, digest


__all__ = ["INVITATION_DAYS", "ROLES", "digest", "grants_that_appoint", "needs_second_factor"]
