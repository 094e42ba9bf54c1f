"""Officers' pages about changing a plan: what is proposed, from where, what was decided."""

from typing import TYPE_CHECKING, Any

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
from aoxanh.programmes.errors import PlanPartInvalid, UnknownProgramme
from aoxanh.programmes.types.amending import (
    TOLD_ONCE,
    WAITING_STATES,
    AmendmentGiven,
    AmendmentState,
    Part,
)
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of
from aoxanh.web.programmes.amending_forms import DecisionForm, ReasonForm, SubmissionForm
from aoxanh.web.programmes.expression_fields import Offered
from aoxanh.web.programmes.following import found_programme
from aoxanh.web.programmes.part_forms import PartForm
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.programmes.models import Amendment, Programme

TONES = {
    AmendmentState.OPEN: "due",
    AmendmentState.SUBMITTED: "neutral",
    AmendmentState.ACCEPTED: "ok",
    AmendmentState.PARTLY: "ok",
    AmendmentState.DECLINED: "stop",
    AmendmentState.WITHDRAWN: "none",
}

_ORDER = {Part.INDICATORS: 0, Part.TASKS: 0, Part.HEAD: 2}
"""What is changed most stands first."""


def offered() -> Offered:
    """What the parts of a plan may name when they are amended."""
    return Offered([(kind.code, kind.name) for kind in units.kinds()])


def document_of(request: Request, programme: "Programme") -> dict[str, Any]:
    """The newest edition of a plan. Raises ``Http404``."""
    try:
        return queries.document(programme.code, actor=request.actor)
    except UnknownProgramme as refusal:
        raise Http404(str(refusal)) from refusal


def parts_of(document: dict[str, Any]) -> list[tuple[Part, list[tuple[str, str, str]]]]:
    """(part, (key, name, clause)) of everything a plan says, the indicators and tasks first."""
    order = sorted(Part, key=lambda part: _ORDER.get(part, 1))
    return [
        (
            part,
            [
                (key, queries.entry_name(part, row), row.get("clause") or row.get("source") or "")
                for key, row in queries.entries(document, part)
            ],
        )
        for part in order
    ]


@require_GET
@needs(Permission.PLAN_VIEW)
def amendments(request: Request, unit_id: int) -> HttpResponse:
    """What the unit and those below proposed, the newest first; from where a new one begins."""
    actor = request.actor
    page = page_of(request, queries.amendments(unit_id, actor=actor))
    may_propose = actor.may(Permission.PLAN_REPORT, at=unit_id)
    programmes = queries.programmes_at(unit_id, actor=actor).filter(closed_on=None)
    context = {
        "page": page,
        "rows": [
            (each, queries.part_name(each), TONES[AmendmentState(each.state)]) for each in page
        ],
        "names": units.names_at({each.unit_id for each in page}, actor.day),
        "waiting": queries.amendments_to_decide(unit_id, actor=actor).count(),
        "programmes": list(programmes) if may_propose else [],
    }
    return render(request, "programmes/amending/amendments.html", context)


@require_GET
@needs(Permission.PLAN_REPORT)
def amendment_pick(request: Request, unit_id: int, code: str) -> HttpResponse:
    """What of a plan shall change: everything it says, each with a link."""
    programme = found_programme(request, unit_id, code)
    context = {"programme": programme, "parts": parts_of(document_of(request, programme))}
    return render(request, "programmes/amending/pick.html", context)


def found_part(part: str) -> Part:
    """The part of a plan in the path. Raises ``Http404``."""
    try:
        return Part(part.upper())
    except ValueError as fault:
        raise Http404 from fault


@needs(Permission.PLAN_REPORT)
def amendment_new(request: Request, unit_id: int, code: str, part: str) -> HttpResponse:
    """Propose how a part of the plan shall be told, and say why."""
    programme, asked = found_programme(request, unit_id, code), found_part(part)
    document, key = document_of(request, programme), request.GET.get("muc", "")
    entry = queries.entry_of(document, asked, key)
    if entry is None:
        raise Http404
    sends = request.method == "POST"
    typed = request.POST if sends else None
    form = PartForm(typed, part=asked, entry=entry, document=document, offered=offered())
    why = ReasonForm(typed, request.FILES if sends else None, may_drop=asked not in TOLD_ONCE)
    if sends and why.is_valid() and (why.cleaned_data.get("drop") or form.is_valid()):
        try:
            with transaction.atomic():
                made = actions.propose_amendment(
                    by=request.actor,
                    unit_id=unit_id,
                    programme_id=programme.pk,
                    given=AmendmentGiven(
                        part=asked,
                        key=key,
                        entry=None if why.cleaned_data.get("drop") else form.entry(),
                        reason=why.cleaned_data["reason"],
                        file=why.attached(),
                    ),
                    now=timezone.now(),
                )
        except PlanPartInvalid as refusal:
            form.tell(refusal, key)
        except DomainError as refusal:
            tell(why, refusal)
        else:
            messages.success(request, _("Đã gửi đề nghị điều chỉnh."))
            return redirect("manage:amendment", unit_id=unit_id, pk=made.pk)
    context = {
        "programme": programme,
        "part": asked,
        "name": queries.entry_name(asked, entry),
        "form": form,
        "why": why,
    }
    status = 422 if sends else 200
    return render(request, "programmes/amending/new.html", context, status=status)


