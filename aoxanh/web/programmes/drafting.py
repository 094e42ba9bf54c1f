"""Officers' pages on which a plan is written part by part, without a file."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import actions, queries
from aoxanh.programmes.errors import PlanPartInvalid
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of
from aoxanh.web.programmes.drafting_forms import BeginForm, PublishForm
from aoxanh.web.programmes.part_pages import KINDS, asked_part, asks_kind, part_form, parts_of
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.programmes.models import PlanDraft


@require_GET
@needs(Permission.PLAN_DECIDE)
def plan_drafts(request: Request, unit_id: int) -> HttpResponse:
    """The plans the unit is writing."""
    context = {"page": page_of(request, queries.drafts(unit_id, actor=request.actor))}
    return render(request, "programmes/drafting/drafts.html", context)


@needs(Permission.PLAN_DECIDE)
def plan_draft_new(request: Request, unit_id: int) -> HttpResponse:
    """Begin to write a plan: from one above, as the next of one, as the next edition, or anew."""
    actor = request.actor
    sources = [
        (each.code, f"{each.code}, {each.name}")
        for each in queries.programmes_at(unit_id, actor=actor)
    ]
    sends = request.method == "POST"
    asked = {"source": request.GET.get("ct", ""), "beginning": request.GET.get("tu", "DERIVED")}
    form = BeginForm(request.POST if sends else None, sources=sources, initial=asked)
    if sends and form.is_valid():
        try:
            with transaction.atomic():
                draft = actions.begin_draft(
                    by=actor, unit_id=unit_id, given=form.given(), now=timezone.now()
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã lập bản soạn thảo. Chưa ai bị giao việc theo bản này."))
            return redirect("manage:plan_draft", unit_id=unit_id, pk=draft.pk)
    status = 422 if form.errors else 200
    return render(request, "programmes/drafting/new.html", {"form": form}, status=status)


def found_draft(request: Request, unit_id: int, pk: int) -> "PlanDraft":
    """The draft of the unit in the path. Raises ``Http404``."""
    try:
        return queries.draft(pk, unit_id=unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.PLAN_DECIDE)
def plan_draft(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """A draft: what it says, what keeps it from being published, what it tells differently from its source."""
    return _page(request, found_draft(request, unit_id, pk), PublishForm())


def _page(request: Request, draft: "PlanDraft", form: PublishForm) -> HttpResponse:
    actor = request.actor
    source = draft.source
    context = {
        "draft": draft,
        "name": draft.document["name"],
        "parts": parts_of(draft.document),
        "faults": queries.draft_faults(draft, actor=actor),
        "told": queries.draft_changes(draft, actor=actor),
        "revises": source is not None and source.code == draft.code,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "programmes/drafting/draft.html", context, status=status)


@needs(Permission.PLAN_DECIDE)
def plan_draft_part(request: Request, unit_id: int, pk: int, part: str) -> HttpResponse:
    """Tell a part of the draft differently, or add one when none is named."""
    draft = found_draft(request, unit_id, pk)
    asked = asked_part(request, draft.document, part)
    if asks_kind(request, asked):
        context = {"draft": draft, "kinds": KINDS.items()}
        return render(request, "programmes/drafting/kinds.html", context)
    drops = "drop" in request.POST
    sends = request.method == "POST"
    form, is_sent = part_form(request, unit_id, asked, sends=sends and not drops)
    refused = ""
    if drops or (is_sent and form.is_valid()):
        try:
            with transaction.atomic():
                actions.save_draft_part(
                    by=request.actor,
                    unit_id=unit_id,
                    draft_id=pk,
                    part=asked.part,
                    key=asked.key,
                    entry=None if drops else form.entry(),
                    now=timezone.now(),
                )
        except PlanPartInvalid as refusal:
            if drops:
                refused = str(refusal)
            else:
                form.tell(refusal, asked.key_of(form.entry()))
        else:
            messages.success(request, _("Đã bỏ.") if drops else _("Đã lưu."))
            return redirect("manage:plan_draft", unit_id=unit_id, pk=pk)
    status = 422 if is_sent or drops else 200
    context = {"draft": draft, "asked": asked, "form": form, "refused": refused}
    return render(request, "programmes/drafting/part.html", context, status=status)


@require_POST
@needs(Permission.PLAN_DECIDE)
def plan_draft_publish(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Make the draft an edition that holds."""
    draft, form = found_draft(request, unit_id, pk), PublishForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                edition = actions.publish_draft(
                    by=request.actor,
                    unit_id=unit_id,
                    draft_id=pk,
                    in_force_on=form.cleaned_data["in_force_on"],
                    now=timezone.now(),
                )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("Đã ban hành trên cổng: bản thứ %(number)s của kế hoạch.")
            messages.success(request, said % {"number": edition.number})
            return redirect("manage:editions", unit_id=unit_id, code=draft.code)
    return _page(request, draft, form)


@require_POST
@needs(Permission.PLAN_DECIDE)
def plan_draft_drop(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Throw the draft away."""
    found_draft(request, unit_id, pk)
    actions.drop_draft(by=request.actor, unit_id=unit_id, draft_id=pk, now=timezone.now())
    messages.success(request, _("Đã xóa bản soạn thảo."))
    return redirect("manage:plan_drafts", unit_id=unit_id)


@require_GET
@needs(Permission.PLAN_DECIDE)
def plan_draft_file(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """The draft as a file for “aoxanh programmes”."""
    draft = found_draft(request, unit_id, pk)
    text = queries.plan_text(draft.document)
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{draft.code}.yaml"'
    return answer
