"""Reads of the registry of models."""

from aoxanh.practices.queries.exports import years
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
from aoxanh.practices.queries.searching import similar
from aoxanh.practices.queries.tables import compiled_rows, list_of, sent_text


__all__ = [
    "PracticeFilter",
    "adoptions",
    "adoptions_of",
    "compiled_rows",
    "figures_of",
    "flags",
    "list_of",
    "practice",
    "practices",
    "registered",
    "registry",
    "sent_text",
    "similar",
    "wordings",
    "years",
]
