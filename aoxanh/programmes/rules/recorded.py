"""Recorded facts: their kinds read from a file, on which day one counts, and whether it came in time."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from aoxanh.kernel.lined import Lined, LinedFault, read_rows
from aoxanh.programmes.errors import FactKindsInvalid
from aoxanh.programmes.rules.expressions import day_of_year
from aoxanh.programmes.types.recorded import FactKind, FactState


_REQUIRED = {"code": str, "name": str, "proof": str, "by": str}
_OPTIONAL: dict[str, Any] = {"accepted": bool, "before": str, "once": bool, "about": str}


def read_fact_kinds(text: str, *, file: str) -> tuple[FactKind, ...]:
    """The kinds of a file. Raises ``FactKindsInvalid`` at the first fault."""
    try:
        rows = read_rows(text, file=file, required=_REQUIRED, optional=_OPTIONAL, make=Lined)
        return tuple(_kind(row) for row in rows)
    except LinedFault as fault:
        raise FactKindsInvalid(file=file, line=fault.line, reason=fault.reason) from fault


def _kind(row: Lined) -> FactKind:
    before = None
    try:
        before = day_of_year(row["before"]) if "before" in row else None
    except ValueError as fault:
        raise LinedFault(line=row.line, day=row["before"]) from fault
    for key, known in (("by", ("unit", "above")), ("about", ("below",))):
        if key in row and row[key] not in known:
            raise LinedFault(
                line=row.line, reason=_("“%(key)s” chỉ nhận %(known)s") % _told(key, known)
            )
    by_above = row["by"] == "above"
    if by_above and (row.get("accepted") or "about" in row):
        raise LinedFault(line=row.line, reason=_("việc do cấp trên ghi không cần xác nhận nữa"))
    return FactKind(
        code=row["code"],
        name=row["name"],
        proof=row["proof"],
        by_above=by_above,
        needs_acceptance=row.get("accepted", False),
        before=before,
        once=row.get("once", False),
        about_below="about" in row,
    )


def _told(key: str, known: tuple[str, ...]) -> dict[str, str]:
    return {"key": key, "known": ", ".join(known)}


def counted_on(year: int, on: date) -> date:
    """The day on which a fact of ``year`` counts: its own, or the nearest day of its year."""
    return min(max(on, date(year, 1, 1)), date(year, 12, 31))


def counted_state(kind: FactKind, *, year: int, on: date) -> FactState:
    """Whether what nobody has to accept any more counts, or came too late."""
    if kind.before is not None and on >= date(year, *kind.before):
        return FactState.LATE
    return FactState.COUNTED


def slot_of(kind: FactKind, *, about_id: int | None, number: str, file_code: str) -> str:
    """What may stand only once for a unit, kind and year: the fact itself, the unit it names, or its paper."""
    if kind.once:
        return "once"
    if about_id is not None:
        return f"about:{about_id}"
    return f"paper:{number.casefold()}" if number else f"file:{file_code}"
