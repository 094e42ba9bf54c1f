"""Expressions of several measures as rows that officers add, take off, or ask together; and back again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from aoxanh.kernel.measures import measures
from aoxanh.programmes.rules.expressions import AROUND, Expression, day_of_year, term
from aoxanh.programmes.rules.plan_measures import Path
from aoxanh.programmes.types import Combined, CombinedRow, Joining, Term


_TRUTHS: Mapping[str, bool] = {"true": True, "false": False}
_MEASURES = "measure"

Names = Mapping[str, Mapping[str, str]]
"""What the codes by which measures are narrowed are called, by the name of the filter."""


def combined(expression: Expression) -> Combined:
    """An expression as rows; what is joined within another is a row whose measures are rows again."""
    row = _row(expression)
    if isinstance(row.counted, Combined) and row.reach is None:
        return row.counted
    return Combined(Joining.SUM, (row,))


def _row(expression: Expression) -> CombinedRow:
    named = term(expression)
    if named is not None:
        return CombinedRow(named)
    ((operator, parts),) = expression.items()
    if operator == "reach":
        inner = _row(parts[0])
        twice = CombinedRow(Combined(Joining.SUM, (inner,)))
        return replace(inner if inner.reach is None else twice, reach=parts[1])
    if len(parts) == 1:
        return _row(parts[0])
    if operator == "difference":
        return CombinedRow(_difference(parts))
    return CombinedRow(Combined(Joining(operator), tuple(_row(part) for part in parts)))


def _difference(parts: Sequence[Expression]) -> Combined:
    """What is taken off a sum stands beside its rows; what is taken off anything else beside that as one row."""
    whole = combined(parts[0])
    is_sum = whole.joining == Joining.SUM and not any(row.is_less for row in whole.rows)
    more = whole.rows if is_sum else (CombinedRow(whole),)
    less = (replace(_row(part), is_less=True) for part in parts[1:])
    return Combined(Joining.SUM, (*more, *less))


def expression_of(told: Combined) -> Expression:
    """Rows as a document keeps them."""
    if told.joining != Joining.SUM:
        parts = [_written(each) for each in told.rows]
        return parts[0] if len(parts) == 1 else {told.joining.value: parts}
    more = [_written(each) for each in told.rows if not each.is_less]
    less = [_written(each) for each in told.rows if each.is_less]
    whole = more[0] if len(more) == 1 else {"sum": more}
    return {"difference": [whole, *less]} if less else whole


def _written(row: CombinedRow) -> Expression:
    plain = (
        expression_of(row.counted) if isinstance(row.counted, Combined) else _narrowed(row.counted)
    )
    return plain if row.reach is None else {"reach": [plain, row.reach]}


def _narrowed(named: Term) -> Expression:
    where = {name: _values(name, values) for name, values in named.where}
    return {"measure": named.measure, "where": where} if where else named.measure


def _values(name: str, values: tuple[str, ...]) -> object:
    if name == AROUND:
        return _around(*values)
    told = [_TRUTHS.get(each, each) for each in values]
    return told[0] if len(told) == 1 else told


def _around(day: str, days: str) -> Mapping[str, object]:
    """What was typed of it: whether it can be is asked of the document."""
    try:
        month, number = day_of_year(day)
    except ValueError:
        told = day
    else:
        told = f"{number:02}/{month:02}"
    found: dict[str, object] = {"day": told, "days": int(days) if days else None}
    return {key: value for key, value in found.items() if value not in {None, ""}}


def row_paths(told: Combined) -> Iterator[tuple[Path, tuple[int, ...]]]:
    """(path in what ``expression_of`` writes, places of the rows down to it) of every row, the outer ones first."""
    for place, (row, path) in enumerate(zip(told.rows, _paths(told), strict=True)):
        yield path, (place,)
        inner = path if row.reach is None else (*path, "reach", 0)
        yield inner, (place,)
        if isinstance(row.counted, Combined):
            for deeper, places in row_paths(row.counted):
                yield (*inner, *deeper), (place, *places)


def _paths(told: Combined) -> list[Path]:
    if told.joining != Joining.SUM:
        count = len(told.rows)
        return [()] if count == 1 else [(told.joining.value, place) for place in range(count)]
    more = sum(not row.is_less for row in told.rows)
    whole: Path = ("difference", 0) if more < len(told.rows) else ()
    found: list[Path] = []
    added = taken = 0
    for row in told.rows:
        taken += row.is_less
        found.append(
            ("difference", taken) if row.is_less else whole if more == 1 else (*whole, "sum", added)
        )
        added += not row.is_less
    return found


def expression_words(expression: Expression, names: Names | None = None) -> str:
    """What is counted, as people say it; codes of filters without a name stand as they are."""
    labels = {each.code: str(each.label) for each in measures()}
    return _words(expression, {**(names or {}), _MEASURES: labels})


def _words(expression: Expression, names: Names) -> str:
    named = term(expression)
    if named is not None:
        return _term_words(named, names)
    ((operator, parts),) = expression.items()
    if operator == "reach":
        said = {"what": _inner(parts[0], names), "least": parts[1]}
        return _("%(what)s từ %(least)s trở lên") % said
    if len(parts) == 1:
        return _words(parts[0], names)
    told = [_inner(part, names) for part in parts]
    if operator == "difference" and _joins(parts[0]) == "sum":
        told[0] = _words(parts[0], names)
    if operator in _JOINED:
        return _JOINED[operator].join(told)
    return _extreme(operator) % {"what": "; ".join(told)}


def _inner(expression: Expression, names: Names) -> str:
    """In brackets what joins others itself."""
    said = _words(expression, names)
    return f"({said})" if _joins(expression) in {"sum", "difference", "min", "max"} else said


def _joins(expression: Expression) -> str:
    """By what an expression joins several; empty where it names one."""
    if term(expression) is not None:
        return ""
    ((operator, parts),) = expression.items()
    return str(operator) if len(parts) > 1 else ""


_JOINED: Mapping[str, str] = {"sum": " + ", "difference": " − "}


def _extreme(operator: str) -> str:
    return _("số nhỏ nhất của: %(what)s") if operator == "min" else _("số lớn nhất của: %(what)s")


def _term_words(named: Term, names: Names) -> str:
    label = names[_MEASURES].get(named.measure, named.measure)
    where = "; ".join(_where_words(named.where, names))
    return f"{label} ({where})" if where else label


def _where_words(where: Sequence[tuple[str, tuple[str, ...]]], names: Names) -> Iterator[str]:
    for name, values in where:
        if name == AROUND:
            yield _("quanh ngày %(day)s, trước sau %(days)s ngày") % {
                "day": values[0],
                "days": values[1],
            }
        else:
            known = names.get(name, {})
            yield ", ".join(str(known.get(value, value)) for value in values)
