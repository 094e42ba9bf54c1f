"""“Phối hợp”: what the unit does with others, by kind; each matter with what happened and what comes next."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aoxanh.cooperation import actions, queries
from aoxanh.cooperation.types import Kind, Partner
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.units.types import Family, Level
from aoxanh.web.cooperation.forms import NumberForm, RecordForm, StepForm, TakeBackForm
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of, query
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.cooperation.models import Record


PARTNERS_DEEP = 2
"""How far below the portal's own unit the units lie that are offered as partners."""
PARTNER_FAMILIES = (Family.DOAN, Family.HOI_LHTN, Family.HOI_SV, Family.STATE)


@require_GET
@needs(Permission.PLAN_VIEW)
def cooperations(request: Request, unit_id: int) -> HttpResponse:
    """What the unit keeps and where it is the other side, of one kind or of all."""
    actor = request.actor
    asked = request.GET.get("loai", "")
    kind = queries.kinds().get(asked)
    code = kind.code if kind else ""
    said = [(_("Loại"), kind.name if kind else "")]
    file = taken(request, unit_id, "cooperation", {"unit_id": unit_id, "kind": code}, said=said)
    if file is not None:
        return file
    page = page_of(request, queries.records(unit_id, actor=actor, kind=code))
    counted = queries.counted(unit_id, actor=actor)
    context = {
        "kind": kind,
        "page": page,
        "rows": queries.shown(page, actor=actor),
        "counted": [(each, f"?{query({'loai': each.kind.code})}") for each in counted],
        "running": sum(each.running for each in counted),
        "query": query({"loai": code}),
        "may_write": actor.may(Permission.PLAN_REPORT, at=unit_id),
    }
    return render(request, "cooperation/list.html", context)


@require_GET
@needs(Permission.PLAN_REPORT)
def cooperation_begin(request: Request, unit_id: int) -> HttpResponse:
    """Choose of which kind the new matter is."""
    context = {"kinds": queries.kinds().values(), "unit_id": unit_id}
    return render(request, "cooperation/begin.html", context)


def _kind(code: str) -> Kind:
    """The kind in the path. Raises ``Http404``."""
    found = queries.kinds().get(code)
    if found is None:
        raise Http404
    return found


def _partners(actor: Actor, unit_id: int, of: Kind) -> list[tuple[int, str]]:
    """The units of the portal by name, or those above the unit: what units are called is no secret."""
    if of.partner == Partner.ABOVE:
        above = units.ancestors(unit_id=unit_id, day=actor.day)
        names = units.names_at(above, actor.day)
        return [(pk, names[pk]) for pk in above]
    everyone = Actor.system(cause="partners", day=actor.day)
    root_id = units.instance().root_id
    rows = units.units(actor=everyone, day=actor.day, within=root_id, depth=PARTNERS_DEEP)
    if of.unit_kinds:
        rows = rows.filter(kind_id__in=of.unit_kinds)
    rows = rows.filter(kind__family__in=PARTNER_FAMILIES).exclude(kind__level=Level.BRANCH)
    return [(each.unit_id, each.name) for each in rows.exclude(unit_id=unit_id)]


