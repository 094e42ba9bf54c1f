"""Reading files of kinds and settings: plain values in, checked values out, every fault with its place."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any, NamedTuple, TypeVar

from django.utils.translation import gettext as _

from aoxanh.kernel.lined import Lined, at_line
from aoxanh.kernel.text import nfc
from aoxanh.units.errors import FileRefused
from aoxanh.units.types import Family, Level


_YEAR = re.compile(r"^(19|20)\d\d$")
Choice = TypeVar("Choice", bound=Enum)


class KindRow(NamedTuple):
    """A kind as the file gives it."""

    code: str
    family: Family
    level: Level
    name: str
    prefix: str
    is_sector: bool
    is_territorial: bool


class Place(NamedTuple):
    """Where in which file something was read."""

    file: str
    where: str

    def refuse(self, reason: str) -> FileRefused:
        return FileRefused(file=self.file, where=self.where, reason=reason)


def text(raw: Mapping[str, Any], key: str, at: Place, *, optional: bool = False) -> str:
    """A string of the file. Raises ``FileRefused`` when it is missing, empty or no string."""
    value = raw.get(key, "" if optional else None)
    if not isinstance(value, str) or not (optional or nfc(value)):
        raise at.refuse(_("thiếu hoặc sai “%(key)s”") % {"key": key})
    return nfc(value)


def choice(raw: Mapping[str, Any], key: str, kind: type[Choice], at: Place) -> Choice:
    """One of the values of an enumeration. Raises ``FileRefused``."""
    try:
        return kind(raw.get(key))
    except ValueError as fault:
        raise at.refuse(_("“%(key)s” không có trong danh mục") % {"key": key}) from fault


def flag(raw: Mapping[str, Any], key: str, at: Place) -> bool:
    """Yes or no, no when left out. Raises ``FileRefused``."""
    value = raw.get(key, False)
    if not isinstance(value, bool):
        raise at.refuse(_("“%(key)s” phải là true hoặc false") % {"key": key})
    return value


def year_themes(raw: Mapping[str, Any], key: str, at: Place) -> dict[str, str]:
    """What years are called, none when left out. Raises ``FileRefused``."""
    found: dict[str, str] = {}
    for year, name in mapping(raw.get(key, {}), at).items():
        if not _YEAR.match(str(year)) or not isinstance(name, str) or not 0 < len(nfc(name)) <= 120:
            raise at.refuse(_("“%(key)s” cần dạng 2026: tên của năm") % {"key": key})
        found[str(year)] = nfc(name)
    return found


def mapping(raw: object, at: Place) -> Mapping[str, Any]:
    """``raw`` as keys and values. Raises ``FileRefused``."""
    if not isinstance(raw, Mapping):
        raise at.refuse(_("cần các cặp khóa và giá trị"))
    return raw


def kind_rows(raw: object, *, file: str) -> list[KindRow]:
    """The kinds of a file, in order. Raises ``FileRefused`` at the first fault."""
    if not isinstance(raw, list) or not raw:
        raise Place(file, at_line(1)).refuse(_("cần một danh sách loại hình"))
    rows: dict[str, KindRow] = {}
    for number, item in enumerate(raw, start=1):
        where = _("mục %(number)s") % {"number": number}
        at = Place(file, at_line(item.line) if isinstance(item, Lined) else where)
        row = _kind_row(mapping(item, at), at)
        if row.code in rows:
            raise at.refuse(_("mã “%(code)s” đã có ở trên") % {"code": row.code})
        rows[row.code] = row
    return list(rows.values())


def _kind_row(item: Mapping[str, Any], at: Place) -> KindRow:
    return KindRow(
        code=text(item, "code", at),
        family=choice(item, "family", Family, at),
        level=choice(item, "level", Level, at),
        name=text(item, "name", at),
        prefix=text(item, "prefix", at, optional=True),
        is_sector=flag(item, "is_sector", at),
        is_territorial=flag(item, "is_territorial", at),
    )
