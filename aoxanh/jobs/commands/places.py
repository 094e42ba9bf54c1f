"""`aoxanh places`: a map into the register, and the register of a day out of it."""

import argparse
from pathlib import Path

from django.utils.translation import gettext as _

from aoxanh.jobs import clock
from aoxanh.jobs.parsing import read_day
from aoxanh.jobs.sheets import write_csv
from aoxanh.jobs.speaking import say
from aoxanh.kernel.dates import local_day
from aoxanh.places import actions, queries
from aoxanh.places.types import REFERENCE, ExportRow, PlaceLevel


def declare(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"), title=_("việc"))
    load = verbs.add_parser("load", help=_("nạp địa bàn kèm theo, hoặc từ một thư mục"))
    load.add_argument("folder", nargs="?", type=Path, default=REFERENCE, metavar=_("THƯ-MỤC"))
    export = verbs.add_parser("export", help=_("in danh sách địa bàn của một ngày"))
    export.add_argument("--at", type=read_day, metavar=_("NGÀY"), help=_("ngày (hôm nay)"))
    export.add_argument(
        "--level",
        required=True,
        choices=[level.lower() for level in PlaceLevel.values],
        help=_("cấp hành chính"),
    )
    export.add_argument("--format", choices=["csv"], default="csv", help=_("định dạng (csv)"))


def run(options: argparse.Namespace) -> int:
    return _load(options) if options.verb == "load" else _export(options)


def _load(options: argparse.Namespace) -> int:
    now = clock.read()
    report = actions.load(by=clock.system("places load", now), source=options.folder, now=now)
    if report.is_empty:
        say(_("Địa bàn không có gì mới."))
    else:
        counts = {"created": report.created, "changed": report.changed}
        say(_("Đã thêm %(created)s và sửa %(changed)s dòng địa bàn.") % counts)
    return 0


def _export(options: argparse.Namespace) -> int:
    day = options.at or local_day(clock.read())
    write_csv(ExportRow, queries.export(day=day, level=PlaceLevel(options.level.upper())))
    return 0
