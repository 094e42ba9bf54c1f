"""Invented values the gallery shows; nothing here is read from the database."""

from datetime import date
from decimal import Decimal

from aoxanh.kernel.periods import Period
from aoxanh.programmes.types import Trend, TrendPoint
from aoxanh.web.choices import Choice


SAMPLE = {
    "full_name": "Vàng A Sinh",
    "contact": "0900 00 12",
    "commune": "muong-than",
    "size": "small",
    "consent": "on",
}
TOKENS = [
    "bg",
    "surface",
    "sunken",
    "line",
    "edge",
    "ink",
    "ink-2",
    "accent",
    "accent-strong",
    "on-accent",
    "accent-soft",
    "accent-ink",
    "accent-mid",
    "accent-band",
    "union",
    "union-2",
    "on-union",
    "on-union-2",
    "toast",
    "on-toast",
    "due",
    "on-due",
    "due-soft",
    "due-ink",
    "due-mark",
    "stop",
    "stop-soft",
    "on-stop",
    "ok",
    "ok-soft",
    "none",
    "map-1",
    "map-2",
    "map-3",
    "map-4",
    "map-5",
]
MONTHS = (382, 476, 1228, 552, 610, 1164, 1964, 871, 466, 502, 384)

_AREA = {"code": "1", "name": "Tả Lèng", "d": "M60 20 250 30 300 120 180 200 50 150Z", "shade": ""}
_OTHER = {
    "code": "2",
    "name": "Bản Bo",
    "d": "M250 30 470 60 500 170 300 210 180 200 300 120Z",
    "shade": "",
}
_PINNED = _AREA | {"x": 160, "y": 100, "count": 4, "step": 3, "href": "?#ta-leng"}
MAP = {
    "width": 560,
    "height": 230,
    "areas": [_PINNED, _OTHER | {"x": 390, "y": 120, "count": 0, "step": 0, "href": ""}],
    "pins": [_PINNED],
}
SHADED = {
    "width": 560,
    "height": 230,
    "areas": [
        _AREA | {"shade": "4", "words": "88 %", "href": "?#ta-leng"},
        _OTHER | {"shade": "none", "words": "", "href": "?#ban-bo"},
    ],
    "pins": [],
}
SHADES = [
    ("1", "dưới 50"),
    ("2", "50–64"),
    ("3", "65–79"),
    ("4", "80–89"),
    ("5", "từ 90 %"),
    ("none", "Chưa có số liệu: 1"),
]
_QUARTERS = (
    (2024, 6, 38),
    (2024, 12, 55),
    (2025, 6, 61),
    (2025, 12, 64),
    (2026, 6, 69),
    (2026, 11, 71),
)
WAY = Trend(
    period=Period(date(2024, 1, 1), date(2031, 1, 1)),
    is_percent=True,
    points=tuple(
        TrendPoint(date(year, month, 30), Decimal(value)) for year, month, value in _QUARTERS
    ),
    path=(
        (date(2024, 1, 1), Decimal(0)),
        (date(2025, 12, 31), Decimal(60)),
        (date(2030, 12, 31), Decimal(80)),
    ),
)
INSET = {
    "width": 132,
    "height": 90,
    "shapes": [("M20 10 60 8 44 30 66 60 40 84 34 40Z", False), ("M20 10 40 9 34 22Z", True)],
    "islands": [
        {"label": "Hoàng Sa", "x": 98, "y": 36, "dots": ((96, 40), (100, 42), (104, 39))},
        {"label": "Trường Sa", "x": 104, "y": 74, "dots": ((98, 78), (106, 80), (112, 77))},
    ],
}
SPREAD = {
    "width": 464,
    "height": 164,
    "origin": "Đoàn xã Sin Suối Hồ",
    "branches": [
        {
            "d": f"M24 20V{y - 16}Q24 {y} 40 {y}H88",
            "y": y,
            "name": name,
            "note": note,
            "tone": tone,
        }
        for y, name, note, tone in (
            (64, "Đoàn phường Tân Phong", "09/2026 · có hiệu quả", "ok"),
            (104, "Đoàn Thanh niên Trường THPT Chuyên Lê Quý Đôn", "10/2026 · đang làm", ""),
            (144, "Đoàn xã Bình Lư", "10/2026 · không hợp", "stop"),
        )
    ],
}
VALUES: dict[str, object] = {
    "narrowed": [
        Choice("hinh-thuc", "Hình thức", "Mọi hình thức", [("GK", "Giấy khen", True)]),
        Choice("cap-khen", "Cấp khen", "Mọi cấp", [("TINH", "Cấp tỉnh", False)]),
    ],
    "code_parts": ["7K3M", "Q9TO", "2XVB", "84RH"],
    "years": ["done", "done", "done", "now", "ahead", "ahead", "missed"],
    "months": [
        (f"T{month}", number, month < len(MONTHS)) for month, number in enumerate(MONTHS, start=1)
    ],
    "trend": [12, 18, 15, 24, 22, 31],
    "shares": [
        ("Quét mã tại chỗ", "34 giờ", 34, ""),
        ("Gọi tên theo danh sách", "8 giờ", 8, ""),
        ("Bổ sung sau", "4 giờ", 4, "Đoàn xã Bình Lư xác nhận, khác đơn vị tổ chức"),
    ],
    "saturday": date(2026, 11, 28),
    "sunday": date(2026, 11, 29),
    "tokens": TOKENS,
    "map": MAP,
    "year_cells": [(shade, f"T{month}") for month, shade in enumerate("1223543211", start=1)]
    + [("none", "T11: –"), ("none", "T12: –")],
    "shaded": SHADED,
    "shades": SHADES,
    "earlier": [Decimal(80)],
    "way": WAY,
    "spread": SPREAD,
    "inset": INSET,
}
