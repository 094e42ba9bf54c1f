"""Reads of inspections and of declarations of IT use."""

from aoxanh.inspections.queries.declarations import (
    declarations_of,
    declarations_waiting,
    proposed_uses,
    uses_by_code,
)
from aoxanh.inspections.queries.visits import (
    checklists,
    draw,
    draws_of,
    is_repeated,
    open_remedies,
    progress,
    to_choose,
    visit,
    visited,
    visits,
    visits_to,
)
from aoxanh.inspections.queries.waiting import matters_waiting


__all__ = [
    "checklists",
    "declarations_of",
    "declarations_waiting",
    "draw",
    "draws_of",
    "is_repeated",
    "matters_waiting",
    "open_remedies",
    "progress",
    "proposed_uses",
    "to_choose",
    "uses_by_code",
    "visit",
    "visited",
    "visits",
    "visits_to",
]
