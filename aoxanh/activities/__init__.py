"""Activities of every kind: shifts, sign-ups, scans, participation and the hours ledger."""
