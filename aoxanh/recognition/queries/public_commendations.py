"""What anyone may know of a decision to commend: that it exists, whose it is, whether a typed name stands in it."""

from itertools import groupby
from typing import Final

from aoxanh.kernel.text import fold, nfc, same_name
from aoxanh.recognition.models import Commendation
from aoxanh.recognition.types import CommendationState, PublicDecision


_LOOKED_AT: Final = 2000
_YEARS: Final = range(1931, 2200)
"""Since there is a Union."""


def decisions(typed: str, *, year: int) -> list[PublicDecision]:
    """Decisions of ``year`` with this number, written as on paper or as the number alone: one statement.

    Collectives are named, persons only counted: who is looked for is typed (``named_in_decision``).
    """
    same = groupby(
        _rows(typed, year), key=lambda row: (row.decided_on, row.decision_number, row.authority)
    )
    return [_told(list(rows)) for _decision, rows in same]


def named_in_decision(typed: str, *, year: int, name: str) -> bool:
    """Whether somebody or a collective of that name was commended by it. The page limits how often one may ask."""
    return any(same_name(row.name, name) for row in _rows(typed, year))


def _told(rows: list[Commendation]) -> PublicDecision:
    first = rows[0]
    return PublicDecision(
        number=first.decision_number,
        decided_on=first.decided_on,
        authority=first.authority,
        forms=tuple(dict.fromkeys(str(row.get_form_display()) for row in rows)),
        level=str(first.get_level_display()),
        collectives=tuple(row.name for row in rows if row.is_collective),
        people=sum(not row.is_collective for row in rows),
    )


def _rows(typed: str, year: int) -> list[Commendation]:
    number = _bare(typed)
    digits = number[: len(number) - len(number.lstrip("0123456789"))]
    if not digits or year not in _YEARS:
        return []
    rows = Commendation.objects.filter(
        state=CommendationState.DECIDED,
        decided_on__year=year,
        decision_number__startswith=digits,
    ).order_by("decided_on", "decision_number", "authority", "pk")[:_LOOKED_AT]
    return [row for row in rows if _fits(_bare(row.decision_number), number, digits)]


def _fits(kept: str, asked: str, digits: str) -> bool:
    """The same number, or the number alone of a longer one."""
    if asked == digits:
        return kept == digits or (kept.startswith(digits) and not kept[len(digits)].isdigit())
    return kept == asked


def _bare(number: str) -> str:
    """``15 - QĐ/TĐTN`` → ``15qdtdtn``."""
    return "".join(fold(nfc(number)).split())
