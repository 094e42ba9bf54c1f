"""“Ngày tình nguyện” of a unit: its members and their days, who is short, proofs of service elsewhere, its rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aoxanh.files import queries as files
from aoxanh.files.types import FileType
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Cell, Sheet
from aoxanh.people import queries as people
from aoxanh.recognition import actions, queries
from aoxanh.recognition.types import MemberService, ProofState, ServiceRule, ServiceYear
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.paging import asked_day, page_of, query
from aoxanh.web.recognition.service_forms import AdoptForm, AnswerForm
from aoxanh.web.recognition.shown import TONES
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request
from aoxanh.web.taken import taken_away


_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Look:
    """The members of one unit in one year of service, narrowed by what the address says."""

    rule: ServiceRule | None
    rule_unit_id: int | None
    year: ServiceYear
    everybody: Sequence[MemberService]
    members: Sequence[MemberService]
    kept: dict[str, str]


def _look(request: Request, unit_id: int) -> Look:
    actor = request.actor
    adoption = queries.rule_of_unit(unit_id, actor=actor)
    rule = queries.rule_adopted(adoption) if adoption else None
    year = queries.service_year_of(rule, _asked_day(request))
    everybody = queries.members_service(unit_id=unit_id, rule=rule, year=year, actor=actor)
    kept = {
        key: request.GET.get(key, "")[:120] for key in ("ngay", "lop", "khoa", "con-thieu", "xem")
    }
    members = [
        member
        for member in everybody
        if (not kept["lop"] or member.class_name == kept["lop"])
        and (not kept["khoa"] or member.faculty == kept["khoa"])
        and (not kept["con-thieu"] or (member.tally and not member.tally.is_reached))
    ]
    return Look(rule, adoption.unit_id if adoption else None, year, everybody, members, kept)


def _asked_day(request: Request) -> date:
    return min(asked_day(request, "ngay") or request.actor.day, request.actor.day)


@require_GET
@needs(Permission.PERSON_VIEW)
def service(request: Request, unit_id: int) -> HttpResponse:
    """Members and their days, or the units below with how many of theirs took part (REC-05)."""
    look = _look(request, unit_id)
    day = request.actor.day
    page = page_of(request, look.members)
    by_unit = look.kept["xem"] == "don-vi"
    names = units.names_at(
        {member.unit_id for member in page} | {look.rule_unit_id or unit_id}, day
    )
    context = {
        "look": look,
        "page": page,
        "rows": [(member, names.get(member.unit_id, ""), _reached(member)) for member in page],
        "by_unit": by_unit,
        "units": _units(request, unit_id, look) if by_unit else (),
        "total": len(look.everybody),
        "served": sum(member.minutes > 0 for member in look.everybody),
        "reached": sum(
            member.tally is not None and member.tally.is_reached for member in look.everybody
        ),
        "waiting": sum(member.waiting for member in look.everybody),
        "classes": _chosen({member.class_name for member in look.everybody}),
        "faculties": _chosen({member.faculty for member in look.everybody}),
        "rule_unit": names.get(look.rule_unit_id or 0, ""),
        "sentences": queries.rule_in_words(look.rule) if look.rule else (),
        "before": look.year.period.start - _ONE_DAY,
        "query": query(look.kept),
        "to_members": "?" + query(look.kept | {"xem": ""}),
        "to_units": "?" + query(look.kept | {"xem": "don-vi"}),
        "to_short": "?"
        + query(look.kept | {"con-thieu": "" if look.kept["con-thieu"] else "1", "xem": ""}),
        "may_decide": request.actor.may(Permission.CERTIFICATE_ISSUE, at=unit_id),
    }
    return render(request, "recognition/manage/service.html", context)


def _chosen(names: set[str]) -> list[str]:
    return sorted(name for name in names if name)


def _reached(member: MemberService) -> str:
    return queries.reached_in_words(member.tally) if member.tally else ""


def _units(request: Request, unit_id: int, look: Look) -> list[tuple[str, object, int]]:
    """(name, figures, percent who served) of the units right below, and of those of the unit itself."""
    day = request.actor.day
    below = units.children_of(unit_id=unit_id, actor=request.actor, day=day)
    names = {each.unit_id: each.name for each in below}
    rows = queries.units_service(look.everybody, unit_ids=list(names), actor=request.actor, day=day)
    return [
        (names[row.unit_id], row, round(row.served * 100 / row.members) if row.members else 0)
        for row in rows
        if row.members
    ]


@require_GET
@needs(Permission.PERSON_VIEW)
def service_sheet(request: Request, unit_id: int) -> HttpResponse:
    """The same list by student code, to take away."""
    look = _look(request, unit_id)
    names = units.names_at({member.unit_id for member in look.members}, request.actor.day)
    sheet = Sheet(
        title=_("Ngày tình nguyện"),
        headings=(
            _("Mã sinh viên, học sinh"),
            _("Họ và tên"),
            _("Lớp"),
            _("Khoa"),
            _("Đơn vị"),
            _("Số ngày có giờ"),
            _("Số giờ"),
            _("Được tính trên cổng"),
            _("Nơi khác, đã xác nhận"),
            _("Tổng"),
            _("Cần đạt"),
            _("Xếp mức"),
        ),
        rows=[_cells(member, names.get(member.unit_id, "")) for member in look.members],
        about=(
            (_("Thời gian"), look.year.label),
            (_("Quy định"), look.rule.name if look.rule else _("Đơn vị chưa áp dụng quy định")),
        ),
    )
    content = files.written(sheet, FileType.XLSX)
    return taken_away(content, "ngay-tinh-nguyen.xlsx", FileType.XLSX)


def _cells(member: MemberService, unit: str) -> tuple[Cell, ...]:
    tally = member.tally
    return (
        member.student_code,
        member.full_name,
        member.class_name,
        member.faculty,
        unit,
        member.days,
        round(member.minutes / 60, 2),
        *(
            (tally.ledger, tally.elsewhere, tally.amount, tally.target, tally.level)
            if tally
            else ()
        ),
    )


@require_GET
@needs(Permission.PERSON_VIEW)
def service_proof(request: Request, unit_id: int, code: str) -> HttpResponse:  # noqa: ARG001  the guard reads it
    """One member's proof of the year."""
    try:
        person = people.person(code, actor=request.actor)
        content = queries.service_proof_pdf(
            person_id=person.pk,
            year_of=_asked_day(request),
            actor=request.actor,
            on=timezone.now(),
        )
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    return taken_away(content, "ngay-tinh-nguyen.pdf", FileType.PDF)


