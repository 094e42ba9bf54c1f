"""“Khen thưởng”: who was commended, who is proposed and on what ground, what came of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.recognition import actions, queries
from aoxanh.recognition.types import (
    CommendationForm,
    CommendationLevel,
    CommendationOccasion,
    CommendationState,
    Decision,
    Proposal,
)
from aoxanh.units import queries as units
from aoxanh.web.choices import choice
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of, query
from aoxanh.web.recognition.commendation_forms import (
    CollectiveForm,
    DecisionForm,
    DeclineForm,
    ProposalForm,
)
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.people.models import Person
    from aoxanh.recognition.models import Commendation

_FILTERS = (
    ("form", "hinh-thuc", CommendationForm),
    ("level", "cap", CommendationLevel),
    ("state", "ket-qua", CommendationState),
    ("occasion", "dip", CommendationOccasion),
)
_TONES = {
    CommendationState.PROPOSED: "due",
    CommendationState.DECIDED: "ok",
    CommendationState.DECLINED: "none",
}


@require_GET
@needs(Permission.CERTIFICATE_VIEW)
def commendations(request: Request, unit_id: int) -> HttpResponse:
    """Commendations by form, level, occasion and what came of them."""
    actor = request.actor
    filters: dict[str, object] = {"unit_id": unit_id}
    kept = {}
    for name, asked, choices in _FILTERS:
        typed = request.GET.get(asked, "")
        filters[name] = kept[asked] = typed if typed in choices.values else ""
    file = taken(request, unit_id, "commendations", filters, said=())
    if file is not None:
        return file
    page = page_of(request, queries.commendations_asked(actor, filters))
    context = {
        "unit_id": unit_id,
        "page": page,
        "rows": [(row, _TONES[CommendationState(row.state)]) for row in page],
        "choices": [
            choice(
                request,
                asked,
                label,
                anything,
                [(code, str(words)) for code, words in choices.choices],
            )
            for (_name, asked, choices), (label, anything) in zip(_FILTERS, _words(), strict=True)
        ],
        "may_propose": actor.may(Permission.CERTIFICATE_ISSUE, at=unit_id),
        "query": query(kept),
    }
    return render(request, "recognition/manage/commendations.html", context)


def _words() -> list[tuple[str, str]]:
    """What each filter is called, and what nothing chosen means."""
    return [
        (_("Hình thức"), _("Mọi hình thức")),
        (_("Cấp khen"), _("Mọi cấp")),
        (_("Kết quả"), _("Mọi kết quả")),
        (_("Dịp khen"), _("Mọi dịp")),
    ]


@require_http_methods(["GET", "POST"])
@needs(Permission.CERTIFICATE_ISSUE)
def commendation_propose(request: Request, unit_id: int) -> HttpResponse:
    """Propose the person whom the address names, or a collective."""
    person = _person(request)
    form = _proposal_form(request, unit_id, person)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        given = Proposal(
            person_id=person.pk if person else None,
            unit_id=said.get("unit"),
            name=said.get("name", ""),
            form=CommendationForm(said["form"]),
            level=CommendationLevel(said["level"]),
            occasion=CommendationOccasion(said["occasion"]),
            merit=said["merit"],
            evidence=said["evidence"],
        )
        try:
            with transaction.atomic():
                made = actions.propose_commendation(
                    by=request.actor, unit_id=unit_id, given=given, now=timezone.now()
                )
        except Missing as refusal:
            raise Http404(str(refusal)) from refusal
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã ghi đề nghị khen thưởng."))
            return redirect("manage:commendation", unit_id=unit_id, pk=made.pk)
    context = {"unit_id": unit_id, "form": form, "person": person}
    status = 422 if form.errors else 200
    return render(request, "recognition/manage/commendation_propose.html", context, status=status)


def _person(request: Request) -> "Person | None":
    code = request.GET.get("nguoi", "")
    if not code:
        return None
    try:
        return people.person(code, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


def _proposal_form(request: Request, unit_id: int, person: "Person | None") -> ProposalForm:
    if person is not None:
        return ProposalForm(request.POST or None)
    form = CollectiveForm(request.POST or None)
    below = units.children_of(unit_id=unit_id, actor=request.actor, day=request.actor.day)
    own = units.names_at((unit_id,), request.actor.day)
    named = [*own.items(), *((each.unit_id, each.name) for each in below)]
    form.fields["unit"].choices = [("", _("Tập thể khác")), *named]  # type: ignore[attr-defined]  # a ChoiceField
    return form


def _found(request: Request, pk: int) -> "Commendation":
    try:
        return queries.commendation(pk=pk, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.CERTIFICATE_VIEW)
def commendation(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """One commendation with its ground, and what may be done with it."""
    return _page(request, unit_id, _found(request, pk))


def _page(
    request: Request,
    unit_id: int,
    found: "Commendation",
    *,
    decide: forms.Form | None = None,
    decline: forms.Form | None = None,
) -> HttpResponse:
    actor = request.actor
    kind = {"form": found.form, "level": found.level, "decided_on": actor.day}
    context = {
        "unit_id": unit_id,
        "found": found,
        "unit_name": units.names_at((found.unit_id,), actor.day).get(found.unit_id, ""),
        "tone": _TONES[CommendationState(found.state)],
        "may_decide": found.state == CommendationState.PROPOSED
        and actor.may(Permission.CERTIFICATE_ISSUE, at=found.unit_id),
        "decide": decide or DecisionForm(initial=kind),
        "decline": decline or DeclineForm(),
        "declining": decline is not None,
    }
    status = 422 if decide or decline else 200
    return render(request, "recognition/manage/commendation.html", context, status=status)


@require_http_methods(["POST"])
@needs(Permission.CERTIFICATE_ISSUE)
def commendation_decide(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Record the decision."""
    found, form = _found(request, pk), DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, unit_id, found, decide=form)
    said = form.cleaned_data
    given = Decision(
        number=said["number"],
        decided_on=said["decided_on"],
        authority=said["authority"],
        form=CommendationForm(said["form"]),
        level=CommendationLevel(said["level"]),
    )
    done = _done(
        form,
        lambda: actions.decide_commendation(
            by=request.actor, commendation_id=pk, given=given, now=timezone.now()
        ),
    )
    if not done:
        return _page(request, unit_id, found, decide=form)
    messages.success(request, _("Đã ghi quyết định khen thưởng."))
    return redirect("manage:commendation", unit_id=unit_id, pk=pk)


@require_http_methods(["POST"])
@needs(Permission.CERTIFICATE_ISSUE)
def commendation_decline(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Record that nothing came of it."""
    found, form = _found(request, pk), DeclineForm(request.POST)
    if not form.is_valid() or not _done(
        form,
        lambda: actions.decline_commendation(
            by=request.actor,
            commendation_id=pk,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        ),
    ):
        return _page(request, unit_id, found, decline=form)
    messages.success(request, _("Đã ghi kết quả."))
    return redirect("manage:commendation", unit_id=unit_id, pk=pk)


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            act()
    except DomainError as refusal:
        tell(form, refusal)
        return False
    return True