def found_amendment(request: Request, unit_id: int, pk: int) -> "Amendment":
    """The proposal in the path, of the unit or one below. Raises ``Http404``."""
    try:
        return queries.amendment(pk, unit_id=unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.PLAN_VIEW)
def amendment(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """One proposal: what changes, why, what others propose for the same, what was decided."""
    return _page(request, found_amendment(request, unit_id, pk), unit_id)


def _page(
    request: Request, found: "Amendment", unit_id: int, form: SubmissionForm | None = None
) -> HttpResponse:
    actor = request.actor
    rivals = list(queries.rivals(found, unit_id=unit_id, actor=actor))
    waits = found.state in WAITING_STATES
    owns = found.programme.unit_id == unit_id and actor.may(Permission.PLAN_DECIDE, at=unit_id)
    writes = found.unit_id == unit_id and actor.may(Permission.PLAN_REPORT, at=unit_id)
    context = {
        "amendment": found,
        "name": queries.part_name(found),
        "tone": TONES[AmendmentState(found.state)],
        "changes": queries.amendment_changes(found, actor=actor),
        "rivals": [(each, queries.amendment_changes(each, actor=actor)) for each in rivals],
        "names": units.names_at({each.unit_id for each in (found, *rivals)}, actor.day),
        "may_decide": waits and owns,
        "may_withdraw": waits and writes,
        "form": form or SubmissionForm(initial={"on": actor.day}),
    }
    status = 422 if form else 200
    return render(request, "programmes/amending/amendment.html", context, status=status)


@require_POST
@needs(Permission.PLAN_DECIDE)
def amendment_submit(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Record the paper by which it was laid before who decides."""
    found = found_amendment(request, unit_id, pk)
    form = SubmissionForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                actions.submit_amendment(
                    by=request.actor,
                    unit_id=unit_id,
                    amendment_id=pk,
                    now=timezone.now(),
                    **form.cleaned_data,
                )
        except Missing as refusal:
            raise Http404(str(refusal)) from refusal
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã ghi tờ trình."))
            return redirect("manage:amendment", unit_id=unit_id, pk=pk)
    return _page(request, found, unit_id, form)


@needs(Permission.PLAN_DECIDE)
def amendment_decide(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Record the decision; what is accepted becomes the next edition of the plan."""
    found = found_amendment(request, unit_id, pk)
    if found.programme.unit_id != unit_id:
        raise Http404
    sends = request.method == "POST"
    typed = request.POST if sends else None
    form = DecisionForm(typed, initial={"on": request.actor.day})
    document = document_of(request, found.programme)
    part = PartForm(
        typed if sends and form.is_partly else None,
        part=Part(found.part),
        entry=found.proposed or found.base,
        document=document,
        offered=offered(),
    )
    if sends and form.is_valid() and (not form.is_partly or part.is_valid()):
        try:
            with transaction.atomic():
                decided = actions.decide_amendment(
                    by=request.actor,
                    unit_id=unit_id,
                    amendment_id=pk,
                    given=form.given(part.entry() if form.is_partly else None),
                    now=timezone.now(),
                )
        except PlanPartInvalid as refusal:
            _tell_fault(form, part, refusal, found.key)
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _said(decided))
            return redirect("manage:amendment", unit_id=unit_id, pk=pk)
    context = {
        "amendment": found,
        "name": queries.part_name(found),
        "changes": queries.amendment_changes(found, actor=request.actor),
        "form": form,
        "part": part,
    }
    status = 422 if sends else 200
    return render(request, "programmes/amending/decide.html", context, status=status)


def _tell_fault(form: DecisionForm, part: PartForm, refusal: PlanPartInvalid, key: str) -> None:
    """At the fields of what holds in part; above the form for what was proposed."""
    if form.is_partly:
        part.tell(refusal, key)
    else:
        tell(form, refusal)


def _said(decided: "Amendment") -> str:
    if decided.edition is None:
        return _("Đã ghi kết quả. Kế hoạch không đổi.")
    return _("Đã ghi kết quả. Kế hoạch có bản thứ %(number)s.") % {"number": decided.edition.number}


@require_POST
@needs(Permission.PLAN_REPORT)
def amendment_withdraw(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Take one's own proposal back."""
    try:
        with transaction.atomic():
            actions.withdraw_amendment(
                by=request.actor, unit_id=unit_id, amendment_id=pk, now=timezone.now()
            )
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã rút đề nghị."))
    return redirect("manage:amendment", unit_id=unit_id, pk=pk)
