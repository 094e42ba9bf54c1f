"""`aoxanh recognition`: rules by which a year of service is counted, and by which papers are earned, from files."""

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
    papers = verbs.add_parser(
        "papers", help=_("nạp quy định cấp giấy, huy hiệu kèm theo, hoặc từ một tệp")
    )
    for verb, shipped in ((load, "service_rules.yaml"), (papers, "recognition_rules.yaml")):
        verb.add_argument(
            "file",
            nargs="?",
            type=Path,
            default=REFERENCE / shipped,
            metavar=_("TỆP"),
            help=_("tệp YAML, mỗi mục một quy định"),
        )


def run(options: argparse.Namespace) -> int:
    """Load the rules. Raises ``ServiceRuleRefused``, ``ServiceRuleInUse``, ``RecognitionRuleInUse``."""
    now = clock.read()
    by = clock.system("recognition load", now)
    if options.verb == "papers":
        written = actions.load_recognition_rules(by=by, path=options.file, now=now)
        if written:
            say(_("Đã ghi %(count)s quy định cấp giấy, huy hiệu.") % {"count": written})
        else:
            say(_("Quy định cấp giấy, huy hiệu không có gì mới."))
        return 0
    written = actions.load_service_rules(by=by, path=options.file, now=now)
    if written:
        say(_("Đã ghi %(count)s quy định ngày tình nguyện.") % {"count": written})
    else:
        say(_("Quy định ngày tình nguyện không có gì mới."))
    return 0
