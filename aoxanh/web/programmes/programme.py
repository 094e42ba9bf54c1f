"""The page of a programme: every indicator against its targets, and one of them on the map and over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.files.types import FileType
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.numbers import amount
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import queries
from aoxanh.programmes.errors import UnknownProgramme
from aoxanh.programmes.types import (
    IndicatorShown,
    ProgrammeShown,
    Progress,
    ShadedMap,
    Standing,
    Status,
)
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.paging import asked_day, query
from aoxanh.web.places import maps
from aoxanh.web.places.grounds import Ground, ground_of
from aoxanh.web.programmes.plans import Row, row_of
from aoxanh.web.programmes.shades import Shades
from aoxanh.web.request import Request
from aoxanh.web.taken import taken_away


if TYPE_CHECKING:
    from aoxanh.units.models import UnitVersion

GOOD = frozenset({Status.ACHIEVED, Status.ON_TRACK})
_MOST_SLOW = 8


@dataclass(frozen=True, slots=True)
class Slow:
    """A unit that holds an indicator back: what is known of it, and what was asked."""

    name: str
    href: str
    standing: Standing

    @property
    def is_silent(self) -> bool:
        return self.standing.status == Status.NO_DATA

    @property
    def words(self) -> str:
        """What it has reached; empty where nothing is known."""
        current = self.standing.current
        if current is None or current.value is None:
            return ""
        asked = current.needed if current.needed is not None else current.due.target
        said = {"value": amount(current.value), "asked": amount(asked or 0)}
        return _("Đạt %(value)s %%, cần %(asked)s %% lúc này") % said


@dataclass(frozen=True, slots=True)
class Chosen:
    """The indicator that stands beside the list, with the map and the line of it."""

    row: Row
    number: int
    progress: Progress
    map: maps.ProvinceMap | None
    ground: Ground
    legend: Sequence[tuple[str, str]]
    slow: Sequence[Slow]

    @property
    def shown(self) -> Sequence[Slow]:
        return self.slow[:_MOST_SLOW]

    @property
    def ahead(self) -> str:
        """“Vượt 7 điểm”, “Còn thiếu 4 điểm”; empty where there is no path."""
        if self.row.value is None or self.row.needed is None:
            return ""
        gap = self.row.value - self.row.needed
        unit = _("điểm") if self.row.standing.is_percent else self.row.unit
        words = _("Vượt %(gap)s %(unit)s") if gap >= 0 else _("Còn thiếu %(gap)s %(unit)s")
        return words % {"gap": amount(abs(gap)), "unit": unit}


def shown_programme(request: Request, code: str) -> ProgrammeShown:
    """The programme that the address names. Raises ``Http404``."""
    try:
        return queries.programme(code, actor=request.actor)
    except UnknownProgramme as refusal:
        raise Http404(str(refusal)) from refusal


@needs(Permission.INDICATOR_VIEW)
def programme(request: Request, unit_id: int, code: str) -> HttpResponse:
    """One programme: every indicator with its standing and its targets; the chosen one on map and line."""
    found = _judged(request, unit_id, code)
    rows = found.rows
    held = [row.standing.status for row in rows]
    context = {
        "programme": found.programme,
        "rows": rows,
        "picks": [(row, _address(request, unit_id, row)) for row in rows],
        "tab": "indicators",
        "day": found.day,
        "phases": _phases(rows, request.actor.day, found.day),
        "good": sum(status in GOOD for status in held),
        "behind": held.count(Status.BEHIND),
        "silent": held.count(Status.NO_DATA),
        "chosen": found.chosen,
        "closes": found.programme.unit_id == unit_id
        and found.programme.closed_on is None
        and request.actor.may(Permission.UNIT_EDIT, at=unit_id),
    }
    return render(request, "programmes/programme.html", context)


@dataclass(frozen=True, slots=True)
class Judged:
    """A programme as it stands for a unit on a day, and the indicator that is looked at in depth."""

    programme: ProgrammeShown
    day: date
    rows: Sequence[Row]
    chosen: Chosen | None


def _judged(request: Request, unit_id: int, code: str) -> Judged:
    """The programme in the address, on the day in the address: six statements. Raises ``Http404``."""
    actor = request.actor
    shown, indicators = _promised(request, code)
    day = judged_on(request, shown)
    children = list(units.children_of(unit_id=unit_id, actor=actor, day=actor.day))
    told, progress = queries.standings_in_depth(
        indicators,
        actor=actor,
        unit_id=unit_id,
        below=[each.unit_id for each in children],
        choose=partial(_picked, asked=request.GET.get("chi-tieu", "")),
        day=day,
    )
    rows = [row_of(each) for each in told]
    chosen = _chosen(request, rows, children, progress) if progress else None
    return Judged(shown, day, rows, chosen)


def _promised(request: Request, code: str) -> tuple[ProgrammeShown, list[IndicatorShown]]:
    """The programme that the address names, with its indicators. Raises ``Http404``."""
    try:
        return queries.programme_promised(code, actor=request.actor)
    except UnknownProgramme as refusal:
        raise Http404(str(refusal)) from refusal


def _address(request: Request, unit_id: int, row: Row) -> str:
    """Where a row leads: the same page with it chosen; to its own page where no figure can be drawn."""
    code = row.standing.each.code
    if not row.standing.dues:
        return reverse("manage:indicator", args=[unit_id, code])
    return f"?{query({'chi-tieu': code, 'den': request.GET.get('den', '')})}#dang-xem"


def judged_on(request: Request, shown: ProgrammeShown) -> date:
    """The day as known on which it is judged: the one in the address within the programme's days, else today."""
    last = min(request.actor.day, max(shown.period.last_day, shown.period.start))
    asked = asked_day(request, "den")
    return asked if asked and shown.period.start <= asked <= last else last


