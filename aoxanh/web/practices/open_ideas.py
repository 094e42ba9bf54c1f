"""“Gửi ý tưởng”: anyone writes to a unit without an account, and reads the answer by the link they keep."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.practices import actions, queries
from aoxanh.units import queries as units
from aoxanh.web.guards import bearer, form_token, is_fresh_form, public, public_form
from aoxanh.web.limits import within_limit
from aoxanh.web.practices.round_forms import IdeaForm
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


def _page(request: Request, code: str, form: IdeaForm, *, status: int = 200) -> HttpResponse:
    """The form for the unit with ``code``. Raises ``Http404``."""
    try:
        unit = units.public_unit(code=code, day=local_day(timezone.now()))
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    context = {"form": form, "unit": unit, "code": code, "form_token": form_token()}
    return render(request, "practices/idea_open.html", context, status=status)


@require_GET
@public()
def idea_open(request: Request, code: str) -> HttpResponse:
    """A few sentences to one unit: at most two statements."""
    return _page(request, code, IdeaForm())


def _unfit(request: Request) -> tuple[int, str] | None:
    """(status, sentence) when the form cannot be taken whatever it says."""
    if not within_limit(request, scope="idea", limit=settings.IDEAS_PER_HOUR, seconds=3600):
        return 429, _("Có quá nhiều ý tưởng từ mạng này. Hãy thử lại sau một giờ.")
    if not is_fresh_form(request.POST.get("form", "")):
        return 409, _("Trang mở đã lâu nên cần gửi lại. Những gì bạn ghi vẫn còn, hãy bấm gửi.")
    return None


@public_form
def idea_send(request: Request, code: str) -> HttpResponse:
    """Put it into the box: 303 to the page that will hold the answer, or the form again with what was typed."""
    form = IdeaForm(request.POST)
    unfit = _unfit(request)
    if unfit is not None:
        status, sentence = unfit
        form.add_error(None, sentence)
        return _page(request, code, form, status=status)
    if not form.is_valid():
        return _page(request, code, form, status=422)
    try:
        made = actions.send_open_idea(
            by=request.actor, unit_code=code, idea=form.given(), now=timezone.now()
        )
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        tell(form, refusal)
        return _page(request, code, form, status=409)
    to = reverse("practices:idea_answer", kwargs={"code": made.code})
    return HttpResponse(status=303, headers={"Location": to})


@require_GET
@bearer
def idea_answer(request: Request, code: str) -> HttpResponse:
    """What became of it, for whoever keeps the link."""
    try:
        idea = queries.open_idea(code)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    names = units.names_at({idea.to_unit_id}, local_day(timezone.now()))
    context = {"idea": idea, "unit": names[idea.to_unit_id]}
    return render(request, "practices/idea_answer.html", context)
