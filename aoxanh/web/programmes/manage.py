"""“Tổng quan”: the unit's year in figures, each of which opens to its rows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day, vn_date
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.programmes import queries
from aoxanh.programmes.errors import UnknownIndicator
from aoxanh.programmes.types import IndicatorShown, IndicatorValue, TodaysMap
from aoxanh.units import queries as units
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.paging import asked_day
from aoxanh.web.programmes.maps import TODAYS_MAP, asked_map
from aoxanh.web.programmes.plans import decided, decided_by, standing_page
from aoxanh.web.request import Request


FLOWS = ("activities_recorded", "turns", "minutes")
FIRST_YEAR = 2024
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


def _standings(actor: Actor, unit_id: int, todays: TodaysMap | None) -> list[Standing]:
    return [
        Standing(each, value, _TONES[value.status])
        for each, value in queries.share_values(actor=actor, unit_id=unit_id, todays=todays)
    ]


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


@needs(Permission.INDICATOR_VIEW)
def dashboard(request: Request, unit_id: int) -> HttpResponse:
    """The year of a unit and everything below it: theo thời điểm đó, or quy về đơn vị hiện nay."""
    day, actor, todays = local_day(timezone.now()), request.actor, asked_map(request, unit_id)
    year = _year(request, day)
    period = Period.year(year)
    flows = queries.flow_by_month(
        actor=actor, codes=FLOWS, unit_id=unit_id, period=period, todays=todays
    )
    sums = {code: sum(months.values(), Decimal(0)) for code, months in flows.items()}
    on_day = min(day, period.last_day)
    context = {
        "year": year,
        "years": range(day.year, FIRST_YEAR - 1, -1),
        "todays_map": TODAYS_MAP if todays else "",
        "day": day,
        "on_day": on_day,
        "may_name": actor.may(Permission.PERSON_VIEW, at=unit_id),
        "activities": sums["activities_recorded"],
        "turns": sums["turns"],
        "minutes": int(sums["minutes"]),
        "persons": queries.count_distinct(
            actor=actor, code="persons_served", unit_id=unit_id, period=period, todays=todays
        ),
        "officers": queries.stock_at(
            actor=actor, code="officers_in_post", unit_id=unit_id, day=on_day, todays=todays
        ),
        "months": _months(flows["turns"], year, day),
        "standings": _standings(actor, unit_id, todays),
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
    if not each.is_share_of_declared:
        return standing_page(request, unit_id, each)
    todays = asked_map(request, unit_id)
    filters = {"unit_id": unit_id, "indicator": code, "todays": todays is not None}
    file = taken(request, unit_id, "indicator_units", filters, said=_said(each, todays))
    if file is not None:
        return file
    period = each.period
    rows = queries.unit_years(each, actor=actor, unit_id=unit_id, period=period, todays=todays)
    value = queries.indicator_value(
        each, actor=actor, unit_id=unit_id, period=period, rows=rows, todays=todays
    )
    missing = queries.missing_units(rows, unit_id=unit_id, period=period, todays=todays)
    told = queries.told(each, actor=actor, unit_id=unit_id)
    named = {row.unit_id for row in rows} | missing | decided_by(told)
    names = units.names_at(named, actor.day)
    context = {
        "each": each,
        "todays_map": TODAYS_MAP if todays else "",
        "query": _query(todays),
        "value": value,
        "tone": _TONES[value.status],
        "counted": [
            (names.get(row.unit_id, ""), row) for row in rows if row.denominator is not None
        ],
        "unknown": [(names.get(row.unit_id, ""), row) for row in rows if row.denominator is None],
        "missing": sorted((names.get(pk, ""), pk) for pk in missing),
        **decided(request, unit_id, each, told, names),
    }
    return render(request, "programmes/indicator.html", context)


def _said(each: IndicatorShown, todays: TodaysMap | None) -> list[tuple[str, str]]:
    """What a reader of an indicator's file must know: which it is, and by which map."""
    reading = _("Theo thời điểm đó") if todays is None else _("Quy về đơn vị hiện nay")
    return [(_("Chỉ tiêu"), f"{each.code}. {each.name}"), (_("Bản đồ đơn vị"), reading)]


def _asked_day(request: Request) -> date:
    return asked_day(request, "ngay") or local_day(timezone.now())


def _query(todays: TodaysMap | None, **kept: str) -> str:
    return urlencode(kept | ({"doc": TODAYS_MAP} if todays else {}))


@needs(Permission.PERSON_VIEW)
def officers(request: Request, unit_id: int) -> HttpResponse:
    """The officers in post on a day: the rows behind the figure."""
    day, actor = _asked_day(request), request.actor
    todays = asked_map(request, unit_id)
    filters = {"unit_id": unit_id, "day": day.isoformat(), "todays": todays is not None}
    file = taken(request, unit_id, "officers", filters, said=[(_("Theo thời điểm"), vn_date(day))])
    if file is not None:
        return file
    rows = queries.stock_rows(
        actor=actor, code="officers_in_post", unit_id=unit_id, day=day, todays=todays
    )
    named = rows.select_related("person").order_by("person__sort_key", "pk")
    page = Paginator(named, PAGE_SIZE).get_page(request.GET.get("trang"))
    names = units.names_at({post.unit_id for post in page}, day)
    context = {
        "day": day,
        "page": page,
        "unit_names": names,
        "todays_map": TODAYS_MAP if todays else "",
        "query": _query(todays, ngay=str(day)),
    }
    return render(request, "programmes/officers.html", context)


@needs(Permission.PERSON_VIEW)
def served(request: Request, unit_id: int) -> HttpResponse:
    """The persons who served in a year, each once, with their turns: the rows behind the figure."""
    year = _year(request, local_day(timezone.now()))
    todays = asked_map(request, unit_id)
    filters = {"unit_id": unit_id, "year": year, "todays": todays is not None}
    file = taken(request, unit_id, "served", filters, said=[(_("Năm"), str(year))])
    if file is not None:
        return file
    facts = queries.distinct_rows(
        actor=request.actor,
        code="persons_served",
        unit_id=unit_id,
        period=Period.year(year),
        todays=todays,
    )
    persons = people.with_holders(facts).values(*people.HOLDER)
    counted = persons.annotate(turns=Count("pk")).order_by("holder_key", "holder_code")
    page = Paginator(counted, PAGE_SIZE).get_page(request.GET.get("trang"))
    page.object_list = list(people.named_holders(page))
    context = {
        "year": year,
        "page": page,
        "todays_map": TODAYS_MAP if todays else "",
        "query": _query(todays, nam=str(year)),
    }
    return render(request, "programmes/served.html", context)
