"""“Tra cứu khen thưởng”: whether a decision was made, and whether a name stands in it."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from aoxanh.kernel.dates import local_day
from aoxanh.recognition import queries
from aoxanh.web.guards import form_token, is_fresh_form, public, public_form
from aoxanh.web.limits import within_limit
from aoxanh.web.paging import asked_number
from aoxanh.web.request import Request


@public(seconds=0)
def commendation(request: Request) -> HttpResponse:
    """The decision asked for by number and year; persons are counted, not named."""
    typed, year = request.GET.get("so", "").strip()[:60], asked_number(request, "nam")
    if typed and not within_limit(
        request, scope="lookup", limit=settings.LOOKUPS_PER_MINUTE, seconds=60
    ):
        return render(request, "certificates/limited.html", status=429)
    return _answer(request, typed, year or 0)


@public_form
def commendation_match(request: Request) -> HttpResponse:
    """Whether the name typed stands in the decision."""
    typed, name = (
        request.POST.get("so", "").strip()[:60],
        request.POST.get("name", "").strip()[:200],
    )
    year = request.POST.get("nam", "")
    if not (year.isdecimal() and len(year) == 4):
        return redirect("certificates:commendation")
    if not is_fresh_form(request.POST.get("form", "")) or not name:
        return redirect("certificates:commendation")
    if not within_limit(request, scope="match", limit=settings.LOOKUPS_PER_MINUTE, seconds=300):
        return render(request, "certificates/limited.html", status=429)
    matches = queries.named_in_decision(typed, year=int(year), name=name)
    return _answer(request, typed, int(year), name=name, matches=matches)


def _answer(
    request: Request, typed: str, year: int, *, name: str = "", matches: bool | None = None
) -> HttpResponse:
    this_year = local_day(timezone.now()).year
    context = {
        "typed": typed,
        "year": str(year or this_year),
        "is_asked": bool(typed),
        "rows": queries.decisions(typed, year=year or this_year) if typed else [],
        "form_token": form_token(),
        "name": name,
        "matches": matches,
    }
    return render(request, "certificates/commendation.html", context)
