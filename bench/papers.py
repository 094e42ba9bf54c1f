"""Certificates: one PDF each and print runs, against Typst with nothing around it."""

import json
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import django
import typst
from django.conf import settings
from django.core.management import call_command


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aoxanh.config.settings")
os.environ.setdefault("AOXANH_SECRET_KEY", "only for measuring")
_HOME = Path(tempfile.mkdtemp(prefix="aoxanh-papers-"))
os.environ["DATABASE_URL"] = f"sqlite:///{_HOME / 'papers.sqlite3'}"
django.setup()

from aoxanh.documents import queries as documents  # noqa: E402  Django must be set up first
from aoxanh.documents.queries import typesetting  # noqa: E402  as above


PRINT_RUN = 200
_LAYOUT = "participation_certificate"
_BARE = Path(__file__).resolve().parent / "limits" / "certificate.typ"
_ON = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
_NUMBERS = count(1)


class Papers:
    """The product's papers and the bare ones; each call sets one with data never seen before."""

    def __init__(self) -> None:
        settings.KEY_FOLDER = _HOME / "keys"
        call_command("migrate", "units", verbosity=0)  # a paper asks whether the instance is a demo
        fonts = typst.Fonts(include_system_fonts=False)
        self._bare = typst.Compiler(_BARE, root=_BARE.parent, font_paths=fonts)
        own = Path(documents.__file__).resolve().parent.parent / "reference" / "layouts"
        self._same = typst.Compiler(root=own, font_paths=fonts)

    def sealed(self) -> None:
        """A certificate as issued: PDF/A with QR code, sealed by the instance's signature."""
        number = next(_NUMBERS)
        payload = {"c": f"{number:016d}", "n": f"Giàng Thị Mỷ {number}"}
        documents.typeset_sealed(_LAYOUT, _values(number), payload=payload, on=_ON)

    def same_layout(self) -> None:
        """The same layout through Typst alone: no PDF/A, no seal."""
        given = typesetting.files_of(_LAYOUT, [_values(next(_NUMBERS))])
        self._same.compile(input=given, format="pdf")

    def bare(self) -> None:
        """A few lines on one page through Typst alone."""
        self._bare.compile(format="pdf", sys_inputs={"pages": _told([_holder(next(_NUMBERS))])})

    def print_run(self) -> None:
        """One document of many certificates."""
        pages = [_values(next(_NUMBERS)) for _ in range(PRINT_RUN)]
        documents.typeset_pages(_LAYOUT, pages, on=_ON)

    def bare_run(self) -> None:
        """One document of as many bare pages."""
        pages = [_holder(next(_NUMBERS)) for _ in range(PRINT_RUN)]
        self._bare.compile(format="pdf", sys_inputs={"pages": _told(pages)})


def rate(step: Callable[[], None], seconds: float) -> float:
    """How often a second ``step`` is done, one after the other."""
    done = 0
    began = time.perf_counter()
    while (taken := time.perf_counter() - began) < seconds:
        step()
        done += 1
    return done / taken


def _told(pages: list[dict[str, Any]]) -> str:
    return json.dumps(pages, ensure_ascii=False)


def _holder(number: int) -> dict[str, Any]:
    return {"name": f"Giàng Thị Mỷ {number}", "hours": str(number % 60)}


def _values(number: int) -> dict[str, Any]:
    """What a certificate of ordinary length prints."""
    code = f"{number:016d}"
    return _COMMON | {
        "document_title": f"Giấy chứng nhận {number}/2026",
        "number": f"Số: {number} -CN/TĐTN-ĐKTHTN",
        "holder": f"Giàng Thị Mỷ {number}",
        "qr": documents.qr_svg(f"https://tinhnguyen.example/chung-nhan/{code}/"),
        "register_number": f"{number}/2026",
        "code": "-".join(code[start : start + 4] for start in range(0, 16, 4)),
    }


_COMMON: Mapping[str, Any] = {
    "document_author": "Tỉnh đoàn Lai Châu",
    "heading": "GIẤY CHỨNG NHẬN",
    "title": "THAM GIA HOẠT ĐỘNG TÌNH NGUYỆN",
    "badge": False,
    "issuing_body": ["BCH ĐOÀN TỈNH LAI CHÂU"],
    "organisation": "ĐOÀN TNCS HỒ CHÍ MINH",
    "place_and_day": "Lai Châu, ngày 20 tháng 11 năm 2026",
    "introduction": "Ban Thường vụ Tỉnh đoàn Lai Châu chứng nhận",
    "about_holder": "Sinh ngày 12 tháng 3 năm 2004, Chi đoàn bản Hồ Pên, Đoàn xã Tả Lèng",
    "lines": [
        [["đã tham gia ", False], ["11 hoạt động tình nguyện", True], [" với 46 giờ,", False]],
        [["từ ngày 01 tháng 12 năm 2024 đến ngày 31 tháng 10 năm 2026.", False]],
    ],
    "sources": "Giờ theo nguồn ghi nhận: quét mã 34 giờ; gọi tên theo danh sách 12 giờ.",
    "on_behalf": ["TM. BAN THƯỜNG VỤ TỈNH ĐOÀN"],
    "signer_title": "PHÓ BÍ THƯ",
    "signed_note": "(Đã ký)",
    "signer_name": "Lò Thị Mai",
}
