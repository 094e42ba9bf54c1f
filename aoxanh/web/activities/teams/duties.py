"""Teams in shifts: how far a campaign's sites are filled, and the shifts of one site."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aoxanh.activities import actions, queries
from aoxanh.activities.types import PENDING_STATES
from aoxanh.files.types import FileType
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.keys import key_of, keys_of
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.activities.manage.reach import campaign_seen, tried
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of, query
from aoxanh.web.request import Request
from aoxanh.web.taken import taken_away


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity

PAGE_SIZE = 20
MOST_PRINTED = 60
"""How many sites one file holds."""


@require_safe
@needs(Permission.ACTIVITY_VIEW)
def campaign_duties(request: Request, unit_id: int, campaign_id: int) -> HttpResponse:
    """Each site with its shifts that have no team; ``?trong=1`` leaves out those that are filled."""
    campaign = campaign_seen(request, unit_id, campaign_id)
    gaps_only, now = request.GET.get("trong") == "1", timezone.now()
    rows = queries.duty_sites(
        campaign_id=campaign.pk, actor=request.actor, now=now, gaps_only=gaps_only
    )
    page = page_of(request, rows, size=PAGE_SIZE)
    context = {
        "campaign": campaign,
        "page": page,
        "sites": queries.site_duties(activities=list(page), actor=request.actor, now=now),
        "totals": queries.duty_totals(campaign_id=campaign.pk, actor=request.actor, now=now),
        "gaps_only": gaps_only,
        "query": query({"trong": "1" if gaps_only else ""}),
    }
    return render(request, "teams/campaign_duties.html", context)


@require_safe
@needs(Permission.ACTIVITY_VIEW)
def campaign_roster(request: Request, unit_id: int, campaign_id: int) -> HttpResponse:
    """The rosters of the first sites as one PDF, each on a page of its own."""
    campaign = campaign_seen(request, unit_id, campaign_id)
    now = timezone.now()
    rows = queries.duty_sites(campaign_id=campaign.pk, actor=request.actor, now=now)
    sites = queries.site_duties(activities=list(rows[:MOST_PRINTED]), actor=request.actor, now=now)
    if not sites:
        messages.info(request, _("Chưa có ca nào để in. Hãy gắn hoạt động vào chiến dịch trước."))
        return redirect("manage:campaign_duties", unit_id=unit_id, campaign_id=campaign.pk)
    content = queries.duty_roster(
        sites=sites, unit_id=campaign.unit_id, actor=request.actor, on=now
    )
    return taken_away(content, f"phan-ca-{campaign.code}.pdf", FileType.PDF)


def _site(request: Request, activity_id: int) -> "Activity":
    """An activity within reach; others answer 404."""
    found = queries.activities(actor=request.actor).filter(pk=activity_id).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@needs(Permission.ACTIVITY_VIEW)
def activity_duties(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """The shifts of one site with their teams; who divides them puts a team on several at once."""
    activity = _site(request, activity_id)
    may_arrange = _may_arrange(request, activity)
    refusal = ""
    if request.method == "POST":
        if not may_arrange:
            raise Http404
        try:
            made = tried(lambda: _put_on(request, activity))
        except DomainError as refused:
            refusal = str(refused)
        else:
            words = ngettext("Đã xếp đội vào %(count)s ca.", "Đã xếp đội vào %(count)s ca.", made)
            messages.success(request, words % {"count": made})
            return redirect("manage:activity_duties", unit_id=unit_id, activity_id=activity.pk)
    (site,) = queries.site_duties(activities=[activity], actor=request.actor, now=timezone.now())
    teams = list(queries.teams_for(activity=activity, actor=request.actor)) if may_arrange else []
    context = {
        "unit_id": unit_id,
        "activity": activity,
        "site": site,
        "may_arrange": may_arrange,
        "teams": teams,
        "unit_names": units.names_at({team.unit_id for team in teams}, request.actor.day),
        "refusal": refusal,
        "chosen_team": request.POST.get("doi", ""),
        "chosen": set(request.POST.getlist("ca")),
    }
    return render(request, "teams/duties.html", context, status=422 if refusal else 200)


def _may_arrange(request: Request, activity: "Activity") -> bool:
    """Whether the officer acts for the activity's unit, or for one whose campaign it counts in."""
    if activity.state not in PENDING_STATES:
        return False
    counted = queries.campaigns_of(activity_id=activity.pk, actor=request.actor)
    led = (activity.unit_id, *(row.campaign.unit_id for row in counted))
    return any(request.actor.may(Permission.ACTIVITY_EDIT, at=unit_id) for unit_id in led)


def _put_on(request: Request, activity: "Activity") -> int:
    team_id = key_of(request.POST.get("doi", "")) or 0
    made = actions.put_team_on(
        by=request.actor,
        team_id=team_id,
        activity_id=activity.pk,
        shift_ids=set(keys_of(request.POST.getlist("ca"))),
        now=timezone.now(),
    )
    return len(made)


@require_POST
@needs(Permission.ACTIVITY_VIEW)
def duty_drop(request: Request, unit_id: int, activity_id: int, duty_id: int) -> HttpResponse:
    """Take a team off one shift."""
    activity = _arranged_duty(request, activity_id, duty_id)
    tried(lambda: actions.take_team_off(by=request.actor, duty_id=duty_id, now=timezone.now()))
    messages.success(request, _("Đã bỏ đội khỏi ca."))
    return redirect("manage:activity_duties", unit_id=unit_id, activity_id=activity.pk)


@require_POST
@needs(Permission.ACTIVITY_VIEW)
def duty_enlist(request: Request, unit_id: int, activity_id: int, duty_id: int) -> HttpResponse:
    """Sign up everybody of a team for its shift; a refusal is told on the page of the shifts."""
    activity = _arranged_duty(request, activity_id, duty_id)
    try:
        made = tried(
            lambda: actions.enlist_team(by=request.actor, duty_id=duty_id, now=timezone.now())
        )
    except DomainError as refused:
        messages.error(request, str(refused))
    else:
        number = len(made)
        words = ngettext(
            "Đã ghi tên %(count)s người vào ca.", "Đã ghi tên %(count)s người vào ca.", number
        )
        messages.success(request, words % {"count": number})
    return redirect("manage:activity_duties", unit_id=unit_id, activity_id=activity.pk)


def _arranged_duty(request: Request, activity_id: int, duty_id: int) -> "Activity":
    """The site of a duty that the officer may arrange; others answer 404."""
    activity = _site(request, activity_id)
    (site,) = queries.site_duties(activities=[activity], actor=request.actor, now=timezone.now())
    known = {shown.duty.pk for each in site.shifts for shown in each.duties}
    if duty_id not in known or not _may_arrange(request, activity):
        raise Http404
    return activity


@require_safe
@needs(Permission.ACTIVITY_VIEW)
def activity_roster(
    request: Request,
    unit_id: int,  # noqa: ARG001  the guard reads it
    activity_id: int,
) -> HttpResponse:
    """The roster of one site as PDF."""
    activity = _site(request, activity_id)
    sites = queries.site_duties(activities=[activity], actor=request.actor, now=timezone.now())
    content = queries.duty_roster(
        sites=sites, unit_id=activity.unit_id, actor=request.actor, on=timezone.now()
    )
    return taken_away(content, f"phan-ca-{activity.code}.pdf", FileType.PDF)
