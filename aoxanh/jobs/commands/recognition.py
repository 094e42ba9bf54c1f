"""`aoxanh recognition`: rules by which a year of service is counted, and by which papers are earned, from files."""

import argparse
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from aoxanh.jobs import clock
from aoxanh.jobs.speaking import say
from aoxanh.kernel.actors import Actor
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
    picture = verbs.add_parser("picture", help=_("đặt hình riêng cho huy hiệu của một quy định"))
    picture.add_argument("code", metavar=_("MÃ"), help=_("mã quy định, ví dụ huy_hieu_tntn"))
    picture.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar=_("TỆP"),
        help=_("ảnh JPEG, PNG hoặc WebP; không nêu thì vẽ lại như trước"),
    )


def run(options: argparse.Namespace) -> int:
    """Load the rules. Raises ``ServiceRuleRefused``, ``ServiceRuleInUse``, ``RecognitionRuleInUse``.

    For the picture of a badge ``RecognitionRuleUnknown`` and what ``files.store`` raises.
    """
    now = clock.read()
    by = clock.system("recognition load", now)
    if options.verb == "picture":
        return _draw_badge(options, by, now)
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


def _draw_badge(options: argparse.Namespace, by: Actor, now: datetime) -> int:
    file: Path | None = options.file
    content = file.read_bytes() if file else b""
    name = file.name if file else ""
    actions.set_badge_picture(by=by, code=options.code, name=name, content=content, now=now)
    say(_("Huy hiệu nay dùng hình này.") if content else _("Huy hiệu được vẽ theo quy định."))
    return 0
