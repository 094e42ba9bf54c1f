"""A database server that is not up yet is waited for: after a power cut it begins beside us."""

import time

from django.db import connection
from django.utils.translation import gettext as _
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from aoxanh.jobs.speaking import say


PATIENCE_SECONDS = 60.0
_PAUSE = 0.1
_NOT_YET = (Ping.REJECT, Ping.NO_RESPONSE)
"""It begins or brings back what a crash left; it is not there."""

_WHERE = ("service", "host", "port", "user", "dbname")


def for_the_database() -> None:
    """Until PostgreSQL takes connections, or patience ends. Who asks next is told what else is wrong with it."""
    if connection.vendor != "postgresql":
        return
    given = connection.get_connection_params()
    where = make_conninfo(**{name: given[name] for name in _WHERE if given.get(name)}).encode()
    until = time.monotonic() + PATIENCE_SECONDS
    told = False
    while PGconn.ping(where) in _NOT_YET and time.monotonic() < until:
        if not told:
            told = True
            say(_("Cơ sở dữ liệu chưa trả lời, đang chờ (nhiều nhất một phút)."))
        time.sleep(_PAUSE)
