"""`aoxanh migrate`: the database as this version wants it."""

import argparse

from django.core.management import call_command
from django.utils.translation import gettext as _

from aoxanh.jobs.speaking import say


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help=_("không in gì khi thành công"))


def run(options: argparse.Namespace) -> int:
    migrate()
    if not options.quiet:
        say(_("Cơ sở dữ liệu đã ở phiên bản hiện tại."))
    return 0


def migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)
