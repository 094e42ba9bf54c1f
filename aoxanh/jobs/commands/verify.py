"""`aoxanh verify`: what a certificate's file proves, without a network."""

import argparse
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from aoxanh.jobs import clock
from aoxanh.jobs.errors import FileMissing
from aoxanh.jobs.speaking import say
from aoxanh.recognition import queries
from aoxanh.recognition.types import Proof


_MARKS = {True: "✓", False: "✗", None: "?"}
_PASTED = "-"


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar=_("TỆP"),
        help=_("tệp PDF hoặc tệp .jwt cần kiểm tra; “-” để dán chứng nhận số vào"),
    )
    parser.epilog = _(
        "Mã thoát: 0 hợp lệ, chưa thu hồi · 1 bị sửa hoặc không phải giấy của cổng đã biết · 2 gọi sai · "
        "3 đúng nhưng đã thu hồi hoặc khóa đã lộ khi ký · 4 đúng nhưng chưa rõ đã thu hồi chưa."
    )


def run(options: argparse.Namespace) -> int:
    """Raises ``FileMissing``."""
    found = queries.prove(_content(options.file), now=clock.read())
    say(_headline(found.proof))
    for each in found.told:
        say(f"  {_MARKS[each.holds]} {each.point.label}: {each.words}")
    if found.is_demo:
        say(_("Đây là giấy của dữ liệu minh họa, không có giá trị."))
    for name, value in found.facts.items():
        say(f"  {name}: {value}")
    return int(found.proof)


def _content(name: str) -> bytes:
    """No more than is looked at."""
    if name == _PASTED:
        return sys.stdin.buffer.read(queries.LARGEST_PROVED + 1)
    path = Path(name)
    if not path.is_file():
        raise FileMissing(file=path)
    with path.open("rb") as file:
        return file.read(queries.LARGEST_PROVED + 1)


def _headline(proof: Proof) -> str:
    return {
        Proof.HOLDS: _("HỢP LỆ"),
        Proof.REFUSED: _("KHÔNG HỢP LỆ"),
        Proof.NO_LONGER: _("KHÔNG CÒN HIỆU LỰC"),
        Proof.UNSURE: _("ĐÚNG LÀ GIẤY ĐÃ CẤP, CHƯA RÕ CÒN HIỆU LỰC"),
    }[proof]
