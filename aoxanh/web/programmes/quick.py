"""“Số liệu nhanh”: figures for a report that somebody waits for, each with its rows, as text, table and paper."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from aoxanh.activities import queries as activities
from aoxanh.files import queries as files
from aoxanh.files.types import FileType
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Sheet
from aoxanh.people import queries as people
from aoxanh.programmes import queries
from aoxanh.programmes.types import QuickAsked, QuickTold, TodaysMap
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.programmes.maps import TODAYS_MAP
from aoxanh.web.programmes.quick_forms import QuickForm, asked_form
from aoxanh.web.request import Request
from aoxanh.web.taken import taken_away


PAGE_SIZE: Final = 50
CHART_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Look:
    """One look: what is asked, on which map, the form that says so, and the unit's name."""

    asked: QuickAsked
    todays: TodaysMap | None
    form: QuickForm
    name: str
    query: str


def look_of(request: Request, unit_id: int) -> Look:
    """What the address asks for. Raises ``Http404`` for units and campaigns that are not on offer."""
    actor = request.actor
    desk = units.names_at({unit_id}, actor.day).get(unit_id, "")
    form = asked_form(request, unit_id, desk)
    asked = form.asked(unit_id)
    todays = None
    if request.GET.get("doc") == TODAYS_MAP:
        todays = queries.todays_map(actor=actor, unit_id=asked.unit_id, below=asked.below)
    name = desk if asked.unit_id == unit_id else form.words("don-vi")
    kept = {key: value for key, value in request.GET.items() if value and key != "trang"}
    return Look(asked, todays, form, name, urlencode(kept))


def told_of(request: Request, look: Look) -> QuickTold:
    """The figures of a look with the names their words need."""
    return QuickTold(
        figures=queries.quick_figures(actor=request.actor, asked=look.asked, todays=look.todays),
        unit=look.name,
        below=look.asked.below,
        period=look.asked.period,
        day=request.actor.day,
        field=look.form.words("linh-vuc"),
        campaign=look.form.words("chien-dich"),
        portal=units.instance().name,
    )


@require_GET
@needs(Permission.INDICATOR_VIEW)
def quick_figures(request: Request, unit_id: int) -> HttpResponse:
    """The figures, and beside them the paragraph that is ready to paste."""
    look = look_of(request, unit_id)
    told = told_of(request, look)
    lines = queries.lines(told.figures)
    context = {
        "look": look,
        "form": look.form,
        "told": told,
        "lines": lines,
        "results": [(result, *queries.result_in_words(result)) for result in told.figures.results],
        "by_code": {line.code: line for line in lines},
        "paragraph": queries.paragraph(told),
        "spans": _chips(request, look),
        "maps": _map_chips(request),
        "span": queries.span_in_words(look.asked.period, request.actor.day),
        "year_before": str(look.asked.period.start.year - 1),
        "months": _months(told, request.actor.day),
        "todays_map": look.todays is not None,
        "may_name": request.actor.may(Permission.PERSON_VIEW, at=look.asked.unit_id),
    }
    status = 200 if look.form.is_valid() else 422
    return render(request, "programmes/quick.html", context, status=status)


def _address(request: Request, **changed: str) -> str:
    kept = {key: value for key, value in request.GET.items() if value} | changed
    return "?" + urlencode({key: value for key, value in kept.items() if value})


def _chips(request: Request, look: Look) -> list[tuple[str, str, bool]]:
    """(words, address, chosen) of the spans on offer."""
    return [
        (
            span.label,
            _address(
                request,
                tu=span.period.start.isoformat(),
                den=span.period.last_day.isoformat(),
            ),
            span.period == look.asked.period,
        )
        for span in queries.spans(request.actor.day)
    ]


def _map_chips(request: Request) -> tuple[str, str]:
    """The addresses of both readings: theo thời điểm đó, quy về đơn vị hiện nay."""
    return _address(request, doc=""), _address(request, doc=TODAYS_MAP)


def _months(told: QuickTold, day: date) -> list[tuple[str, int | None, bool]]:
    """Turns of every month begun, for spans of more than one and at most twelve months."""
    months = list(_months_of(told.period, day))
    if not 1 < len(months) <= CHART_MONTHS:
        return []
    running = day.replace(day=1)
    return [
        (f"T{month.month}", int(told.figures.months.get(month, Decimal(0))), month < running)
        for month in months
    ]


def _months_of(period: Period, day: date) -> list[date]:
    found, here = [], period.start.replace(day=1)
    while here < period.end and here <= day:
        found.append(here)
        here = Period.month(here.year, here.month).end
    return found


