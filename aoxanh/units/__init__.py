"""The organisation tree and its history."""
