"""Reads of the registry of models."""

from aoxanh.practices.queries.registry import (
    PracticeFilter,
    adoptions,
    adoptions_of,
    figures_of,
    flags,
    practice,
    practices,
    registered,
    registry,
    wordings,
)
from aoxanh.practices.queries.tables import compiled_rows, compiled_table


__all__ = [
    "PracticeFilter",
    "adoptions",
    "adoptions_of",
    "compiled_rows",
    "compiled_table",
    "figures_of",
    "flags",
    "practice",
    "practices",
    "registered",
    "registry",
    "wordings",
]
