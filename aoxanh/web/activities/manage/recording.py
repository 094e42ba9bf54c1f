"""“Ghi nhận hoạt động đã tổ chức”: what took place before the portal knew of it."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.activities import actions, queries
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.manage.closing import metric_choices
from aoxanh.web.activities.manage.reach import tried
from aoxanh.web.activities.manage_forms.recording import HeldForm
from aoxanh.web.activities.manage_forms.results import OutputForm, output_forms
from aoxanh.web.guards import needs
from aoxanh.web.places.province import home_province
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity


@needs(Permission.ACTIVITY_EDIT)
def record_held(request: Request, unit_id: int) -> HttpResponse:
    """Put on record with declared figures and evidence; never hours."""
    sends = request.method == "POST"
    form = HeldForm(
        request.POST if sends else None,
        request.FILES if sends else None,
        kinds=[(row.pk, row.name) for row in queries.kinds()],
        fields=[(row.pk, row.name) for row in queries.fields_of_work()],
        day=request.actor.day,
        province=home_province(request.actor.day),
    )
    rows = output_forms(request.POST if sends else None, metric_choices())
    if not sends or request.POST.get("more"):
        return _page(request, form, rows, status=200)
    if form.is_valid() and all(row.is_valid() for row in rows):
        try:
            activity = tried(lambda: _record(request, unit_id, form, rows))
        except DomainError as refusal:
            tell(form, refusal)
        else:
            note = form.cleaned_data["place"].note
            messages.success(request, " ".join(filter(None, (_("Đã ghi nhận hoạt động."), note))))
            return redirect("manage:activity", unit_id=unit_id, activity_id=activity.pk)
    return _page(request, form, rows, status=422)


def _record(request: Request, unit_id: int, form: HeldForm, rows: list[OutputForm]) -> "Activity":
    return actions.record_held(
        by=request.actor,
        unit_id=unit_id,
        held=form.held(),
        outputs=[found for row in rows if (found := row.output()) is not None],
        photos=form.cleaned_data["photos"],
        now=timezone.now(),
    )


def _page(request: Request, form: HeldForm, rows: list[OutputForm], *, status: int) -> HttpResponse:
    context = {"form": form, "rows": rows, "asks_more": status == 200 and form.is_bound}
    return render(request, "activities/manage/record.html", context, status=status)
