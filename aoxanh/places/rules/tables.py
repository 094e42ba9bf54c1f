"""The form of map files: what a line of each table holds, and what it may not say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NoReturn, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.text import fold, nfc
from aoxanh.places.errors import MapFileRefused
from aoxanh.places.types import CODE_LENGTHS, KINDS_OF_LEVEL, Flag, PlaceKind, PlaceLevel, Share


Choice = TypeVar("Choice", PlaceLevel, PlaceKind, Flag, Share)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file, as read: where it stands and its cells by column."""

    file: str
    number: int
    cells: Mapping[str, str]

    def refuse(self, reason: str | Promise, **values: object) -> NoReturn:
        """Raise ``MapFileRefused`` naming this line."""
        raise MapFileRefused(file=self.file, line=self.number, reason=str(reason) % values)

    def text(self, column: str, *, longest: int = 80) -> str:
        value = nfc(self.cells[column])
        if len(value) > longest:
            self.refuse(
                _("cột “%(column)s” dài quá %(longest)s ký tự"), column=column, longest=longest
            )
        return value

    def name(self, column: str) -> str:
        value = self.text(column)
        if not fold(value):
            self.refuse(_("cột “%(column)s” còn trống"), column=column)
        return value

    def code(self, column: str, level: PlaceLevel) -> str:
        value = self.text(column)
        fits = value.isascii() and value.isdigit() and CODE_LENGTHS.get(len(value)) == level
        if not fits:
            self.refuse(_("mã “%(code)s” không phải mã %(level)s"), code=value, level=level.label)
        return value

    def choice(self, column: str, choices: type[Choice]) -> Choice:
        value = self.text(column)
        try:
            return choices(value)
        except ValueError:
            self.refuse(_("cột “%(column)s” không nhận “%(value)s”"), column=column, value=value)

    def day(self, column: str, *, default: date | None = None) -> date:
        value = self.text(column)
        if not value and default is not None:
            return default
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.refuse(_("“%(value)s” không phải ngày dạng 2025-07-01"), value=value)

    def number_within(self, column: str, lowest: float, highest: float) -> float | None:
        value = self.text(column)
        if not value:
            return None
        try:
            number = float(value)
        except ValueError:
            self.refuse(_("“%(value)s” không phải số"), value=value)
        if not lowest <= number <= highest:
            self.refuse(
                _("“%(value)s” phải từ %(lowest)s đến %(highest)s"),
                value=value,
                lowest=lowest,
                highest=highest,
            )
        return number

    def period(self, *, open_end: date = FOREVER) -> tuple[date, date]:
        start, end = self.day("valid_from"), self.day("valid_to", default=open_end)
        if start >= end:
            self.refuse(
                _("ngày bắt đầu %(start)s không trước ngày hết %(end)s"), start=start, end=end
            )
        return start, end


@dataclass(frozen=True, slots=True)
class PlaceRow:
    line: Line
    level: PlaceLevel
    code: str
    kind: PlaceKind
    name: str
    parent: str
    latitude: float | None
    longitude: float | None
    area_km2: float | None
    valid_from: date
    valid_to: date

    @property
    def key(self) -> tuple[str, date]:
        """The length of a code tells its level, so code and day are the identity."""
        return self.code, self.valid_from


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    line: Line
    on: date
    predecessor: str
    successor: str
    share: Share


@dataclass(frozen=True, slots=True)
class AliasRow:
    line: Line
    code: str
    on: date
    alias: str


@dataclass(frozen=True, slots=True)
class FlagRow:
    line: Line
    code: str
    flag: Flag
    valid_from: date
    valid_to: date | None
    """None: as long as the place."""
    note: str


def place_row(line: Line) -> PlaceRow:
    """Raises ``MapFileRefused`` with the first thing wrong in the line."""
    level = line.choice("level", PlaceLevel)
    kind = line.choice("kind", PlaceKind)
    if kind not in KINDS_OF_LEVEL[level]:
        line.refuse(_("loại %(kind)s không thuộc %(level)s"), kind=kind.label, level=level.label)
    start, end = line.period()
    return PlaceRow(
        line=line,
        level=level,
        code=line.code("code", level),
        kind=kind,
        name=line.name("name"),
        parent=_parent(line, level),
        latitude=line.number_within("lat", -90, 90),
        longitude=line.number_within("lon", -180, 180),
        area_km2=line.number_within("area_km2", 0, 1_000_000),
        valid_from=start,
        valid_to=end,
    )


def _parent(line: Line, level: PlaceLevel) -> str:
    """A province has none, a district lies in a province, a commune in either."""
    parent = line.text("parent")
    above = CODE_LENGTHS.get(len(parent))
    allowed: dict[PlaceLevel, set[PlaceLevel | None]] = {
        PlaceLevel.PROVINCE: {None},
        PlaceLevel.DISTRICT: {PlaceLevel.PROVINCE},
        PlaceLevel.COMMUNE: {PlaceLevel.PROVINCE, PlaceLevel.DISTRICT},
    }
    if above not in allowed[level] or (above is None and parent):
        line.refuse(
            _("“%(parent)s” không thể là cấp trên của %(level)s"), parent=parent, level=level.label
        )
    return parent


def succession_row(line: Line) -> SuccessionRow:
    """Raises ``MapFileRefused`` with the first thing wrong in the line."""
    return SuccessionRow(
        line=line,
        on=line.day("on"),
        predecessor=line.code("predecessor", line.choice("level", PlaceLevel)),
        successor=line.code("successor", line.choice("successor_level", PlaceLevel)),
        share=line.choice("share", Share),
    )


def alias_row(line: Line) -> AliasRow:
    """Raises ``MapFileRefused`` with the first thing wrong in the line."""
    return AliasRow(
        line=line,
        code=line.code("code", line.choice("level", PlaceLevel)),
        on=line.day("on"),
        alias=line.name("alias"),
    )


def flag_row(line: Line) -> FlagRow:
    """Raises ``MapFileRefused`` with the first thing wrong in the line."""
    start, end = line.period()
    return FlagRow(
        line=line,
        code=line.code("code", line.choice("level", PlaceLevel)),
        flag=line.choice("flag", Flag),
        valid_from=start,
        valid_to=None if end == FOREVER else end,
        note=line.text("note", longest=200),
    )


@dataclass(frozen=True, slots=True)
class Table:
    """Files whose names begin so hold these columns."""

    prefix: str
    columns: tuple[str, ...]


PLACES = Table(
    "places",
    ("level", "code", "kind", "name", "parent", "lat", "lon", "area_km2", "valid_from", "valid_to"),
)
SUCCESSIONS = Table(
    "successions", ("on", "level", "predecessor", "successor_level", "successor", "share")
)
ALIASES = Table("aliases", ("level", "code", "on", "alias"))
FLAGS = Table("flags", ("level", "code", "flag", "valid_from", "valid_to", "note"))
