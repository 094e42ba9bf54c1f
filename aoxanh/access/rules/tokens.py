"""How long invitation links live."""

INVITATION_DAYS = 14
