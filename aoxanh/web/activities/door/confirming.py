"""Late entries that wait for a unit's word: as superior, as host, as the participant's school or unit."""

from itertools import groupby
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aoxanh.activities import actions, queries
from aoxanh.kernel import numbers
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.units import queries as units
from aoxanh.web.activities.door.forms import ticked
from aoxanh.web.activities.door.late import with_states
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from collections.abc import Collection

    from aoxanh.activities.models import LateEntry

AT_ONCE = 200
ASKED_SHOWN = 50


@require_safe
@needs(Permission.HOST_ANSWER)
def late_confirm(request: Request, unit_id: int) -> HttpResponse:
    """Everything that waits, activity by activity, the longest waiting first."""
    waiting = queries.late_entries_to_confirm(actor=request.actor, unit_id=unit_id)
    rows = list(waiting[:AT_ONCE])
    first = {row.activity_id: at for at, row in reversed(list(enumerate(rows)))}
    rows.sort(key=lambda row: (first[row.activity_id], row.asked_at, row.pk))
    now = timezone.now()
    today = local_day(now)
    asked = queries.receivers_below(actor=request.actor, unit_id=unit_id, now=now)
    links = with_states(asked[:ASKED_SHOWN])
    named = {row.activity.unit_id for row in rows}
    named |= {link.activity.unit_id for link, _state in links}
    context = {
        "links": links,
        "now": now,
        "unit_id": unit_id,
        "total": len(rows),
        "is_cut": len(rows) == AT_ONCE,
        "unit_names": units.names_at(named, request.actor.day),
        "groups": [
            (activity, [(row, (today - local_day(row.asked_at)).days) for row in of_activity])
            for activity, of_activity in groupby(rows, key=lambda row: row.activity)
        ],
    }
    return render(request, "activities/door/late_confirm.html", context)


@require_POST
@needs(Permission.HOST_ANSWER)
def late_decide(request: Request, unit_id: int) -> HttpResponse:
    """Confirm or return those that were chosen; each is told that could not be."""
    confirm = "return" not in request.POST
    waiting = queries.late_entries_to_confirm(actor=request.actor, unit_id=unit_id)
    wanted = waiting.filter(pk__in=ticked(request.POST, "late")[:AT_ONCE])
    rows = [row for row in wanted if _decided(request, row, confirm=confirm)]
    if rows:
        messages.success(request, _told(rows, confirm=confirm))
    elif not wanted:
        messages.warning(request, _("Chưa ghi gì: không còn ai trong số đã chọn đang chờ."))
    return redirect("manage:late_confirm", unit_id=unit_id)


def _told(rows: "Collection[LateEntry]", *, confirm: bool) -> str:
    words = {"hours": numbers.hours(sum(row.minutes for row in rows)), "count": len(rows)}
    if confirm:
        return _("Đã xác nhận %(hours)s giờ của %(count)s người.") % words
    return _("Đã trả lại %(count)s đề nghị.") % words


def _decided(request: Request, row: "LateEntry", *, confirm: bool) -> bool:
    try:
        actions.decide_late_entry(
            by=request.actor,
            late_entry_id=row.pk,
            confirm=confirm,
            note=request.POST.get("note", ""),
            now=timezone.now(),
        )
    except DomainError as refusal:
        messages.error(request, f"{people.shown_name(row)}: {refusal}")
        return False
    return True
