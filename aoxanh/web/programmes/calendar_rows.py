"""What a unit has to do when: deadlines of tasks, activities, inspections, what is to be mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from aoxanh.activities import queries as activities
from aoxanh.activities.types import ActivityState
from aoxanh.inspections import queries as inspections
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import queries
from aoxanh.programmes.types import TaskRole
from aoxanh.programmes.types.duties import DONE_STATES
from aoxanh.units import queries as units


_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRow:
    """One thing in a calendar, on one day or on several."""

    uid: str
    first: date
    last: date
    title: str
    note: str
    href: str
    icon: str
    tone: str = "neutral"

    @property
    def days(self) -> str:
        """From when to when, where it takes several days."""
        if self.first == self.last:
            return ""
        return _("%(first)s đến %(last)s") % {
            "first": vn_date(self.first),
            "last": vn_date(self.last),
        }


def calendar_rows(
    unit_id: int, period: Period, *, actor: Actor, drafts: bool = True
) -> list[CalendarRow]:
    """Everything of the unit that touches ``period``, in order of days; of persons nothing is told."""
    found = [
        *_deadlines(unit_id, period, actor),
        *_activities(unit_id, period, actor, drafts=drafts),
    ]
    if actor.may(Permission.ACTIVITY_VIEW, at=unit_id):
        found += [*_visits(unit_id, period, actor), *_remedies(unit_id, period, actor)]
    return sorted(found, key=lambda row: (row.first, row.title, row.uid))


def _years(period: Period) -> range:
    return range(period.start.year, period.last_day.year + 1)


def _deadlines(unit_id: int, period: Period, actor: Actor) -> Iterator[CalendarRow]:
    for year in _years(period):
        for duty in queries.duties(unit_id, actor=actor, year=year):
            if duty.role != TaskRole.LEAD or duty.term.last_day not in period:
                continue
            path = {"unit_id": unit_id, "task_id": duty.task_id, "year": duty.term.year}
            is_done = duty.state in DONE_STATES
            yield CalendarRow(
                uid=f"task-{duty.task_id}-{duty.term.year}-{unit_id}",
                first=duty.term.last_day,
                last=duty.term.last_day,
                title=duty.text,
                note=_("Đã xong") if is_done else _("Hạn cuối của nhiệm vụ"),
                href=reverse("manage:task", kwargs=path),
                icon="clipboard-list",
                tone="ok" if is_done else "due",
            )


def _activities(
    unit_id: int, period: Period, actor: Actor, *, drafts: bool
) -> Iterator[CalendarRow]:
    rows = activities.activities(actor=actor, unit_id=unit_id).exclude(
        state=ActivityState.CANCELLED
    )
    rows = rows if drafts else rows.exclude(state=ActivityState.DRAFT)
    for each in rows.filter(starts_on__lt=period.end, ends_on__gte=period.start):
        path = {"unit_id": unit_id, "activity_id": each.pk}
        is_draft = each.state == ActivityState.DRAFT
        yield CalendarRow(
            uid=f"activity-{each.code}",
            first=each.starts_on,
            last=each.ends_on,
            title=each.title,
            note=_("Bản nháp") if is_draft else each.kind.name,
            href=reverse("manage:activity", kwargs=path),
            icon="calendar-days",
        )


def _visits(unit_id: int, period: Period, actor: Actor) -> Iterator[CalendarRow]:
    made = {
        visit.pk: visit
        for year in _years(period)
        for visit in inspections.visits(actor=actor, unit_id=unit_id, year=year)
    }
    found = made | {
        visit.pk: visit for visit in inspections.visits_to(actor=actor, unit_id=unit_id)
    }
    held = [
        (visit, on)
        for visit in found.values()
        if (on := visit.held_on) is not None and on in period
    ]
    names = units.names_at({visit.unit_id for visit, _on in held}, actor.day) if held else {}
    for visit, on in held:
        yield _day(
            uid=f"visit-{visit.pk}",
            on=on,
            title=_("Kiểm tra %(unit)s") % {"unit": names.get(visit.unit_id, "")},
            note=_("Kiểm tra, giám sát"),
            href=reverse("manage:visit", kwargs={"unit_id": unit_id, "pk": visit.pk}),
            icon="clipboard-check",
        )


def _remedies(unit_id: int, period: Period, actor: Actor) -> Iterator[CalendarRow]:
    rows = inspections.open_remedies(actor=actor, unit_id=unit_id)
    for each in rows.filter(due_on__gte=period.start, due_on__lt=period.end):
        path = {"unit_id": unit_id, "pk": each.visit_id}
        yield _day(
            uid=f"remedy-{each.pk}",
            on=each.due_on,
            title=each.remedy,
            note=_("Hạn khắc phục sau kiểm tra"),
            href=reverse("manage:visit", kwargs=path),
            icon="wrench",
            tone="due",
        )


def _day(  # noqa: PLR0917  a row, told by its parts
    uid: str, on: date, title: str, note: str, href: str, icon: str, tone: str = "neutral"
) -> CalendarRow:
    return CalendarRow(
        uid=uid, first=on, last=on, title=title, note=note, href=href, icon=icon, tone=tone
    )


def ical(rows: list[CalendarRow], *, name: str, now: datetime, root: str) -> bytes:
    """The rows as a calendar file: whole days, the last one included as the format wants it."""
    calendar = Calendar()
    calendar.add("prodid", "-//aoxanh//vi")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for row in rows:
        event = Event()
        event.add("uid", f"{row.uid}@aoxanh")
        event.add("dtstamp", now)
        event.add("dtstart", row.first)
        event.add("dtend", row.last + _ONE_DAY)
        event.add("summary", row.title)
        event.add("description", row.note)
        event.add("url", f"{root}{row.href}")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
