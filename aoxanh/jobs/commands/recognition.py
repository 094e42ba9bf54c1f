"""`aoxanh recognition`: rules by which schools and units count a year of service, from a file."""

import argparse
from pathlib import Path

from django.utils.translation import gettext as _

from aoxanh.jobs import clock
from aoxanh.jobs.speaking import say
from aoxanh.recognition import actions
from aoxanh.recognition.types import REFERENCE


def declare(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"), title=_("việc"))
    load = verbs.add_parser(
        "load", help=_("nạp quy định ngày tình nguyện kèm theo, hoặc từ một tệp")
    )
    load.add_argument(
        "file",
        nargs="?",
        type=Path,
        default=REFERENCE / "service_rules.yaml",
        metavar=_("TỆP"),
        help=_("tệp YAML, mỗi mục một quy định"),
    )


def run(options: argparse.Namespace) -> int:
    """Load the rules. Raises ``ServiceRuleRefused``, ``ServiceRuleInUse``."""
    now = clock.read()
    by = clock.system("recognition load", now)
    written = actions.load_service_rules(by=by, path=options.file, now=now)
    if written:
        say(_("Đã ghi %(count)s quy định ngày tình nguyện.") % {"count": written})
    else:
        say(_("Quy định ngày tình nguyện không có gì mới."))
    return 0
