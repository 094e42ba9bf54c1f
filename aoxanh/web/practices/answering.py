"""Recommendations and ideas: sent, read and answered."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from aoxanh.access import queries as access
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.practices import actions, queries
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.practices.manage import found
from aoxanh.web.practices.round_forms import AnswerForm, IdeaAnswerForm, IdeaForm, SendForm
from aoxanh.web.practices.saving import saved, status_of
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.practices.models import Idea


SHOWN = 50


@require_GET
@needs(Permission.PRACTICE_VIEW)
def recommendations(request: Request, unit_id: int) -> HttpResponse:
    """What the unit was asked, what it may still send, and what was answered to it."""
    actor = request.actor
    asked = list(queries.recommendations(actor=actor, unit_id=unit_id)[:SHOWN])
    sent = list(queries.sent_recommendations(unit_id=unit_id, actor=actor)[:SHOWN])
    ids = {each.unit_id for each in asked} | {each.to_unit_id for each in sent}
    names = units.names_at(ids, actor.day)
    page = {
        "asked": [(each, names[each.unit_id]) for each in asked],
        "sent": [(each, names[each.to_unit_id]) for each in sent],
        "unsent": queries.recommended(actor=actor, unit_id=unit_id)[:SHOWN],
        "unit_id": unit_id,
        "may_edit": actor.may(Permission.PRACTICE_EDIT, at=unit_id),
    }
    return render(request, "practices/manage/recommendations.html", page)


@needs(Permission.PRACTICE_EDIT)
def practice_recommend(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Send the recommendation of a model to the level that it speaks to."""
    practice = found(request, code)
    offered = queries.addressees(practice, actor=request.actor)
    meant = next(each.unit_id for each in offered if each.is_meant)
    form = SendForm(request.POST or None, addressees=offered, initial={"to_unit": meant})

    def act() -> None:
        actions.send_recommendation(
            by=request.actor,
            practice_id=practice.pk,
            to_unit_id=form.cleaned_data["to_unit"],
            now=timezone.now(),
        )

    if saved(request, form, act):
        messages.success(request, _("Đã chuyển. Câu trả lời sẽ hiện ở đây."))
        return redirect("manage:recommendations", unit_id=unit_id)
    page = {"form": form, "practice": practice, "unit_id": unit_id}
    return render(request, "practices/manage/recommend.html", page, status=status_of(form))


@needs(Permission.PRACTICE_EDIT)
def recommendation(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Answer one."""
    try:
        asked = queries.recommendation(pk, unit_id=unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    form = AnswerForm(request.POST or None)

    def act() -> None:
        actions.answer_recommendation(
            by=request.actor,
            recommendation_id=pk,
            answer=form.cleaned_data["answer"],
            now=timezone.now(),
        )

    if saved(request, form, act):
        messages.success(request, _("Đã trả lời, nơi gửi đọc được ngay."))
        return redirect("manage:recommendations", unit_id=unit_id)
    names = units.names_at({asked.unit_id}, request.actor.day)
    page = {"form": form, "asked": asked, "from_unit": names[asked.unit_id], "unit_id": unit_id}
    return render(request, "practices/manage/recommendation.html", page, status=status_of(form))


@require_GET
@needs(Permission.PRACTICE_VIEW)
def ideas(request: Request, unit_id: int) -> HttpResponse:
    """The box of ideas: what came in, and what became of one's own."""
    actor = request.actor
    box = list(queries.ideas(actor=actor, unit_id=unit_id)[:SHOWN])
    sent = list(queries.sent_ideas(unit_id=unit_id, actor=actor)[:SHOWN])
    page = {
        "box": [(each, name) for each, name in zip(box, _senders(request, box), strict=True)],
        "sent": [each for each in sent if each.to_unit_id != unit_id],
        "unit_id": unit_id,
        "may_edit": actor.may(Permission.PRACTICE_EDIT, at=unit_id),
    }
    return render(request, "practices/manage/ideas.html", page)


def _senders(request: Request, box: "list[Idea]") -> list[str]:
    """Who sent each idea: person and unit, for officers' eyes."""
    names = units.short_names_at({each.unit_id for each in box}, request.actor.day)
    accounts = {each.account_id for each in box if each.account_id is not None}
    people = access.names_of(accounts, actor=request.actor)
    return [
        _("gửi trên trang công khai")
        if each.is_open
        else " · ".join(filter(None, (people.get(each.account_id or 0, ""), names[each.unit_id])))
        for each in box
    ]


@needs(Permission.PRACTICE_EDIT)
def idea_new(request: Request, unit_id: int) -> HttpResponse:
    """Send an idea to the unit above."""
    form = IdeaForm(request.POST or None)

    def act() -> None:
        actions.send_idea(by=request.actor, unit_id=unit_id, idea=form.given(), now=timezone.now())

    if saved(request, form, act):
        messages.success(request, _("Đã gửi. Khi có trả lời, bạn đọc ở đây."))
        return redirect("manage:ideas", unit_id=unit_id)
    page = {"form": form, "unit_id": unit_id}
    return render(request, "practices/manage/idea_new.html", page, status=status_of(form))


@needs(Permission.PRACTICE_EDIT)
def idea(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """One idea in the box, to be answered."""
    try:
        asked = queries.idea(pk, unit_id=unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    form = IdeaAnswerForm(request.POST or None)

    def act() -> None:
        typed = form.cleaned_data
        actions.answer_idea(
            by=request.actor,
            idea_id=pk,
            is_accepted=typed["decision"],
            answer=typed["answer"],
            practice_code=typed["practice"].strip().rstrip("/").rsplit("/", 1)[-1],
            now=timezone.now(),
        )

    if saved(request, form, act):
        messages.success(request, _("Đã trả lời, người gửi đọc được ngay."))
        return redirect("manage:ideas", unit_id=unit_id)
    page = {
        "form": form,
        "idea": asked,
        "sender": _senders(request, [asked])[0],
        "unit_id": unit_id,
    }
    return render(request, "practices/manage/idea.html", page, status=status_of(form))
