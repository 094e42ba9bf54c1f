"""Pure decisions about courses: who has completed one, for how long it counts, files of topics."""

from calendar import monthrange
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from aoxanh.kernel.lined import Lined, LinedFault, read_rows
from aoxanh.kernel.periods import FOREVER
from aoxanh.training.errors import TopicFileRefused
from aoxanh.training.types import Standing


_REQUIRED: dict[str, type] = {"code": str, "name": str, "coordination": bool, "share": int}
_OPTIONAL: dict[str, type] = {"valid_months": int}
_LIMITS = {"share": (1, 100), "valid_months": (1, 240)}


def has_completed(*, attended: int, sessions: int, share: int) -> bool:
    """Whether somebody who came to ``attended`` of ``sessions`` reaches ``share`` in a hundred of them."""
    return attended > 0 and attended * 100 >= share * sessions


def valid_until(*, completed_on: date, months: int | None) -> date:
    """The first day on which a training no longer counts as up to date: the same day ``months`` later."""
    if months is None:
        return FOREVER
    years, month = divmod(completed_on.month - 1 + months, 12)
    year = completed_on.year + years
    day = min(completed_on.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day)


def standing(*, until: date | None, day: date) -> Standing:
    """How somebody stands on ``day`` whose latest training counts up to ``until``."""
    if until is None:
        return Standing.NEVER
    return Standing.VALID if day < until else Standing.EXPIRED


def read_topics(text: str, *, file: str) -> list[dict[str, Any]]:
    """The topics of a file as columns. Raises ``TopicFileRefused`` with file, line and reason."""
    try:
        rows = read_rows(text, file=file, required=_REQUIRED, optional=_OPTIONAL, make=Lined)
        return [_topic(row) for row in rows]
    except LinedFault as fault:
        raise TopicFileRefused(file=file, line=fault.line, reason=fault.reason) from fault


def _topic(row: Lined) -> dict[str, Any]:
    for key, (least, most) in _LIMITS.items():
        if key in row and not least <= row[key] <= most:
            words = _("“%(key)s” phải từ %(least)s đến %(most)s")
            reason = words % {"key": key, "least": least, "most": most}
            raise LinedFault(line=row.line, reason=reason)
    return {
        "code": row["code"],
        "name": row["name"],
        "is_coordination": row["coordination"],
        "share": row["share"],
        "valid_months": row.get("valid_months"),
    }