@require_GET
@needs(Permission.INDICATOR_VIEW)
def quick_paper(request: Request, unit_id: int) -> HttpResponse:
    """The same on one page of paper."""
    look = look_of(request, unit_id)
    told = told_of(request, look)
    content = queries.quick_pdf(told, on=timezone.now())
    return taken_away(content, "so-lieu-tinh-nguyen.pdf", FileType.PDF)


@require_GET
@needs(Permission.INDICATOR_VIEW)
def quick_sheet(request: Request, unit_id: int) -> HttpResponse:
    """The same as a spreadsheet, numbers as numbers."""
    look = look_of(request, unit_id)
    told = told_of(request, look)
    sheet = Sheet(
        title=_("Số liệu nhanh"),
        headings=(_("Số liệu"), _("Số lượng"), _("Đơn vị tính"), _("Xác nhận thế nào")),
        rows=queries.cells(told.figures),
        about=(
            (_("Thời gian"), queries.span_in_words(told.period, told.day)),
            (_("Đơn vị"), queries.about(told)),
            (_("Cách đọc"), _("Quy về đơn vị hiện nay") if look.todays else _("Theo thời điểm đó")),
            (_("Đoạn văn"), queries.paragraph(told)),
        ),
    )
    content = files.written(sheet, FileType.XLSX)
    return taken_away(content, "so-lieu-tinh-nguyen.xlsx", FileType.XLSX)


@require_GET
@needs(Permission.INDICATOR_VIEW)
def quick_rows(request: Request, unit_id: int, code: str) -> HttpResponse:
    """“Xem danh sách”: the activities one figure was counted from, each with its part."""
    look = look_of(request, unit_id)
    if code not in queries.FLOWS:
        raise Http404
    rows = queries.quick_rows(actor=request.actor, asked=look.asked, code=code, todays=look.todays)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    shown: list[dict[str, Any]] = [
        {**row, "words": queries.figure_in_words(code, row["total"])} for row in page
    ]
    return _rows(request, look, page, shown, queries.label_of(code))


def _rows(
    request: Request, look: Look, page: Page[Any], shown: list[dict[str, Any]], measure: str
) -> HttpResponse:
    context = {
        "look": look,
        "rows": shown,
        "page": page,
        "measure": measure,
        "span": queries.span_in_words(look.asked.period, request.actor.day),
        "unit_names": units.names_at(
            {row["activity__unit_id"] for row in shown}, request.actor.day
        ),
        "may_open": request.actor.may(Permission.ACTIVITY_VIEW, at=look.asked.unit_id),
    }
    return render(request, "programmes/quick_rows.html", context)


@require_GET
@needs(Permission.INDICATOR_VIEW)
def quick_results(request: Request, unit_id: int, metric: str) -> HttpResponse:
    """“Xem danh sách” of one kind of result."""
    look = look_of(request, unit_id)
    found = queries.quick_results(
        actor=request.actor, asked=look.asked, metric=metric, todays=look.todays
    )
    known = {each.pk: each for each in activities.output_metrics()}
    if metric not in known:
        raise Http404
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    shown = [
        {
            "activity_id": output.activity_id,
            "activity__title": output.activity.title,
            "activity__starts_on": output.activity.starts_on,
            "activity__unit_id": output.activity.unit_id,
            "activity__place__full_name": output.activity.place.full_name,
            "words": queries.amount_in_words(
                output.amount,
                unit_name=known[metric].unit_name,
                is_money=known[metric].is_money,
                about=output.about,
            ),
        }
        for output in page
    ]
    return _rows(request, look, page, shown, known[metric].name)


@require_GET
@needs(Permission.INDICATOR_VIEW)
def quick_teams(request: Request, unit_id: int) -> HttpResponse:
    """The teams behind the figure."""
    look = look_of(request, unit_id)
    rows = queries.quick_teams(actor=request.actor, asked=look.asked, todays=look.todays)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "look": look,
        "page": page,
        "unit_names": units.names_at({team.unit_id for team in page}, request.actor.day),
        "span": queries.span_in_words(look.asked.period, request.actor.day),
    }
    return render(request, "programmes/quick_teams.html", context)


@require_GET
@needs(Permission.PERSON_VIEW)
def quick_persons(request: Request, unit_id: int) -> HttpResponse:
    """The persons behind the figure, each once, with their turns."""
    look = look_of(request, unit_id)
    rows = queries.quick_persons(actor=request.actor, asked=look.asked, todays=look.todays)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    page.object_list = list(people.named_holders(page))
    context = {
        "look": look,
        "page": page,
        "span": queries.span_in_words(look.asked.period, request.actor.day),
    }
    return render(request, "programmes/quick_persons.html", context)