@require_http_methods(["GET", "POST"])
@needs(Permission.CERTIFICATE_ISSUE)
def service_rule(request: Request, unit_id: int) -> HttpResponse:
    """The rules on offer, what the unit goes by, and from when it shall go by another."""
    rules = list(queries.service_rules())
    form = AdoptForm(request.POST or None, initial={"first_day": request.actor.day})
    form.fields["rule"].choices = [(row.pk, row.name) for row in rules]  # type: ignore[attr-defined]  # a ChoiceField
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                actions.adopt_rule(
                    by=request.actor, unit_id=unit_id, now=timezone.now(), **form.cleaned_data
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã áp dụng quy định."))
            return redirect("manage:service", unit_id=unit_id)
    context = {
        "form": form,
        "rules": [(row, queries.rule_in_words(queries.rule_stored(row))) for row in rules],
        "adoptions": queries.adoptions(unit_id=unit_id, actor=request.actor),
    }
    status = 422 if form.errors else 200
    return render(request, "recognition/manage/service_rule.html", context, status=status)


@require_GET
@needs(Permission.PERSON_VIEW)
def elsewhere(request: Request, unit_id: int) -> HttpResponse:
    """Proofs of service elsewhere: those to decide first."""
    rows = queries.proofs_to_decide(unit_id=unit_id, actor=request.actor)
    page = page_of(request, rows)
    context = {
        "page": page,
        "rows": [
            (proof, proof.ends_on - _ONE_DAY, TONES[ProofState(proof.state)]) for proof in page
        ],
        "waiting": rows.filter(state=ProofState.DECLARED).count(),
        "may_decide": request.actor.may(Permission.CERTIFICATE_ISSUE, at=unit_id),
    }
    return render(request, "recognition/manage/elsewhere.html", context)


@require_GET
@needs(Permission.PERSON_VIEW)
def elsewhere_file(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """The paper behind a proof."""
    found = queries.proofs_to_decide(unit_id=unit_id, actor=request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    try:
        content = files.content(found.file)
    except DomainError as refusal:
        raise Http404(str(refusal)) from refusal
    return taken_away(content, found.file.name, found.file.mime)


@require_POST
@needs(Permission.CERTIFICATE_ISSUE)
def elsewhere_decide(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Confirm or refuse one of them."""
    found = queries.proofs_to_decide(unit_id=unit_id, actor=request.actor).filter(pk=pk).first()
    form = AnswerForm(request.POST)
    if found is None or not form.is_valid():
        raise Http404
    confirmed = request.POST.get("answer") == "yes"
    try:
        with transaction.atomic():
            actions.decide_elsewhere(
                by=request.actor,
                proof_id=pk,
                confirmed=confirmed,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        told = _("Đã xác nhận minh chứng.") if confirmed else _("Đã trả lời không chấp nhận.")
        messages.success(request, told)
    return redirect("manage:elsewhere", unit_id=unit_id)
