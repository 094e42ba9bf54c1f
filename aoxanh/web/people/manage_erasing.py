"""A person who asked on paper is erased by the unit above: what goes and what stays is told first."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from aoxanh.activities import actions as leaving
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.people import actions, queries
from aoxanh.people.types import PaperRequest
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.people.manage_forms import day_field, refuse
from aoxanh.web.people.manage_person import found_or_404
from aoxanh.web.request import Request


class PaperRequestForm(forms.Form):
    """When the person's request came, and where its paper is."""

    received_on = day_field(lazy("Ngày nhận đơn"))
    paper = forms.CharField(
        label=lazy("Số hoặc nơi lưu đơn"),
        max_length=120,
        help_text=lazy(
            "Ví dụ: đơn số 12, cặp đơn thư 2026. Dòng này còn trong nhật ký: không ghi họ tên."
        ),
        error_messages={"required": lazy("Hãy ghi số đơn hoặc nơi lưu đơn.")},
    )

    def request(self) -> PaperRequest:
        return PaperRequest(
            received_on=self.cleaned_data["received_on"], paper=self.cleaned_data["paper"]
        )


@require_http_methods(["GET", "POST"])
@needs(Permission.PERSON_EDIT)
def person_erase(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Erase what names the person, or say who can."""
    found, now = found_or_404(request, code), timezone.now()
    form = PaperRequestForm(request.POST if request.method == "POST" else None)
    forbidden = queries.why_not_on_paper(found.pk, actor=request.actor, unit_id=unit_id)
    if forbidden is None and form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                own = queries.same_person_ids(found.pk)
                leaving.give_up_places(by=request.actor, person_ids=own, now=now)
                actions.erase_on_paper(
                    by=request.actor,
                    unit_id=unit_id,
                    person_id=found.pk,
                    request=form.request(),
                    now=now,
                )
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Đã xóa dữ liệu cá nhân, giữ số liệu không tên."))
            return redirect("manage:people", unit_id=unit_id)
    context = {
        "unit_id": unit_id,
        "person": found,
        "keeper": units.names_at({found.unit_id}, request.actor.day)[found.unit_id],
        "form": form,
        "forbidden": forbidden,
    }
    return render(request, "people/erase.html", context, status=422 if form.is_bound else 200)
