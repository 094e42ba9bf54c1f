"""Is somebody in two lists one person? One unit asks, the other looks in its own list and answers."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.people import actions, queries
from aoxanh.people.types import DuplicateReason
from aoxanh.units import queries as units
from aoxanh.units.types import Family
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of
from aoxanh.web.people.manage_forms import refuse
from aoxanh.web.people.manage_person import found_or_404
from aoxanh.web.people.manage_steps import done
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.people.models import MergeProposal, Person

UNITS_SHOWN = 20
SHOWN_REASONS = {
    DuplicateReason.NAME: lazy("cùng họ tên"),
    DuplicateReason.BIRTH_YEAR: lazy("cùng năm sinh"),
    DuplicateReason.PHONE: lazy("cùng ba số cuối"),
    DuplicateReason.OTHER_BIRTH: lazy("khác năm sinh"),
}
KEEPS_PEOPLE = (Family.DOAN, Family.HOI_LHTN, Family.HOI_SV, Family.DOI_TNTP, Family.GROUP)


class AskForm(forms.Form):
    """Which unit is asked."""

    to_unit = forms.TypedChoiceField(
        label=lazy("Hỏi đơn vị nào"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": lazy("Hãy chọn một đơn vị."),
            "invalid_choice": lazy("Hãy chọn một đơn vị trong danh sách."),
        },
    )

    def offer(self, named: list[tuple[int, str]]) -> "AskForm":
        """The units that were found."""
        self.fields["to_unit"].choices = named  # type: ignore[attr-defined]  # a choice field
        return self


class AnswerForm(forms.Form):
    """Which of one's own records it is."""

    record = forms.IntegerField(
        error_messages={
            "required": lazy("Hãy chọn hồ sơ của đơn vị bạn, hoặc trả lời không gộp."),
            "invalid": lazy("Hãy chọn một hồ sơ trong danh sách."),
        }
    )
    reason = forms.CharField(
        label=lazy("Vì sao bạn biết đây là cùng một người?"),
        help_text=lazy("Chỉ cần khi họ tên hoặc ngày sinh khác nhau."),
        max_length=300,
        required=False,
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.PERSON_EDIT)
def merge_propose(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Choose the unit that is asked; nothing is said of whom it has in its list."""
    found = found_or_404(request, code)
    if not request.actor.may(Permission.PERSON_EDIT, at=found.unit_id):
        raise Http404
    text = request.GET.get("q", "").strip()[:100]
    offered = _units_named(request, text, besides={found.unit_id, unit_id})
    form = AskForm(request.POST if request.method == "POST" else None).offer(offered)
    if form.is_bound and form.is_valid() and _asked(request, found, form):
        return redirect("manage:merge_proposals", unit_id=unit_id)
    context = {
        "unit_id": unit_id,
        "person": found,
        "form": form,
        "text": text,
        "offered": offered,
        "limits": queries.proposal_limits(),
    }
    return render(request, "people/propose.html", context, status=422 if form.is_bound else 200)


def _units_named(request: Request, text: str, *, besides: set[int]) -> list[tuple[int, str]]:
    """The units of today with these words in their name: what units are called is no secret."""
    day = request.actor.day
    everyone = Actor.system(cause="units to ask", day=day)
    rows = units.search(text=text, actor=everyone, day=day).exclude(unit_id__in=besides)
    shown = list(rows.filter(kind__family__in=KEEPS_PEOPLE)[:UNITS_SHOWN])
    above = units.parents(unit_ids={row.unit_id for row in shown}, day=day)
    names = units.names_at(above.values(), day)
    return [
        (row.unit_id, ", ".join(filter(None, (row.name, names.get(above.get(row.unit_id, 0))))))
        for row in shown
    ]


def _asked(request: Request, found: "Person", form: AskForm) -> bool:
    try:
        with transaction.atomic():
            actions.propose_merger(
                by=request.actor,
                person_id=found.pk,
                to_unit_id=form.cleaned_data["to_unit"],
                now=timezone.now(),
            )
    except DomainError as refusal:
        refuse(form, refusal)
        return False
    messages.success(request, _("Đã gửi. Trả lời của đơn vị đó hiện ở đây."))
    return True


@require_GET
@needs(Permission.PERSON_EDIT)
def merge_proposals(request: Request, unit_id: int) -> HttpResponse:
    """What others ask the unit, and what it asked others."""
    actor = request.actor
    waiting = queries.proposals_waiting(unit_id, actor=actor)
    page = page_of(request, queries.proposals_sent(unit_id, actor=actor))
    asking = list(waiting[:UNITS_SHOWN])
    named = {each.from_unit_id for each in asking} | {each.to_unit_id for each in page}
    context = {
        "unit_id": unit_id,
        "asking": asking,
        "page": page,
        "unit_names": units.names_at(named, actor.day),
        "day": actor.day,
    }
    return render(request, "people/proposals.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.PERSON_EDIT)
def merge_proposal(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Whom another unit means, and the unit's own records beside; what is searched never reaches the address."""
    proposal = _found(request, unit_id, pk)
    actions.note_read(by=request.actor, person=proposal.person, unit_id=unit_id, now=timezone.now())
    text = request.POST.get("q", "").strip()[:100]
    answers = request.method == "POST" and request.POST.get("do") != "tim"
    form = AnswerForm(request.POST if answers else None)
    if answers and form.is_valid():
        merged = _merged(request, proposal, form)
        if merged is not None:
            return redirect("manage:person", unit_id=unit_id, code=merged.code)
    rows = queries.alike(proposal, unit_id=unit_id, actor=request.actor, text=text)
    context = {
        "unit_id": unit_id,
        "proposal": proposal,
        "meant": queries.identity_of(proposal.person),
        "asker": units.names_at({proposal.from_unit_id}, request.actor.day)[proposal.from_unit_id],
        "rows": [(row, _in_words(row.reasons)) for row in rows],
        "form": form,
        "text": text,
        "chosen": request.POST.get("record", ""),
    }
    return render(request, "people/proposal.html", context, status=422 if form.is_bound else 200)


def _in_words(reasons: tuple[DuplicateReason, ...]) -> str:
    return ", ".join(str(SHOWN_REASONS[each]) for each in reasons).capitalize()


def _found(request: Request, unit_id: int, pk: int) -> "MergeProposal":
    """One that waits for the unit in the path. Raises ``Http404``."""
    try:
        return queries.proposal_asked(pk, unit_id=unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


def _merged(request: Request, proposal: "MergeProposal", form: AnswerForm) -> "Person | None":
    try:
        with transaction.atomic():
            merged = actions.accept_proposal(
                by=request.actor,
                proposal_id=proposal.pk,
                into_id=form.cleaned_data["record"],
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
    except DomainError as refusal:
        refuse(form, refusal)
        return None
    messages.success(request, _("Đã gộp. Gộp nhầm thì đơn vị nào cũng tách lại được ở cuối hồ sơ."))
    return merged


@require_POST
@needs(Permission.PERSON_EDIT)
def merge_proposal_decline(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Not one of ours, or not surely enough."""
    proposal, now = _found(request, unit_id, pk), timezone.now()
    done(
        request,
        lambda: actions.decline_proposal(by=request.actor, proposal_id=proposal.pk, now=now),
        _("Đã trả lời không gộp. Đơn vị kia chỉ biết câu trả lời này."),
    )
    return redirect("manage:merge_proposals", unit_id=unit_id)


@require_POST
@needs(Permission.PERSON_EDIT)
def merge_proposal_withdraw(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Take back what the unit asked."""
    now = timezone.now()
    if not queries.proposals_sent(unit_id, actor=request.actor).filter(pk=pk).exists():
        raise Http404
    done(
        request,
        lambda: actions.withdraw_proposal(by=request.actor, proposal_id=pk, now=now),
        _("Đã rút đề nghị."),
    )
    return redirect("manage:merge_proposals", unit_id=unit_id)
