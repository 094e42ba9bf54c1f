"""Whether the database is what this code expects."""

from functools import cache

from aoxanh.kernel.pending import pending


def is_current() -> bool:
    """Whether the database is as new as the code; looked up until it is, then known."""
    try:
        return _known_as_current()
    except _Pending:
        return False


class _Pending(Exception):
    """Migrations wait; an answer that is not to be remembered."""


@cache
def _known_as_current() -> bool:
    if pending():
        raise _Pending
    return True
