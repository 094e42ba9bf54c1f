"""Expressions over measures, as programmes write them: ``{max: [turns, {measure: turns, where: {…}}]}``."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from aoxanh.programmes.types import Term


Expression = Any
"""JSON: a measure's code, a measure with ``where``, or one operator over a list of expressions."""

ZERO = Decimal(0)
ONE = Decimal(1)

_OPERATORS: Mapping[str, Callable[[Sequence[Decimal]], Decimal]] = {
    "max": max,
    "min": min,
    "sum": lambda parts: sum(parts, ZERO),
    "difference": lambda parts: max(parts[0] - sum(parts[1:], ZERO), ZERO),
    "reach": lambda parts: ONE if parts[0] >= parts[1] else ZERO,
}
AROUND: Final = "around"
"""The filter by days of each year: ``around: {day: 05/12, days: 15}``."""

_DAY_OF_YEAR = re.compile(r"^(\d{1,2})/(\d{1,2})$")
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def day_of_year(text: object) -> tuple[int, int]:
    """(month, day) of “20/3”. Raises ``ValueError`` on what not every year has: 31/02, and 29/02."""
    found = _DAY_OF_YEAR.match(text) if isinstance(text, str) else None
    day, month = (int(part) for part in found.groups()) if found else (0, 0)
    if not 1 <= month <= len(_LENGTHS) or not 1 <= day <= _LENGTHS[month - 1]:
        raise ValueError(text)
    return month, day


def term(expression: Expression) -> Term | None:
    """The measure that an expression names itself, or None for an operator. Raises ``ValueError``, ``TypeError``."""
    if isinstance(expression, str):
        return Term(expression)
    if not isinstance(expression, Mapping):
        raise TypeError(expression)
    if "measure" not in expression:
        return None
    if set(expression) - {"measure", "where"} or not isinstance(expression["measure"], str):
        raise ValueError(expression)
    where = expression.get("where") or {}
    return Term(
        expression["measure"], tuple((name, _values(name, where[name])) for name in sorted(where))
    )


def _values(name: str, given: object) -> tuple[str, ...]:
    if name == AROUND:
        if not isinstance(given, Mapping) or set(given) != {"day", "days"}:
            raise ValueError(given)
        month, day = day_of_year(given["day"])
        return f"{day:02}/{month:02}", str(int(given["days"]))
    values = given if isinstance(given, list) else [given]
    return tuple(sorted(_word(value) for value in values))


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def operation(expression: Mapping[str, Any]) -> tuple[str, list[Expression]]:
    """How an expression joins others, and which. Raises ``ValueError`` on what is no such thing."""
    if len(expression) != 1:
        raise ValueError(expression)
    ((operator, parts),) = expression.items()
    if operator not in _OPERATORS or not isinstance(parts, list) or not parts:
        msg = f"unknown operator {operator!r}"
        raise ValueError(msg)
    if operator == "reach" and (len(parts) != 2 or not _is_number(parts[1])):
        raise ValueError(expression)
    if operator == "difference" and len(parts) == 1:
        raise ValueError(expression)
    return operator, parts


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def evaluate(expression: Expression, values: Mapping[str, Decimal]) -> Decimal:
    """The value of an expression over ``values`` by ``Term.key``.

    ``max``, ``min`` and ``sum`` of expressions; ``difference`` is the first less all others, never below 0;
    ``reach`` is 1 where the first reaches the number beside it, else
    0. A measure without a figure counts as 0 here; whether it may be missing at all is ``requires``'s business.
    Raises ``ValueError`` on an unknown operator.
    """
    if _is_number(expression):
        return Decimal(expression)
    named = term(expression)
    if named is not None:
        return values.get(named.key, ZERO)
    operator, parts = operation(expression)
    return _OPERATORS[operator]([evaluate(part, values) for part in parts])


def terms_of(expression: Expression) -> frozenset[Term]:
    """Every measure an expression names, with its filters. Raises ``ValueError``, ``TypeError`` on none."""
    named = term(expression)
    if named is not None:
        return frozenset({named})
    operator, parts = operation(expression)
    inner = parts[:1] if operator == "reach" else parts
    return frozenset().union(*(terms_of(part) for part in inner))


def measures_of(expression: Expression) -> frozenset[str]:
    """The codes of every measure an expression names."""
    return frozenset(each.measure for each in terms_of(expression))
