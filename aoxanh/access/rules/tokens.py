"""How long invitation links and keys live, and how long before its end a role is warned of."""

INVITATION_DAYS = 14
WARNED_DAYS = 30
KEY_DAYS = 366
