"""Keys of rows as forms and addresses send them."""

from collections.abc import Iterable


_LONGEST = 18
"""Digits that every column of keys can hold."""


def key_of(typed: str) -> int | None:
    """The key that was sent; None for what can be none."""
    return int(typed) if typed.isdecimal() and len(typed) <= _LONGEST else None


def keys_of(sent: Iterable[str]) -> list[int]:
    """The keys that were sent, in their order, without what can be none."""
    return [key for key in map(key_of, sent) if key is not None]
