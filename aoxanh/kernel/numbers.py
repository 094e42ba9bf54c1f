"""Vietnamese numbers and money: dots for thousands, a comma for decimals (XCT-02)."""

import re
from decimal import Decimal


_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_ABOUT = re.compile(r"^(gần|khoảng|hơn|trên|ước|~)\s*", re.IGNORECASE)
_AMOUNT = re.compile(
    r"^(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)\s*(?P<scale>nghìn|ngàn|triệu|tỷ|tỉ)?\s*(?:đồng|đ|vnđ|vnd)?$",
    re.IGNORECASE,
)


def parse_number(text: str) -> Decimal:
    """``1.280`` → 1280; ``45,8 triệu đồng`` → 45800000. Raises ``ValueError``."""
    found = _AMOUNT.match(_ABOUT.sub("", text.strip()))
    if found is None:
        msg = f"not a number: {text!r}"
        raise ValueError(msg)
    number = Decimal(found["number"].replace(".", "").replace(",", "."))
    return number * _SCALES.get((found["scale"] or "").casefold(), 1)


def says_about(text: str) -> bool:
    """Whether the number is said to be approximate (``gần 100 triệu``)."""
    return _ABOUT.match(text.strip()) is not None


def number(value: Decimal | float | int, decimals: int = 0) -> str:
    """1280 → ``1.280``; 38.5 with one decimal → ``38,5``."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def amount(value: Decimal | float | int) -> str:
    """As exact as it is, two decimals at most: 40 → ``40``; 38.50 → ``38,5``."""
    return number(value, 2).rstrip("0").rstrip(",")


def money(value: Decimal | int) -> str:
    """932400000 → ``932.400.000đ``."""
    return number(value) + "đ"


def hours(minutes: int) -> str:
    """Minutes as hours to read: 240 → ``4``; 210 → ``3,5``; 200 → ``3,33``."""
    return amount(Decimal(minutes) / 60)
