"""How an expression is asked on a page: a row for each measure, added or taken off, narrowed by what narrows it.

What is joined within another is a group: rows of its own, of which one row elsewhere takes the result.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django import forms
from django.core.exceptions import BadRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from aoxanh.programmes import queries
from aoxanh.programmes.types import Combined, CombinedRow, Joining, Term


MOST_ROWS: Final = 12
MOST_GROUPS: Final = 8
_GROUPS_TOLD: Final = 20
_ROWS_TOLD: Final = 60
"""Groups and rows of an expression that no plan has, whoever sends them: each group may stand within another."""

MOST: Final = 10**9
"""Numbers beyond it are not counted."""
GROUP: Final = "group:"
"""Before the name of rows within which a group is asked for."""
Choice = tuple[str, str | Promise]

_DIGITS = 3
_RESULT = "="
"""Before the number of a group whose result is counted."""
_USUAL = ("kind", "field", "template")
"""What is offered to narrow a measure that is not chosen yet."""
_OF_ITS_OWN = frozenset({"measure", "less", "reach", "day", "days", "around"})


@dataclass(frozen=True, slots=True)
class Offered:
    """What the portal knows that a plan may name."""

    kinds: Sequence[Choice]
    parents: Sequence[Choice] = ()
    measures: Sequence[Choice] = ()
    filters: Mapping[str, Sequence[Choice]] = field(default_factory=dict)
    narrowing: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By what each measure can be narrowed."""


Told = Mapping[str, Any]
"""What the fields of a form say, by name."""


def told_of(name: str, expression: object) -> Iterator[tuple[str, Any]]:
    """What the fields of a document's expression say."""
    boxes = [(name, queries.combined(expression))]
    for box, told in boxes:  # it grows by the groups that are met
        yield f"{box}.joining", told.joining.value
        for place, row in enumerate(told.rows):
            start = f"{box}.{place}"
            yield f"{start}.less", "1" if row.is_less else ""
            yield f"{start}.reach", row.reach
            if isinstance(row.counted, Combined):
                yield f"{start}.measure", f"{_RESULT}{len(boxes)}"
                boxes.append((f"{name}.n{len(boxes)}", row.counted))
            else:
                yield from _term_told(start, row.counted)


def _term_told(start: str, term: Term) -> Iterator[tuple[str, Any]]:
    yield f"{start}.measure", term.measure
    for name, values in term.where:
        if name == queries.AROUND:
            yield from ((f"{start}.day", values[0]), (f"{start}.days", values[1]))
        else:
            yield f"{start}.{name}", list(values)


def numbers_after(start: str, told: Told) -> list[int]:
    """The numbers that follow ``start`` in the names of fields: of rows, of groups."""
    found = {key.removeprefix(start).partition(".")[0] for key in told if key.startswith(start)}
    return sorted(int(each) for each in found if is_number(each))


def is_number(step: str) -> bool:
    """Whether a step of a name is the number of a row or a group."""
    return step.isdecimal() and len(step) <= _DIGITS


def _places(box: str, told: Told) -> list[int]:
    """The rows of a box: one at least."""
    return numbers_after(f"{box}.", told) or [0]


def _boxes(name: str, told: Told) -> list[tuple[int, str]]:
    """The expression itself as number 0, then its groups."""
    groups = numbers_after(f"{name}.n", told)
    return [(0, name), *((number, f"{name}.n{number}") for number in groups)]


def fields_of(name: str, told: Told, offered: Offered) -> dict[str, forms.Field]:
    """The fields of one expression in the order of its rows. Raises ``BadRequest``."""
    found: dict[str, forms.Field] = {}
    boxes = _boxes(name, told)
    rows = sum(len(_places(box, told)) for _number, box in boxes[:_GROUPS_TOLD])
    if len(boxes) > _GROUPS_TOLD or rows > _ROWS_TOLD:
        raise BadRequest
    for number, box in boxes:
        places = _places(box, told)
        if len(places) > 1:
            found[f"{box}.joining"] = forms.ChoiceField(
                label=lazy("Gộp các dòng thế nào"), choices=Joining.choices
            )
        results = [_result(each) for each, _box in boxes if each > number]
        adds = told.get(f"{box}.joining") in {None, "", Joining.SUM.value}
        for place in places:
            row = f"{box}.{place}"
            is_signed = place != places[0] and (adds or bool(told.get(f"{row}.less")))
            fields = _row_fields(row, told, offered, results, is_signed=is_signed)
            found |= {f"{row}.{key}": each for key, each in fields}
    return found


def _result(number: int) -> Choice:
    return f"{_RESULT}{number}", _("Kết quả của nhóm %(number)s") % {"number": number}


