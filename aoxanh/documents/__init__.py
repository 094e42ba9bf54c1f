"""Number registers, typesetting and the instance's signing keys."""
