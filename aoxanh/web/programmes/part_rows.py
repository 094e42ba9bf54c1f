"""Lists within an indicator as rows of fields: levels of a score, figures beside it, measures it waits for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import BadRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.text import nfc
from aoxanh.programmes import queries
from aoxanh.web.programmes import expression_fields as expressions
from aoxanh.web.programmes.expression_fields import Offered, ShownExpression, Told


LISTS: Final = ("requires", "bands", "counters")
MOST: Final = 20
_MOST_TOLD: Final = 40
"""Rows of a list that no plan has, whoever sends them."""

_MORE: Final[Mapping[str, Promise]] = {
    "requires": _("Thêm một số đo"),
    "bands": _("Thêm một mức"),
    "counters": _("Thêm một số liệu"),
}
_BEGINS_WITH: Final[Mapping[str, int]] = {"bands": 2}
"""How many rows are offered where none is told yet; one of all others."""


def told_of(entry: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What the fields of an indicator's lists say."""
    for place, code in enumerate(entry.get("requires", ())):
        yield f"requires.{place}", code
    for place, band in enumerate(entry.get("bands", ())):
        yield from ((f"bands.{place}.{key}", value) for key, value in band.items())
    for place, counter in enumerate(entry.get("counters", ())):
        yield f"counters.{place}.name", counter["name"]
        yield from expressions.told_of(f"counters.{place}.value", counter["value"])


def places(name: str, told: Told) -> list[int]:
    """The rows of a list: at least those it begins with. Raises ``BadRequest``."""
    found = expressions.numbers_after(f"{name}.", told)
    if len(found) > _MOST_TOLD:
        raise BadRequest
    return found or list(range(_BEGINS_WITH.get(name, 1)))


def counted_in(told: Told) -> list[str]:
    """The names of the expressions of figures that stand beside the indicator."""
    return [f"counters.{place}.value" for place in places("counters", told)]


def fields_of(told: Told, offered: Offered) -> dict[str, forms.Field]:
    """The fields of all lists, row by row."""
    found: dict[str, forms.Field] = {}
    for place in places("requires", told):
        found[f"requires.{place}"] = _measure(str(told.get(f"requires.{place}") or ""), offered)
    for place in places("bands", told):
        found[f"bands.{place}.from"] = forms.IntegerField(
            label=_("Từ điểm"), required=False, max_value=expressions.MOST
        )
        found[f"bands.{place}.name"] = forms.CharField(label=_("Gọi là"), required=False)
    for place in places("counters", told):
        label = _("Tên số liệu")
        found[f"counters.{place}.name"] = forms.CharField(label=label, required=False)
        found |= expressions.fields_of(f"counters.{place}.value", told, offered)
    return found


def _measure(kept: str, offered: Offered) -> forms.Field:
    choices = [("", _("Không cần thêm")), *offered.measures]
    if kept and kept not in dict(choices):
        choices.append((kept, kept))
    return forms.ChoiceField(label=_("Số đo phải có"), choices=choices, required=False)


@dataclass(frozen=True, slots=True)
class ShownListRow:
    """One row of a list as the page draws it."""

    fields: Sequence[forms.BoundField]
    counted: ShownExpression | None = None


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list as the page draws it."""

    name: str
    title: str
    more: Promise
    rows: Sequence[ShownListRow]

    @property
    def may_grow(self) -> bool:
        return len(self.rows) < MOST


def shown(form: forms.Form, name: str, title: str) -> ShownList:
    """One list of a form that has its fields."""
    rows = [_shown_row(form, name, place) for place in places(name, form.fields)]
    return ShownList(name, title, _MORE[name], rows)


def _shown_row(form: forms.Form, name: str, place: int) -> ShownListRow:
    start = f"{name}.{place}"
    if name == "requires":
        return ShownListRow([form[start]])
    if name == "bands":
        return ShownListRow([form[f"{start}.from"], form[f"{start}.name"]])
    counted = expressions.shown(form, f"{start}.value", queries.field_label({}, "counters.value"))
    return ShownListRow([form[f"{start}.name"]], counted)


def with_row(name: str, told: Told) -> dict[str, Any]:
    """What the fields say, with one more row of a list."""
    new = f"{name}.{places(name, told)[-1] + 1}"
    return {**told, {"requires": new, "bands": f"{new}.name", "counters": f"{new}.name"}[name]: ""}


def entry_of(name: str, typed: Told, base: Sequence[Any]) -> list[Any]:
    """A list as a document keeps it: without its empty rows."""
    return [
        row for place in places(name, typed) if (row := _row(name, place, typed, base)) is not None
    ]


def _row(name: str, place: int, typed: Told, base: Sequence[Any]) -> object:
    start = f"{name}.{place}"
    if name == "requires":
        return typed.get(start) or None
    row: dict[str, Any] = {"name": nfc(typed.get(f"{start}.name") or "").strip()}
    if name == "bands":
        row |= {"from": typed.get(f"{start}.from")}
    else:
        kept = base[place]["value"] if place < len(base) else None
        row |= {"value": expressions.expression(f"{start}.value", typed, kept)}
    found = {key: value for key, value in row.items() if value not in ("", None)}
    return found or None


def field_at(field: str, typed: Told) -> str:
    """The field on the page of one in the document, whose rows have no gaps: “bands.0.from”."""
    name, _dot, rest = field.partition(".")
    number, _dot, inner = rest.partition(".")
    filled = [place for place in places(name, typed) if _row(name, place, typed, ()) is not None]
    is_told = expressions.is_number(number) and int(number) < len(filled)
    place = filled[int(number)] if is_told else 0
    if inner.startswith("value"):
        path = inner.removeprefix("value").lstrip(".")
        return expressions.field_at(f"{name}.{place}.value", path, typed)
    return f"{name}.{place}.{inner}" if inner else f"{name}.{place}"
