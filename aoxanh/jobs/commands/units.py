"""`aoxanh units`: kinds of units from a file, and the organisation tree of a day as a table."""

import argparse
from pathlib import Path

from django.utils.translation import gettext as _

from aoxanh.jobs import clock
from aoxanh.jobs.parsing import read_day
from aoxanh.jobs.sheets import write_csv
from aoxanh.jobs.speaking import say
from aoxanh.kernel.dates import local_day
from aoxanh.units import actions, queries
from aoxanh.units.types import REFERENCE, ExportRow


def declare(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"), title=_("việc"))
    load = verbs.add_parser("load", help=_("nạp loại hình đơn vị kèm theo, hoặc từ một tệp"))
    load.add_argument(
        "file",
        nargs="?",
        type=Path,
        default=REFERENCE / "kinds.yaml",
        metavar=_("TỆP"),
        help=_("tệp YAML, mỗi mục một loại hình"),
    )
    export = verbs.add_parser("export", help=_("in danh sách đơn vị của một ngày"))
    export.add_argument("--at", type=read_day, metavar=_("NGÀY"), help=_("ngày (hôm nay)"))
    export.add_argument("--format", choices=["csv"], default="csv", help=_("định dạng (csv)"))


def run(options: argparse.Namespace) -> int:
    return _load(options) if options.verb == "load" else _export(options)


def _load(options: argparse.Namespace) -> int:
    now = clock.read()
    by = clock.system("units load", now)
    count = actions.load_kinds(by=by, path=options.file, now=now)
    say(_("Đã nạp %(count)s loại hình đơn vị.") % {"count": count})
    return 0


def _export(options: argparse.Namespace) -> int:
    now = clock.read()
    by = clock.system("units export", now)
    write_csv(ExportRow, queries.export(actor=by, day=options.at or local_day(now)))
    return 0
