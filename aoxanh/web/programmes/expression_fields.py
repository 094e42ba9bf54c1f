"""How an expression is asked on a page: a row for each measure, added or taken off, narrowed by what narrows it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.programmes import queries
from aoxanh.programmes.types import Combined, CombinedRow, Joining, Term


EXPRESSIONS: Final = ("numerator", "denominator")
MOST_ROWS: Final = 12
Choice = tuple[str, str | Promise]

_USUAL = ("kind", "field", "template")
"""What is offered to narrow a measure that is not chosen yet."""

_LABELS: Final[Mapping[str, str | Promise]] = {
    "kind": _("Loại hoạt động"),
    "field": _("Lĩnh vực"),
    "template": _("Mẫu hoạt động"),
    "initiator": _("Ai khởi xướng"),
    "unit_kind": _("Loại đơn vị"),
    "family": _("Tổ chức"),
    "level": _("Cấp đơn vị"),
    "in_charge": _("Phụ trách tình nguyện"),
    "full_time": _("Chuyên trách"),
    "head": _("Đứng đầu đơn vị"),
    "inspected_kind": _("Loại đơn vị được kiểm tra"),
}
TITLES: Final[Mapping[str, Promise]] = {
    "numerator": _("Tử số: đếm gì"),
    "denominator": _("Mẫu số: trên tổng số nào"),
}
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})")
_NO_LEAP_YEAR = 2001


@dataclass(frozen=True, slots=True)
class Offered:
    """What the portal knows that a plan may name; ``measures`` only where indicators are built."""

    kinds: Sequence[Choice]
    measures: Sequence[Choice] = ()
    filters: Mapping[str, Sequence[Choice]] = field(default_factory=dict)
    narrowing: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By what each measure can be narrowed."""


Told = Mapping[str, Any]
"""What the fields of a form say, by name."""


