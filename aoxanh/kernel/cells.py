"""How the texts of lists become values, and how values are written in lists. All readers raise ``ValueError``."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from aoxanh.kernel.dates import YEARS, vn_date
from aoxanh.kernel.numbers import parse_number
from aoxanh.kernel.text import fold, nfc


_DAY = re.compile(r"^(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})(?:\s+0?0:00(?::00)?)?$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?$")
_SAID = re.compile(r"^ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})$")
_YEAR = re.compile(r"^(1[89]|20|21)\d\d$")
_YES = frozenset({"x", "co", "yes", "dung", "1", "true", "v"})
_NO = frozenset({"khong", "no", "sai", "0", "false", "ko", "k"})


def words(text: str) -> str:
    """The text composed, with single spaces."""
    return nfc(text)


def day(text: str) -> date:
    """``1/9/2005``, ``01-09-2005``, ``2005-09-01``, ``ngày 1 tháng 9 năm 2005``; two digits are no year.

    Nor is a year that nobody can mean.
    """
    bare = nfc(text)
    if found := _DAY.match(bare) or _SAID.match(fold(bare)):
        number, month, year_ = found.groups()
    elif found := _ISO.match(bare):
        year_, month, number = found.groups()
    else:
        raise ValueError(text)
    if int(year_) not in YEARS:
        raise ValueError(text)
    return date(int(year_), int(month), int(number))


def day_or_year(text: str) -> date | int:
    """A day, or a year alone."""
    bare = nfc(text)
    return int(bare) if _YEAR.match(bare) else day(bare)


def shown_day(value: date | int) -> str:
    """``01/09/2005``, or the year."""
    return str(value) if isinstance(value, int) else vn_date(value)


def year(text: str) -> int:
    """A year in four digits."""
    bare = nfc(text)
    if not _YEAR.match(bare):
        raise ValueError(text)
    return int(bare)


def whole(text: str) -> int:
    """``1.280`` → 1280; nothing below nought, nothing beyond a database's whole numbers."""
    number = parse_number(nfc(text))
    if number != int(number) or not 0 <= number < 2**31:
        raise ValueError(text)
    return int(number)


def yes(text: str) -> bool:
    """``x``, ``Có``, ``1`` and ``Không``, ``0``."""
    bare = fold(text)
    if bare not in _YES | _NO:
        raise ValueError(text)
    return bare in _YES


def shown_yes(value: bool) -> str:  # noqa: FBT001  a column's value
    return "Có" if value else "Không"


def one_of(choices: Mapping[str, Any], **more: str) -> Callable[[str], str]:
    """A reader of codes by their labels, with or without marks; ``more`` are other words for a code, parted by |."""
    known = {fold(str(label)): code for code, label in choices.items()}
    known |= {fold(code): code for code in choices}
    known |= {fold(word): code for code, words_ in more.items() for word in words_.split("|")}

    def read(text: str) -> str:
        try:
            return known[fold(text)]
        except KeyError:
            raise ValueError(text) from None

    return read