def _row_fields(
    row: str, told: Told, offered: Offered, results: Sequence[Choice], *, is_signed: bool
) -> Iterator[tuple[str, forms.Field]]:
    if is_signed:
        signs = (("", lazy("Cộng")), ("1", lazy("Trừ")))
        yield "less", forms.ChoiceField(label=lazy("Cộng hay trừ"), choices=signs, required=False)
    measure = str(told.get(f"{row}.measure") or "")
    yield "measure", _measure(row, measure, offered, results)
    if not measure.startswith(_RESULT):
        yield from _narrowing(row, measure, told, offered)
    said = lazy("Đạt từ số này thì tính 1, chưa đạt tính 0. Để trống thì lấy đúng số đếm được.")
    yield (
        "reach",
        forms.IntegerField(
            label=lazy("Chỉ cần đạt số này"), help_text=said, required=False, max_value=MOST
        ),
    )


def _measure(row: str, kept: str, offered: Offered, results: Sequence[Choice]) -> forms.Field:
    """What is counted; a measure that the document awaits stays a choice, and is checked with the document."""
    choices = [("", lazy("Không dùng dòng này")), *results, *offered.measures]
    if kept and kept not in dict(choices) and not kept.startswith(_RESULT):
        choices.append((kept, kept))
    label = lazy("Số đo thứ %(number)s") % {"number": int(row.rpartition(".")[2]) + 1}
    return forms.ChoiceField(label=label, choices=choices, required=False)


def _narrowing(
    row: str, measure: str, told: Told, offered: Offered
) -> Iterator[tuple[str, forms.Field]]:
    allowed = offered.narrowing.get(measure, frozenset(_USUAL))
    known = {
        key.rpartition(".")[2] for key, value in told.items() if key.startswith(f"{row}.") and value
    }
    for name in sorted((allowed | known) - _OF_ITS_OWN, key=_place):
        yield name, _filter(name, told.get(f"{row}.{name}") or [], offered)
    if queries.AROUND in allowed or {"day", "days"} & known:
        hint = lazy("Chỉ đếm quanh một ngày trong năm. Ví dụ: 05/12")
        yield "day", forms.CharField(label=lazy("Quanh ngày"), help_text=hint, required=False)
        label = lazy("Trước, sau mấy ngày")
        yield "days", forms.IntegerField(label=label, required=False, max_value=MOST)


def _place(name: str) -> tuple[int, str]:
    known = list(queries.FILTER_LABELS)
    return (known.index(name) if name in known else len(known), name)