def told_of(entry: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the fields of a document's expressions say; nothing of one that cannot be told in rows."""
    found: dict[str, Any] = {}
    for name in EXPRESSIONS:
        combined = queries.combined(entry[name]) if entry and name in entry else None
        if combined is not None:
            found |= {f"{name}.{key}": value for key, value in _told(combined)}
    return found


def _told(combined: Combined) -> Iterator[tuple[str, Any]]:
    yield "joining", combined.joining.value
    for place, row in enumerate(combined.rows):
        yield f"{place}.measure", row.term.measure
        yield f"{place}.less", "1" if row.is_less else ""
        yield f"{place}.reach", row.reach
        for name, values in row.term.where:
            if name == queries.AROUND:
                yield from ((f"{place}.day", values[0]), (f"{place}.days", values[1]))
            else:
                yield f"{place}.{name}", list(values)


def is_told(entry: Mapping[str, Any] | None, name: str) -> bool:
    """Whether an expression can be told in rows; one that is not there can."""
    return not entry or name not in entry or queries.combined(entry[name]) is not None


def rows_in(name: str, told: Told) -> int:
    """How many rows an expression has: one at least."""
    places = [place for place in range(MOST_ROWS) if f"{name}.{place}.measure" in told]
    return max([*places, 0]) + 1


def fields_of(name: str, told: Told, offered: Offered) -> dict[str, forms.Field]:
    """The fields of one expression in the order of its rows."""
    count = rows_in(name, told)
    found: dict[str, forms.Field] = {}
    if count > 1:
        found[f"{name}.joining"] = forms.ChoiceField(
            label=_("Gộp các số đo thế nào"), choices=Joining.choices
        )
    for place in range(count):
        inner = _row_fields(f"{name}.{place}", told, offered, is_first=place == 0)
        found |= {f"{name}.{place}.{key}": each for key, each in inner}
    return found


def _row_fields(
    row: str, told: Told, offered: Offered, *, is_first: bool
) -> Iterator[tuple[str, forms.Field]]:
    if not is_first:
        signs = (("", _("Cộng")), ("1", _("Trừ")))
        yield "less", forms.ChoiceField(label=_("Cộng hay trừ"), choices=signs, required=False)
    measure = told.get(f"{row}.measure") or ""
    yield "measure", _measure(row, measure, offered)
    allowed = offered.narrowing.get(measure, frozenset(_USUAL))
    known = {
        key.rpartition(".")[2] for key, value in told.items() if key.startswith(f"{row}.") and value
    }
    for name in sorted((allowed | known) - _OF_ITS_OWN, key=_place):
        yield name, _filter(name, told.get(f"{row}.{name}") or [], offered)
    if queries.AROUND in allowed or {"day", "days"} & known:
        hint = _("Chỉ đếm quanh một ngày trong năm. Ví dụ: 05/12")
        yield "day", forms.CharField(label=_("Quanh ngày"), help_text=hint, required=False)
        yield (
            "days",
            forms.IntegerField(
                label=_("Trước, sau mấy ngày"), min_value=0, max_value=182, required=False
            ),
        )
    yield (
        "reach",
        forms.IntegerField(
            label=_("Chỉ cần đạt số này"),
            help_text=_(
                "Đạt từ số này thì tính 1, chưa đạt tính 0. Để trống thì lấy đúng số đếm được."
            ),
            min_value=1,
            required=False,
        ),
    )


def _measure(row: str, kept: str, offered: Offered) -> forms.Field:
    """What is counted; a measure that the document awaits stays a choice, and is checked with the document."""
    choices = [("", _("Không dùng dòng này")), *offered.measures]
    if kept and kept not in offered.narrowing:
        choices.append((kept, kept))
    label = _("Số đo thứ %(number)s") % {"number": int(row.rpartition(".")[2]) + 1}
    return forms.ChoiceField(label=label, choices=choices, required=False)


_OF_ITS_OWN = frozenset({"measure", "less", "reach", "day", "days", "around"})


def _place(name: str) -> tuple[int, str]:
    known = list(_LABELS)
    return (known.index(name) if name in known else len(known), name)


def _filter(name: str, kept: Sequence[str], offered: Offered) -> forms.Field:
    choices = list(offered.filters.get(name, ()))
    codes = {code for code, _label in choices}
    choices += [(each, each) for each in kept if each not in codes]
    return forms.MultipleChoiceField(
        label=str(_LABELS.get(name, name)),
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row as the page draws it."""

    number: int
    sign: forms.BoundField | None
    measure: forms.BoundField
    narrowing: Sequence[forms.BoundField]

    @property
    def narrowed(self) -> int:
        """How many of the folded fields say something."""
        return sum(bool(each.value()) for each in self.narrowing)

    @property
    def is_refused(self) -> bool:
        """Whether a folded field has to be mended, and so is shown."""
        return any(each.errors for each in self.narrowing)


@dataclass(frozen=True, slots=True)
class ShownExpression:
    """An expression as the page draws it; without rows where only a file can tell it."""

    name: str
    title: str | Promise
    joining: forms.BoundField | None
    rows: Sequence[ShownRow]
    words: str
    """What the document says now."""

    @property
    def may_grow(self) -> bool:
        return 0 < len(self.rows) < MOST_ROWS


def shown(form: forms.Form, name: str, entry: Mapping[str, Any] | None) -> ShownExpression:
    """One expression of a form that has its fields."""
    rows = []
    for place in range(MOST_ROWS):
        start = f"{name}.{place}."
        inner = {key.removeprefix(start): form[key] for key in form.fields if key.startswith(start)}
        if inner:
            sign, measure = inner.pop("less", None), inner.pop("measure")
            rows.append(ShownRow(place + 1, sign, measure, list(inner.values())))
    joining = form[f"{name}.joining"] if f"{name}.joining" in form.fields else None
    words = queries.expression_words(entry[name]) if entry and name in entry else ""
    return ShownExpression(name, TITLES[name], joining, rows, words)


def faults(name: str, typed: Told, offered: Offered) -> Iterator[tuple[str, str | Promise]]:
    """(field, what is wrong there) of an expression as it was typed."""
    joining = typed.get(f"{name}.joining", Joining.SUM)
    filled = [place for place in range(MOST_ROWS) if typed.get(f"{name}.{place}.measure")]
    for place in filled:
        row = f"{name}.{place}"
        is_less = bool(typed.get(f"{row}.less"))
        if is_less and joining != Joining.SUM:
            yield f"{row}.less", _("Chỉ trừ được khi các số đo cộng lại.")
        if is_less and place == filled[0]:
            yield f"{row}.less", _("Cần một số đo cộng vào trước khi trừ.")
        yield from _narrowing_faults(row, typed, offered)


def _narrowing_faults(
    row: str, typed: Told, offered: Offered
) -> Iterator[tuple[str, str | Promise]]:
    if typed[f"{row}.measure"] not in offered.narrowing:
        return
    allowed = offered.narrowing[typed[f"{row}.measure"]]
    names = {
        key.removeprefix(f"{row}.") for key in typed if key.startswith(f"{row}.")
    } - _OF_ITS_OWN
    for name in sorted(names):
        if typed[f"{row}.{name}"] and name not in allowed:
            yield f"{row}.{name}", _("Số đo này không lọc được theo mục này. Hãy bỏ chọn.")
    day, days = typed.get(f"{row}.day"), typed.get(f"{row}.days")
    if day and queries.AROUND not in allowed:
        yield f"{row}.day", _("Số đo này không đếm theo ngày. Hãy để trống.")
    elif day and not _day_of_year(day):
        yield f"{row}.day", _("Hãy ghi ngày và tháng có trong mọi năm, ví dụ 05/12.")
    elif bool(day) != (days is not None):
        yield f"{row}.{'days' if day else 'day'}", _("Hãy ghi cả ngày và số ngày trước, sau.")


def _day_of_year(text: str) -> str:
    """“5/12” as “05/12”; empty when not every year has the day."""
    found = _DAY.fullmatch(text.strip())
    try:
        day, month = (int(each) for each in found.groups()) if found else (0, 0)
        date(_NO_LEAP_YEAR, month, day)
    except ValueError:
        return ""
    return f"{day:02}/{month:02}"


def expression(name: str, typed: Told, base: Mapping[str, Any]) -> object:
    """An expression as a document keeps it; as it was where the rows say the same. None where there is none."""
    rows = tuple(
        _row(f"{name}.{place}", typed)
        for place in range(MOST_ROWS)
        if typed.get(f"{name}.{place}.measure")
    )
    if not rows:
        return None
    joining = Joining(typed.get(f"{name}.joining") or Joining.SUM) if len(rows) > 1 else Joining.SUM
    told = Combined(joining, rows)
    if name in base and queries.combined(base[name]) == told:
        return base[name]
    return queries.expression_of(told)


def _row(row: str, typed: Told) -> CombinedRow:
    where = {
        key.removeprefix(f"{row}."): tuple(sorted(value))
        for key, value in typed.items()
        if key.startswith(f"{row}.") and isinstance(value, list) and value
    }
    if typed.get(f"{row}.day"):
        where[queries.AROUND] = (_day_of_year(typed[f"{row}.day"]), str(typed[f"{row}.days"]))
    term = Term(typed[f"{row}.measure"], tuple(sorted(where.items())))
    return CombinedRow(term, typed.get(f"{row}.reach"), is_less=bool(typed.get(f"{row}.less")))
