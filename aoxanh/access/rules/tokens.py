"""Secrets of invitation links: only what cannot be turned back is stored."""

import hashlib


INVITATION_DAYS = 14


def digest(token: str) -> str:
    """SHA-256 of ``token`` in hexadecimal. A token has 128 random bits, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
