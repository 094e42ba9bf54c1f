"""Which unit a code means on a day, and whether a map contradicts itself."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.periods import FOREVER, Period
from aoxanh.places.rules.tables import AliasRow, FlagRow, Line, PlaceRow, SuccessionRow
from aoxanh.places.types import PlaceLevel


Key = tuple[str, date]
"""Code and first day: the identity of a unit, since the length of a code tells its level."""

FlagKey = tuple[Key, str]
"""A unit and one of its flags."""

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """One unit's validity and parent; ``line`` when a file says so."""

    code: str
    parent: str
    valid: Period
    line: Line | None = None

    @property
    def key(self) -> Key:
        return self.code, self.valid.start


@dataclass(frozen=True, slots=True)
class MapRows:
    """What the files of one map say."""

    places: tuple[PlaceRow, ...] = ()
    successions: tuple[SuccessionRow, ...] = ()
    aliases: tuple[AliasRow, ...] = ()
    flags: tuple[FlagRow, ...] = ()

    def spans(self) -> list[Span]:
        return [
            Span(row.code, row.parent, Period(row.valid_from, row.valid_to), row.line)
            for row in self.places
        ]


@dataclass(slots=True)
class Register:
    """All spans by code: what is stored with what the files add or put right."""

    by_code: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, stored: Iterable[Span], told: Iterable[Span]) -> "Register":
        merged: dict[Key, Span] = {span.key: span for span in stored}
        for span in told:
            earlier = merged.get(span.key)
            if earlier and earlier.line and span.line:
                span.line.refuse(_("mã %(code)s có hai lần với cùng ngày bắt đầu"), code=span.code)
            merged[span.key] = span
        register = cls()
        for span in sorted(merged.values(), key=lambda span: span.key):
            register.by_code[span.code].append(span)
        return register

    def at(self, code: str, day: date) -> Span | None:
        return next((span for span in self.by_code.get(code, ()) if day in span.valid), None)

    def told_at(self, code: str, day: date, line: Line) -> Span:
        """The unit with this code on this day; refuses ``line`` when there is none."""
        span = self.at(code, day)
        if span is None:
            line.refuse(
                _("không có đơn vị mã %(code)s vào ngày %(day)s"), code=code, day=vn_date(day)
            )
        return span


def check(rows: MapRows, stored: Iterable[Span], flags: Mapping[FlagKey, list[Period]]) -> Register:
    """The merged register. Raises ``MapFileRefused`` at the first line that contradicts the rest."""
    register = Register.of(stored, rows.spans())
    for spans in register.by_code.values():
        _refuse_overlaps(spans)
        for span in spans:
            _refuse_missing_parent(span, register)
    for row in rows.successions:
        _refuse_impossible_succession(row, register)
    for alias in rows.aliases:
        register.told_at(alias.code, alias.on, alias.line)
    _refuse_impossible_flags(rows.flags, register, flags)
    return register


def _refuse_overlaps(spans: list[Span]) -> None:
    for earlier, later in pairwise(spans):
        line = later.line or earlier.line
        if line is not None and earlier.valid.overlaps(later.valid):
            line.refuse(
                _("mã %(code)s trùng thời gian với đơn vị cùng mã có từ %(day)s"),
                code=later.code,
                day=vn_date(earlier.valid.start if line is later.line else later.valid.start),
            )


def _refuse_missing_parent(span: Span, register: Register) -> None:
    """A parent exists from the first to the last day of its children, if only under the same code."""
    for day in (span.valid.start, span.valid.last_day):
        if not span.parent or register.at(span.parent, day):
            continue
        told = [span, *register.by_code.get(span.parent, ())]
        line = next((each.line for each in told if each.line), None)
        if line is not None:
            line.refuse(
                _("mã %(code)s không có cấp trên %(parent)s vào ngày %(day)s"),
                code=span.code,
                parent=span.parent,
                day=vn_date(day),
            )


def _refuse_impossible_succession(row: SuccessionRow, register: Register) -> None:
    before = register.told_at(row.predecessor, row.on - _ONE_DAY, row.line)
    after = register.told_at(row.successor, row.on, row.line)
    if before.key == after.key:
        row.line.refuse(_("mã %(code)s không thể kế tục chính mình"), code=row.predecessor)


def _refuse_impossible_flags(
    rows: Iterable[FlagRow], register: Register, stored: Mapping[FlagKey, list[Period]]
) -> None:
    periods = {key: list(spans) for key, spans in stored.items()}
    for row in rows:
        span = register.told_at(row.code, row.valid_from, row.line)
        period = flag_period(row, span)
        if period.end > span.valid.end:
            row.line.refuse(
                _("dấu hiệu kéo dài sau ngày hết của mã %(code)s (%(day)s)"),
                code=row.code,
                day=vn_date(span.valid.end),
            )
        others = periods.setdefault((span.key, row.flag), [])
        if any(other.start != period.start and other.overlaps(period) for other in others):
            row.line.refuse(_("dấu hiệu %(flag)s trùng thời gian"), flag=row.flag)
        others.append(period)


def flag_period(row: FlagRow, span: Span) -> Period:
    """Without an end of its own a flag lasts as long as its place."""
    return Period(row.valid_from, row.valid_to or span.valid.end)


def keep_ends(rows: MapRows, stored: Iterable[Span]) -> MapRows:
    """An open end in a file never reopens what a later change has ended, so an old file can be loaded again."""
    ends = {span.key: span.valid.end for span in stored}
    return replace(
        rows,
        places=tuple(
            replace(row, valid_to=ends.get(row.key, FOREVER)) if row.valid_to == FOREVER else row
            for row in rows.places
        ),
    )


def select(rows: MapRows, provinces: Collection[str]) -> MapRows:
    """Every province, and below that only what lies in these provinces of the latest map or passed to them."""
    register = Register.of((), rows.spans())
    kept = _province_keys(rows, register, provinces)
    below = {row.key: row for row in rows.places if row.level != PlaceLevel.PROVINCE}
    for row in sorted(below.values(), key=lambda row: row.level == PlaceLevel.COMMUNE):
        parent = register.told_at(row.parent, row.valid_from, row.line)
        if parent.key in kept:
            kept.add(row.key)

    def is_kept(code: str, day: date) -> bool:
        span = register.at(code, day)
        return span is not None and (span.key in kept or not span.parent)

    return MapRows(
        places=tuple(row for row in rows.places if row.key in kept or row.key not in below),
        successions=tuple(
            row
            for row in rows.successions
            if is_kept(row.predecessor, row.on - _ONE_DAY) and is_kept(row.successor, row.on)
        ),
        aliases=tuple(row for row in rows.aliases if is_kept(row.code, row.on)),
        flags=tuple(row for row in rows.flags if is_kept(row.code, row.valid_from)),
    )


def _province_keys(rows: MapRows, register: Register, provinces: Collection[str]) -> set[Key]:
    latest = {register.by_code[code][-1].key for code in provinces if code in register.by_code}
    earlier = {
        before.key
        for row in rows.successions
        if (after := register.at(row.successor, row.on)) and after.key in latest
        if (before := register.at(row.predecessor, row.on - _ONE_DAY))
    }
    return latest | earlier
