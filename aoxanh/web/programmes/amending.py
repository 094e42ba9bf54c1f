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
    WAITING_STATES,
    AmendmentGiven,
    AmendmentState,
    Part,
)
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of
from aoxanh.web.programmes.amending_forms import DecisionForm, ReasonForm, SubmissionForm
from aoxanh.web.programmes.following import found_programme
from aoxanh.web.programmes.part_forms import PartForm
from aoxanh.web.programmes.part_pages import (
    KINDS,
    AskedPart,
    asked_part,
    asks_kind,
    part_form,
    parts_of,
)
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


def document_of(request: Request, programme: "Programme") -> dict[str, Any]:
    """The newest edition of a plan. Raises ``Http404``."""
    try:
        return queries.document(programme.code, actor=request.actor)
    except UnknownProgramme as refusal:
        raise Http404(str(refusal)) from refusal


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


@needs(Permission.PLAN_REPORT)
def amendment_new(request: Request, unit_id: int, code: str, part: str) -> HttpResponse:
    """Propose how a part of the plan shall be told, or that one be added, and say why."""
    programme = found_programme(request, unit_id, code)
    asked = asked_part(request, document_of(request, programme), part)
    if asks_kind(request, asked):
        context = {"programme": programme, "kinds": KINDS.items()}
        return render(request, "programmes/amending/kinds.html", context)
    form, is_sent = part_form(request, unit_id, asked, sends=request.method == "POST")
    why = _reason(request, asked, is_sent=is_sent)
    if is_sent and why.is_valid() and (why.drops() or form.is_valid()):
        try:
            with transaction.atomic():
                made = actions.propose_amendment(
                    by=request.actor,
                    unit_id=unit_id,
                    programme_id=programme.pk,
                    given=AmendmentGiven(
                        part=asked.part,
                        key=asked.key,
                        entry=None if why.drops() else form.entry(),
                        reason=why.cleaned_data["reason"],
                        file=why.attached(),
                    ),
                    now=timezone.now(),
                )
        except PlanPartInvalid as refusal:
            form.tell(refusal, asked.key_of(form.entry()))
        except DomainError as refusal:
            tell(why, refusal)
        else:
            messages.success(request, _("Đã gửi đề nghị điều chỉnh."))
            return redirect("manage:amendment", unit_id=unit_id, pk=made.pk)
    context = {"programme": programme, "asked": asked, "form": form, "why": why}
    status = 422 if is_sent else 200
    return render(request, "programmes/amending/new.html", context, status=status)


def _reason(request: Request, asked: AskedPart, *, is_sent: bool) -> ReasonForm:
    """Why; what was typed of it stays where only a row was added."""
    if is_sent:
        return ReasonForm(request.POST, request.FILES, may_drop=asked.may_drop)
    return ReasonForm(initial=request.POST.dict(), may_drop=asked.may_drop)


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
    names = queries.plan_names()
    context = {
        "amendment": found,
        "name": queries.part_name(found),
        "tone": TONES[AmendmentState(found.state)],
        "changes": queries.amendment_changes(found, actor=actor, names=names),
        "rivals": [
            (each, queries.amendment_changes(each, actor=actor, names=names)) for each in rivals
        ],
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
    asked = AskedPart(
        part=Part(found.part),
        key=found.key,
        entry=found.proposed or found.base or {},
        document=document_of(request, found.programme),
    )
    sends = request.method == "POST"
    is_partly = request.POST.get("outcome") == AmendmentState.PARTLY
    grows = "add" in request.POST
    part, _is_told = part_form(request, unit_id, asked, sends=sends and (is_partly or grows))
    is_sent = sends and not grows
    form = _decision(request, is_sent=is_sent)
    if is_sent and form.is_valid() and (not is_partly or part.is_valid()):
        try:
            with transaction.atomic():
                decided = actions.decide_amendment(
                    by=request.actor,
                    unit_id=unit_id,
                    amendment_id=pk,
                    given=form.given(part.entry() if is_partly else None),
                    now=timezone.now(),
                )
        except PlanPartInvalid as refusal:
            _tell_fault(form, part, refusal, asked)
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _said(decided))
            return redirect("manage:amendment", unit_id=unit_id, pk=pk)
    context = {
        "amendment": found,
        "name": queries.part_name(found),
        "changes": queries.amendment_changes(
            found, actor=request.actor, names=queries.plan_names()
        ),
        "form": form,
        "part": part,
        "opens": grows or is_partly,
    }
    status = 422 if is_sent else 200
    return render(request, "programmes/amending/decide.html", context, status=status)


def _decision(request: Request, *, is_sent: bool) -> DecisionForm:
    """What was decided; what was typed of it stays where only a row was added."""
    if is_sent:
        return DecisionForm(request.POST)
    return DecisionForm(initial={"on": request.actor.day, **request.POST.dict()})


def _tell_fault(
    form: DecisionForm, part: PartForm, refusal: PlanPartInvalid, asked: AskedPart
) -> None:
    """At the fields of what holds in part; above the form for what was proposed."""
    if form.is_partly:
        part.tell(refusal, asked.key_of(part.entry()))
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
