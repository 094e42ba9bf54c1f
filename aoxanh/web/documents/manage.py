"""“Sổ văn bản”: every number the unit gave out, with day and signer, and striking one out."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from aoxanh.documents import actions, queries
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.web.guards import needs
from aoxanh.web.paging import asked_number, page_of, query
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


YEARS = 3


class VoidForm(forms.Form):
    """Why a number is struck out."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do hủy số"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Hãy ghi lý do hủy số.")},
    )


@require_safe
@needs(Permission.PAPER_VIEW)
def papers(request: Request, unit_id: int) -> HttpResponse:
    """The register of the unit by year, the newest number first."""
    actor = request.actor
    year = asked_number(request, "nam")
    rows = queries.papers(actor=actor, unit_id=unit_id, year=year)
    this_year = actor.day.year
    context = {
        "unit_id": unit_id,
        "page": page_of(request, rows),
        "years": [
            (each, f"?{query({'nam': each})}", each == year)
            for each in range(this_year, this_year - YEARS, -1)
        ],
        "year": year,
        "query": query({"nam": year}),
        "may_void": actor.may(Permission.PAPER_ISSUE, at=unit_id),
    }
    return render(request, "documents/register.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.PAPER_ISSUE)
def paper_void(request: Request, unit_id: int, paper_id: int) -> HttpResponse:
    """Ask once, with the reason the register keeps; then the number is struck out."""
    try:
        found = queries.paper(paper_id=paper_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    if not request.actor.may(Permission.PAPER_ISSUE, at=found.unit_id):
        raise Http404
    form = VoidForm(request.POST or None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            with transaction.atomic():
                actions.void_paper(
                    by=request.actor, paper_id=paper_id, reason=reason, now=timezone.now()
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã hủy số %(number)s.") % {"number": found.symbol})
            return redirect("manage:papers", unit_id=unit_id)
    context = {"unit_id": unit_id, "found": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "documents/void.html", context, status=status)
