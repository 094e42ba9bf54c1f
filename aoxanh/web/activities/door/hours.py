"""The hours of an activity: what the ledger says of everybody, and putting an entry right."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aoxanh.activities import actions, queries
from aoxanh.activities.types import EntryRole
from aoxanh.kernel import numbers
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.web.activities.door.forms import CorrectionForm
from aoxanh.web.activities.door.reach import run_or_overseen
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from collections.abc import Iterable

    from aoxanh.activities.models import HoursEntry, Participation

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Credited:
    """One presence with everything the ledger holds about it, in the order it was written."""

    entries: "tuple[HoursEntry, ...]"

    @property
    def latest(self) -> "HoursEntry":
        """The entry that stands: corrections start from it."""
        return [each for each in self.entries if each.role != EntryRole.REVERSAL][-1]

    @property
    def participation(self) -> "Participation":
        return self.latest.participation

    @property
    def full_name(self) -> str:
        return people.shown_name(self.latest)

    @property
    def minutes(self) -> int:
        return sum(each.minutes for each in self.entries)

    @property
    def written(self) -> "tuple[HoursEntry, ...]":
        """What a reader follows: reversals only undo the line before."""
        return tuple(each for each in self.entries if each.role != EntryRole.REVERSAL)


def _credited(entries: "Iterable[HoursEntry]") -> list[Credited]:
    found: dict[int, list[HoursEntry]] = {}
    for entry in entries:
        found.setdefault(entry.participation_id, []).append(entry)
    return [Credited(tuple(rows)) for rows in found.values()]


@require_safe
@needs(Permission.HOURS_RECORD)
def hours(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Everybody's hours with where they come from and what was corrected."""
    activity, is_above = run_or_overseen(request, unit_id, activity_id)
    said = [(_("Hoạt động"), activity.title)]
    file = taken(request, unit_id, "hours", {"activity_id": activity.pk}, said=said)
    if file is not None:
        return file
    rows = _credited(queries.hours_entries(activity_id=activity.pk, actor=request.actor))
    context = {
        "activity": activity,
        "unit_id": unit_id,
        "is_above": is_above,
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang")),
        "minutes": sum(row.minutes for row in rows),
        "assumed": sum(row.latest.out_assumed for row in rows),
        "present": _present(request, activity_id) if not rows else 0,
    }
    return render(request, "activities/door/hours.html", context)


def _present(request: Request, activity_id: int) -> int:
    return queries.participation_of(activity_id=activity_id, actor=request.actor).count()


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.HOURS_RECORD)
def hours_correct(request: Request, unit_id: int, activity_id: int, entry_id: int) -> HttpResponse:
    """Put one presence right by new entries; the reason stays visible."""
    activity, is_above = run_or_overseen(request, unit_id, activity_id)
    entries = queries.hours_entries(activity_id=activity.pk, actor=request.actor)
    entry = entries.filter(pk=entry_id).first()
    if entry is None:
        raise Http404
    same = entries.filter(participation_id=entry.participation_id)
    usual = {"minutes": numbers.hours(entry.minutes)}
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=usual)
    if form.is_valid() and _corrected(request, entry, form):
        return redirect("manage:hours", unit_id=unit_id, activity_id=activity_id)
    context = {
        "activity": activity,
        "unit_id": unit_id,
        "is_above": is_above,
        "entry": entry,
        "row": Credited(tuple(same)),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "activities/door/correction.html", context, status=status)


def _corrected(request: Request, entry: "HoursEntry", form: CorrectionForm) -> bool:
    given = form.cleaned_data
    try:
        written = actions.correct_hours(
            by=request.actor,
            entry_id=entry.pk,
            minutes=given["minutes"],
            reason=given["reason"],
            now=timezone.now(),
        )
    except DomainError as refusal:
        tell(form, refusal)
        return False
    words = {"name": entry.person.full_name, "hours": numbers.hours(written.minutes)}
    messages.success(request, _("Đã ghi lại %(hours)s giờ cho %(name)s.") % words)
    return True
