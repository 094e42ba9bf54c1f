"""Reads of the registry of models."""

from aoxanh.practices.queries.exports import years
from aoxanh.practices.queries.hits import MOST_FOUND, Hits
from aoxanh.practices.queries.places import home_province_id, province_ids
from aoxanh.practices.queries.registry import (
    PracticeFilter,
    adoptions,
    adoptions_of,
    drafts,
    figures_of,
    flags,
    open_flags_of,
    practice,
    practices,
    registered,
    registry,
    wordings,
)
from aoxanh.practices.queries.searching import similar
from aoxanh.practices.queries.tables import compiled_rows, list_of, sent_text


__all__ = [
    "MOST_FOUND",
    "Hits",
    "PracticeFilter",
    "adoptions",
    "adoptions_of",
    "compiled_rows",
    "drafts",
    "figures_of",
    "flags",
    "home_province_id",
    "list_of",
    "open_flags_of",
    "practice",
    "practices",
    "province_ids",
    "registered",
    "registry",
    "sent_text",
    "similar",
    "wordings",
    "years",
]