def _filter(name: str, kept: Sequence[str], offered: Offered) -> forms.Field:
    choices = list(offered.filters.get(name, ()))
    codes = {code for code, _label in choices}
    choices += [(each, each) for each in kept if each not in codes]
    return forms.MultipleChoiceField(
        label=str(queries.FILTER_LABELS.get(name, name)),
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
class ShownBox:
    """Rows that are joined in one way: those of the expression itself, or of a group."""

    name: str
    number: int
    joining: forms.BoundField | None
    rows: Sequence[ShownRow]
    may_nest: bool

    @property
    def may_grow(self) -> bool:
        return len(self.rows) < MOST_ROWS


@dataclass(frozen=True, slots=True)
class ShownExpression:
    """An expression as the page draws it."""

    name: str
    title: str
    boxes: Sequence[ShownBox]


def shown(form: forms.Form, name: str, title: str) -> ShownExpression:
    """One expression of a form that has its fields."""
    boxes = _boxes(name, form.fields)
    may_nest = len(boxes) <= MOST_GROUPS
    return ShownExpression(
        name, title, [_shown_box(form, number, box, may_nest=may_nest) for number, box in boxes]
    )


def _shown_box(form: forms.Form, number: int, box: str, *, may_nest: bool) -> ShownBox:
    rows: list[ShownRow] = []
    for place in _places(box, form.fields):
        start = f"{box}.{place}."
        inner = {key.removeprefix(start): form[key] for key in form.fields if key.startswith(start)}
        sign, measure = inner.pop("less", None), inner.pop("measure")
        rows.append(ShownRow(len(rows) + 1, sign, measure, list(inner.values())))
    joining = form[f"{box}.joining"] if f"{box}.joining" in form.fields else None
    return ShownBox(box, number, joining, rows, may_nest)


def with_row(box: str, told: Told) -> dict[str, Any]:
    """What the fields say, with one more row in a box."""
    return {**told, f"{box}.{_places(box, told)[-1] + 1}.measure": ""}


def with_group(name: str, box: str, told: Told) -> dict[str, Any]:
    """What the fields say, with one more group, of which a new row of ``box`` takes the result."""
    number = _boxes(name, told)[-1][0] + 1
    places = _places(box, told)
    free = [place for place in places if not told.get(f"{box}.{place}.measure")]
    row = free[0] if free else places[-1] + 1
    group = f"{name}.n{number}"
    new = {f"{box}.{row}.measure": f"{_RESULT}{number}", f"{group}.joining": Joining.MAX.value}
    return {**told, **new, f"{group}.0.measure": "", f"{group}.1.measure": ""}


def _filled(box: str, typed: Told) -> list[int]:
    return [place for place in _places(box, typed) if typed.get(f"{box}.{place}.measure")]


def faults(name: str, typed: Told) -> Iterator[tuple[str, str]]:
    """(field, what is wrong there) of rows that no expression can say; all else is asked of the document."""
    used: set[str] = set()
    for number, box in _boxes(name, typed):
        filled = _filled(box, typed)
        if filled and number and f"{_RESULT}{number}" not in used:
            said = _("Nhóm %(number)s chưa dùng ở đâu. Hãy chọn “Kết quả của nhóm” ở một dòng.")
            yield f"{box}.{filled[0]}.measure", said % {"number": number}
        yield from _sign_faults(box, filled, typed)
        for place in filled:
            measure = typed[f"{box}.{place}.measure"]
            if measure.startswith(_RESULT):
                yield from _group_faults(name, f"{box}.{place}.measure", measure, used, typed)
                used.add(measure)


def _sign_faults(box: str, filled: Sequence[int], typed: Told) -> Iterator[tuple[str, str]]:
    joining = typed.get(f"{box}.joining", Joining.SUM)
    for place in filled:
        if typed.get(f"{box}.{place}.less"):
            if joining != Joining.SUM:
                yield f"{box}.{place}.less", _("Chỉ trừ được khi các số đo cộng lại.")
            if place == filled[0]:
                yield f"{box}.{place}.less", _("Cần một số đo cộng vào trước khi trừ.")


def _group_faults(
    name: str, at: str, measure: str, used: set[str], typed: Told
) -> Iterator[tuple[str, str]]:
    number = measure.removeprefix(_RESULT)
    if measure in used:
        yield at, _("Nhóm %(number)s đã dùng ở dòng khác.") % {"number": number}
    if not _filled(f"{name}.n{number}", typed):
        yield at, _("Nhóm %(number)s chưa có số đo nào.") % {"number": number}


def expression(name: str, typed: Told, base: object) -> object:
    """An expression as a document keeps it; as it was where the rows say the same. None where there is none."""
    told = _combined(name, name, typed)
    if told is None or (base is not None and queries.combined(base) == told):
        return base if told else None
    return queries.expression_of(told)


def _combined(name: str, box: str, typed: Told) -> Combined | None:
    rows = tuple(_row(name, f"{box}.{place}", typed) for place in _filled(box, typed))
    if not rows:
        return None
    several = len(rows) > 1
    return Combined(
        Joining(typed.get(f"{box}.joining") or Joining.SUM) if several else Joining.SUM, rows
    )


def _row(name: str, row: str, typed: Told) -> CombinedRow:
    measure, reach = typed[f"{row}.measure"], typed.get(f"{row}.reach")
    counted: Term | Combined | None = None
    if measure.startswith(_RESULT):
        counted = _combined(name, f"{name}.n{measure.removeprefix(_RESULT)}", typed)
    is_less = bool(typed.get(f"{row}.less"))
    return CombinedRow(counted or _term(measure, row, typed), reach, is_less=is_less)


def _term(measure: str, row: str, typed: Told) -> Term:
    where = {
        key.removeprefix(f"{row}."): tuple(sorted(value))
        for key, value in typed.items()
        if key.startswith(f"{row}.") and isinstance(value, list) and value
    }
    day, days = typed.get(f"{row}.day") or "", typed.get(f"{row}.days")
    if day or days is not None:
        where[queries.AROUND] = (day.strip(), "" if days is None else str(days))
    return Term(measure, tuple(sorted(where.items())))


def field_at(name: str, path: str, typed: Told) -> str:
    """The field that says the part of an expression at ``path``: “max.1.where.kind”."""
    told = _combined(name, name, typed)
    start, rest = f"{name}.{_places(name, typed)[0]}", ""
    for steps, places in queries.row_paths(told) if told else ():
        here = ".".join(str(step) for step in steps)
        if not here or path == here or path.startswith(f"{here}."):
            start, rest = _row_name(name, places, typed), path.removeprefix(here).lstrip(".")
    known = rest.removeprefix("where.").partition(".")[0]
    inner = {"": "measure", queries.AROUND: "day"}.get(known, known)
    return f"{start}.{inner}"


def _row_name(name: str, places: Sequence[int], typed: Told) -> str:
    """The name of the row that is the nth filled one of its box, down through groups."""
    box, row = name, name
    for place in places:
        row = f"{box}.{_filled(box, typed)[place]}"
        number = str(typed[f"{row}.measure"]).removeprefix(_RESULT)
        box = f"{name}.n{number}"
    return row
