"""One activity for everyone, and signing up without an account."""

from collections import ChainMap
from collections.abc import Mapping

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.activities import actions, queries
from aoxanh.activities.errors import AnswersUnfit
from aoxanh.activities.types import ActivityShown
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.units import queries as units
from aoxanh.web import sheets
from aoxanh.web.activities.answering import AnswerForm, typed_answers
from aoxanh.web.activities.forms import SignupForm
from aoxanh.web.activities.pictures import link_preview, link_standing
from aoxanh.web.activities.shown import river, slot_counts, slot_rows
from aoxanh.web.guards import form_token, is_fresh_form, public, public_form
from aoxanh.web.limits import within_limit
from aoxanh.web.refilled import refilled, standing, words
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


@public()
def activity_detail(request: Request, code: str) -> HttpResponse:
    """One activity with the form that keeps a place."""
    return _page(request, _found(code), None)


def _found(code: str) -> ActivityShown:
    try:
        return queries.public_activity(code=code, day=local_day(timezone.now()))
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


def _page(
    request: Request,
    shown: ActivityShown,
    sent: SignupForm | None,
    status: int = 200,
    faults: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Drawn once for all that it says but the places left and the words of a form that was ``sent``."""
    mark = shown.mark
    told = queries.told(shown)
    back = (sent, _asked(request, shown, faults or {})) if sent else ()
    chosen = {str(value) for value in (sent["slots"].value() if sent else None) or ()}
    rows = slot_rows(shown, chosen=chosen, now=timezone.now())
    says = (mark, form_token(), rows, *map(standing, back))
    typed = dict(ChainMap(*(dict(words(form)) for form in back)))
    page = sheets.page(
        request,
        "activities/detail.html",
        says=None if mark is None else says,
        apart={**link_standing(told), **slot_counts(shown), **typed},
        context=lambda given: {
            **link_preview(told),
            "mark": mark,
            "untouched": None if sent else mark,
            "shown": shown,
            "told": told,
            "activity": shown.activity,
            "theme": units.instance().year_themes.get(str(shown.activity.starts_on.year), ""),
            **_forms(shown, back, given),
            "form_token": form_token(),
            "river": river(shown),
            "rows": [row.counted(given) for row in rows],
        },
    )
    page.status_code = status
    return page


def _forms(
    shown: ActivityShown, back: tuple[()] | tuple[SignupForm, AnswerForm], given: sheets.Words
) -> dict[str, object]:
    """Empty, or as they come ``back`` with the words ``given`` for those that were typed."""
    if not back:
        questions = queries.questions_of(shown.activity)
        return {"form": SignupForm(), "asked": AnswerForm(questions=questions)}
    form, asked = back
    return {"form": refilled(form, given), "asked": refilled(asked, given)}


def _asked(request: Request, shown: ActivityShown, faults: Mapping[str, str]) -> AnswerForm:
    asked = AnswerForm(request.POST, questions=queries.questions_of(shown.activity))
    asked.blame(faults)
    return asked


def _refused(
    request: Request,
    code: str,
    form: SignupForm,
    status: int,
    faults: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The page again with what was typed; only now is the activity looked up for it."""
    return _page(request, _found(code), form, status=status, faults=faults)


def _unfit(request: Request) -> tuple[int, str] | None:
    """(status, sentence) when the form cannot be taken whatever it says."""
    if not within_limit(request, scope="sign-up", limit=settings.SIGNUPS_PER_HOUR, seconds=3600):
        return 429, _("Có quá nhiều lượt đăng ký từ mạng này. Hãy thử lại sau một giờ.")
    if not is_fresh_form(request.POST.get("form", "")):
        return 409, _("Trang mở đã lâu nên cần gửi lại. Những gì bạn ghi vẫn còn, hãy bấm giữ chỗ.")
    return None


@public_form
def sign_up(request: Request, code: str) -> HttpResponse:
    """Keep a place for a guest: 303 to the pass, or the page again with what was typed."""
    form = SignupForm(request.POST)
    unfit = _unfit(request)
    if unfit is not None:
        status, sentence = unfit
        form.add_error(None, sentence)
        return _refused(request, code, form, status)
    if not form.is_valid():
        return _refused(request, code, form, 422)
    given = form.cleaned_data
    try:
        held = actions.sign_up(
            by=request.actor,
            activity_code=code,
            slot_ids=given["slots"],
            full_name=given["full_name"],
            contact=given["contact"],
            birth_year=given["birth_year"],
            guardian=form.guardian(),
            answers=typed_answers(request.POST),
            now=timezone.now(),
        )
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except AnswersUnfit as refusal:
        form.add_error(None, str(refusal))
        return _refused(request, code, form, 409, faults=refusal.faults)
    except DomainError as refusal:
        tell(form, refusal)
        return _refused(request, code, form, 409)
    return HttpResponse(status=303, headers={"Location": reverse("passes:show", args=[held.token])})
