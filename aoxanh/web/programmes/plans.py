"""“Chương trình”: the plans a unit works by, where each indicator stands, and what lies behind it."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aoxanh.access import queries as access
from aoxanh.kernel.numbers import amount, number
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import queries
from aoxanh.programmes.types import (
    DueValue,
    IndicatorShown,
    IndicatorType,
    Standing,
    Status,
    Told,
)
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


ICONS = {
    Status.ACHIEVED: "check-check",
    Status.BEHIND: "trending-down",
    Status.QUALITATIVE: "pen-line",
    Status.NO_TARGET: "minus",
    Status.WITHHELD: "lock",
}
"""The sign of a standing where its tone has not one of its own: told apart by shape and word, not by colour."""

TONES = {
    Status.ACHIEVED: "ok",
    Status.ON_TRACK: "ok",
    Status.BEHIND: "stop",
    Status.NO_DATA: "none",
    Status.QUALITATIVE: "neutral",
    Status.NO_TARGET: "neutral",
    Status.WITHHELD: "neutral",
}
WITHHELD = gettext_lazy("Người cần giúp đỡ: ít người thì không nêu số")
"""What stands in place of a figure that is not told."""
_YEARLY = {IndicatorType.YEARLY_EVENT, IndicatorType.DUTY}


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator on the page of its programme: a bar, a row of years, or words."""

    standing: Standing
    tone: str
    targets: str
    years: tuple[str, ...] = ()
    kept: str = ""
    words: str = ""

    @property
    def icon(self) -> str:
        return ICONS.get(self.standing.status, "")

    @property
    def adjusted(self) -> Decimal | None:
        """What was decided beside the current figure, if anything."""
        current = self.standing.current
        return current.told.value if current and current.told else None

    @property
    def unit(self) -> str:
        return "%" if self.standing.is_percent else self.standing.each.counted_in

    @property
    def value(self) -> Decimal | None:
        current = self.standing.current
        return current.value if current else None

    @property
    def has_gap(self) -> bool:
        """Whether the stretch that runs is known, but not those before: why a known value has no standing."""
        return self.standing.status == Status.NO_DATA and self.value is not None

    @property
    def target(self) -> Decimal | None:
        current = self.standing.current
        return current.due.target if current else None

    @property
    def earlier(self) -> list[Decimal]:
        """What earlier phases had to reach."""
        targets = {due.due.target for due in self.standing.dues[:-1]} - {None, self.target}
        return sorted(target for target in targets if target is not None)

    @property
    def needed(self) -> Decimal | None:
        current = self.standing.current
        return current.needed if current else None


def targets_in_words(each: IndicatorShown, *, is_percent: bool) -> str:
    """“Giai đoạn 1: 60 %; Giai đoạn 2: 80 %”."""
    unit = "%" if is_percent else each.counted_in
    cycle = each.definition.get("cycle", 1)
    often = _("%(years)s năm một lần") % {"years": cycle} if cycle > 1 else ""
    return "; ".join(
        f"{often if target.is_yearly and often else target.phase}: {amount(target.value)} {unit}"
        for target in each.targets
    )


def row_of(standing: Standing) -> Row:
    each = standing.each
    years: tuple[str, ...] = ()
    kept = words = ""
    if not standing.is_percent and each.type in _YEARLY and standing.dues:
        years = tuple(_pill(due) for due in standing.dues)
        met = sum(due.is_met for due in standing.dues)
        kept = _("%(met)s / %(all)s kỳ") % {"met": number(met), "all": number(len(standing.dues))}
    if standing.status == Status.QUALITATIVE:
        words = counters_in_words(standing) or _("Nhận xét bằng lời")
    if standing.status == Status.WITHHELD:
        words = str(WITHHELD)
    targets = targets_in_words(each, is_percent=standing.is_percent)
    return Row(standing, TONES[standing.status], targets, years, kept, words)


def _pill(due: DueValue) -> str:
    if due.is_met:
        return "done"
    return "missed" if due.is_over else "now"


def counters_in_words(standing: Standing) -> str:
    return "; ".join(f"{name}: {number(_whole(value))}" for name, value in standing.counters)


def _whole(value: Decimal) -> int:
    return int(value)


@needs(Permission.INDICATOR_VIEW)
def programmes(request: Request, unit_id: int) -> HttpResponse:
    """The programmes the portal knows, newest first, as ``unit_id`` opens them."""
    day = request.actor.day
    found = queries.programmes(actor=request.actor)
    running = [each for each in found if day in each.period and each.closed_on is None]
    context = {
        "unit_id": unit_id,
        "running": running,
        "past": [each for each in found if each not in running],
        "may_write": request.actor.may(Permission.PLAN_DECIDE, at=unit_id),
    }
    return render(request, "programmes/programmes.html", context)


def standing_page(request: Request, unit_id: int, each: IndicatorShown) -> HttpResponse:
    """“Xem danh sách” of an indicator: year by year, the units counted and missing, the activities behind it."""
    actor = request.actor
    standing = queries.standing(each, actor=actor, unit_id=unit_id)
    recordable = bool(standing.dues) and standing.until is None
    evidence = queries.evidence_rows(each, actor=actor, unit_id=unit_id) if recordable else []
    current = standing.current
    named = {row.unit_id for row in evidence} | decided_by(standing.told)
    named |= {*current.counted, *current.missing} if current else set()
    steps = queries.steps_below(each, actor=actor, unit_id=unit_id)
    named |= {*steps.reached, *steps.others} if steps else set()
    names = units.names_at(named, actor.day)
    context = {
        "row": row_of(standing),
        "standing": standing,
        "each": each,
        "dues": [(due, _pill(due)) for due in reversed(standing.dues)],
        "counters": counters_in_words(standing),
        "counted": _named(current.counted, names) if current else [],
        "missing": _named(current.missing, names) if current else [],
        "both_steps": _named(steps.reached, names) if steps else [],
        "not_both": _named(steps.others, names) if steps else [],
        "withheld": len(steps.withheld) if steps else 0,
        "is_withheld": standing.status == Status.WITHHELD,
        "evidence": [(names.get(row.unit_id, ""), row) for row in evidence],
        **decided(request, unit_id, each, standing.told, names),
    }
    return render(request, "programmes/standing.html", context)


def decided_by(told: tuple[Told, ...]) -> set[int]:
    """The units that said it."""
    return {one.decided_by_id for one in told if one.decided_by_id is not None}


def decided(
    request: Request,
    unit_id: int,
    each: IndicatorShown,
    told: tuple[Told, ...],
    names: dict[int, str],
) -> dict[str, object]:
    """What was said of an indicator beside its figures, by whom, and what the reader may add: two statements."""
    actor = request.actor
    held = queries.programmes_at(unit_id, actor=actor).filter(code=each.programme_code).first()
    decides = held is not None and actor.may(Permission.PLAN_DECIDE, at=unit_id)
    return {
        "told": told,
        "names": names,
        "holders": access.names_of({one.account_id for one in told if one.account_id}, actor=actor),
        "may_state": held is not None and actor.may(Permission.PLAN_REPORT, at=unit_id),
        "may_override": decides and each.type != IndicatorType.QUALITATIVE,
        "may_rebase": decides
        and held is not None
        and held.unit_id == unit_id
        and "across" in each.definition,
    }


def _named(unit_ids: tuple[int, ...], names: dict[int, str]) -> list[tuple[str, int]]:
    return sorted((names.get(pk, ""), pk) for pk in unit_ids)
