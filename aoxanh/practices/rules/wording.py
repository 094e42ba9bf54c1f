"""The texts of a model as they are kept, and what is derived from them."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from aoxanh.kernel.text import fold, nfc, nfc_lines
from aoxanh.practices.errors import TitleNeeded, YearImplausible
from aoxanh.practices.rules.classes import suggest_level, suggest_replicability
from aoxanh.practices.types import FIELDS, PracticeField


COLUMNS: Mapping[PracticeField, str] = {
    **{field: field.value for field in FIELDS},
    PracticeField.LEVEL: "level_text",
    PracticeField.REPLICABILITY: "replicability_text",
}
"""The column in which each field is kept."""
FIRST_YEAR = 1975
_LONGEST = {PracticeField.TITLE: 500, PracticeField.LEVEL: 300}


def read_texts(texts: Mapping[PracticeField, str], *, year: int, day: date) -> dict[str, str]:
    """Column values of the eight texts. Raises ``TitleNeeded``, ``YearImplausible``."""
    found = {COLUMNS[field]: nfc_lines(texts.get(field, "")) for field in FIELDS}
    found["title"] = nfc(found["title"])
    found["level_text"] = nfc(found["level_text"])[: _LONGEST[PracticeField.LEVEL]]
    if not found["title"] or len(found["title"]) > _LONGEST[PracticeField.TITLE]:
        raise TitleNeeded
    if not FIRST_YEAR <= year <= day.year:
        raise YearImplausible
    return found


def derived(columns: Mapping[str, str], *, more: str = "") -> dict[str, str]:
    """What is computed from the texts: suggested classes, the digest of equal wordings, what is searched."""
    texts = [columns[COLUMNS[field]] for field in FIELDS]
    return {
        "level": suggest_level(columns["level_text"]),
        "replicability": suggest_replicability(columns["replicability_text"]),
        "digest": digest(texts),
        "search_text": fold(" ".join([*texts, more])),
    }


def digest(texts: list[str]) -> str:
    """Equal for wordings that differ in case, marks, spaces and punctuation alone."""
    return sha256("\n".join(map(fold, texts)).encode()).hexdigest()
