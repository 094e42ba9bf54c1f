"""Reading rules of a year of service: plain values in, checked rules out, every fault with its file and line."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from aoxanh.recognition.rules.entries import (
    NUMBER,
    Entry,
    check_columns,
    read_entries,
)
from aoxanh.recognition.types import CountedIn, Level, ServiceBand, ServiceRule


_LEAP: Final = 2024
_REQUIRED: Mapping[str, Any] = {
    "code": str,
    "name": str,
    "source": str,
    "year_begins": str,
    "counted_in": str,
    "service": list,
    "levels": list,
}
_OPTIONAL: Mapping[str, Any] = {
    "day_hours": NUMBER,
    "hours_a_day": NUMBER,
    "elsewhere": bool,
}
_BAND: Mapping[str, Any] = {
    "name": str,
    "from": int,
    "under": int,
    "counts": bool,
    "each": NUMBER,
    "most": NUMBER,
}
_LEVEL: Mapping[str, Any] = {"name": str, "from": NUMBER, "under": NUMBER, "target": bool}


def read_rules(text: str, *, file: str) -> list[tuple[Entry, ServiceRule]]:
    """Each rule of one file with its entry. Raises ``ServiceRuleRefused`` at the first fault."""
    entries = read_entries(text, file=file, required=_REQUIRED, optional=_OPTIONAL)
    return [(entry, rule_of(entry)) for entry in entries]


def rule_of(entry: Mapping[str, Any]) -> ServiceRule:
    """The rule that an entry, or a definition as stored, describes. Raises ``ServiceRuleRefused``."""
    row = entry if isinstance(entry, Entry) else _as_entry(entry)
    counted_in = row["counted_in"]
    if counted_in not in CountedIn.values:
        raise row.refuse(_("“counted_in” là DAYS hoặc HOURS"))
    _check_day(row, CountedIn(counted_in))
    return ServiceRule(
        code=row["code"],
        name=row["name"],
        source=row["source"],
        begins=_begins(row),
        counted_in=CountedIn(counted_in),
        day_minutes=round(row.get("day_hours", 0) * 60),
        most_minutes_a_day=round(row["hours_a_day"] * 60) if "hours_a_day" in row else None,
        elsewhere=row.get("elsewhere", False),
        bands=_bands(row),
        levels=_levels(row),
    )


def _as_entry(definition: Mapping[str, Any]) -> Entry:
    row = Entry(definition)
    for key in ("service", "levels"):
        row[key] = [Entry(each) for each in definition[key]]
    return row


def _check_day(row: Entry, counted_in: CountedIn) -> None:
    """What a day is belongs to rules in days, what counts of a day to rules in hours."""
    other = "hours_a_day" if counted_in == CountedIn.DAYS else "day_hours"
    if other in row:
        reason = format_lazy(
            _("“{key}” không dùng khi tính theo {unit}"), key=other, unit=counted_in.label
        )
        raise row.refuse(reason)
    for key in ("day_hours", "hours_a_day"):
        if key in row and not 0 < row[key] <= 24:
            raise row.refuse(format_lazy(_("“{key}” phải từ trên 0 đến 24 giờ"), key=key))


def _begins(row: Entry) -> tuple[int, int]:
    try:
        day = date.fromisoformat(f"{_LEAP}-{row['year_begins']}")
    except ValueError as fault:
        reason = _("“year_begins” cần dạng tháng-ngày như 09-01")
        raise row.refuse(reason) from fault
    if (day.month, day.day) == (2, 29):
        raise row.refuse(_("năm không thể bắt đầu ngày 29 tháng 2"))
    return day.month, day.day


def _bands(row: Entry) -> tuple[ServiceBand, ...]:
    entries = _rows_of(row, "service", _BAND)
    _check_touching(entries, first=1, what=_("số ngày của hoạt động"))
    if not any(each.get("counts", True) for each in entries):
        raise row.refuse(_("phải có ít nhất một loại tình nguyện được tính"))
    for each in entries:
        for key in ("each", "most"):
            if key in each and each[key] <= 0:
                raise each.refuse(format_lazy(_("“{key}” phải lớn hơn 0"), key=key))
    return tuple(
        ServiceBand(
            name=each["name"],
            first=each["from"],
            under=each.get("under"),
            counts=each.get("counts", True),
            each=_decimal(each.get("each")),
            most=_decimal(each.get("most")),
        )
        for each in entries
    )


def _levels(row: Entry) -> tuple[Level, ...]:
    entries = _rows_of(row, "levels", _LEVEL)
    _check_touching(entries, first=0, what=_("mức đạt"))
    targets = [each for each in entries if each.get("target")]
    if len(targets) != 1 or targets[0]["from"] <= 0:
        raise row.refuse(_("phải có đúng một mức ghi “target: true”, từ trên 0"))
    return tuple(
        Level(
            name=each["name"],
            first=Decimal(str(each["from"])),
            under=_decimal(each.get("under")),
            is_target=bool(each.get("target")),
        )
        for each in entries
    )


def _rows_of(row: Entry, key: str, columns: Mapping[str, Any]) -> list[Entry]:
    if not row[key] or not all(isinstance(each, Entry) for each in row[key]):
        raise row.refuse(format_lazy(_("“{key}” phải là danh sách các khoảng"), key=key))
    entries: list[Entry] = row[key]
    required = {name: columns[name] for name in ("name", "from")}
    optional = {name: kind for name, kind in columns.items() if name not in required}
    for each in entries:
        check_columns(each, required, optional)
    return entries


def _check_touching(entries: list[Entry], *, first: int, what: str | Promise) -> None:
    """Refuse bands that leave a gap, overlap, run backwards, or end before everything is covered."""
    expected: float | None = first
    for each in entries:
        if expected is None:
            reason = _("{what}: khoảng trước không ghi “under” nên phải là khoảng cuối")
            raise each.refuse(format_lazy(reason, what=what))
        if each["from"] != expected:
            is_gap = each["from"] > expected
            reason = (
                _("{what} bị hở từ {left} đến dưới {right}")
                if is_gap
                else _("{what} chồng lên khoảng trước từ {left} đến dưới {right}")
            )
            left, right = sorted((expected, each["from"]))
            raise each.refuse(format_lazy(reason, what=what, left=left, right=right))
        expected = each.get("under")
        if expected is not None and expected <= each["from"]:
            raise each.refuse(_("“under” phải lớn hơn “from”"))
    if expected is not None:
        reason = _("{what} bị hở từ {left} trở lên: khoảng cuối không ghi “under”")
        raise entries[-1].refuse(format_lazy(reason, what=what, left=expected))


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
