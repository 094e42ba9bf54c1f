"""Officers' pages about the use of IT: one's own declaration, and those that wait for the superior."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aoxanh.inspections import actions, queries
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.inspections.forms import UseForm
from aoxanh.web.paging import page_of
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


@needs(Permission.DECLARATION_EDIT)
def it_use(request: Request, unit_id: int) -> HttpResponse:
    """Declare how the unit uses IT; what the portal saw is ticked beforehand."""
    actor = request.actor
    proposed = queries.proposed_uses(actor=actor, unit_id=unit_id)
    form = UseForm(
        request.POST if request.method == "POST" else None,
        initial={"uses": [each.code for each in proposed if each.seen]},
        proposed=proposed,
    )
    if form.is_valid():
        try:
            with transaction.atomic():
                actions.declare_use(
                    by=actor, unit_id=unit_id, now=timezone.now(), **form.cleaned_data
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã gửi cấp trên xem."))
            return redirect("manage:it_use", unit_id=unit_id)
    names = {each.code: each.name for each in proposed}
    context = {
        "form": form,
        "seen": [each for each in proposed if each.seen],
        "declarations": [
            (each, [names.get(code, code) for code in each.uses])
            for each in queries.declarations_of(unit_id, actor=actor)[:10]
        ],
        "unit_id": unit_id,
        "may_review": actor.may(Permission.DECLARATION_REVIEW, at=unit_id),
    }
    status = 422 if form.is_bound else 200
    return render(request, "inspections/it_use.html", context, status=status)


@needs(Permission.DECLARATION_REVIEW)
def it_uses(request: Request, unit_id: int) -> HttpResponse:
    """What units below declared and wait to hear about."""
    actor = request.actor
    page = page_of(request, queries.declarations_waiting(unit_id, actor=actor))
    called = queries.uses_by_code()
    names = units.names_at({each.unit_id for each in page}, actor.day)
    context = {
        "page": page,
        "rows": [
            (
                each,
                names[each.unit_id],
                [(called.get(code, code), each.seen.get(code)) for code in each.uses],
            )
            for each in page
        ],
        "unit_id": unit_id,
    }
    return render(request, "inspections/it_uses.html", context)


@require_POST
@needs(Permission.DECLARATION_REVIEW)
def it_use_decide(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Accept one, or give it back with a reason."""
    waiting = queries.declarations_waiting(unit_id, actor=request.actor)
    if not waiting.filter(pk=pk).exists():
        raise Http404
    accepted = "accept" in request.POST
    try:
        with transaction.atomic():
            actions.decide_use(
                by=request.actor,
                unit_id=unit_id,
                declaration_id=pk,
                accepted=accepted,
                note=request.POST.get("note", ""),
                now=timezone.now(),
            )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã công nhận.") if accepted else _("Đã trả lại đơn vị."))
    return redirect("manage:it_uses", unit_id=unit_id)
