"""Campaigns for everyone: what, when, where, what came of it so far, what is open now."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from aoxanh.activities import queries
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.web.guards import public
from aoxanh.web.paging import page_of
from aoxanh.web.request import Request
from aoxanh.web.seasons import marks_shown


PAGE_SIZE = 24
ONE_DAY = timedelta(days=1)


@public()
def campaign_list(request: Request) -> HttpResponse:
    """Campaigns, the running ones first."""
    day = local_day(timezone.now())
    page = page_of(request, queries.public_campaigns(day=day), size=PAGE_SIZE)
    return render(request, "campaigns/public_list.html", {"page": page, "day": day})


@public()
def campaign_detail(request: Request, code: str) -> HttpResponse:
    """One campaign."""
    now = timezone.now()
    day = local_day(now)
    try:
        shown = queries.public_campaign(code=code, now=now)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    context = {
        "shown": shown,
        "campaign": shown.campaign,
        "last_day": shown.campaign.ends_on - ONE_DAY,
        "marks": marks_shown(shown.campaign, shown.branches, day),
        "day": day,
    }
    return render(request, "campaigns/public.html", context)
