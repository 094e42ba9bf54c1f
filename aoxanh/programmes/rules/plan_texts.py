"""Plan documents as text again, and what differs between two of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml


_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_WIDTH = 120
_ORDER = (
    "code", "family", "number", "clause", "name", "text", "issuer", "parent", "from", "to", "scope", "subjects",
    "issued_on", "about", "bases", "phases", "objectives", "bodies", "budget_sources", "budgeting",
    "tasks", "boards", "indicators",
)  # fmt: skip
"""What a reader looks for first; other words follow by the alphabet. PostgreSQL keeps no order of its own."""


def plan_text(document: Mapping[str, Any]) -> str:
    """The file of a document: loading it again changes nothing."""
    return _dumped(document, yaml.SafeDumper)


def plan_lines(document: Mapping[str, Any]) -> str:
    """The same for the product's own eyes, by libyaml: four times as fast, and some signs stand there as numbers."""
    return _dumped(document, yaml.CSafeDumper)


def _dumped(
    document: Mapping[str, Any], dumper: type[yaml.SafeDumper] | type[yaml.CSafeDumper]
) -> str:
    text: str = yaml.dump(
        _with_days(document), Dumper=dumper, allow_unicode=True, sort_keys=False, width=_WIDTH
    )
    return text


def _with_days(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _with_days(value[key]) for key in sorted(value, key=_place)}
    if isinstance(value, list):
        return [_with_days(part) for part in value]
    if isinstance(value, str) and _DAY.match(value):
        return date.fromisoformat(value)
    return value


def _place(key: str) -> tuple[int, str]:
    return _ORDER.index(key) if key in _ORDER else len(_ORDER), key


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that two documents tell differently; None where one of them has none."""

    path: str
    before: object
    after: object


def differences(before: object, after: object, path: str = "") -> Iterator[Difference]:
    """What differs, in the order of ``before``; entries of lists are found by code, indicators by family first."""
    if before == after:
        return
    left, right = _parts(before), _parts(after)
    if left is None or right is None:
        yield Difference(path, before, after)
        return
    for key in [*left, *(key for key in right if key not in left)]:
        inner = f"{path}.{key}" if path else key
        yield from differences(left.get(key), right.get(key), inner)


def _parts(value: object) -> dict[str, Any] | None:
    """A mapping, or a list of entries that can be told apart; None for what is told whole."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, list) and value and all(isinstance(part, Mapping) for part in value):
        named = {str(_name(part)): part for part in value}
        return named if len(named) == len(value) else None
    return None


def _name(part: Mapping[str, Any]) -> object:
    return part.get("family") or part.get("code") or part.get("clause") or part.get("number")
