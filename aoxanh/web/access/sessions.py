"""Sessions in the database, found by a statement that is put together once."""

from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore as Stored
from django.contrib.sessions.models import Session
from django.utils import timezone

from aoxanh.kernel.compiled import Compiled


_HELD = Compiled(
    lambda key, now: (
        Session.objects.filter(session_key=key, expire_date__gt=now)
        .order_by("pk")
        .values_list("session_data")
    ),
    key=str,
    now=datetime,
)


class SessionStore(Stored):
    """Django's own, read at each request of who is signed in."""

    def load(self) -> dict[str, object]:
        """What the session holds; nothing, and another key, once it has ended."""
        found = _HELD.rows(key=self.session_key, now=timezone.now())
        if found:
            held: dict[str, object] = self.decode(found[0][0])
            return held
        self._session_key = None
        return {}
