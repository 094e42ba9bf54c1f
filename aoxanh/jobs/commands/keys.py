"""`aoxanh keys`: the keys that passes, certificates and credentials are signed with."""

import argparse
from datetime import datetime

from django.utils.translation import gettext as _

from aoxanh.documents import actions, queries
from aoxanh.documents.types import KeyTold
from aoxanh.jobs import clock
from aoxanh.jobs.errors import InstantUnclear
from aoxanh.jobs.speaking import say
from aoxanh.kernel.dates import ZONE, local_day, vn_date


def declare(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"), title=_("việc"))
    verbs.add_parser("list", help=_("các khóa: khóa nào đang ký, khóa nào sắp ký, khóa nào bị lộ"))
    verbs.add_parser("prepare", help=_("tạo khóa sắp ký và công bố trước, để nơi khác kịp lấy"))
    verbs.add_parser(
        "rotate", help=_("khóa sắp ký (hoặc khóa mới) bắt đầu ký; giấy cũ vẫn kiểm tra được")
    )
    leaked = verbs.add_parser("leaked", help=_("báo một khóa bị lộ; khóa đó ngừng ký ngay"))
    leaked.add_argument(
        "name",
        metavar=_("KHÓA"),
        help=_(
            "mã khóa như “aoxanh keys list” ghi; mã bắt đầu bằng gạch ngang thì viết sau cùng: -- -MÃ"
        ),
    )
    leaked.add_argument(
        "--since",
        required=True,
        metavar=_("LÚC"),
        help=_("bị lộ từ lúc nào, ví dụ 2026-11-20T08:00; giấy ký từ lúc đó không còn tin được"),
    )


def run(options: argparse.Namespace) -> int:
    """Raises ``KeyUnknown``, ``InstantUnclear``."""
    if options.verb == "prepare":
        name = actions.prepare_key()
        say(
            _(
                "Khóa %(name)s đã công bố, chưa ký. Sau ít nhất 7 ngày hãy chạy “aoxanh keys rotate”."
            )
            % {"name": name}
        )
    elif options.verb == "rotate":
        say(
            _("Từ nay ký bằng khóa %(name)s. Giấy ký bằng khóa cũ vẫn kiểm tra được.")
            % {"name": actions.rotate_keys()}
        )
    elif options.verb == "leaked":
        now = clock.read()
        name = actions.give_up_key(name=options.name, since=_instant(options.since, now), now=now)
        say(
            _("Đã báo lộ. Từ nay ký bằng khóa %(name)s; giấy tải lại sẽ mang chữ ký mới.")
            % {"name": name}
        )
        say(_("Hãy báo nơi kiểm tra giấy làm mới khóa: aoxanh issuers add ĐỊA_CHỈ."))
    else:
        for each in queries.keys_told():
            say(f"{each.name}  {_state(each)}")
    return 0


def _state(key: KeyTold) -> str:
    if key.leaked_since is not None:
        return _("bị lộ từ %(day)s") % {"day": vn_date(local_day(key.leaked_since))}
    if key.comes_next:
        return _("sắp ký, đã công bố")
    return _("đang ký") if key.signs else _("đã thay, còn để kiểm tra")


def _instant(text: str, now: datetime) -> datetime:
    """An instant that is over, in the instance's zone unless it names another."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as fault:
        raise InstantUnclear from fault
    since = found if found.tzinfo else found.replace(tzinfo=ZONE)
    if since > now:
        raise InstantUnclear
    return since
