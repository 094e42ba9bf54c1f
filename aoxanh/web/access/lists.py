"""Officers invited by list: pasted, looked at, invited at once; links to copy one by one or to print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aoxanh.access import actions, queries
from aoxanh.access.types import InvitationGiven, OfficerRow
from aoxanh.documents import queries as documents
from aoxanh.kernel.contacts import spoken_phone
from aoxanh.kernel.dates import local_day, vn_date
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.access.forms import OfficerListForm
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.access.models import Invitation

LETTERS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Letter:
    """An invitation with its link, ready to be copied or printed."""

    token: str
    full_name: str
    contact: str
    role: str
    unit: str
    link: str
    until: date
    message: str


@in_vietnamese
def letters(request: Request, issued: "Sequence[tuple[Invitation, str]]") -> list[Letter]:
    """What is shown once of invitations just made, in Vietnamese: two statements at most, however many."""
    names = units.names_at({invitation.unit_id for invitation, _token in issued}, request.actor.day)
    return [_letter(request, invitation, token, names) for invitation, token in issued]


def _letter(
    request: Request, invitation: "Invitation", token: str, names: Mapping[int, str]
) -> Letter:
    link = request.build_absolute_uri(reverse("access:invitation", args=[token]))
    role, unit = str(queries.role(invitation.role).name), names[invitation.unit_id]
    until = local_day(invitation.valid_until)
    said = {
        "name": invitation.full_name,
        "unit": unit,
        "role": role,
        "portal": units.instance().name,
        "link": link,
        "day": vn_date(until),
    }
    message = _(
        "Chào %(name)s, mời bạn nhận vai trò %(role)s của %(unit)s trên %(portal)s. "
        "Mở đường dẫn này và đặt mật khẩu là dùng được, đến hết ngày %(day)s: %(link)s"
    )
    return Letter(
        token=token,
        full_name=invitation.full_name,
        contact=spoken_phone(invitation.phone) if invitation.phone else invitation.email,
        role=role,
        unit=unit,
        link=link,
        until=until,
        message=message % said,
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.ACCOUNT_INVITE)
def invite_list(request: Request, unit_id: int) -> HttpResponse:
    """Paste a list, see how each line is read, invite everybody who can be."""
    form = OfficerListForm(request.POST if request.method == "POST" else None)
    rows: list[OfficerRow] = []
    if form.is_bound and form.is_valid():
        rows = queries.officer_rows(form.cleaned_data["text"], unit_id=unit_id, actor=request.actor)
        good = [row for row in rows if not row.fault]
        if "invite" in request.POST and good:
            answer = _invited(request, unit_id, form, good)
            if answer is not None:
                return answer
        if not rows:
            form.add_error("text", _("Chưa đọc được dòng nào. Mỗi người một dòng."))
    context = {
        "unit_id": unit_id,
        "form": form,
        "rows": [(row, queries.role(row.role).name if row.role else "") for row in rows],
        "good": sum(not row.fault for row in rows),
        "faults": sum(bool(row.fault) for row in rows),
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "access/list.html", context, status=status)


def _invited(
    request: Request, unit_id: int, form: OfficerListForm, rows: Sequence[OfficerRow]
) -> HttpResponse | None:
    last_day = form.cleaned_data["role_until"]
    until = last_day + timedelta(days=1) if last_day else FOREVER
    given = [
        InvitationGiven(
            unit_id=row.unit_id or unit_id,
            role=row.role,
            contact=row.contact,
            full_name=row.full_name,
            role_until=until,
        )
        for row in rows
    ]
    try:
        with transaction.atomic():
            issued = actions.invite_many(
                by=request.actor, unit_id=unit_id, rows=given, now=timezone.now()
            )
    except DomainError as refusal:
        tell(form, refusal)
        return None
    return shown_once(request, unit_id, issued)


def shown_once(
    request: Request, unit_id: int, issued: "Sequence[tuple[Invitation, str]]"
) -> HttpResponse:
    """The page with the links, which nobody can show again."""
    started = units.unfinished_beginning(actor=request.actor) is not None
    context = {
        "unit_id": unit_id,
        "letters": letters(request, issued),
        "next": reverse("manage:begin" if started else "manage:accounts", args=[unit_id]),
    }
    return render(request, "access/links.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.ACCOUNT_INVITE)
def invitations(request: Request, unit_id: int) -> HttpResponse:
    """The invitations nobody has taken up, of the unit and of those below; new links for those chosen."""
    if request.method == "POST":
        chosen = [int(pk) for pk in request.POST.getlist("invitation") if pk.isdecimal()]
        with transaction.atomic():
            issued = actions.renew_invitations(
                by=request.actor, unit_id=unit_id, invitation_ids=chosen, now=timezone.now()
            )
        if issued:
            return shown_once(request, unit_id, issued)
        messages.warning(request, _("Hãy chọn ít nhất một lời mời đang chờ."))
        return redirect("manage:invitations", unit_id=unit_id)
    page = page_of(request, queries.open_invitations(unit_id, actor=request.actor))
    names = units.names_at({each.unit_id for each in page}, request.actor.day)
    now = timezone.now()
    context: dict[str, Any] = {
        "unit_id": unit_id,
        "page": page,
        "rows": [
            (each, queries.role(each.role).name, names[each.unit_id], each.valid_until <= now)
            for each in page
        ],
    }
    return render(request, "access/invitations.html", context)


@require_POST
@needs(Permission.ACCOUNT_INVITE)
def invitation_letters(request: Request, unit_id: int) -> HttpResponse:
    """The chosen invitations on paper: two letters a page, each with its code."""
    tokens = request.POST.getlist("token")[:LETTERS_AT_ONCE]
    now = timezone.now()
    found = queries.invitations_by_token(tokens, actor=request.actor, now=now)
    if not found:
        messages.error(request, _("Các đường dẫn này không còn dùng được. Hãy tạo đường dẫn mới."))
        return redirect("manage:invitations", unit_id=unit_id)
    pages = [_values(letter) for letter in letters(request, found)]
    paper = documents.typeset_pages("invitation_letters", pages, on=now)
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="thu-moi-can-bo.pdf"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _values(letter: Letter) -> dict[str, object]:
    """What the layout prints of one letter; papers are Vietnamese whatever the reader's language."""
    return {
        "document_title": "Thư mời cán bộ",
        "document_author": units.instance().name,
        "portal": units.instance().name,
        "holder": letter.full_name,
        "unit": letter.unit,
        "role": letter.role,
        "link": letter.link,
        "qr": documents.qr_svg(letter.link),
        "steps": [
            "Mở máy ảnh điện thoại, đưa vào mã bên cạnh rồi chạm vào đường dẫn hiện ra.",
            "Đặt mật khẩu ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt nhất.",
            "Vào “Việc cần làm”, chọn “Mở hoạt động đầu tiên”.",
        ],
        "note": f"Thư dành riêng cho {letter.full_name}, dùng một lần, đến hết ngày "
        f"{vn_date(letter.until)}. Đừng chuyển cho người khác.",
    }
