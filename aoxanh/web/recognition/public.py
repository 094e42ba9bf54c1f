"""“Tra cứu giấy chứng nhận”: for whoever holds the paper."""

import re

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.kernel import numbers
from aoxanh.kernel.dates import local_day
from aoxanh.recognition import queries
from aoxanh.recognition.types import Answer, Verdict
from aoxanh.web.guards import form_token, is_fresh_form, public, public_form
from aoxanh.web.limits import within_limit
from aoxanh.web.request import Request


@public(seconds=3600)
def lookup(request: Request) -> HttpResponse:
    """The field for the code; a code in the address leads to its page."""
    typed = request.GET.get("ma", "").strip()[:64]
    if typed:
        return redirect("certificates:show", code=_kept(typed))
    return render(request, "certificates/lookup.html")


def _kept(typed: str) -> str:
    """What was typed, misread letters and all, as it can stand in an address: the answer tells them apart."""
    return "-".join(re.findall(r"[0-9A-Za-z]+", typed)).upper() or "0"


@public(seconds=0)
def show(request: Request, code: str) -> HttpResponse:
    """Valid, revoked or not found; nothing personal beyond initials."""
    if not within_limit(request, scope="lookup", limit=settings.LOOKUPS_PER_MINUTE, seconds=60):
        return _limited(request)
    return _answer(request, _verdict(code))


def _verdict(code: str) -> Verdict:
    return queries.verify(code[:64], day=local_day(timezone.now()))


def _answer(
    request: Request, verdict: Verdict, *, typed: str = "", matches: bool | None = None
) -> HttpResponse:
    context = {
        "verdict": verdict,
        "now": timezone.now(),
        "shares": [
            (
                share.label,
                _("%(hours)s giờ") % {"hours": numbers.hours(share.minutes)},
                share.minutes,
                _("%(unit)s xác nhận, khác đơn vị tổ chức") % {"unit": share.confirmed_by}
                if share.confirmed_by
                else "",
            )
            for share in verdict.shares
        ],
        "form_token": form_token(),
        "typed": typed,
        "matches": matches,
    }
    status = 404 if verdict.answer == Answer.NOT_FOUND else 200
    return render(request, "certificates/show.html", context, status=status)


def _limited(request: Request) -> HttpResponse:
    return render(request, "certificates/limited.html", status=429)


@public_form
def match(request: Request, code: str) -> HttpResponse:
    """Whether the name typed from the paper is the one the register holds."""
    typed = request.POST.get("name", "").strip()[:120]
    if not is_fresh_form(request.POST.get("form", "")):
        return redirect("certificates:show", code=code)
    if not within_limit(request, scope="match", limit=settings.LOOKUPS_PER_MINUTE, seconds=300):
        return _limited(request)
    verdict = _verdict(code)
    matches = queries.matches_name(code[:64], typed) if typed else None
    return _answer(request, verdict, typed=typed, matches=matches)
