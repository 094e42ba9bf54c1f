"""Officers' pages: what the unit keeps, writing, reviewing, and the way into the registry."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.practices import actions, queries
from aoxanh.practices.types import MateKind, PracticeState
from aoxanh.units import queries as units
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.paging import asked_number, page_of, query
from aoxanh.web.practices.filters import asked_filter, shown
from aoxanh.web.practices.forms import ClassesForm, PartnerForm, PracticeForm
from aoxanh.web.practices.shown import emphasised, together_of, units_of
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from collections.abc import Callable

    from aoxanh.practices.models import Practice


@require_GET
@needs(Permission.PRACTICE_VIEW)
def practices(request: Request, unit_id: int) -> HttpResponse:
    """Models that the unit and those below it keep; with ``?kho=1`` everybody's, to be taken up."""
    day = request.actor.day
    asked, is_store = asked_filter(request, day), "kho" in request.GET
    own = queries.practices(actor=request.actor, unit_id=unit_id)
    page = page_of(request, queries.Hits(asked) if is_store else asked.narrow(own))
    names = units.names_at({each.unit_id for each in page}, day)
    kept = {
        key: held for key, held in request.GET.items() if key not in {"trang", "trang-thai", "kho"}
    }
    context = {
        "page": page,
        "rows": [(each, names[each.unit_id]) for each in page],
        **shown(request, asked, day),
        "unit_id": unit_id,
        "is_store": is_store,
        "store": f"?{query(kept | {'kho': '1'})}",
        "states": [
            (
                label,
                f"?{query(kept | {'trang-thai': value})}",
                asked.state == value and not is_store,
            )
            for value, label in (("", _("Tất cả")), *PracticeState.choices)
        ],
        "query": query({key: held for key, held in request.GET.items() if key != "trang"}),
        "waiting": queries.drafts(actor=request.actor, unit_id=unit_id).count(),
        "may_edit": request.actor.may(Permission.PRACTICE_EDIT, at=unit_id),
    }
    return render(request, "practices/manage/list.html", context)


@require_GET
@needs(Permission.PRACTICE_VIEW)
def practices_table(request: Request, unit_id: int) -> HttpResponse:
    """The compiled tables of the years, each as a file in the ten columns."""
    year = asked_number(request, "nam")
    if year is not None:
        title = _("Bảng tổng hợp mô hình năm %(year)s") % {"year": year}
        code = queries.table_of_year(actor=request.actor, unit_id=unit_id, year=year)
        file = taken(request, unit_id, code, {"unit_id": unit_id, "year": year}, title=title)
        if file is not None:
            return file
    page = {"years": queries.years(actor=request.actor, unit_id=unit_id), "unit_id": unit_id}
    return render(request, "practices/manage/table.html", page)


def found(request: Request, code: str) -> "Practice":
    """The model in the path. Raises ``Http404``."""
    try:
        return queries.practice(code, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.PRACTICE_VIEW)
def practice(request: Request, unit_id: int, code: str) -> HttpResponse:
    """One model with its source, what deserves a look, its classes and its earlier wordings."""
    kept = found(request, code)
    actor = request.actor
    adoptions = list(queries.adoptions_of(kept.pk))
    versions = units.versions_at(units_of(kept) | {each.unit_id for each in adoptions}, actor.day)
    may_edit = actor.may(Permission.PRACTICE_EDIT, at=kept.unit_id)
    flags = queries.flags(kept.pk, actor=actor)
    context = {
        "practice": kept,
        "unit_id": unit_id,
        "unit_name": versions[kept.unit_id].name,
        "together": together_of(kept, versions),
        "suggestions": _suggestions(kept) if may_edit else [],
        "result": emphasised(kept),
        "open_flags": [flag for flag in flags if flag.resolved_at is None],
        "looked_at": [flag for flag in flags if flag.resolved_at is not None],
        "wordings": queries.wordings(kept.pk, actor=actor),
        "checks": [mark for mark in queries.marks_of(kept.pk) if mark.found],
        "adoptions": [(each, versions[each.unit_id].name) for each in adoptions],
        "classes": ClassesForm(initial={"level": kept.level, "replicability": kept.replicability}),
        "may_edit": may_edit,
        "may_adopt": actor.may(Permission.PRACTICE_EDIT, at=unit_id),
        "may_open": actor.may(Permission.ACTIVITY_EDIT, at=unit_id),
    }
    return render(request, "practices/manage/practice.html", context)


