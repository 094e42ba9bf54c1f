"""One part of a plan as a form: what it says now, and what it shall say."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.text import capfirst

from aoxanh.kernel.text import nfc
from aoxanh.programmes import queries
from aoxanh.programmes.errors import PlanPartInvalid
from aoxanh.programmes.types import IndicatorType
from aoxanh.programmes.types.amending import Entry, Part, PlanFault
from aoxanh.web.programmes import expression_fields as expressions
from aoxanh.web.programmes import part_rows
from aoxanh.web.programmes.expression_fields import GROUP, Offered, ShownExpression
from aoxanh.web.programmes.part_fields import (
    CODED,
    DEFAULTS,
    FIELDS,
    LISTED,
    YEARS,
    Kept,
    field,
    target_names,
)
from aoxanh.web.programmes.part_layout import counted_title, folds_of, usual_of
from aoxanh.web.programmes.part_rows import LISTS, ShownList


if TYPE_CHECKING:
    from django.http import QueryDict

COUNTED = ("numerator", "denominator")
_DAYS = frozenset({"from", "to", "issued_on"})
_OPENED = frozenset({"measure", "less", "reach", "day", "days", "joining", "from", "name"})
"""What a row says once; by everything else it may be narrowed several times."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked: a field, an expression, or a list of rows."""

    field: forms.BoundField | None = None
    expression: ShownExpression | None = None
    rows: ShownList | None = None

    def holds(self, more: str) -> bool:
        """Whether ``more`` of it was asked for."""
        counted = [row.counted for row in self.rows.rows] if self.rows else [self.expression]
        boxes = {box.name for told in counted if told for box in told.boxes}
        lists = {self.rows.name} if self.rows else set()
        return more.removeprefix(GROUP) in boxes | lists

    def fields(self) -> Iterable[forms.BoundField]:
        """Every field of it."""
        if self.field:
            yield self.field
        if self.expression:
            yield from _of_expression(self.expression)
        for row in self.rows.rows if self.rows else ():
            yield from row.fields
            if row.counted:
                yield from _of_expression(row.counted)


def _of_expression(told: ShownExpression) -> Iterable[forms.BoundField]:
    for row in (row for box in told.boxes for row in box.rows):
        yield row.measure
        yield from row.narrowing


@dataclass(frozen=True, slots=True)
class ShownFold:
    """What is folded away, behind one line."""

    title: str
    items: Sequence[Item]
    grew: str

    @property
    def told(self) -> int:
        """How many of what is behind it say something."""
        return sum(any(_says(each) for each in item.fields()) for item in self.items)

    @property
    def is_open(self) -> bool:
        """Whether something behind it has to be mended, or was just asked for."""
        refused = any(each.errors for item in self.items for each in item.fields())
        return refused or any(item.holds(self.grew) for item in self.items)


def _says(told: forms.BoundField) -> bool:
    """Whether a field says what would not hold without it."""
    usual = {"type": told.value(), "code": told.value(), **DEFAULTS[Part.INDICATORS]}
    return bool(told.value()) and told.value() != usual.get(told.name)


