"""Drafts that came in from a list, reviewed on one page and put into the registry with one button."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.keys import keys_of
from aoxanh.kernel.permissions import Permission
from aoxanh.practices import actions, queries
from aoxanh.practices.types import PracticeLevel, Replicability
from aoxanh.web.guards import needs
from aoxanh.web.paging import PAGE_SIZE, page_of
from aoxanh.web.practices.forms import ClassesForm
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.practices.models import Practice, PracticeFlag


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft on the page: what deserves a look, and the classes that are suggested or were chosen."""

    practice: "Practice"
    flags: "list[PracticeFlag]"
    classes: ClassesForm
    is_chosen: bool


@needs(Permission.PRACTICE_EDIT)
def practices_review(request: Request, unit_id: int) -> HttpResponse:
    """Every draft with its suggested classes; those that are ticked go into the registry."""
    rows = queries.drafts(actor=request.actor, unit_id=unit_id)
    page = page_of(request, rows)
    seen = request.POST.getlist("dong")[:PAGE_SIZE]
    drafts = _drafts(request, list(rows.filter(code__in=seen) if seen else page))
    status = 200
    if request.method == "POST":
        try:
            with transaction.atomic():
                count = _list_chosen(request, unit_id, drafts)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
            status = 422
        else:
            said = _("Đã đưa %(count)s mô hình vào kho, ai cũng xem được.")
            messages.success(request, said % {"count": count})
            return redirect("manage:practices", unit_id=unit_id)
    context = {"page": page, "drafts": drafts, "unit_id": unit_id}
    return render(request, "practices/manage/review.html", context, status=status)


def _drafts(request: Request, kept: "list[Practice]") -> list[Draft]:
    """Those without anything to look at are ticked already; the others when somebody did look."""
    flags = queries.open_flags_of({each.pk for each in kept}, actor=request.actor)
    chosen = set(request.POST.getlist("chon")) if request.method == "POST" else None
    return [
        Draft(
            practice=each,
            flags=flags.get(each.pk, []),
            classes=ClassesForm(
                request.POST if request.method == "POST" else None,
                prefix=each.code,
                initial={"level": each.level, "replicability": each.replicability},
            ),
            is_chosen=each.pk not in flags if chosen is None else each.code in chosen,
        )
        for each in kept
    ]


def _list_chosen(request: Request, unit_id: int, drafts: list[Draft]) -> int:
    chosen = [draft for draft in drafts if draft.is_chosen and draft.classes.is_valid()]
    return actions.put_all_into_registry(
        by=request.actor,
        unit_id=unit_id,
        chosen={
            draft.practice.pk: (
                PracticeLevel(draft.classes.cleaned_data["level"]),
                Replicability(draft.classes.cleaned_data["replicability"]),
            )
            for draft in chosen
        },
        flags_seen=keys_of(request.POST.getlist("xem")),
        now=timezone.now(),
    )
