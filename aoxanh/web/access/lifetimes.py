"""How long one stays signed in: until nobody uses it for a while, and never longer than its longest time."""

from datetime import datetime

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase


_BEGAN, _USED = "signed-in-at", "used-at"
_NOTED = 12
"""A use is noted when a twelfth of the time without one has gone by, so that few requests write."""


def begin(session: SessionBase, now: datetime) -> None:
    """Somebody has just signed in."""
    session[_BEGAN] = session[_USED] = int(now.timestamp())


def is_over(session: SessionBase, now: datetime) -> bool:
    """Whether one has to sign in again; else notes that the session is used."""
    began = session.get(_BEGAN)
    if began is None:
        return False
    unused, longest = _limits(session)
    idle = int(now.timestamp()) - session[_USED]
    if idle > unused or now.timestamp() - began > longest:
        return True
    if idle > unused / _NOTED:
        session[_USED] = int(now.timestamp())
    return False


def _limits(session: SessionBase) -> tuple[int, int]:
    if session.get_expire_at_browser_close():
        return settings.SESSION_UNUSED, settings.SESSION_LONGEST
    return settings.SESSION_UNUSED_KEPT, settings.SESSION_COOKIE_AGE
