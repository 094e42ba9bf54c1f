"""“Chứng nhận”: what the unit issued, each paper with its facts, and taking one back or replacing it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aoxanh.activities import queries as activities
from aoxanh.activities.types import HoursSource
from aoxanh.documents.errors import PadesUnusable
from aoxanh.files import queries as files
from aoxanh.kernel import numbers
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.recognition import actions, queries
from aoxanh.recognition.types import CertificateStatus
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.paging import asked_number, page_of, query
from aoxanh.web.recognition.manage_forms import ReasonForm
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.recognition.models import Certificate

FIRST_YEAR = 2024


@require_GET
@needs(Permission.CERTIFICATE_VIEW)
def certificates(request: Request, unit_id: int) -> HttpResponse:
    """What the units within reach issued, by year, activity and status."""
    actor = request.actor
    year, activity = asked_number(request, "nam"), asked_number(request, "hoat-dong")
    status = request.GET.get("trang-thai", "")
    papers = {row.pk: row.name for row in queries.recognition_rules()}
    paper = request.GET.get("loai", "")
    filters = {
        "year": year if year and FIRST_YEAR <= year <= actor.day.year else None,
        "activity_id": activity,
        "status": status if status in CertificateStatus.values else "",
        "rule_id": paper if paper in papers else "",
    }
    file = taken(request, unit_id, "certificates", filters, said=_said(filters, papers))
    if file is not None:
        return file
    page = page_of(request, queries.certificates_asked(actor, filters))
    kept = {"nam": year, "hoat-dong": activity, "trang-thai": status, "loai": paper}
    shown = activities.activities(actor=actor).filter(pk=activity).first() if activity else None
    context = {
        "unit_id": unit_id,
        "page": page,
        "years": [
            (each, f"?{query(kept | {'nam': each})}", each == year)
            for each in range(actor.day.year, FIRST_YEAR - 1, -1)
        ],
        "statuses": [
            (label, f"?{query(kept | {'trang-thai': value})}", value == status)
            for value, label in CertificateStatus.choices
        ],
        "papers": [
            (name, f"?{query(kept | {'loai': code})}", code == paper)
            for code, name in papers.items()
        ],
        "to_all": f"?{query(kept | {'nam': '', 'trang-thai': '', 'loai': ''})}",
        "is_narrowed": bool(year or status or paper),
        "activity": shown,
        "may_issue": actor.may(Permission.CERTIFICATE_ISSUE, at=unit_id),
        "given": queries.papers_of_unit(unit_id),
        "query": query(kept),
    }
    return render(request, "recognition/manage/list.html", context)


def _said(filters: Mapping[str, object], papers: Mapping[str, str]) -> list[tuple[str, str]]:
    """The filters in words."""
    status = dict(CertificateStatus.choices).get(str(filters["status"]), _("Tất cả"))
    return [
        (_("Năm"), str(filters["year"] or _("Tất cả"))),
        (_("Trạng thái"), str(status)),
        (_("Loại giấy"), papers.get(str(filters["rule_id"]), _("Tất cả"))),
    ]


def _found(request: Request, pk: int) -> "Certificate":
    found = queries.certificates(actor=request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_GET
@needs(Permission.CERTIFICATE_VIEW)
def certificate(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """The facts of one certificate, and what may be done with it."""
    return _page(request, unit_id, _found(request, pk), ReasonForm())


def _page(
    request: Request, unit_id: int, found: "Certificate", form: ReasonForm, *, asked: str = ""
) -> HttpResponse:
    actor = request.actor
    labels = dict(HoursSource.choices)
    holder_id = found.person_id or 0
    holder = people.persons_by_id({holder_id}, actor=actor).get(holder_id)
    context = {
        "unit_id": unit_id,
        "found": found,
        "form": form,
        "asked": asked,
        "holder_code": holder.code if holder else "",
        "is_valid": found.status == CertificateStatus.VALID,
        "shares": [
            (
                labels.get(source, source),
                _("%(hours)s giờ") % {"hours": numbers.hours(minutes)},
                minutes,
                "",
            )
            for source, minutes in found.minutes_by_source.items()
            if minutes > 0
        ],
        "may_revoke": actor.may(Permission.CERTIFICATE_REVOKE, at=found.unit_id),
        "may_issue": actor.may(Permission.CERTIFICATE_ISSUE, at=found.unit_id),
        "replaces": queries.certificates(actor=actor).filter(replaced_by=found).first(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "recognition/manage/certificate.html", context, status=status)


@require_GET
@needs(Permission.CERTIFICATE_VIEW)
def certificate_file(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """The sealed PDF, typeset when first asked for; of what the unit issued and of what it was given."""
    try:
        found = queries.certificate(pk=pk, actor=request.actor)
        kept = actions.keep_pdf(by=request.actor, certificate_id=found.pk, now=timezone.now())
        content = files.content(kept)
    except PadesUnusable as refusal:
        messages.error(request, str(refusal))
        return redirect("manage:certificates", unit_id=unit_id)
    except DomainError as refusal:
        raise Http404(str(refusal)) from refusal
    answer = HttpResponse(content, content_type=kept.mime)
    answer["Content-Disposition"] = f'attachment; filename="{kept.name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(["GET", "POST"])
@needs(Permission.CERTIFICATE_REVOKE)
def certificate_revoke(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Ask once, with the reason everyone will read; then take the certificate back."""
    found, form = _found(request, pk), ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                actions.revoke(
                    by=request.actor,
                    certificate_id=pk,
                    reason=form.cleaned_data["reason"],
                    now=timezone.now(),
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(
                request, _("Đã thu hồi giấy số %(number)s.") % {"number": found.register_number}
            )
            return redirect("manage:certificate", unit_id=unit_id, pk=pk)
    return _page(request, unit_id, found, form, asked="revoke")


@require_http_methods(["GET", "POST"])
@needs(Permission.CERTIFICATE_ISSUE)
def certificate_replace(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Issue anew what the certificate spoke of; a valid one is taken back first and needs a reason."""
    found = _found(request, pk)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].required = found.status == CertificateStatus.VALID
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                new = actions.replace(
                    by=request.actor,
                    certificate_id=pk,
                    reason=form.cleaned_data["reason"],
                    now=timezone.now(),
                )
        except Missing as refusal:
            raise Http404(str(refusal)) from refusal
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(
                request, _("Đã cấp lại, số mới %(number)s.") % {"number": new.register_number}
            )
            return redirect("manage:certificate", unit_id=unit_id, pk=new.pk)
    return _page(request, unit_id, found, form, asked="replace")
