"""Officers' pages on which a plan is written part by part, without a file."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from aoxanh.activities import queries as activities
from aoxanh.activities.types import Initiator
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.measures import measures
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import actions, queries
from aoxanh.programmes.errors import PlanPartInvalid
from aoxanh.programmes.types.amending import TOLD_ONCE, Entry, Part
from aoxanh.units import queries as units
from aoxanh.units.types import Family, Level
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of
from aoxanh.web.programmes.amending import found_part, parts_of
from aoxanh.web.programmes.drafting_forms import BeginForm, PublishForm
from aoxanh.web.programmes.expression_fields import Offered
from aoxanh.web.programmes.part_forms import PartForm
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.programmes.models import PlanDraft

NEW_CODES = {
    Part.PHASES: "gd",
    Part.BODIES: "co_quan_",
    Part.BOARDS: "phu_trach_",
    Part.BUDGET_SOURCES: "nguon_",
    Part.TASKS: "NV-",
}
"""How the code of a new entry begins; a number follows."""
ADDED = (
    Part.INDICATORS, Part.TASKS, Part.BODIES, Part.BOARDS, Part.PHASES, Part.OBJECTIVES,
    Part.BUDGET_SOURCES, Part.BUDGET_RULES,
)  # fmt: skip


_TRUTH = (("true", gettext_lazy("Có")), ("false", gettext_lazy("Không")))


def _offered() -> Offered:
    """What the parts of a plan may name: measures, what narrows them, kinds of units."""
    kinds = [(kind.code, kind.name) for kind in units.kinds()]
    return Offered(
        kinds=kinds,
        measures=[(each.code, each.label) for each in measures()],
        filters={
            "kind": [(each.code, each.name) for each in activities.kinds()],
            "field": [(each.code, each.name) for each in activities.fields_of_work()],
            "template": [(each.code, each.name) for each in activities.templates()],
            "initiator": Initiator.choices,
            "unit_kind": kinds,
            "inspected_kind": kinds,
            "family": Family.choices,
            "level": Level.choices,
            **dict.fromkeys(("in_charge", "full_time", "head"), _TRUTH),
        },
        narrowing={each.code: queries.filters_of(each) for each in measures()},
    )


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
        "parts": [(part, rows, part in ADDED) for part, rows in parts_of(draft.document)],
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
    draft, asked = found_draft(request, unit_id, pk), found_part(part)
    key = request.GET.get("muc", "")
    entry = queries.entry_of(draft.document, asked, key)
    if entry is None and (key or asked not in ADDED):
        raise Http404
    if entry is None:
        entry, is_new = _new_entry(request, draft.document, asked), True
    else:
        is_new = False
    form = _part_form(request, draft, asked, entry)
    sends, drops = form.is_bound, "drop" in request.POST
    if drops or form.is_valid():
        try:
            with transaction.atomic():
                actions.save_draft_part(
                    by=request.actor,
                    unit_id=unit_id,
                    draft_id=pk,
                    part=asked,
                    key=key,
                    entry=None if drops else form.entry(),
                    now=timezone.now(),
                )
        except PlanPartInvalid as refusal:
            form.tell(refusal, _place(draft, asked, entry) if is_new else key)
        else:
            messages.success(request, _("Đã bỏ.") if drops else _("Đã lưu."))
            return redirect("manage:plan_draft", unit_id=unit_id, pk=pk)
    context = {
        "draft": draft,
        "part": asked,
        "name": queries.entry_name(asked, entry),
        "form": form,
        "is_new": is_new,
        "may_drop": not is_new and asked not in TOLD_ONCE,
    }
    status = 422 if sends else 200
    return render(request, "programmes/drafting/part.html", context, status=status)


def _part_form(request: Request, draft: "PlanDraft", part: Part, entry: Entry) -> PartForm:
    """The form of a part; with one more row, and nothing sent, when that is asked."""
    told: dict[str, Any] = {
        "part": part,
        "entry": entry,
        "document": draft.document,
        "offered": _offered(),
    }
    form = PartForm(request.POST if request.method == "POST" else None, **told)
    grows = request.POST.get("add", "")
    return PartForm(typed=form.grown(grows), **told) if grows in form.asked else form


def _new_entry(request: Request, document: dict[str, Any], part: Part) -> dict[str, Any]:
    """What a new entry has before anything is typed: a code of its own, the days of the plan."""
    if part == Part.INDICATORS:
        known = {key for key, _row in queries.entries(document, part)}
        return {"code": queries.free_indicator(document["code"], known, actor=request.actor)}
    if part not in NEW_CODES:
        return {}
    taken = {key for key, _row in queries.entries(document, part)}
    number = next(
        each for each in range(1, len(taken) + 2) if f"{NEW_CODES[part]}{each}" not in taken
    )
    entry = {"code": f"{NEW_CODES[part]}{number}"}
    days = {"from": document["from"], "to": document["to"]}
    return entry | days if part == Part.PHASES else entry


def _place(draft: "PlanDraft", part: Part, entry: Entry) -> str:
    """The key under which a new entry is told: its code, or its place at the end."""
    return str(entry.get("code", len(queries.entries(draft.document, part)) + 1))


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
