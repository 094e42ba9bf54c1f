"""Many invited at once: officers in post, or a list that was brought in; links to send one by one or to print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
from aoxanh.access.types import InvitationGiven, OfficerGiven, OfficerRow
from aoxanh.documents import queries as documents
from aoxanh.kernel.contacts import spoken_phone
from aoxanh.kernel.dates import local_day, vn_date
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.keys import keys_of
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.access.models import Invitation
    from aoxanh.access.models.grant import InvitationQuerySet
    from aoxanh.people.models import Post

AT_ONCE = 500
"""Invitations whose links are made, shown and printed together."""


@dataclass(frozen=True, slots=True)
class Letter:
    """An invitation with its link, ready to be copied or printed."""

    token: str
    full_name: str
    contact: str
    phone: str
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
        phone=invitation.phone,
        role=role,
        unit=unit,
        link=link,
        until=until,
        message=message % said,
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.ACCOUNT_INVITE)
def invite_officers(request: Request, unit_id: int) -> HttpResponse:
    """Those in post at the unit and below, to be invited with one press; who is left out is named."""
    actor = request.actor
    posts = {
        post.pk: post
        for post in people.officers_below(unit_id=unit_id, day=actor.day, actor=actor)[:AT_ONCE]
    }
    given = [
        OfficerGiven(
            line=post.pk,
            full_name=post.person.full_name,
            contact=post.person.phone or post.person.email,
            unit_id=post.unit_id,
        )
        for post in posts.values()
    ]
    rows = queries.invitable(given, unit_id=unit_id, actor=actor)
    free = [row for row in rows if not row.fault]
    refusal = ""
    if request.method == "POST":
        chosen = set(request.POST.getlist("officer"))
        picked = [row for row in free if str(row.line) in chosen]
        refusal, issued = _invited(request, unit_id, picked, posts)
        if issued:
            return shown_once(request, unit_id, issued)
    context = {
        "unit_id": unit_id,
        "free": [(row, queries.role(row.role).name, posts[row.line]) for row in free],
        "left_out": [(row, posts[row.line]) for row in rows if row.fault],
        "refusal": refusal,
        "forever": FOREVER,
    }
    return render(request, "access/officers.html", context, status=422 if refusal else 200)


def _invited(
    request: Request, unit_id: int, rows: Sequence[OfficerRow], posts: "Mapping[int, Post]"
) -> "tuple[str, Sequence[tuple[Invitation, str]]]":
    """Why nobody was invited, or the invitations; each role ends with the post."""
    if not rows:
        return _("Hãy chọn ít nhất một người."), []
    given = [
        InvitationGiven(
            unit_id=row.unit_id,
            role=row.role,
            contact=row.contact,
            full_name=row.full_name,
            role_until=posts[row.line].valid_to,
        )
        for row in rows
    ]
    try:
        with transaction.atomic():
            return "", actions.invite_many(
                by=request.actor, unit_id=unit_id, rows=given, now=timezone.now()
            )
    except DomainError as refused:
        return str(refused), []


def shown_once(
    request: Request, unit_id: int, issued: "Sequence[tuple[Invitation, str]]"
) -> HttpResponse:
    """The page with the links, which nobody can show again."""
    started = units.unfinished_beginning(actor=request.actor) is not None
    context = {
        "unit_id": unit_id,
        "letters": letters(request, issued),
        "until": max((local_day(each.valid_until) for each, _token in issued), default=None),
        "next": reverse("manage:begin" if started else "manage:invitations", args=[unit_id]),
    }
    return render(request, "access/links.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.ACCOUNT_INVITE)
def invitations(request: Request, unit_id: int) -> HttpResponse:
    """The invitations nobody has taken up, of the unit and of those below; new links for those chosen."""
    waiting = queries.renewable_invitations(unit_id, actor=request.actor)
    if request.method == "POST":
        return _renewed(request, unit_id, waiting)
    page = page_of(request, waiting.order_by("has_link", "-created_at", "pk"))
    names = units.names_at({each.unit_id for each in page}, request.actor.day)
    now = timezone.now()
    context: dict[str, Any] = {
        "unit_id": unit_id,
        "page": page,
        "unlinked": waiting.filter(has_link=False).count(),
        "at_once": AT_ONCE,
        "rows": [
            (each, queries.role(each.role).name, names[each.unit_id], each.valid_until <= now)
            for each in page
        ],
    }
    return render(request, "access/invitations.html", context)


def _renewed(request: Request, unit_id: int, waiting: "InvitationQuerySet") -> HttpResponse:
    """New links for the chosen ones, or for all that have none yet."""
    if "all" in request.POST:
        chosen = list(waiting.filter(has_link=False).values_list("pk", flat=True)[:AT_ONCE])
    else:
        chosen = keys_of(request.POST.getlist("invitation"))
    with transaction.atomic():
        issued = actions.renew_invitations(
            by=request.actor, unit_id=unit_id, invitation_ids=chosen, now=timezone.now()
        )
    if issued:
        return shown_once(request, unit_id, issued)
    messages.warning(request, _("Hãy chọn ít nhất một lời mời đang chờ."))
    return redirect("manage:invitations", unit_id=unit_id)


@require_POST
@needs(Permission.ACCOUNT_INVITE)
def invitation_letters(request: Request, unit_id: int) -> HttpResponse:
    """The chosen invitations on paper: a letter a page, each with its code."""
    tokens = request.POST.getlist("token")[:AT_ONCE]
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