def _phases(rows: Sequence[Row], today: date, day: date) -> list[tuple[str, str, bool]]:
    """(words, query, chosen): as things stand now, and at the end of each phase that is over."""
    phases = rows[0].standing.each.phases if rows else ()
    over = [
        (_("Hết %(phase)s") % {"phase": name}, f"?den={period.last_day}", period.last_day == day)
        for name, period in phases
        if period.last_day < today
    ]
    now = [name for name, period in phases if today in period]
    ended = any(chosen for *_words, chosen in over)
    return [(now[0] if now else _("Hiện nay"), "?", not ended), *reversed(over)]


def _picked(told: Sequence[Standing], *, asked: str) -> IndicatorShown | None:
    """The indicator asked for; else the first that is behind, else the first of which something is known."""
    known = [each for each in told if each.dues]
    named = [each for each in known if each.each.code == asked]
    behind = [each for each in known if each.status == Status.BEHIND and value_of(each)]
    return next((each.each for each in (*named, *behind, *known)), None)


def _chosen(
    request: Request,
    rows: Sequence[Row],
    children: Sequence["UnitVersion"],
    progress: Progress,
) -> Chosen:
    row = next(row for row in rows if row.standing.each.code == progress.each.code)
    ground, drawn, legend = _on_the_map(request, row, children, progress.below)
    return Chosen(
        row=row,
        number=rows.index(row) + 1,
        progress=progress,
        map=drawn,
        ground=ground,
        legend=legend,
        slow=slow_units(row.standing.each, children, progress.below),
    )


def value_of(standing: Standing) -> Decimal | None:
    """What a unit has reached in the running stretch; None where nothing can be known."""
    return standing.current.value if standing.current else None


def _on_the_map(
    request: Request,
    row: Row,
    children: Sequence["UnitVersion"],
    below: Mapping[int, Standing],
) -> tuple[Ground, maps.ProvinceMap | None, Sequence[tuple[str, str]]]:
    """Each unit below on its place; no map where they have none of their own."""
    placed = {each.place.code: each for each in reversed(children) if each.place is not None}
    ground = ground_of(next(iter(placed), ""), request.actor.day)
    values = {
        code: value_of(below[each.unit_id]) for code, each in placed.items() if code in ground.names
    }
    if not values:
        return ground, None, ()
    shades = Shades.of(values.values(), is_percent=row.standing.is_percent)
    withheld = {code for code in values if below[placed[code].unit_id].status == Status.WITHHELD}
    told = {code: shades.words(value) for code, value in values.items()}
    told |= dict.fromkeys(withheld, str(Status.WITHHELD.label))
    drawn = ground.shaded(
        {code: (shades.shade(value), told[code]) for code, value in values.items()},
        {
            code: reverse("manage:indicator", args=[placed[code].unit_id, row.standing.each.code])
            for code in values
        },
    )
    return ground, drawn, shades.legend(values, withheld=len(withheld))


def slow_units(
    each: IndicatorShown, children: Sequence["UnitVersion"], below: Mapping[int, Standing]
) -> list[Slow]:
    """Of what is a share: units without figures, then those behind, the furthest first."""
    held = [
        Slow(child.name, reverse("manage:indicator", args=[child.unit_id, each.code]), standing)
        for child in children
        if (standing := below[child.unit_id]).is_percent
        and standing.status in {Status.BEHIND, Status.NO_DATA}
    ]
    return sorted(
        held, key=lambda slow: (not slow.is_silent, value_of(slow.standing) or 0, slow.name)
    )


@needs(Permission.INDICATOR_VIEW)
def programme_paper(request: Request, unit_id: int, code: str) -> HttpResponse:
    """How its indicators stand, on one page of paper."""
    return _as_pdf(request, unit_id, code, queries.PAGE, "chuong-trinh-mot-trang.pdf")


@needs(Permission.INDICATOR_VIEW)
def programme_slide(request: Request, unit_id: int, code: str) -> HttpResponse:
    """The same on one slide, what needs a decision first."""
    return _as_pdf(request, unit_id, code, queries.SLIDE, "chuong-trinh-trang-chieu.pdf")


def _as_pdf(request: Request, unit_id: int, code: str, layout: str, name: str) -> HttpResponse:
    found = _judged_for_paper(request, unit_id, code)
    content = queries.programme_pdf(
        found.programme,
        [row.standing for row in found.rows],
        unit_name=units.names_at({unit_id}, found.day).get(unit_id, ""),
        day=found.day,
        layout=layout,
        on=timezone.now(),
        shaded=_shaded(found.chosen) if found.chosen else None,
    )
    return taken_away(content, name, FileType.PDF)


@in_vietnamese
def _judged_for_paper(request: Request, unit_id: int, code: str) -> Judged:
    """Papers are Vietnamese whatever language the page is read in."""
    return _judged(request, unit_id, code)


def _shaded(chosen: Chosen) -> ShadedMap | None:
    """The map of the page for paper; that of the country with its islands."""
    if chosen.map is None:
        return None
    return ShadedMap(
        number=chosen.number,
        name=chosen.row.standing.each.name,
        width=chosen.map.width,
        height=chosen.map.height,
        areas=[(area.d, area.shade) for area in chosen.map.areas],
        legend=chosen.legend,
        islands=[(each.label, each.x, each.y, each.dots) for each in chosen.map.islands],
    )
