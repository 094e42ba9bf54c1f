"""Officers' pages about courses: what was held, one course, its people, its results."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.training import actions, queries
from aoxanh.training.types import CourseState
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request
from aoxanh.web.training.forms import DescriptionForm, PaperForm


OFFERED = 20
"""Activities that can be declared a course, the latest; persons found by a name."""


def found(request: Request, unit_id: int, pk: int) -> Any:  # noqa: ANN401  a course with what its query counted
    """The course in the path. Raises ``Http404``."""
    try:
        return queries.course(pk, actor=request.actor, unit_id=unit_id)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.ACTIVITY_VIEW)
def courses(request: Request, unit_id: int) -> HttpResponse:
    """The unit's courses, or with ``?tat-ca=1`` all within reach, under how many officers are trained."""
    actor, is_all = request.actor, "tat-ca" in request.GET
    rows = queries.courses(actor=actor, unit_id=None if is_all else unit_id)
    page = page_of(request, rows)
    names = units.short_names_at({each.activity.unit_id for each in page}, actor.day)
    may_edit = actor.may(Permission.ACTIVITY_EDIT, at=unit_id)
    share = None
    if actor.may(Permission.PERSON_VIEW, at=unit_id):
        share = queries.share_trained(actor=actor, unit_id=unit_id, day=actor.day, specialised=True)
    context = {
        "page": page,
        "rows": [(each, names[each.activity.unit_id]) for each in page],
        "is_all": is_all,
        "unit_id": unit_id,
        "may_edit": may_edit,
        "declarable": queries.declarable(actor=actor, unit_id=unit_id)[:OFFERED]
        if may_edit
        else (),
        "share": share,
        "query": "tat-ca=1" if is_all else "",
    }
    return render(request, "training/courses.html", context)


@require_GET
@needs(Permission.ACTIVITY_VIEW)
def course(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """One course: what it teaches, who came, who has completed it."""
    kept = found(request, unit_id, pk)
    people = queries.trainees(kept, actor=request.actor)
    names = units.short_names_at(
        {each.unit_id for each in people if each.unit_id}, kept.activity.starts_on
    )
    context = {
        "course": kept,
        "unit_id": unit_id,
        "is_final": kept.state == CourseState.FINISHED,
        "rows": [(each, names.get(each.unit_id or 0, "")) for each in people],
        "completed": sum(each.completed for each in people) if people else kept.completed,
        "may_edit": request.actor.may(Permission.ACTIVITY_EDIT, at=unit_id),
    }
    return render(request, "training/course.html", context)


@needs(Permission.ACTIVITY_EDIT)
def course_new(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Declare one of the unit's activities a course."""
    activity = queries.declarable(actor=request.actor, unit_id=unit_id).filter(pk=activity_id)
    held = activity.first()
    if held is None:
        raise Http404
    form = DescriptionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = actions.declare(
                    by=request.actor,
                    activity_id=activity_id,
                    course=form.given(),
                    now=timezone.now(),
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã khai lớp. Người điểm danh tự vào danh sách."))
            return redirect("manage:course", unit_id=unit_id, pk=made.pk)
    return _form_page(request, unit_id, form, held.title)


@needs(Permission.ACTIVITY_EDIT)
def course_edit(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Describe an open course anew."""
    kept = found(request, unit_id, pk)
    form = DescriptionForm(
        request.POST if request.method == "POST" else None,
        initial=DescriptionForm.initial_of(kept),
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.edit(
                    by=request.actor, course_id=pk, course=form.given(), now=timezone.now()
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã lưu thông tin lớp."))
            return redirect("manage:course", unit_id=unit_id, pk=pk)
    return _form_page(request, unit_id, form, kept.activity.title)


def _form_page(request: Request, unit_id: int, form: DescriptionForm, title: str) -> HttpResponse:
    page = {"form": form, "title": title, "unit_id": unit_id}
    status = 422 if form.is_bound else 200
    return render(request, "training/describe.html", page, status=status)


def _step(
    request: Request, unit_id: int, pk: int, act: Callable[[], object], said: str
) -> HttpResponse:
    """One decision about a course, told in a sentence."""
    found(request, unit_id, pk)
    try:
        with transaction.atomic():
            act()
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("manage:course", unit_id=unit_id, pk=pk)


@require_POST
@needs(Permission.ACTIVITY_EDIT)
def course_finish(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Settle who completed it."""

    def act() -> None:
        actions.finish(by=request.actor, course_id=pk, now=timezone.now())

    return _step(request, unit_id, pk, act, _("Đã chốt kết quả lớp."))


@require_POST
@needs(Permission.ACTIVITY_EDIT)
def course_reopen(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Open it again: until it is settled anew nobody counts."""

    def act() -> None:
        actions.reopen(by=request.actor, course_id=pk, now=timezone.now())

    return _step(request, unit_id, pk, act, _("Đã mở lại lớp. Sửa xong hãy chốt lại."))


@require_POST
@needs(Permission.ACTIVITY_EDIT)
def trainee_drop(request: Request, unit_id: int, pk: int, person_id: int) -> HttpResponse:
    """Take somebody off who was entered by hand."""

    def act() -> None:
        actions.drop_trainee(
            by=request.actor, course_id=pk, person_id=person_id, now=timezone.now()
        )

    return _step(request, unit_id, pk, act, _("Đã bỏ khỏi danh sách lớp."))


@needs(Permission.ACTIVITY_EDIT)
def trainee_add(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Find people by name and enter those who stand on a signed list."""
    kept = found(request, unit_id, pk)
    typed, chosen = request.POST.get("q", "").strip()[:100], request.POST.getlist("persons")
    form = PaperForm(request.POST if "paper" in request.POST else None)
    if form.is_valid():
        try:
            with transaction.atomic():
                rows = actions.add_trainees(
                    by=request.actor,
                    course_id=pk,
                    person_codes=chosen,
                    paper=form.cleaned_data["paper"],
                    now=timezone.now(),
                )
        except Missing as refusal:
            raise Http404(str(refusal)) from refusal
        except DomainError as refusal:
            tell(form, refusal)
        else:
            said = ngettext("Đã thêm %(n)s người.", "Đã thêm %(n)s người.", len(rows))
            messages.success(request, said % {"n": len(rows)})
            return redirect("manage:course", unit_id=unit_id, pk=pk)
    context = {
        "course": kept,
        "unit_id": unit_id,
        "typed": typed,
        "form": form,
        "chosen": set(chosen),
        "persons": queries.addable(kept, typed, actor=request.actor)[:OFFERED] if typed else (),
    }
    return render(request, "training/add.html", context, status=422 if form.errors else 200)
