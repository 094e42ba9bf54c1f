"""`aoxanh units`: the organisation tree of a day, as a table."""

import argparse

from django.utils.translation import gettext as _

from aoxanh.jobs import clock
from aoxanh.jobs.parsing import read_day
from aoxanh.jobs.sheets import write_csv
from aoxanh.kernel.dates import local_day
from aoxanh.units import queries
from aoxanh.units.types import ExportRow


def declare(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"), title=_("việc"))
    export = verbs.add_parser("export", help=_("in danh sách đơn vị của một ngày"))
    export.add_argument("--at", type=read_day, metavar=_("NGÀY"), help=_("ngày (hôm nay)"))
    export.add_argument("--format", choices=["csv"], default="csv", help=_("định dạng (csv)"))


def run(options: argparse.Namespace) -> int:
    now = clock.read()
    by = clock.system("units export", now)
    write_csv(ExportRow, queries.export(actor=by, day=options.at or local_day(now)))
    return 0