def _suggestions(kept: "Practice") -> list[PartnerForm]:
    """A form for each name that the texts seem to call a partner."""
    return [
        PartnerForm(initial={"name": each.name, "kind": each.kind}, auto_id=f"p{place}_%s")
        for place, each in enumerate(queries.suggested_partners(kept))
    ]


@needs(Permission.PRACTICE_EDIT)
def practice_new(request: Request, unit_id: int) -> HttpResponse:
    """Write a model down."""
    form = PracticeForm(
        request.POST if request.method == "POST" else None,
        initial={"year": request.actor.day.year},
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = actions.write(
                    by=request.actor,
                    unit_id=unit_id,
                    practice=form.given(place_id=None),
                    now=timezone.now(),
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã lưu bản nháp. Đưa vào kho để mọi người cùng thấy."))
            return redirect("manage:practice", unit_id=unit_id, code=made.code)
    return _form_page(request, unit_id, form, None)


@needs(Permission.PRACTICE_EDIT)
def practice_edit(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Change a model; the wording until now is kept."""
    kept = found(request, code)
    form = PracticeForm(
        request.POST if request.method == "POST" else None, initial=PracticeForm.initial_of(kept)
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.edit(
                    by=request.actor,
                    practice_id=kept.pk,
                    practice=form.given(place_id=kept.place_id),
                    now=timezone.now(),
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã lưu. Bản trước vẫn xem lại được."))
            return redirect("manage:practice", unit_id=unit_id, code=code)
    return _form_page(request, unit_id, form, kept)


def _form_page(
    request: Request, unit_id: int, form: PracticeForm, kept: "Practice | None"
) -> HttpResponse:
    page = {"form": form, "practice": kept, "unit_id": unit_id}
    status = 422 if form.is_bound else 200
    return render(request, "practices/manage/write.html", page, status=status)


def _step(
    request: Request, unit_id: int, code: str, act: "Callable[[Practice], object]", said: str
) -> HttpResponse:
    """One decision about a model, told in a sentence."""
    kept = found(request, code)
    try:
        with transaction.atomic():
            act(kept)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("manage:practice", unit_id=unit_id, code=code)


@require_POST
@needs(Permission.PRACTICE_EDIT)
def practice_list(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Put it into the registry."""

    def act(kept: "Practice") -> None:
        actions.put_into_registry(by=request.actor, practice_id=kept.pk, now=timezone.now())

    return _step(request, unit_id, code, act, _("Mô hình đã ở trong kho, ai cũng xem được."))


@require_POST
@needs(Permission.PRACTICE_EDIT)
def practice_retire(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Show it no more."""

    def act(kept: "Practice") -> None:
        actions.retire(by=request.actor, practice_id=kept.pk, now=timezone.now())

    return _step(request, unit_id, code, act, _("Đã ngừng giới thiệu mô hình này."))


@require_POST
@needs(Permission.PRACTICE_EDIT)
def practice_classes(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Confirm what the texts suggest, or say otherwise."""
    form = ClassesForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Hãy chọn cấp và khả năng nhân rộng trong danh sách."))
        return redirect("manage:practice", unit_id=unit_id, code=code)

    def act(kept: "Practice") -> None:
        actions.confirm_classes(
            by=request.actor, practice_id=kept.pk, now=timezone.now(), **form.cleaned_data
        )

    return _step(request, unit_id, code, act, _("Đã xác nhận phân loại."))


@require_POST
@needs(Permission.PRACTICE_EDIT)
def practice_partner(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Say that a name in the text is a partner, or that it is none."""
    form = PartnerForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Hãy ghi tên đối tác, không quá 200 ký tự, và chọn loại."))
        return redirect("manage:practice", unit_id=unit_id, code=code)
    kind = MateKind.DECLINED if request.POST.get("khong") else MateKind(form.cleaned_data["kind"])

    def act(kept: "Practice") -> None:
        name = form.cleaned_data["name"]
        actions.confirm_partner(
            by=request.actor, practice_id=kept.pk, name=name, kind=kind, now=timezone.now()
        )

    said = _("Đã ghi, sẽ không gợi ý nữa.") if kind == MateKind.DECLINED else _("Đã ghi đối tác.")
    return _step(request, unit_id, code, act, said)


@require_POST
@needs(Permission.PRACTICE_EDIT)
def practice_flag(request: Request, unit_id: int, code: str, pk: int) -> HttpResponse:
    """Say that somebody looked at one thing."""

    def act(_kept: "Practice") -> None:
        note = request.POST.get("note", "")
        actions.resolve_flag(by=request.actor, flag_id=pk, note=note, now=timezone.now())

    return _step(request, unit_id, code, act, _("Đã ghi là xem xong."))
