"""`aoxanh audit`: whether the trail is what was sealed, to the last entry."""

import argparse

from django.utils.translation import gettext as _

from aoxanh.audit import actions, queries
from aoxanh.jobs.errors import TrailBroken
from aoxanh.jobs.speaking import say


def declare(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"), title=_("việc"))
    verbs.add_parser("check", help=_("so từng dòng với niêm phong và với mã niêm phong ghi ngoài"))


def run(options: argparse.Namespace) -> int:
    del options
    said = {
        "entries": _("dòng bị sửa, thêm hoặc xóa"),
        "signature": _("chữ ký niêm phong không đúng"),
        "gone": _("niêm phong đã mất: dữ liệu bị cắt hoặc đưa về bản cũ"),
    }
    key = actions.sealing_key().public_key()
    broken = queries.broken_seals(key=key, noted=actions.noted_outside())
    for one in broken:
        number = one.seal_id or "?"
        say(_("Niêm phong số %(number)s: %(what)s") % {"number": number, "what": said[one.reason]})
    if broken:
        raise TrailBroken(count=len(broken))
    say(_("Nhật ký nguyên vẹn, không dòng nào bị sửa hay mất."))
    return 0
