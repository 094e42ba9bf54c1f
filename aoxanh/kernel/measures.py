"""Measures: registered queries of one context, from which every indicator is computed (house decision 6)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise


class MeasureKind(StrEnum):
    FLOW = "FLOW"
    """Sums per unit and day."""
    STOCK = "STOCK"
    """Subjects with intervals, counted at a date."""
    DISTINCT = "DISTINCT"
    """Subjects per unit and period, each counted once at every level."""


class Attribution(StrEnum):
    """To whom a fact is counted (house decision 1)."""

    ORGANISER = "ORGANISER"
    PARTICIPANT = "PARTICIPANT"
    TERRITORY = "TERRITORY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One thing that can be counted.

    ``rows`` gives the facts, unscoped; the other fields name its columns (lookups are allowed).
    FLOW needs ``day`` and ``amount`` (an aggregate expression); DISTINCT ``day`` and ``subject``; STOCK
    ``subject``, ``starts`` and ``ends`` (half-open). A subject may be an expression.
    ``told_by`` names the events that alone change it, so that other writes need not look at it; empty means any may.
    ``activity`` is the activity a fact belongs to: by it figures are narrowed to a field of work and opened to their
    rows. ``filters`` names further columns by which a programme may narrow it. ``fewest`` marks persons in need: fewer
    than so many are no figure for others (``small_counts``); 0 is everything else, as who took part.
    """

    code: str
    label: str | Promise
    noun: str | Promise
    kind: MeasureKind
    attribution: Attribution
    rows: Callable[[], QuerySet[Any]]
    unit: str
    place: str | None = None
    activity: str | None = None
    day: str = ""
    amount: Any = None
    subject: Any = ""
    starts: str = ""
    ends: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    told_by: frozenset[str] = frozenset()
    fewest: int = 0


_REGISTRY: dict[str, Measure] = {}


def register(*measures: Measure) -> None:
    """Called from ``apps.ready()`` of the context that owns the rows. Raises ``ValueError`` on a second owner."""
    for measure in measures:
        if measure.code in _REGISTRY:
            msg = f"measure registered twice: {measure.code}"
            raise ValueError(msg)
        _REGISTRY[measure.code] = measure


def measure(code: str) -> Measure:
    """The measure called ``code``. Raises ``KeyError``."""
    return _REGISTRY[code]


def measures() -> tuple[Measure, ...]:
    """All measures by code."""
    return tuple(_REGISTRY[code] for code in sorted(_REGISTRY))
