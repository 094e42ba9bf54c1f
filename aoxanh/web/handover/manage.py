"""Handovers of a unit: propose, see, print, take back; and what the superior must look after."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aoxanh.access import queries as access
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.permissions import Permission
from aoxanh.people import actions, queries
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.handover.forms import HandoverForm
from aoxanh.web.handover.open_work import as_lines, open_work
from aoxanh.web.handover.papers import record_pdf
from aoxanh.web.paging import asked_number, page_of
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.people.models import Handover


@require_GET
@needs(Permission.UNIT_VIEW)
def handovers(request: Request, unit_id: int) -> HttpResponse:
    """What was handed over at the unit, whose term ends, and who could hand over."""
    actor = request.actor
    page = page_of(
        request,
        queries.handovers(actor=actor).filter(unit_id=unit_id).select_related("outgoing"),
    )
    ending = [row for row in access.ending_roles(unit_id, actor=actor) if row.unit_id == unit_id]
    may_invite = actor.may(Permission.ACCOUNT_INVITE, at=unit_id)
    context = {
        "unit_id": unit_id,
        "page": page,
        "ending": [
            (row, access.role(row.role).name, row.valid_to - timedelta(days=1)) for row in ending
        ],
        "officers": _others(request, unit_id) if may_invite else {},
        "holds": any(grant.unit_id == unit_id for grant in actor.current_grants),
    }
    return render(request, "handover/list.html", context)


def _officers(request: Request, unit_id: int) -> dict[int, str]:
    """Those who hold a role at the unit today, by account."""
    rows = access.grants_at(unit_id, actor=request.actor).filter(valid_from__lte=request.actor.day)
    return {row.account_id: row.account.full_name for row in rows}


def _others(request: Request, unit_id: int) -> dict[int, str]:
    officers = _officers(request, unit_id)
    officers.pop(request.actor.account_id or 0, None)
    return officers


@require_http_methods(["GET", "POST"])
@needs(Permission.UNIT_VIEW)
def handover_new(request: Request, unit_id: int) -> HttpResponse:
    """Read what is open, name the successor, sign; the link is shown once."""
    outgoing_id, name = _outgoing(request, unit_id)
    work = open_work(unit_id, day=request.actor.day)
    sent = request.POST if request.method == "POST" else None
    form = HandoverForm(sent, initial=HandoverForm.usual(*_term(request, unit_id, outgoing_id)))
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                handover, token = actions.propose_handover(
                    by=request.actor,
                    unit_id=unit_id,
                    outgoing_id=outgoing_id,
                    succession=form.succession,
                    work=as_lines(work),
                    now=timezone.now(),
                )
        except Missing as refusal:
            raise Http404(str(refusal)) from refusal
        except DomainError as refusal:
            tell(form, refusal)
        else:
            return _proposed(request, unit_id, handover, token)
    context = {
        "unit_id": unit_id,
        "form": form,
        "work": work,
        "name": name,
        "is_own": outgoing_id == request.actor.account_id,
        "unit_name": units.names_at({unit_id}, request.actor.day)[unit_id],
    }
    return render(request, "handover/new.html", context, status=422 if form.is_bound else 200)


def _outgoing(request: Request, unit_id: int) -> tuple[int, str]:
    """Whose office it is: one's own, or that of an officer one answers for. 404 for anybody else's."""
    actor = request.actor
    asked = asked_number(request, "tu") or actor.account_id
    if asked == actor.account_id:
        if any(grant.unit_id == unit_id for grant in actor.current_grants):
            return actor.account_id or 0, str(request.user.full_name)  # type: ignore[union-attr]  # an account
        raise Http404
    officers = _officers(request, unit_id)
    if asked not in officers:
        raise Http404
    return asked or 0, officers[asked or 0]


def _term(request: Request, unit_id: int, outgoing_id: int) -> tuple[date, date | None]:
    """Today, and the last day of the outgoing officer's term when it has one."""
    actor = request.actor
    if outgoing_id == actor.account_id:
        ends = [grant.valid.end for grant in actor.current_grants if grant.unit_id == unit_id]
    else:
        rows = access.grants_at(unit_id, actor=actor).filter(account_id=outgoing_id)
        ends = [row.valid_to for row in rows]
    known = [end for end in ends if end != FOREVER]
    return actor.day, max(known) - timedelta(days=1) if known else None


