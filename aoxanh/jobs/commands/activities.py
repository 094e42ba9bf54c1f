"""`aoxanh activities`: kinds, lifecycles, fields, metrics and templates from files; caps of shifts as files say."""

import argparse
from pathlib import Path

from django.utils.translation import gettext as _

from aoxanh.activities import actions
from aoxanh.activities.types import REFERENCE
from aoxanh.jobs import clock
from aoxanh.jobs.speaking import say


def declare(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"), title=_("việc"))
    load = verbs.add_parser("load", help=_("nạp danh mục kèm theo, hoặc từ một tệp, một thư mục"))
    load.add_argument(
        "source",
        nargs="?",
        type=Path,
        default=REFERENCE,
        metavar=_("TỆP"),
        help=_(
            "kinds*.yaml, lifecycles*.yaml, fields*.yaml, metrics*.yaml, safety*.yaml, "
            "templates*.yaml, hoặc thư mục chứa các tệp đó"
        ),
    )
    verbs.add_parser(
        "caps", help=_("áp mức giờ nhiều nhất của một ca cho các ca đã lập mà chưa ghi giờ")
    )


def run(options: argparse.Namespace) -> int:
    now = clock.read()
    by = clock.system(f"activities {options.verb}", now)
    if options.verb == "caps":
        lowered = actions.lower_caps(by=by, now=now)
        say(_("Đã giảm mức giờ của %(shifts)s ca.") % {"shifts": lowered})
        return 0
    report = actions.load_reference(by=by, folder=options.source, now=now)
    if not report.created and not report.changed:
        say(_("Danh mục hoạt động không có gì mới."))
    else:
        counts = {"created": report.created, "changed": report.changed}
        say(_("Đã thêm %(created)s và sửa %(changed)s mục.") % counts)
    return 0
