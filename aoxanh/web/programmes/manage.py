"""“Tổng quan”: the unit's year in figures, each of which opens to its rows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import queries
from aoxanh.programmes.errors import UnknownIndicator
from aoxanh.programmes.types import IndicatorShown, IndicatorValue, Reading
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


FLOWS = ("activities_recorded", "turns", "minutes")
FIRST_YEAR = 2024
TODAYS_MAP = "hien-nay"
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Standing:
    """An indicator with its value, ready for a bullet bar."""

    each: IndicatorShown
    value: IndicatorValue
    tone: str


_TONES = {"ACHIEVED": "ok", "ON_TRACK": "ok", "BEHIND": "stop", "NO_DATA": "none"}


def _year(request: Request, day: date) -> int:
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else day.year
    return min(max(year, FIRST_YEAR), day.year)


def _standings(actor: Actor, unit_id: int) -> list[Standing]:
    found = []
    for each in queries.indicators(actor=actor):
        value = queries.indicator_value(each, actor=actor, unit_id=unit_id, period=each.period)
        found.append(Standing(each, value, _TONES[value.status]))
    return found


def _months(sums: dict[date, Decimal], year: int, day: date) -> list[tuple[str, int | None, bool]]:
    """(label, turns, closed) for every month begun; the running one is not closed yet."""
    last = 12 if year < day.year else day.month
    return [
        (
            f"T{month}",
            int(sums.get(date(year, month, 1), 0)),
            year < day.year or month < day.month,
        )
        for month in range(1, last + 1)
    ]


def _reading(request: Request) -> Reading:
    return Reading.RESTATED if request.GET.get("doc") == TODAYS_MAP else Reading.AS_AT


def _sums(
    actor: Actor,
    unit_id: int,
    period: Period,
    flows: dict[str, dict[date, Decimal]],
    reading: Reading,
) -> dict[str, Decimal]:
    """Each flow over the whole period, on the map asked for."""
    if reading == Reading.AS_AT:
        return {code: sum(months.values(), Decimal(0)) for code, months in flows.items()}
    return {
        code: queries.flow_total(
            actor=actor, code=code, unit_id=unit_id, period=period, reading=reading
        )
        for code in FLOWS
    }


@needs(Permission.INDICATOR_VIEW)
def dashboard(request: Request, unit_id: int) -> HttpResponse:
    """The year of a unit and everything below it: theo thời điểm đó, or quy về đơn vị hiện nay."""
    day, actor, reading = local_day(timezone.now()), request.actor, _reading(request)
    year = _year(request, day)
    period = Period.year(year)
    flows = queries.flow_by_month(actor=actor, codes=FLOWS, unit_id=unit_id, period=period)
    sums = _sums(actor, unit_id, period, flows, reading)
    on_day = min(day, period.last_day)
    context = {
        "year": year,
        "years": range(day.year, FIRST_YEAR - 1, -1),
        "todays_map": TODAYS_MAP if reading == Reading.RESTATED else "",
        "day": day,
        "on_day": on_day,
        "activities": sums["activities_recorded"],
        "turns": sums["turns"],
        "minutes": int(sums["minutes"]),
        "persons": queries.count_distinct(
            actor=actor, code="persons_served", unit_id=unit_id, period=period, reading=reading
        ),
        "officers": queries.stock_at(
            actor=actor, code="officers_in_post", unit_id=unit_id, day=on_day
        ),
        "months": _months(flows["turns"], year, day),
        "standings": _standings(actor, unit_id),
    }
    return render(request, "programmes/dashboard.html", context)


@needs(Permission.INDICATOR_VIEW)
def indicator(request: Request, unit_id: int, code: str) -> HttpResponse:
    """“Xem danh sách”: the units that were counted, with their figures, and those without a declaration."""
    actor = request.actor
    try:
        each = queries.indicator(code, actor=actor)
    except UnknownIndicator as refusal:
        raise Http404(str(refusal)) from refusal
    rows = queries.unit_years(each, actor=actor, unit_id=unit_id, period=each.period)
    value = queries.indicator_value(
        each, actor=actor, unit_id=unit_id, period=each.period, rows=rows
    )
    missing = queries.missing_units(rows, unit_id=unit_id, period=each.period)
    names = units.names_at({row.unit_id for row in rows} | missing, actor.day)
    context = {
        "each": each,
        "value": value,
        "tone": _TONES[value.status],
        "counted": [
            (names.get(row.unit_id, ""), row) for row in rows if row.denominator is not None
        ],
        "unknown": [(names.get(row.unit_id, ""), row) for row in rows if row.denominator is None],
        "missing": sorted((names.get(pk, ""), pk) for pk in missing),
    }
    return render(request, "programmes/indicator.html", context)


def _asked_day(request: Request) -> date:
    try:
        return date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return local_day(timezone.now())


@needs(Permission.PERSON_VIEW)
def officers(request: Request, unit_id: int) -> HttpResponse:
    """The officers in post on a day: the rows behind the figure."""
    day, actor = _asked_day(request), request.actor
    rows = queries.stock_rows(actor=actor, code="officers_in_post", unit_id=unit_id, day=day)
    named = rows.select_related("person").order_by("person__sort_key", "pk")
    page = Paginator(named, PAGE_SIZE).get_page(request.GET.get("trang"))
    names = units.names_at({post.unit_id for post in page}, day)
    context = {"day": day, "page": page, "unit_names": names, "query": f"ngay={day}"}
    return render(request, "programmes/officers.html", context)


@needs(Permission.PERSON_VIEW)
def served(request: Request, unit_id: int) -> HttpResponse:
    """The persons who served in a year, each once, with their turns: the rows behind the figure."""
    year = _year(request, local_day(timezone.now()))
    facts = queries.distinct_rows(
        actor=request.actor, code="persons_served", unit_id=unit_id, period=Period.year(year)
    )
    persons = facts.values("person__code", "person__full_name", "person__sort_key")
    counted = persons.annotate(turns=Count("pk")).order_by("person__sort_key", "person__code")
    page = Paginator(counted, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {"year": year, "page": page, "query": f"nam={year}"}
    return render(request, "programmes/served.html", context)
