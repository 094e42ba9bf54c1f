"""How long invitation links live, and how long before its end a role is warned of."""

INVITATION_DAYS = 14
WARNED_DAYS = 30