class PartForm(forms.Form):
    """A part of a plan: what it says now, and what it shall say."""

    def __init__(
        self,
        *args: object,
        part: Part,
        entry: Entry | None,
        document: Mapping[str, Any],
        offered: Offered,
        is_new: bool = False,
        typed: Mapping[str, Any] | None = None,
        grew: str = "",
        **kwargs: object,
    ) -> None:
        """``typed`` stands for what the document says: so a form grows by a row of ``grew`` without being sent."""
        initial = {key: _initial(key, value) for key, value in queries.flat(entry).items()}
        initial |= _told(entry or {}) if part == Part.INDICATORS else {}
        initial = {**DEFAULTS.get(part, {}), **initial}
        super().__init__(*args, initial={**initial, **(typed or {})}, prefix="muc", **kwargs)  # type: ignore[arg-type, misc]  # handed on as they are
        self.part, self.base, self._document, self._grew = part, entry, document, grew
        self._targets, self._years = target_names(document, entry)
        told = self._told_now()
        offered = _with_awaited(offered, str(told.get("awaits") or ""))
        names = [*FIELDS[part], *(["code"] if is_new and part in CODED else [])]
        if part == Part.INDICATORS:
            names += [*self._targets, *self._years]
        self.fields |= {name: field(part, name, document, offered) for name in names}
        self.kind = _kind(told.get("type"))
        self.counted: list[str] = []
        if part == Part.INDICATORS:
            for name in COUNTED:
                self.fields |= expressions.fields_of(name, told, offered)
            self.fields |= part_rows.fields_of(told, offered)
            self.counted = [*COUNTED, *part_rows.counted_in(told)]

    def _told_now(self) -> Mapping[str, Any]:
        """What the fields say by name: as sent, else as the document has it."""
        if not self.is_bound:
            return self.initial
        start = f"{self.prefix}-"
        sent = cast("QueryDict", self.data)
        return {
            key.removeprefix(start): _last_or_all(key.removeprefix(start), values)
            for key, values in sent.lists()
            if key.startswith(start)
        }

    def grown(self, more: str) -> dict[str, Any] | None:
        """What is typed now with one more row of ``more``; None when there is no such thing to add."""
        typed = {each.name: each.value() for each in self}
        if more in LISTS and self.part == Part.INDICATORS:
            return part_rows.with_row(more, typed)
        box = more.removeprefix(GROUP)
        for name in self.counted:
            shown = expressions.shown(self, name, "")
            if any(box == each.name for each in shown.boxes):
                with_group = more.startswith(GROUP)
                return (
                    expressions.with_group(name, box, typed)
                    if with_group
                    else expressions.with_row(box, typed)
                )
        return None

    def usual(self) -> list[Item]:
        """What is asked at once."""
        return self._items(usual_of(self.part, self.kind, list(self.fields)))

    def folds(self) -> list[ShownFold]:
        """What is folded away."""
        folds = folds_of(self.part, self.kind)
        found = [ShownFold(str(title), self._items(names), self._grew) for title, names in folds]
        return [each for each in found if each.items]

    def _items(self, names: Iterable[str]) -> list[Item]:
        return [item for name in names for item in self._items_of(name)]

    def _items_of(self, name: str) -> Iterable[Item]:
        if name in COUNTED:
            yield Item(expression=expressions.shown(self, name, counted_title(name, self.kind)))
        elif name in LISTS:
            title = queries.field_label(self._document, name, self.part)
            yield Item(rows=part_rows.shown(self, name, title))
        else:
            several = {"targets": self._targets, "years": self._years}.get(name, [name])
            yield from (Item(field=self[each]) for each in several if each in self.fields)

    def clean(self) -> dict[str, Any]:
        """Rows that no expression can say, at their fields; everything else is asked of the document."""
        typed: dict[str, Any] = super().clean() or {}
        for name in self.counted:
            for at, reason in expressions.faults(name, dict(typed)):
                self.add_error(at, reason)
        return typed

    def entry(self) -> dict[str, Any]:
        """The part as it shall be: what was typed over what it was; what was not touched stays as it was written."""
        found: dict[str, Any] = deepcopy(dict(self.base or {}))
        typed = self.cleaned_data
        plain = {*FIELDS[self.part], "code", *self._targets, *self._years}
        for name in self.changed_data:
            if name in plain and (
                name != "code" or typed[name]
            ):  # without one it keeps what was proposed
                _put(found, name, _kept(name, typed[name]))
        if self.part == Part.INDICATORS:
            base = self.base or {}
            for name in COUNTED:
                _put(found, name, expressions.expression(name, typed, base.get(name)))
            for name in LISTS:
                _put(found, name, part_rows.entry_of(name, typed, base.get(name, ())))
        return found

    def tell(self, refusal: PlanPartInvalid, key: str) -> None:
        """Each fault at its field; what lies elsewhere in the plan above the fields."""
        for fault in refusal.faults:
            is_here = fault.part == self.part and fault.key == key
            self.add_error(self._field_of(fault) if is_here else None, capfirst(fault.reason))

    def _field_of(self, fault: PlanFault) -> str | None:
        """The field that says what a fault is about; that of what holds it when it has none of its own."""
        path, typed = fault.field, self.cleaned_data
        head, _dot, rest = path.partition(".")
        if self.part == Part.INDICATORS and head in COUNTED:
            path = expressions.field_at(head, rest, typed)
        elif self.part == Part.INDICATORS and head in LISTS:
            path = part_rows.field_at(path, typed)
        near = [each for each in self.fields if each == path or each.startswith(f"{path}.")]
        outer = [each for each in self.fields if each.partition(".")[0] == head]
        return next(iter([*near, *outer]), None)


def _told(entry: Entry) -> dict[str, Any]:
    """What the rows of an indicator say."""
    found = dict(part_rows.told_of(entry))
    for name in COUNTED:
        if name in entry:
            found |= dict(expressions.told_of(name, entry[name]))
    return found


def _with_awaited(offered: Offered, told: str) -> Offered:
    """What the document awaits may be counted before the portal knows it."""
    known = dict(offered.measures)
    more = [(code, code) for code in _words(told) if code not in known]
    return replace(offered, measures=[*offered.measures, *more]) if more else offered


def _words(told: str) -> list[str]:
    return [word for part in nfc(told).split(",") if (word := part.strip())]


def _kind(told: object) -> IndicatorType:
    """The type that is told; a share where it is none."""
    code = str(told or "").upper()
    return IndicatorType(code) if code in IndicatorType.values else IndicatorType.RATIO


def _last_or_all(name: str, values: Sequence[object]) -> object:
    """One value, or all where a row is narrowed by several."""
    last = name.rpartition(".")[2]
    single = "." not in name or last in _OPENED or expressions.is_number(last)
    return values[-1] if single and values else values


def _initial(key: str, value: object) -> object:
    if key in LISTED and isinstance(value, list):
        return ", ".join(value)
    if key in _DAYS:
        return Kept(date.fromisoformat(str(value)))
    return [str(each) for each in value] if isinstance(value, list) else value


def _kept(name: str, value: Any) -> object:  # noqa: ANN401  what a field cleaned
    """What was typed as a document keeps it."""
    if name in YEARS:
        return [int(year) for year in value]
    if name in LISTED:
        return _words(value)
    return nfc(value).strip() if isinstance(value, str) else value


def _put(entry: dict[str, Any], path: str, value: object) -> None:
    """What is empty is left out, as documents do, unless it stood there as empty."""
    head, _dot, inner = path.partition(".")
    if inner:
        held = dict(entry.get(head) or {})
        _put(held, inner, value)
        value, path = held, head
    if not _is_empty(value):
        entry[path] = value
    elif path in entry and not _is_empty(entry[path]):
        del entry[path]


def _is_empty(value: object) -> bool:
    return value is None or value is False or value in ("", [], {})
