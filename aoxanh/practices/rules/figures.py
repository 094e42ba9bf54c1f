"""Figures that a text of results names: numbers, money, shares and days, each with its place in the text (MOD-07)."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from aoxanh.kernel.numbers import parse_number
from aoxanh.practices.types import Figure, FigureKind


_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_ABOUT = r"(?:(?P<about>gần|hơn|khoảng|trên|ước|ước tính|~|hàng)\s+)?"
_DAY = re.compile(
    r"\b(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})\b"
    r"|\bngày (?P<d2>\d{1,2}) tháng (?P<m2>\d{1,2}) năm (?P<y2>\d{4})\b"
)
_MONEY = re.compile(
    _ABOUT
    + rf"(?P<amount>(?:{_NUMBER})\s*(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s*(?:đồng|đ|vnđ|vnd)?|đồng|đ|vnđ|vnd))(?![\w/])",
    re.IGNORECASE,
)
_SHARE = re.compile(_ABOUT + r"(?P<amount>\d+(?:,\d+)?)\s*%", re.IGNORECASE)
_NO_NOUN = "mỗi|tham|ở|cho|của|và|tại|đã|được|là|với|trong|trên|từ|đến|có|để|về|do|trị|trồng"
"""Words that follow a counted noun of one word."""
_COUNT = re.compile(
    _ABOUT
    + rf"(?<![\w/.,-])(?P<amount>{_NUMBER})(?![\w/%])\s+"
    + rf"(?P<unit>[^\W\d_]+(?: (?!(?:{_NO_NOUN})\b)[^\W\d_]+)?)",
    re.IGNORECASE,
)
_NOT_COUNTED = frozenset(
    {"tháng", "năm", "ngày", "giờ", "phút", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "đồng"}
)


def figures_in(text: str) -> tuple[Figure, ...]:
    """Every figure of ``text`` in its order; none is read twice."""
    found: list[Figure] = []
    for read in (_days, _money, _shares, _counts):
        for figure in read(text):
            if not any(figure.start < other.end and other.start < figure.end for other in found):
                found.append(figure)
    return tuple(sorted(found, key=lambda figure: figure.start))


def _days(text: str) -> Iterator[Figure]:
    for match in _DAY.finditer(text):
        day, month, year = (int(match[name] or match[f"{name}2"]) for name in ("d", "m", "y"))
        try:
            value = date(year, month, day).isoformat()
        except ValueError:
            continue
        yield Figure(FigureKind.DAY, value, "", False, match.start(), match.end())  # noqa: FBT003  not about


def _money(text: str) -> Iterator[Figure]:
    for match in _MONEY.finditer(text):
        yield _figure(FigureKind.MONEY, match, parse_number(match["amount"]))


def _shares(text: str) -> Iterator[Figure]:
    for match in _SHARE.finditer(text):
        yield _figure(FigureKind.SHARE, match, parse_number(match["amount"]))


def _counts(text: str) -> Iterator[Figure]:
    for match in _COUNT.finditer(text):
        if match["unit"].split()[0].casefold() not in _NOT_COUNTED:
            yield _figure(FigureKind.COUNT, match, parse_number(match["amount"]), match["unit"])


def _figure(kind: FigureKind, match: re.Match[str], value: Decimal, unit: str = "") -> Figure:
    plain = format(value.normalize(), "f")
    return Figure(kind, plain, unit.casefold(), bool(match["about"]), match.start(), match.end())
