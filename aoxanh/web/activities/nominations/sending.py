"""The unit's side: choose from one's people or paste a list, look at what was understood, send."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aoxanh.activities import actions, queries
from aoxanh.activities.queries.nominations import SHOWN
from aoxanh.activities.types import ListedLine
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.keys import key_of, keys_of
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.activities.manage.reach import tried
from aoxanh.web.activities.nominations.forms import MOST_PASTED, SendForm
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request
from aoxanh.work import queries as work


if TYPE_CHECKING:
    from aoxanh.activities.models import Quota

MOST_CHOSEN = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """The quota a page is about, beside the others of the unit for the same activity."""

    quota: "Quota"
    all: "Sequence[Quota]"

    @property
    def left(self) -> int:
        return self.quota.number - self.quota.filled


def _asked(request: Request, unit_id: int, activity_id: int) -> Asked:
    """The quota named in the address, else the first that is short; others answer 404."""
    found = list(queries.quotas_for(unit_id=unit_id, activity_id=activity_id, actor=request.actor))
    if not found:
        raise Http404
    wanted = request.GET.get("ca", "")
    named = next((quota for quota in found if str(quota.pk) == wanted), None)
    short = next((quota for quota in found if quota.filled < quota.number), found[0])
    return Asked(named or short, found)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.NOMINATION_SEND)
def nominate(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Choose and paste; with “xem” the list as understood, with “gui” it is sent."""
    asked = _asked(request, unit_id, activity_id)
    verb = request.POST.get("do", "")
    if verb not in {"xem", "gui"}:
        return _choosing(request, unit_id, asked)
    try:
        rows = queries.listed_lines(
            quota=asked.quota,
            raw=_pasted(request),
            person_ids=_chosen(request),
            actor=request.actor,
        )
    except DomainError as refusal:
        return _choosing(request, unit_id, asked, refusal=str(refusal))
    if not rows:
        nobody = _("Hãy chọn người trong danh sách hoặc dán họ tên vào ô.")
        return _choosing(request, unit_id, asked, refusal=nobody)
    if verb == "xem":
        return _preview(request, unit_id, asked, _form(asked, rows), rows)
    return _send(request, unit_id, asked, rows)


def _pasted(request: Request) -> str:
    return request.POST.get("pasted", "")[:MOST_PASTED]


def _chosen(request: Request) -> list[int]:
    return keys_of(request.POST.getlist("person")[:MOST_CHOSEN])


def _choosing(request: Request, unit_id: int, asked: Asked, refusal: str = "") -> HttpResponse:
    """The unit's people, those chosen first, and the box for what is pasted."""
    text = request.POST.get("q", "").strip()[:120]
    shown = MOST_CHOSEN if request.POST.get("do") == "tat-ca" else SHOWN
    chosen = set(_chosen(request))
    rows = queries.candidates(quota=asked.quota, actor=request.actor)
    offered = rows
    if text:
        offered = queries.candidates(quota=asked.quota, actor=request.actor, text=text)
    kept = list(rows.filter(pk__in=chosen)) if chosen else []
    context = {
        "unit_id": unit_id,
        "asked": asked,
        "activity": asked.quota.slot.shift.activity,
        "text": text,
        "kept": kept,
        "offered": list(offered.filter(~Q(pk__in=chosen))[:shown]),
        "most": shown,
        "pasted": _pasted(request),
        "refusal": refusal,
        "sent": queries.nominees(quota_id=asked.quota.pk, actor=request.actor),
        "organiser": _organiser(request, asked),
        "is_late": asked.quota.due_on < request.actor.day,
        "day": request.actor.day,
    }
    status = 422 if refusal else 200
    return render(request, "activities/nominations/nominate.html", context, status=status)


def _organiser(request: Request, asked: Asked) -> str:
    unit_id = asked.quota.slot.shift.activity.unit_id
    return units.names_at({unit_id}, request.actor.day)[unit_id]


def _form(asked: Asked, rows: Sequence[ListedLine], request: Request | None = None) -> SendForm:
    """The form for the lines, filled in when ``request`` sends it."""
    questions = queries.questions_of(asked.quota.slot.shift.activity)
    if request is None:
        return SendForm(rows=rows, questions=questions)
    return SendForm(request.POST, request.FILES, rows=rows, questions=questions)


def _preview(
    request: Request,
    unit_id: int,
    asked: Asked,
    form: SendForm,
    rows: Sequence[ListedLine],
    *,
    status: int = 200,
) -> HttpResponse:
    """What was understood of each line: who goes, who is new, who is a minor, what was left out."""
    ends_on = asked.quota.slot.shift.activity.ends_on
    is_asked = any(row.is_minor and not row.is_agreed for row in form.rows)
    context = {
        "unit_id": unit_id,
        "sent_for": asked,
        "activity": asked.quota.slot.shift.activity,
        "form": form,
        "rows": form.asked,
        "left_out": [row for row in rows if not row.can_go],
        "above": max(0, len(form.chosen) - asked.left),
        "pasted": _pasted(request),
        "persons": _chosen(request),
        "asks_paper": is_asked or any(row.is_of_unknown_age for row in form.rows),
        "asks_age": any(row.is_of_unknown_age for row in form.rows),
        "asks_known": any(row.person_id is None for row in form.rows)
        and request.actor.may(Permission.PERSON_EDIT, at=unit_id),
        "is_sent": request.POST.get("do") == "gui",
        "pasted_goes_on": work.goes_on("pasted_lists", ends_on),
        "papers_go_on": work.goes_on("consent_papers", ends_on),
    }
    return render(request, "activities/nominations/preview.html", context, status=status)


def _send(request: Request, unit_id: int, asked: Asked, rows: Sequence[ListedLine]) -> HttpResponse:
    form = _form(asked, rows, request)
    if not form.is_valid():
        return _preview(request, unit_id, asked, form, rows, status=422)
    try:
        sent = tried(
            lambda: actions.nominate(
                by=request.actor,
                quota_id=asked.quota.pk,
                nominees=form.nominees(),
                raw=_pasted(request),
                consent=form.consent(),
                are_known=form.cleaned_data["are_known"],
                now=timezone.now(),
            )
        )
    except DomainError as refusal:
        tell(form, refusal)
        return _preview(request, unit_id, asked, form, rows, status=422)
    messages.success(request, _("Đã gửi danh sách %(count)s người.") % {"count": sent.persons})
    return _back(unit_id, asked)


@require_POST
@needs(Permission.NOMINATION_SEND)
def nominees_withdraw(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Take back one person, or the whole list, while there is time."""
    asked = _asked(request, unit_id, activity_id)
    chosen = key_of(request.POST.get("signup", ""))
    whole = queries.nominees(quota_id=asked.quota.pk, actor=request.actor)
    ids = [chosen] if chosen is not None else list(whole.values_list("pk", flat=True))
    try:
        tried(
            lambda: actions.withdraw_nominees(
                by=request.actor, quota_id=asked.quota.pk, signup_ids=ids, now=timezone.now()
            )
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã rút. Chỗ vẫn giữ cho đơn vị đến hết hạn."))
    return _back(unit_id, asked)


def _back(unit_id: int, asked: Asked) -> HttpResponse:
    activity_id = asked.quota.slot.shift.activity_id
    address = reverse("manage:nominate", args=[unit_id, activity_id])
    return redirect(f"{address}?ca={asked.quota.pk}")
