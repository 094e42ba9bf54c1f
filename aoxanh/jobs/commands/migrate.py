"""`aoxanh migrate`: the database as this version wants it."""

import argparse

from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext as _

from aoxanh.jobs.speaking import say
from aoxanh.kernel.pending import pending


_LOCK = 0x616F78616E68
"""“aoxanh”: a number that other programs at this database will hardly take."""


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help=_("không in gì khi thành công"))


def run(options: argparse.Namespace) -> int:
    migrate()
    if not options.quiet:
        say(_("Cơ sở dữ liệu đã ở phiên bản hiện tại."))
    return 0


def migrate() -> None:
    """One process at a time: servers that begin together wait for the first."""
    if connection.vendor != "postgresql":
        _migrate()
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            _migrate()
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _migrate() -> None:
    """Django looks through all models even when nothing waits: two seconds that every start would lose."""
    if pending():
        call_command("migrate", interactive=False, verbosity=0)
