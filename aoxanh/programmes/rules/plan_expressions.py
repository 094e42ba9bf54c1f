"""Expressions of several measures as rows that officers add, take off, or ask together; and back again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from aoxanh.kernel.measures import measures
from aoxanh.programmes.rules.expressions import AROUND, Expression, term
from aoxanh.programmes.types import Combined, CombinedRow, Joining, Term


_TRUTHS: Mapping[str, bool] = {"true": True, "false": False}


def combined(expression: Expression) -> Combined | None:
    """An expression as rows; None for what cannot be told so: one way of joining within another."""
    row = _row(expression)
    if row is not None:
        return Combined(Joining.SUM, (row,))
    ((operator, parts),) = expression.items()
    if operator == "difference":
        return _difference(parts)
    rows = None if operator == "reach" else _rows(parts)
    return None if rows is None else Combined(Joining(operator), rows)


def _difference(parts: Sequence[Expression]) -> Combined | None:
    """A measure or a sum, and what is taken off it."""
    whole, less = combined(parts[0]), _rows(parts[1:])
    if whole is None or less is None or whole.joining != Joining.SUM:
        return None
    if any(row.is_less for row in whole.rows):
        return None
    return Combined(Joining.SUM, (*whole.rows, *(replace(row, is_less=True) for row in less)))


def _rows(parts: Sequence[Expression]) -> tuple[CombinedRow, ...] | None:
    """Parts that are measures each; a sum of one measure is that measure."""
    found = [_row(part) for part in parts]
    known = [each for each in found if each is not None]
    return tuple(known) if len(known) == len(found) else None


def _row(expression: Expression) -> CombinedRow | None:
    """A measure, or whether it reaches a number; None for what joins several."""
    named = term(expression)
    if named is not None:
        return CombinedRow(named)
    ((operator, parts),) = expression.items()
    if operator == "reach":
        inner = _row(parts[0])
        return CombinedRow(inner.term, parts[1]) if inner and inner.reach is None else None
    return _row(parts[0]) if len(parts) == 1 else None


def expression_of(told: Combined) -> Expression:
    """Rows as a document keeps them."""
    if told.joining != Joining.SUM:
        return {told.joining.value: [_written(each) for each in told.rows]}
    more = [_written(each) for each in told.rows if not each.is_less]
    less = [_written(each) for each in told.rows if each.is_less]
    whole = more[0] if len(more) == 1 else {"sum": more}
    return {"difference": [whole, *less]} if less else whole


def _written(row: CombinedRow) -> Expression:
    where = {name: _values(name, values) for name, values in row.term.where}
    measure = row.term.measure
    plain = {"measure": measure, "where": where} if where else measure
    return plain if row.reach is None else {"reach": [plain, row.reach]}


def _values(name: str, values: tuple[str, ...]) -> object:
    if name == AROUND:
        return {"day": values[0], "days": int(values[1])}
    told = [_TRUTHS.get(each, each) for each in values]
    return told[0] if len(told) == 1 else told


def expression_words(expression: Expression) -> str:
    """What is counted, as people say it; codes of filters stand as they are."""
    names = {each.code: str(each.label) for each in measures()}
    return _words(expression, names)


def _words(expression: Expression, names: Mapping[str, str]) -> str:
    named = term(expression)
    if named is not None:
        return _term_words(named, names)
    ((operator, parts),) = expression.items()
    if operator == "reach":
        said = {"what": _words(parts[0], names), "least": parts[1]}
        return _("%(what)s từ %(least)s trở lên") % said
    told = [_words(part, names) for part in parts]
    if operator in _JOINED:
        return _JOINED[operator].join(told)
    return _extreme(operator) % {"what": "; ".join(told)}


_JOINED: Mapping[str, str] = {"sum": " + ", "difference": " − "}


def _extreme(operator: str) -> str:
    return _("số nhỏ nhất của: %(what)s") if operator == "min" else _("số lớn nhất của: %(what)s")


def _term_words(named: Term, names: Mapping[str, str]) -> str:
    label = names.get(named.measure, named.measure)
    where = "; ".join(_where_words(named.where))
    return f"{label} ({where})" if where else label


def _where_words(where: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    for name, values in where:
        if name == AROUND:
            yield _("quanh ngày %(day)s, trước sau %(days)s ngày") % {
                "day": values[0],
                "days": values[1],
            }
        else:
            yield ", ".join(values)