@needs(Permission.PLAN_REPORT)
def cooperation_new(request: Request, unit_id: int, kind: str) -> HttpResponse:
    """Keep a new matter of one kind."""
    actor, of = request.actor, _kind(kind)
    sends = request.method == "POST"
    offered = [] if of.partner == Partner.BODY else _partners(actor, unit_id, of)
    right_above = offered[:1] if of.partner == Partner.ABOVE else []
    form = RecordForm(
        request.POST if sends else None,
        request.FILES if sends else None,
        kind=of,
        units=offered,
        tasks=queries.tasks_offered(unit_id, actor=actor),
        initial={"on": actor.day, "partner": right_above[0][0] if right_above else None},
    )
    if sends and form.is_valid():
        try:
            with transaction.atomic():
                made = actions.open_record(
                    by=actor,
                    unit_id=unit_id,
                    given=form.given(),
                    first=form.step(),
                    now=timezone.now(),
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("manage:cooperation", unit_id=unit_id, pk=made.pk)
    status = 422 if form.errors else 200
    return render(request, "cooperation/new.html", {"form": form, "kind": of}, status=status)


def _found(request: Request, unit_id: int, pk: int) -> "Record":
    """The record in the path, of the unit in the path. Raises ``Http404``."""
    try:
        return queries.record(pk, unit_id=unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.PLAN_VIEW)
def cooperation(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """One matter: both sides, what happened, and what comes next where the unit keeps it."""
    return _record_page(request, unit_id, _found(request, unit_id, pk))


@require_POST
@needs(Permission.PLAN_REPORT)
def cooperation_step(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Write down what happened next."""
    found = _found(request, unit_id, pk)
    states = queries.states_open(found, unit_id=unit_id, actor=request.actor)
    if not states:
        raise Http404
    kind = queries.kinds()[found.kind]
    form = StepForm(request.POST, request.FILES, kind=kind, states=states)
    if _done(
        form,
        lambda: actions.add_step(
            by=request.actor,
            unit_id=unit_id,
            record_id=pk,
            given=form.step(),
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Đã ghi bước mới."))
        return redirect("manage:cooperation", unit_id=unit_id, pk=pk)
    return _record_page(request, unit_id, found, form=form)


def _done(form: Form, act: Callable[[], object]) -> bool:
    """Whether the action took what was typed; a refusal is told at its field. Raises ``Http404``."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            act()
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        tell(form, refusal)
        return False
    return True


@require_POST
@needs(Permission.PLAN_REPORT)
def cooperation_take_back(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Take back the last step, written by mistake."""
    found = _found(request, unit_id, pk)
    form = TakeBackForm(request.POST, kind=queries.kinds()[found.kind])
    if _done(
        form,
        lambda: actions.take_back_step(
            by=request.actor,
            unit_id=unit_id,
            record_id=pk,
            given=form.given(),
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Đã rút bước ghi nhầm. Bước này không còn được tính."))
        return redirect("manage:cooperation", unit_id=unit_id, pk=pk)
    return _record_page(request, unit_id, found, taking_back=form)


@require_POST
@needs(Permission.PLAN_REPORT)
def cooperation_number(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Keep a person by the right number."""
    found, form = _found(request, unit_id, pk), NumberForm(request.POST)
    if _done(
        form,
        lambda: actions.correct_number(
            by=request.actor,
            unit_id=unit_id,
            record_id=pk,
            number=form.cleaned_data["number"],
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Đã sửa số trong sổ."))
        return redirect("manage:cooperation", unit_id=unit_id, pk=pk)
    return _record_page(request, unit_id, found, renumbering=form)


def _step_form(request: Request, unit_id: int, found: "Record", kind: Kind) -> StepForm:
    """What comes next, asked anew."""
    return StepForm(
        kind=kind,
        states=queries.states_open(found, unit_id=unit_id, actor=request.actor),
        initial={"on": request.actor.day, "state": kind.after(found.state)},
    )


def _record_page(
    request: Request,
    unit_id: int,
    found: "Record",
    *,
    form: StepForm | None = None,
    taking_back: TakeBackForm | None = None,
    renumbering: NumberForm | None = None,
) -> HttpResponse:
    """A matter with its forms; one that was refused stands as it was typed."""
    actor, kind = request.actor, queries.kinds()[found.kind]
    form = form or _step_form(request, unit_id, found, kind)
    (shown,) = queries.shown([found], actor=actor)
    steps = list(queries.steps_of(found.pk, unit_id=unit_id, actor=actor))
    takes_back = queries.may_take_back(found, steps, unit_id=unit_id, actor=actor)
    numbers = takes_back and bool(found.number)
    context = {
        "record": shown,
        "steps": [(step, kind.state(step.state)) for step in steps],
        "wrong_numbers": queries.corrections_of(found.pk, unit_id=unit_id, actor=actor)
        if found.number
        else (),
        "form": form,
        "is_ended": found.is_ended,
        "is_own": found.unit_id == unit_id,
        "may_write": bool(form.fields["state"].choices),  # type: ignore[attr-defined]  # a choice field
        "taking_back": (taking_back or TakeBackForm(kind=kind)) if takes_back else None,
        "renumbering": (renumbering or NumberForm()) if numbers else None,
    }
    refused = any(each is not None and each.errors for each in (form, taking_back, renumbering))
    return render(request, "cooperation/record.html", context, status=422 if refused else 200)
