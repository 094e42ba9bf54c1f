"""Teams at a desk: found by what they can do, set up, filled by their unit."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from aoxanh.activities import actions, queries
from aoxanh.activities.types import TeamRole, TeamShown
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.activities.manage.reach import campaign_seen, tried
from aoxanh.web.activities.teams.forms import MembersForm, TeamForm
from aoxanh.web.guards import needs
from aoxanh.web.paging import asked_number, page_of, query
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Campaign, Team


@require_safe
@needs(Permission.ACTIVITY_VIEW)
def team_list(request: Request, unit_id: int) -> HttpResponse:
    """Teams of the unit and below it; ``q`` finds what they can do, ``ket-hop`` those of all core forces."""
    day, actor = request.actor.day, request.actor
    campaign = _campaign(request, unit_id)
    text, combining = request.GET.get("q", "")[:100], request.GET.get("ket-hop") == "1"
    asked = asked_number(request, "don-vi")
    below = units.subtree_ids(unit_id=unit_id, day=day)
    rows = queries.teams(
        actor=actor,
        unit_ids=below & {asked} if asked else below,
        text=text,
        campaign_id=campaign.pk if campaign else None,
    )
    both = rows.combining()
    page = page_of(request, both if combining else rows)
    filters = {"q": text, "chien-dich": campaign.pk if campaign else "", "don-vi": asked or ""}
    context = {
        "page": page,
        "total": rows.count() if combining else page.paginator.count,
        "combined": page.paginator.count if combining else both.count(),
        "combining": combining,
        "text": text,
        "campaign": campaign,
        "filters": {name: value for name, value in filters.items() if value},
        "query": query(filters | {"ket-hop": "1" if combining else ""}),
        "without": query(filters),
        "unit_names": units.names_at({row.unit_id for row in page}, day),
        "leaders": queries.leaders({row.pk for row in page}, actor=actor),
        "may_found": actor.may(Permission.ACTIVITY_EDIT, at=unit_id),
        "may_import": actor.may(Permission.LIST_IMPORT, at=unit_id),
    }
    return render(request, "teams/list.html", context)


def _campaign(request: Request, unit_id: int) -> "Campaign | None":
    campaign_id = asked_number(request, "chien-dich")
    return None if campaign_id is None else campaign_seen(request, unit_id, campaign_id)


@needs(Permission.ACTIVITY_EDIT)
def team_new(request: Request, unit_id: int) -> HttpResponse:
    """One team of the unit; with ``?chien-dich=`` for a campaign."""
    campaign = _campaign(request, unit_id)
    form = _form(request, campaign)
    if request.method == "POST" and form.is_valid():
        try:
            team = tried(
                lambda: actions.found_team(
                    by=request.actor,
                    unit_id=unit_id,
                    team=form.given(),
                    campaign_id=campaign.pk if campaign else None,
                    now=timezone.now(),
                )
            )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã lập đội hình. Giờ cử người vào đội."))
            return redirect("manage:team", unit_id=unit_id, team_id=team.pk)
    context = {"form": form, "campaign": campaign}
    return render(request, "teams/form.html", context, status=422 if form.is_bound else 200)


def _form(request: Request, campaign: "Campaign | None", team: "Team | None" = None) -> TeamForm:
    branches = queries.branches_of(campaign) if campaign else ()
    return TeamForm(
        request.POST if request.method == "POST" else None,
        fields=[(row.pk, row.name) for row in queries.fields_of_work()],
        forces=_forces(),
        branches=[(str(row.pk), row.name) for row in branches],
        initial=TeamForm.known(team) if team else {},
    )


def _forces() -> list[tuple[str, str]]:
    return [(row.pk, row.name) for row in queries.forces()]


def _shown(request: Request, unit_id: int, team_id: int) -> TeamShown:
    """A team of the desk or of a unit below it; others answer 404."""
    try:
        shown = queries.team(team_id=team_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    if shown.team.unit_id not in units.subtree_ids(unit_id=unit_id, day=request.actor.day):
        raise Http404
    return shown


def _owned(request: Request, unit_id: int, team_id: int) -> TeamShown:
    """A team whose people the officer names; others answer 404."""
    shown = _shown(request, unit_id, team_id)
    if not request.actor.may(Permission.ACTIVITY_EDIT, at=shown.team.unit_id):
        raise Http404
    return shown


@needs(Permission.ACTIVITY_VIEW)
def team_detail(request: Request, unit_id: int, team_id: int) -> HttpResponse:
    """Who is in it, from which forces; its unit pastes more people here."""
    shown = _shown(request, unit_id, team_id)
    may_fill = request.actor.may(Permission.ACTIVITY_EDIT, at=shown.team.unit_id)
    form = MembersForm(request.POST if request.method == "POST" else None, forces=_forces())
    if request.method == "POST":
        if not may_fill:
            raise Http404
        if form.is_valid() and _filled(request, shown.team, form):
            return redirect("manage:team", unit_id=unit_id, team_id=team_id)
    context = {
        "shown": shown,
        "team": shown.team,
        "duties": queries.duties_of_team(team_id=team_id, actor=request.actor),
        "form": form,
        "may_fill": may_fill,
        "may_name": request.actor.may(Permission.PERSON_VIEW, at=shown.team.unit_id),
        "unit_names": units.names_at({shown.team.unit_id}, request.actor.day),
        "roles": TeamRole.choices,
        "listed": [force.name for force in shown.team.forces.all()],
    }
    return render(request, "teams/detail.html", context, status=422 if form.is_bound else 200)


def _filled(request: Request, team: "Team", form: MembersForm) -> bool:
    try:
        named = tried(
            lambda: actions.fill_team(
                by=request.actor,
                team_id=team.pk,
                raw=form.cleaned_data["raw"],
                force_code=form.cleaned_data["force"],
                now=timezone.now(),
            )
        )
    except DomainError as refusal:
        tell(form, refusal)
        return False
    words = ngettext("Đã thêm %(count)s người.", "Đã thêm %(count)s người.", len(named))
    messages.success(request, words % {"count": len(named)})
    return True


@needs(Permission.ACTIVITY_EDIT)
def team_edit(request: Request, unit_id: int, team_id: int) -> HttpResponse:
    """The form with what is on record, or what was typed and why it was refused."""
    team = _owned(request, unit_id, team_id).team
    form = _form(request, team.campaign, team)
    if request.method == "POST" and form.is_valid():
        try:
            tried(
                lambda: actions.edit_team(
                    by=request.actor, team_id=team.pk, team=form.given(), now=timezone.now()
                )
            )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã lưu đội hình."))
            return redirect("manage:team", unit_id=unit_id, team_id=team.pk)
    context = {"form": form, "team": team, "campaign": team.campaign}
    return render(request, "teams/form.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs(Permission.ACTIVITY_EDIT)
def team_member(request: Request, unit_id: int, team_id: int, member_id: int) -> HttpResponse:
    """Give one member a role, or take them off the team (“bo”)."""
    shown = _owned(request, unit_id, team_id)
    if member_id not in {member.pk for member in shown.members}:
        raise Http404
    wanted, by, now = request.POST.get("vai-tro", ""), request.actor, timezone.now()
    if wanted == "bo":
        actions.leave_team(by=by, member_id=member_id, now=now)
        messages.success(request, _("Đã đưa ra khỏi đội hình."))
    elif wanted in TeamRole.values:
        actions.give_role(by=by, member_id=member_id, role=TeamRole(wanted), now=now)
        messages.success(request, _("Đã lưu vai trò."))
    else:
        raise Http404
    return redirect("manage:team", unit_id=unit_id, team_id=team_id)


@require_POST
@needs(Permission.ACTIVITY_EDIT)
def team_drop(request: Request, unit_id: int, team_id: int) -> HttpResponse:
    """Remove a team; asked once in the page."""
    team = _owned(request, unit_id, team_id).team
    try:
        tried(lambda: actions.drop_team(by=request.actor, team_id=team.pk, now=timezone.now()))
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("manage:team", unit_id=unit_id, team_id=team_id)
    messages.success(request, _("Đã bỏ đội hình “%(name)s”.") % {"name": team.name})
    return redirect("manage:teams", unit_id=unit_id)
