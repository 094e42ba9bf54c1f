"""How an estimate of a year goes on: opened besides, submitted, taken back, proposed, agreed with, decided."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import actions, queries
from aoxanh.web.guards import needs
from aoxanh.web.programmes.budget import back, done, form_page, found_programme
from aoxanh.web.programmes.budget_forms import OpinionForm, PaperForm, SubmitForm
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.programmes.models import Programme


def _owned(request: Request, unit_id: int, code: str) -> "Programme":
    """The unit's own programme, whose year it consolidates. Raises ``Http404``."""
    programme = found_programme(request, unit_id, code)
    if programme.unit_id != unit_id:
        raise Http404(code)
    return programme


@needs(Permission.PLAN_DECIDE)
def budget_submit(request: Request, unit_id: int, code: str, year: int) -> HttpResponse:
    """Submit the year's estimate by a paper."""
    programme = _owned(request, unit_id, code)
    form = SubmitForm(
        request.POST if request.method == "POST" else None,
        body=_("Trình cơ quan"),
        may_take=request.actor.may(Permission.PAPER_ISSUE, at=unit_id),
    )
    if request.method == "POST" and done(
        form,
        lambda: actions.submit_year(
            by=request.actor,
            programme_id=programme.pk,
            year=year,
            given=form.given(),
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Đã ghi là trình dự toán năm %(year)s.") % {"year": year})
        return back(unit_id, code, year, "budget_year")
    title = _("Trình dự toán năm %(year)s") % {"year": year}
    lead = _("Các dự toán đã gửi được giữ nguyên từ lúc trình cho tới khi có quyết định.")
    return form_page(request, programme, year, form, title, _("Ghi đã trình"), lead, "budget_year")


@require_POST
@needs(Permission.PLAN_DECIDE)
def budget_supplement(request: Request, unit_id: int, code: str, year: int) -> HttpResponse:
    """Let bodies ask for more than the year's estimate, which is decided."""
    programme = _owned(request, unit_id, code)
    try:
        with transaction.atomic():
            made = actions.open_supplement(
                by=request.actor, programme_id=programme.pk, year=year, now=timezone.now()
            )
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        said = _("Đã mở dự toán bổ sung đợt %(number)s. Các đơn vị lập và gửi như dự toán năm.")
        messages.success(request, said % {"number": made.supplement})
    return back(unit_id, code, year, "budget_year")


@require_POST
@needs(Permission.PLAN_DECIDE)
def budget_reopen(request: Request, unit_id: int, code: str, year: int) -> HttpResponse:
    """Take back what was submitted."""
    programme = _owned(request, unit_id, code)
    try:
        with transaction.atomic():
            actions.reopen_year(
                by=request.actor, programme_id=programme.pk, year=year, now=timezone.now()
            )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã rút lại. Các đơn vị sửa được khi dự toán được trả lại."))
    return back(unit_id, code, year, "budget_year")


@needs(Permission.PLAN_DECIDE)
def budget_decide(request: Request, unit_id: int, code: str, year: int) -> HttpResponse:
    """Record the decision that approves the year."""
    programme = _owned(request, unit_id, code)
    form = PaperForm(
        request.POST if request.method == "POST" else None, body=_("Cơ quan quyết định")
    )
    if request.method == "POST" and done(
        form,
        lambda: actions.decide_year(
            by=request.actor,
            programme_id=programme.pk,
            year=year,
            given=form.given(),
            now=timezone.now(),
        ),
    ):
        messages.success(
            request, _("Đã ghi quyết định duyệt dự toán năm %(year)s.") % {"year": year}
        )
        return back(unit_id, code, year, "budget_year")
    title = _("Ghi quyết định duyệt dự toán năm %(year)s") % {"year": year}
    lead = _("Dòng chưa cân đối được duyệt theo đề xuất, không có đề xuất thì theo đề nghị.")
    return form_page(
        request, programme, year, form, title, _("Ghi quyết định"), lead, "budget_year"
    )


@needs(Permission.PLAN_REPORT)
def budget_propose(request: Request, unit_id: int, code: str, year: int) -> HttpResponse:
    """Propose by a paper how the year's money is placed."""
    programme = found_programme(request, unit_id, code)
    if not queries.proposes(unit_id, programme=programme, actor=request.actor):
        raise Http404(code)
    form = PaperForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and done(
        form,
        lambda: actions.propose_year(
            by=request.actor,
            unit_id=unit_id,
            programme_id=programme.pk,
            year=year,
            given=form.given(),
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Đã ghi đề xuất bố trí kinh phí."))
        return back(unit_id, code, year, "budget_year")
    title = _("Đề xuất bố trí kinh phí năm %(year)s") % {"year": year}
    lead = _("Giảm từng dòng ở trang của đơn vị trước; dòng không giảm được đề xuất đúng đề nghị.")
    return form_page(request, programme, year, form, title, _("Ghi đề xuất"), lead, "budget_year")


@needs(Permission.PLAN_REPORT)
def budget_opinion(request: Request, unit_id: int, code: str, year: int) -> HttpResponse:
    """Agree or not with the proposal."""
    programme = found_programme(request, unit_id, code)
    if not queries.consents(unit_id, programme=programme, actor=request.actor):
        raise Http404(code)
    form = OpinionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and done(
        form,
        lambda: actions.give_opinion(
            by=request.actor,
            unit_id=unit_id,
            programme_id=programme.pk,
            year=year,
            agrees=form.cleaned_data["agrees"],
            note=form.cleaned_data["reason"],
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Đã ghi ý kiến của đơn vị."))
        return back(unit_id, code, year, "budget_year")
    title = _("Ý kiến về đề xuất bố trí kinh phí năm %(year)s") % {"year": year}
    return form_page(request, programme, year, form, title, _("Gửi ý kiến"), "", "budget_year")
