"""What stands in a cell of a pasted list: phones, days of birth and names, in the shapes people give them."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.types import ListWords
from aoxanh.kernel.contacts import read_email, read_phone
from aoxanh.kernel.text import fold, nfc


_GAP = r"[ .\-()]*"
_PHONE = re.compile(
    rf"(?<!\d)(?:(?:(?:\+|00)?84{_GAP}0?|0){_GAP}"
    rf"(?:[35789](?:{_GAP}\d){{8}}|[12](?:{_GAP}\d){{9}})|[35789](?:{_GAP}\d){{8}})(?!\d)"
)
_SHORTENED = re.compile(r"\d[.,]\d+E\+\d+", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s,;<>()]+@[^\s,;<>()]+\.[a-z]{2,}", re.IGNORECASE)
_DAY = re.compile(
    r"(?<!\d)(?:(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4}|\d{2})|(\d{4})-(\d{1,2})-(\d{1,2}))(?!\d)"
)
_YEAR = re.compile(r"(?<!\d)(19[4-9]\d|20\d\d)(?!\d)")
_IN_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
_WITH_DIGITS = re.compile(r"\S*\d\S*")
_SPREADSHEET_DAY_ONE = date(1899, 12, 30)
_SPREADSHEET_DAYS = range(14_000, 60_000)
LONGEST_IN_WORDS = 7
SHORTENED = _("Excel đã rút gọn số điện thoại, hãy ghi lại số")
OLD_PREFIX = _("Đã đổi đầu số cũ")
SIGNS_LEFT_OUT = _("Đã bỏ ký hiệu trong tên")
ONE_WORD = _("Tên chỉ có một từ, hãy kiểm tra")


@dataclass(slots=True)
class Cell:
    """The text of a cell; what was found in it is taken out."""

    text: str

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.search(self.text)
        if found is not None:
            self.text = f"{self.text[: found.start()]} {self.text[found.end() :]}"
        return found


def plain(raw: str) -> str:
    """The line in common letters: drawn alphabets and wide signs become plain ones, tabs stay."""
    return "\t".join(nfc(part) for part in unicodedata.normalize("NFKC", raw).split("\t"))


def take_phone(cell: Cell, prefixes: Mapping[str, str]) -> tuple[str, tuple[Promise, ...]]:
    """The first telephone number as it is stored, or nothing; numbers of before 2018 in their new form."""
    if cell.take(_SHORTENED):
        return "", (SHORTENED,)
    found = cell.take(_PHONE)
    if found is None:
        return "", ()
    digits = re.sub(r"\D", "", found[0])
    local = "0" + re.sub(r"^(?:00)?84", "", digits).removeprefix("0")
    renewed = prefixes.get(local[:4], "") if len(local) == 11 else ""
    return read_phone(renewed + local[4:] if renewed else local), (OLD_PREFIX,) if renewed else ()


def take_email(cell: Cell) -> str:
    found = cell.take(_EMAIL)
    try:
        return read_email(found[0]) if found else ""
    except ValueError:
        return ""


def take_birth(cell: Cell, day: date) -> date | None:
    """A whole day of birth: ``12/3/2008``, ``2008-03-12``, ``12.3.08``."""
    found = cell.take(_DAY)
    if found is None:
        return None
    if found[4]:
        year, month, on = int(found[4]), int(found[5]), int(found[6])
    else:
        on, month, year = int(found[1]), int(found[2]), int(found[3])
    if year < 100:
        year += 2000 if year + 2000 <= day.year else 1900
    try:
        born = date(year, month, on)
    except ValueError:
        return None
    return born if born <= day else None


def take_year(cell: Cell, day: date) -> int | None:
    found = cell.take(_YEAR)
    return int(found[1]) if found and int(found[1]) <= day.year else None


def spreadsheet_day(text: str, day: date) -> date | None:
    """A day that a spreadsheet gave as its number of days."""
    if not text.isdecimal() or int(text) not in _SPREADSHEET_DAYS:
        return None
    born = _SPREADSHEET_DAY_ONE + timedelta(days=int(text))
    return born if born <= day else None


def name_in(text: str, words: ListWords) -> tuple[str, tuple[Promise, ...]]:
    """A name without signs, brackets and words of a chat; empty when no name is left."""
    bare = _WITH_DIGITS.sub(" ", _IN_BRACKETS.sub(" ", text.replace("_", " ")))
    kept = "".join(sign if _belongs(sign) else " " for sign in bare)
    found = _without_fillers(kept.split(), words.fillers)
    if not found or len(found) > LONGEST_IN_WORDS:
        return "", ()
    name = _cased(" ".join(found))
    remarks: tuple[Promise, ...] = (SIGNS_LEFT_OUT,) if _has_signs(text) else ()
    return name, (*remarks, ONE_WORD) if len(found) == 1 else remarks


def _belongs(sign: str) -> bool:
    return sign.isalpha() or unicodedata.category(sign) == "Mn" or sign in "'’ʼ-"


def _has_signs(text: str) -> bool:
    """Whether pictures, brackets or figures stood in what should be a name."""
    return any(unicodedata.category(sign)[0] in "SNC" or sign in "([{_~*" for sign in text)


def _without_fillers(found: list[str], fillers: frozenset[str]) -> list[str]:
    """Words of a chat at both ends: written small where the name is not."""
    parts = [word for word in (each.strip("-'’ʼ") for each in found) if word]
    if not any(word[0].isupper() for word in parts):
        return parts

    def is_filler(word: str) -> bool:
        return word.islower() and fold(word) in fillers

    return _trimmed(parts, is_filler)


def _trimmed(parts: list[str], is_filler: Callable[[str], bool]) -> list[str]:
    while parts and is_filler(parts[0]):
        parts = parts[1:]
    while parts and is_filler(parts[-1]):
        parts = parts[:-1]
    return parts


def _cased(name: str) -> str:
    """``GIÀNG A PÁO`` and ``giàng a páo`` as names are written; anything else stays."""
    return name.title() if name.isupper() or name.islower() else name
