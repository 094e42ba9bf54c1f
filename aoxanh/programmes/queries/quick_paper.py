"""“Số liệu nhanh” on one page of paper."""

from datetime import datetime
from decimal import Decimal
from typing import Final

from aoxanh.documents import queries as documents
from aoxanh.kernel.dates import vn_long_date
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.numbers import number
from aoxanh.programmes import rules
from aoxanh.programmes.types import QuickTold
from aoxanh.units import queries as units


LAYOUT: Final = "quick_figures"
_ROOM_FOR_TABLE = 118
"""Millimetres left below the paragraph."""
_NO_FIGURE = "–"


@in_vietnamese
def quick_pdf(told: QuickTold, *, on: datetime) -> bytes:
    """The figures as one page, as told on the page; the caller has checked who may read them."""
    figures = told.figures
    instance = units.instance()
    place = instance.place_name
    day = vn_long_date(told.day)
    values = {
        "document_title": f"Số liệu tình nguyện, {rules.span_in_words(told.period, told.day)}",
        "document_author": instance.name,
        "portal": _portal(instance.name, instance.year_themes.get(str(told.day.year), "")),
        "place_and_day": f"{place}, {day}" if place else day.capitalize(),
        "span": rules.span_in_words(told.period, told.day),
        "about": rules.about(told),
        "figures": [
            [_figure(figures.persons), "người tham gia"],
            [_figure(figures.turns), "lượt tham gia"],
            [
                _NO_FIGURE if figures.minutes is None else rules.worked_hours(figures.minutes),
                "giờ đã xác nhận",
            ],
            [_figure(Decimal(figures.activities) or None), "hoạt động"],
        ],
        "paragraph": rules.paragraph(told),
        "rows": [list(row) for row in rules.table(figures)],
        "room": _ROOM_FOR_TABLE,
        "footer": f"Lập từ {instance.name}. Số khai và số đã xác nhận ghi riêng, không cộng vào nhau.",
    }
    return documents.typeset(LAYOUT, values, on=on)


def _portal(name: str, theme: str) -> str:
    """The head of the paper; the year's theme stands beside the portal's name."""
    return f"{name} · {theme}" if theme else name


def _figure(value: Decimal | None) -> str:
    return _NO_FIGURE if value is None else number(value)
