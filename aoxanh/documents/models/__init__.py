"""Number registers and signing keys."""
