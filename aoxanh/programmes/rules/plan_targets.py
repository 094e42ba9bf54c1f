"""Targets in force in their periods: what an amendment changes, it changes from its day on (PRG-06)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from aoxanh.programmes.types import EVERY_YEAR


Document = Mapping[str, Any]
Targets = dict[str, Any]


def targets_in_force(editions: Sequence[tuple[date | None, Document]]) -> dict[str, Targets]:
    """The targets of each indicator of the last edition, each as it stood in the period it is for.

    ``editions`` are (in force from, document) in order. One without a day mends what was typed and holds from the
    beginning; one with a day leaves what had ended by then as it was.
    """
    found: dict[str, Targets] = {}
    before: Document = {}
    for on, document in editions:
        found = {
            each["code"]: _next(
                found.get(each["code"], {}), _targets(before, each["code"]), each, document, on
            )
            for each in document["indicators"]
        }
        before = document
    return found


def _targets(document: Document, code: str) -> Targets:
    rows = [each for each in document.get("indicators", []) if each["code"] == code]
    return dict(rows[0].get("targets", {})) if rows else {}


def _next(
    held: Targets, was: Targets, each: Document, document: Document, on: date | None
) -> Targets:
    new = dict(each.get("targets", {}))
    told = {key for key in {**was, **new} if was.get(key) != new.get(key)}
    if on is None or not held:
        return _changed(held, new, told)
    ends = {phase["code"]: _day(phase["to"]) for phase in document["phases"]}
    over = {key for key in told if _end(key, ends) <= on}
    pinned = _pinned(held, new, document, on) if each.get("basis") == "per_year" else {}
    return {**_changed(held, new, told - over), **(pinned if told - over else {})}


def _changed(held: Targets, new: Targets, told: set[str]) -> Targets:
    kept = {key: value for key, value in held.items() if key not in told}
    return kept | {key: new[key] for key in told if key in new}


def _pinned(held: Targets, new: Targets, document: Document, on: date) -> Targets:
    """The years that had ended, each with what was asked then: where a wider target changes, they do not."""
    found: Targets = {}
    for year in range(_day(document["from"]).year, on.year):
        value = _of_year(held, document, year)
        if value is not None and value != _of_year(new, document, year):
            found[str(year)] = value
    return found


def _of_year(targets: Targets, document: Document, year: int) -> Any:  # noqa: ANN401  a number of a document
    last = date(year, 12, 31)
    phases = [
        phase["code"]
        for phase in document["phases"]
        if _day(phase["from"]) <= last < _day(phase["to"])
    ]
    keys = (str(year), EVERY_YEAR, *phases)
    return next((targets[key] for key in keys if key in targets), None)


def _end(key: str, phases: Mapping[str, date]) -> date:
    return date(int(key) + 1, 1, 1) if key.isdecimal() else phases.get(key, date.max)


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
