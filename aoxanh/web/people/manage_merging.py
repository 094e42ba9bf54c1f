"""Two records become one: what comes together is shown first, and why it may not be."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.people import actions, queries
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.people.manage_forms import refuse
from aoxanh.web.people.manage_person import found_or_404
from aoxanh.web.request import Request


class MergerForm(forms.Form):
    """Why it is one person: asked for where the births differ."""

    reason = forms.CharField(
        label=lazy("Vì sao bạn biết đây là cùng một người?"), max_length=300, required=False
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.PERSON_EDIT)
def person_merge(request: Request, unit_id: int, code: str, into: str) -> HttpResponse:
    """The record ``code`` becomes part of ``into``."""
    person, kept = found_or_404(request, code), found_or_404(request, into)
    form = MergerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                actions.merge(
                    by=request.actor,
                    person_id=person.pk,
                    into_id=kept.pk,
                    reason=form.cleaned_data["reason"],
                    now=timezone.now(),
                )
        except Missing as refusal:
            raise Http404(str(refusal)) from refusal
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Đã gộp hai hồ sơ. Gộp nhầm thì tách lại ở cuối hồ sơ."))
            return redirect("manage:person", unit_id=unit_id, code=kept.code)
    context = {
        "unit_id": unit_id,
        "form": form,
        "preview": queries.merger_preview(person=person, into=kept),
        "person": person,
        "kept": kept,
        "unit_names": units.names_at({person.unit_id, kept.unit_id}, request.actor.day),
    }
    return render(request, "people/merge.html", context, status=422 if form.is_bound else 200)
