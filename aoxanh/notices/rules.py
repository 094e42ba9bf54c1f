"""When a message is tried again, and which links it may hold."""

from datetime import timedelta


MAX_ATTEMPTS = 5
_FIRST_PAUSE = timedelta(minutes=2)


def pause_before_retry(attempts: int) -> timedelta:
    """After the attempt numbered ``attempts`` (from 1): 2, 4, 8, 16 minutes."""
    return _FIRST_PAUSE * (1 << (attempts - 1))


def leads_home(path: str) -> bool:
    """Whether ``path`` is empty or a path of this portal: never another host."""
    return not path or (path.startswith("/") and not path.startswith(("//", "/\\")))
