"""`aoxanh migrate`: the database as this version wants it."""

import argparse
import time

from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from aoxanh.jobs.backups import databases
from aoxanh.jobs.errors import DatabaseBusy, RestoreCut
from aoxanh.jobs.speaking import say
from aoxanh.kernel.pending import pending


_LOCK = 0x616F78616E68
"""“aoxanh”: a number that other programs at this database will hardly take."""

GIVES_WAY_AFTER = "500ms"
"""Who waits for a table makes all wait who come after: a migration waits no longer, and tries again.

What lets nobody wait may wait longer itself (``kernel.upgrading``).
"""

TRIES, PAUSE = 60, 1.0
"""How often, and the seconds in between."""

_NO_LOCK = "55P03"


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help=_("không in gì khi thành công"))


def run(options: argparse.Namespace) -> int:
    migrate()
    if not options.quiet:
        say(_("Cơ sở dữ liệu đã ở phiên bản hiện tại."))
    return 0


def migrate() -> None:
    """One process at a time: servers that begin together wait for the first. Raises ``RestoreCut``."""
    if connection.vendor != "postgresql":
        _migrate()
        return
    if databases.is_cut():
        raise RestoreCut
    with connection.cursor() as cursor:
        while not _is_first(cursor):
            time.sleep(PAUSE)
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [GIVES_WAY_AFTER])
        try:
            _migrate_giving_way()
        finally:
            cursor.execute("RESET lock_timeout")
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _is_first(cursor: CursorWrapper) -> bool:
    """Who waited inside of a statement would be waited for by the index that the first one builds."""
    cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
    (taken,) = cursor.fetchone()
    return bool(taken)


def _migrate_giving_way() -> None:
    """A step that finds a table in use is undone; those before it stand, and it is tried again.

    Raises ``DatabaseBusy``.
    """
    for _try in range(TRIES):
        try:
            _migrate()
        except OperationalError as fault:
            if getattr(fault.__cause__, "sqlstate", "") != _NO_LOCK:
                raise
            time.sleep(PAUSE)
        else:
            return
    raise DatabaseBusy


def _migrate() -> None:
    """Django looks through all models even when nothing waits: two seconds that every start would lose."""
    if pending():
        call_command("migrate", interactive=False, verbosity=0)
