"""When a job is tried again, and what a schedule owes."""

from datetime import timedelta


MAX_ATTEMPTS = 5
"""A job whose worker dies this often is given up: it may be what kills them."""

LEASE = timedelta(minutes=10)
"""How long a worker may stay silent before its job is given to another."""

KEPT = timedelta(days=90)
"""How long ended jobs stay to be looked at."""

_FIRST_PAUSE = timedelta(seconds=30)


def pause_before_retry(attempts: int) -> timedelta:
    """Pause after the attempt numbered ``attempts`` (from 1): 30 s, 1 min, 2 min, 4 min …"""
    return _FIRST_PAUSE * (1 << (attempts - 1))


def may_retry(attempts: int) -> bool:
    return attempts < MAX_ATTEMPTS
