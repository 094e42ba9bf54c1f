"""Handbooks: officers choose models, everyone reads them as a page or takes them away as a paper."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_POST

from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.practices import actions, queries
from aoxanh.units import queries as units
from aoxanh.web.guards import needs, public
from aoxanh.web.paging import page_of
from aoxanh.web.practices.forms import long_text
from aoxanh.web.practices.handbook_paper import handbook_paper
from aoxanh.web.practices.saving import saved, status_of
from aoxanh.web.practices.shown import emphasised, scene_of
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.practices.models import Handbook


OFFERED = 60
"""So many models of the registry are offered at most: those that are found, then those taken up most."""


class HandbookForm(forms.Form):
    """A name and some words before the models."""

    title = forms.CharField(label=lazy("Tên cẩm nang"), max_length=200)
    foreword = long_text(lazy("Lời mở đầu"), lazy("Dành cho ai, dùng khi nào; để trống cũng được."))


@require_GET
@needs(Permission.PRACTICE_VIEW)
def handbooks(request: Request, unit_id: int) -> HttpResponse:
    """The handbooks of the unit."""
    page = {
        "handbooks": queries.handbooks(actor=request.actor, unit_id=unit_id),
        "unit_id": unit_id,
        "may_edit": request.actor.may(Permission.PRACTICE_EDIT, at=unit_id),
    }
    return render(request, "practices/manage/handbooks.html", page)


@needs(Permission.PRACTICE_EDIT)
def handbook_new(request: Request, unit_id: int) -> HttpResponse:
    """Name a handbook and choose its models."""
    return _write(request, unit_id, None)


@needs(Permission.PRACTICE_EDIT)
def handbook_edit(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Choose anew."""
    return _write(request, unit_id, _found(request, unit_id, code))


def _found(request: Request, unit_id: int, code: str) -> "Handbook":
    try:
        return queries.handbook(code, unit_id=unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


def _write(request: Request, unit_id: int, kept: "Handbook | None") -> HttpResponse:
    begun = {"title": kept.title, "foreword": kept.foreword} if kept else {}
    is_search = request.POST.get("do") == "tim"
    form = HandbookForm(request.POST or None, initial=begun)
    told = queries.told_in(kept.pk) if kept else []
    codes = request.POST.getlist("chon") if request.POST else [each.code for each in told]
    made: list[Handbook] = []

    def act() -> None:
        made.append(
            actions.write_handbook(
                by=request.actor,
                unit_id=unit_id,
                codes=codes,
                handbook_id=kept.pk if kept else None,
                now=timezone.now(),
                **form.cleaned_data,
            )
        )

    if not is_search and saved(request, form, act):
        messages.success(request, _("Đã lưu cẩm nang."))
        return redirect("manage:handbooks", unit_id=unit_id)
    text = request.POST.get("q", "").strip()[:100]
    page = {
        "form": form,
        "handbook": kept,
        "chosen": codes,
        "text": text,
        "offered": queries.offered_for_handbook(text, chosen=codes, most=OFFERED),
        "unit_id": unit_id,
    }
    status = 200 if is_search else status_of(form)
    return render(request, "practices/manage/handbook_write.html", page, status=status)


@require_POST
@needs(Permission.PRACTICE_EDIT)
def handbook_publish(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Let anyone read it."""
    kept = _found(request, unit_id, code)
    actions.publish_handbook(
        by=request.actor, unit_id=unit_id, handbook_id=kept.pk, now=timezone.now()
    )
    messages.success(request, _("Đã công bố, ai cũng đọc và tải được."))
    return redirect("manage:handbooks", unit_id=unit_id)


def _published(code: str) -> "Handbook":
    try:
        return queries.published_handbook(code)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@public()
def handbook_list(request: Request) -> HttpResponse:
    """The handbooks that anyone may read: at most three statements."""
    page = page_of(request, queries.published_handbooks())
    names = units.names_at({each.unit_id for each in page}, local_day(timezone.now()))
    context = {"page": page, "handbooks": [(each, names[each.unit_id]) for each in page]}
    return render(request, "practices/handbooks.html", context)


@require_GET
@public()
def handbook(request: Request, code: str) -> HttpResponse:
    """The models of a handbook, one after the other."""
    found = _published(code)
    told = queries.told_in(found.pk)
    ids = {found.unit_id, *(each.unit_id for each in told)}
    names = units.names_at(ids, local_day(timezone.now()))
    page = {
        "handbook": found,
        "unit_name": names[found.unit_id],
        "told": [(each, names[each.unit_id], emphasised(each), scene_of(each)) for each in told],
    }
    return render(request, "practices/handbook.html", page)


@require_GET
@public()
def handbook_file(_request: Request, code: str) -> HttpResponse:
    """The same as a paper."""
    found = _published(code)
    paper = handbook_paper(found, on=found.published_at or found.created_at)
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="cam-nang-{found.code}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
