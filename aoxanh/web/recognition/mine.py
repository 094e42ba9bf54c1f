"""My certificates: see, fetch, decide what the public page shows."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aoxanh.documents.errors import PadesUnusable
from aoxanh.files import queries as files
from aoxanh.kernel.errors import DomainError
from aoxanh.recognition import actions, queries
from aoxanh.web.people.own import own_page
from aoxanh.web.request import Request


@own_page
def certificates(request: Request) -> HttpResponse:
    """All of mine, the newest first."""
    person_id = request.actor.person_id or 0
    context = {
        "rows": queries.certificates_of(person_id, actor=request.actor),
        "commendations": list(queries.commendations_of(person_id, actor=request.actor)),
    }
    return render(request, "mine/certificates.html", context)


@own_page
def certificate_file(request: Request, pk: int) -> HttpResponse:
    """The sealed PDF, typeset when first asked for."""
    try:
        kept = actions.keep_pdf(by=request.actor, certificate_id=pk, now=timezone.now())
    except PadesUnusable as refusal:
        messages.error(request, str(refusal))
        return redirect("mine:certificates")
    except DomainError as refusal:
        raise Http404(str(refusal)) from refusal
    answer = HttpResponse(files.content(kept), content_type=kept.mime)
    answer["Content-Disposition"] = f'attachment; filename="{kept.name}"'
    return answer


@own_page
def credential(request: Request, pk: int) -> HttpResponse:
    """The paper as a credential to hand to others: it names me, so only I get it."""
    now = timezone.now()
    try:
        found = queries.own_certificate(pk=pk, actor=request.actor)
        token = queries.credential_of(found, now=now)
    except DomainError as refusal:
        raise Http404(str(refusal)) from refusal
    answer = HttpResponse(token, content_type="application/vc+jwt")
    name = f"giay-chung-nhan-{found.year}-{found.number:04d}.jwt"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@own_page
@require_POST
def disclose(request: Request, pk: int) -> HttpResponse:
    """Let the public page show my name, or no longer."""
    disclosed = request.POST.get("disclosed") == "1"
    try:
        actions.disclose(
            by=request.actor, certificate_id=pk, disclosed=disclosed, now=timezone.now()
        )
    except DomainError as refusal:
        raise Http404(str(refusal)) from refusal
    told = (
        _("Trang tra cứu nay hiện họ tên của bạn.")
        if disclosed
        else _("Trang tra cứu chỉ còn hiện chữ cái đầu.")
    )
    messages.success(request, told)
    return redirect("mine:certificates")
