"""“Lịch”: what a unit has to do by month or week, and the address at which other programs fetch it."""

from dataclasses import dataclass
from datetime import UTC, date, timedelta

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aoxanh.kernel.dates import local_day, vn_date, week_of
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import actions, queries
from aoxanh.units import queries as units
from aoxanh.web.guards import bearer, needs
from aoxanh.web.paging import asked_day
from aoxanh.web.programmes.calendar_rows import CalendarRow, calendar_rows, ical
from aoxanh.web.request import Request


_ONE_DAY = timedelta(days=1)
FEED_BEFORE, FEED_AHEAD = timedelta(days=60), timedelta(days=400)
"""How far back and ahead a fetched calendar reaches."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The stretch of days on the page: a month in whole weeks, or one week."""

    title: str
    period: Period
    inside: Period
    before: str
    after: str
    is_week: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the page with what begins on it."""

    on: date
    is_inside: bool
    is_today: bool
    rows: list[CalendarRow]


def _week(day: date) -> Shown:
    first, _last = week_of(day)
    period = Period(first, first + timedelta(days=7))
    said = {"first": vn_date(first), "last": vn_date(period.last_day)}
    return Shown(
        title=_("Tuần %(first)s đến %(last)s") % said,
        period=period,
        inside=period,
        before=f"tuan={(first - timedelta(days=7)).isoformat()}",
        after=f"tuan={period.end.isoformat()}",
        is_week=True,
    )


def _month(day: date) -> Shown:
    first = day.replace(day=1)
    end = (first + timedelta(days=32)).replace(day=1)
    start = week_of(first)[0]
    until = week_of(end - _ONE_DAY)[0] + timedelta(days=7)
    return Shown(
        title=_("Tháng %(month)s năm %(year)s") % {"month": first.month, "year": first.year},
        period=Period(start, until),
        inside=Period(first, end),
        before=f"thang={(first - _ONE_DAY).replace(day=1).isoformat()}",
        after=f"thang={end.isoformat()}",
        is_week=False,
    )


def _days(shown: Shown, rows: list[CalendarRow], today: date) -> list[Day]:
    by_day: dict[date, list[CalendarRow]] = {}
    for row in rows:
        by_day.setdefault(max(row.first, shown.period.start), []).append(row)
    length = (shown.period.end - shown.period.start).days
    every = [shown.period.start + timedelta(days=number) for number in range(length)]
    return [Day(day, day in shown.inside, day == today, by_day.get(day, [])) for day in every]


def _asked(request: Request) -> Shown:
    """The week or month that is asked for; days at the edge of time are those of today."""
    today = request.actor.day
    week, month = asked_day(request, "tuan"), asked_day(request, "thang")
    near = (day for day in (week, month) if day and abs(day.year - today.year) <= 100)
    day = next(near, today)
    return _week(day) if week else _month(day)


@require_GET
@needs(Permission.PLAN_VIEW)
def calendar(request: Request, unit_id: int) -> HttpResponse:
    """What the unit has to do, day by day."""
    return _page(request, unit_id)


def _page(request: Request, unit_id: int, address: str = "") -> HttpResponse:
    actor, shown = request.actor, _asked(request)
    rows = calendar_rows(unit_id, shown.period, actor=actor)
    context = {
        "unit_id": unit_id,
        "shown": shown,
        "days": _days(shown, rows, actor.day),
        "count": sum(row.first in shown.inside or row.last in shown.inside for row in rows),
        "today": actor.day,
        "feed": queries.own_feed(unit_id, actor=actor),
        "address": address,
    }
    return render(request, "programmes/calendar.html", context)


@require_POST
@needs(Permission.PLAN_VIEW)
def calendar_open(request: Request, unit_id: int) -> HttpResponse:
    """Give the asker an address of the calendar; it is shown once, on the page that answers."""
    with transaction.atomic():
        secret = actions.open_calendar(by=request.actor, unit_id=unit_id, now=timezone.now())
    path = reverse("calendars:feed", kwargs={"token": secret})
    return _page(request, unit_id, request.build_absolute_uri(path))


@require_POST
@needs(Permission.PLAN_VIEW)
def calendar_revoke(request: Request, unit_id: int) -> HttpResponse:
    """Make the asker's address open nothing."""
    try:
        with transaction.atomic():
            actions.revoke_calendar(by=request.actor, unit_id=unit_id, now=timezone.now())
    except Missing:
        messages.warning(request, _("Bạn chưa có địa chỉ lịch nào ở đơn vị này."))
    else:
        messages.success(request, _("Đã thu hồi. Địa chỉ lịch cũ không mở được nữa."))
    return redirect("manage:calendar", unit_id=unit_id)


@bearer
@require_GET
def feed(request: Request, token: str) -> HttpResponse:
    """The calendar of a unit for whoever holds its secret address: what is public of it, and deadlines."""
    now = timezone.now()
    day = local_day(now)
    try:
        unit_id, actor = queries.feed_opened_by(token, day=day)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    period = Period(day - FEED_BEFORE, day + FEED_AHEAD)
    rows = calendar_rows(unit_id, period, actor=actor, drafts=False)
    name = units.names_at({unit_id}, day)[unit_id]
    root = request.build_absolute_uri("/").rstrip("/")
    content = ical(rows, name=name, now=now.astimezone(UTC), root=root)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