def _proposed(request: Request, unit_id: int, handover: "Handover", token: str) -> HttpResponse:
    if handover.accepted_at is not None:
        messages.success(request, _("Đã bàn giao."))
        return redirect("manage:handover", unit_id=unit_id, pk=handover.pk)
    link, message = _letter(request, handover, token)
    context = {"unit_id": unit_id, "handover": handover, "link": link, "message": message}
    return render(request, "handover/proposed.html", context)


@in_vietnamese
def _letter(request: Request, handover: "Handover", token: str) -> tuple[str, str]:
    """The link for the successor, and the text to send with it, in Vietnamese."""
    link = request.build_absolute_uri(reverse("handover:sign", args=[token]))
    said = {
        "name": handover.full_name,
        "unit": units.names_at({handover.unit_id}, request.actor.day)[handover.unit_id],
        "day": vn_date(handover.on),
        "link": link,
    }
    message = _(
        "Chào %(name)s, mời bạn xem và ký nhận bàn giao công việc của %(unit)s từ ngày %(day)s: %(link)s"
    )
    return link, message % said


@require_GET
@needs(Permission.UNIT_VIEW)
def handover(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """One handover: who, when, what was open, what moved."""
    found = _found(request, unit_id, pk)
    context = {
        "unit_id": unit_id,
        "handover": found,
        "last_day": found.until - timedelta(days=1),
        "roles": [access.role(code).name for code in found.moved.get("roles", ())],
        "is_open": found.accepted_at is None and found.withdrawn_at is None,
    }
    return render(request, "handover/show.html", context)


@require_GET
@needs(Permission.UNIT_VIEW)
def handover_file(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """The record of a handover on paper; also before the second signature, to be signed by hand."""
    found = _found(request, unit_id, pk)
    response = HttpResponse(record_pdf(found), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="ban-giao-{found.on:%Y-%m-%d}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@needs(Permission.UNIT_VIEW)
def handover_withdraw(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Take a proposal back."""
    _found(request, unit_id, pk)
    try:
        with transaction.atomic():
            actions.withdraw_handover(by=request.actor, handover_id=pk, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã rút bản bàn giao."))
    return redirect("manage:handovers", unit_id=unit_id)


def _found(request: Request, unit_id: int, pk: int) -> "Handover":
    rows = queries.handovers(actor=request.actor).filter(unit_id=unit_id, pk=pk)
    found = rows.select_related("outgoing", "incoming").first()
    if found is None:
        raise Http404
    return found


@require_GET
@needs(Permission.ACCOUNT_INVITE)
def vacancies(request: Request, unit_id: int) -> HttpResponse:
    """The units right below where nobody works, and the roles there that end soon."""
    actor = request.actor
    page = page_of(request, access.units_without_officers(unit_id, actor=actor))
    ending = [row for row in access.ending_roles(unit_id, actor=actor) if row.unit_id != unit_id]
    names = units.names_at({row.unit_id for row in ending}, actor.day)
    invited = access.open_invitations(unit_id, actor=actor).filter(
        unit_id__in=[row.unit_id for row in page]
    )
    context = {
        "unit_id": unit_id,
        "page": page,
        "invited": set(invited.values_list("unit_id", flat=True)),
        "ending": [
            (row, access.role(row.role).name, names[row.unit_id], row.valid_to - timedelta(days=1))
            for row in ending
        ],
    }
    return render(request, "handover/vacancies.html", context)
