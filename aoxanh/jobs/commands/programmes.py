"""`aoxanh programmes`: a plan with its phases, indicators and targets from a file."""

import argparse
from pathlib import Path

from django.utils.translation import gettext as _

from aoxanh.jobs import clock
from aoxanh.jobs.errors import NotSetUp
from aoxanh.jobs.speaking import say
from aoxanh.programmes import actions
from aoxanh.units import queries as units


def declare(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"), title=_("việc"))
    load = verbs.add_parser("load", help=_("nạp một chương trình vào cổng đã thiết lập"))
    load.add_argument("file", type=Path, metavar=_("TỆP"), help=_("tệp YAML của chương trình"))


def run(options: argparse.Namespace) -> int:
    """Load it for the root unit. Raises ``NotSetUp``, ``ProgrammeFileInvalid``."""
    root_id = units.instance().root_id
    if root_id is None:
        raise NotSetUp
    now = clock.read()
    by = clock.system("programmes load", now)
    programme = actions.load(by=by, unit_id=root_id, path=options.file, now=now)
    say(_("Đã nạp chương trình “%(name)s”.") % {"name": programme.name})
    return 0
