"""Which teams serve in which shifts, and the shifts that have none (ACT-05, ACT-11)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from aoxanh.activities.models import (
    Activity,
    CampaignActivity,
    Shift,
    Signup,
    Team,
    TeamDuty,
    TeamMember,
)
from aoxanh.activities.models.activity import ActivityQuerySet
from aoxanh.activities.models.teams import TeamDutyQuerySet, TeamQuerySet
from aoxanh.activities.queries.campaigns import campaign_activities
from aoxanh.activities.queries.teams import leader_shown
from aoxanh.activities.rules.duties import Stretch, overlapping
from aoxanh.activities.types import (
    PENDING_STATES,
    ActivityState,
    DutyShown,
    LeaderShown,
    ShiftDuties,
    SiteDuties,
    TeamRole,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.units import queries as units


@dataclass(frozen=True, slots=True)
class DutyTotals:
    """How far a campaign's shifts are filled."""

    shifts: int
    gaps: int
    idle_teams: int


def duty_sites(
    *, campaign_id: int, actor: Actor, now: datetime, gaps_only: bool = False
) -> ActivityQuerySet:
    """Activities of a campaign to come or under way within reach, soonest first."""
    rows = campaign_activities(campaign_id=campaign_id, actor=actor)
    rows = rows.filter(state__in=PENDING_STATES, ends_on__gt=actor.day)
    if gaps_only:
        empty = ~Exists(TeamDuty.objects.filter(shift=OuterRef("pk")))
        gaps = Shift.objects.filter(empty, activity=OuterRef("pk"), ends_at__gt=now)
        rows = rows.filter(Exists(gaps))
    return rows.order_by("starts_on", "sort_key", "pk")


def duty_totals(*, campaign_id: int, actor: Actor, now: datetime) -> DutyTotals:
    """Shifts to come within reach, those without a team, and teams without a shift: two statements."""
    sites = duty_sites(campaign_id=campaign_id, actor=actor, now=now).order_by().values("pk")
    idle = Team.objects.visible_to(actor, Permission.ACTIVITY_VIEW).filter(campaign=campaign_id)
    idle = idle.exclude(Exists(TeamDuty.objects.filter(team=OuterRef("pk"))))
    filled = Exists(TeamDuty.objects.filter(shift=OuterRef("pk")))
    counted = Shift.objects.filter(activity__in=sites, ends_at__gt=now).annotate(filled=filled)
    found = counted.aggregate(shifts=Count("pk"), gaps=Count("pk", filter=Q(filled=False)))
    return DutyTotals(shifts=found["shifts"], gaps=found["gaps"], idle_teams=idle.count())


def site_duties(*, activities: Sequence[Activity], actor: Actor, now: datetime) -> list[SiteDuties]:
    """Activities the caller read, each with its shifts and teams: five statements however many there are.

    Commanders are named to who decides on sign-ups there, and to who sees the persons of the team's unit.
    """
    shifts = _shifts(activities)
    duties = _duties(activities)
    teams = {row.team_id: row.team for row in duties}
    names = units.names_at(
        {*(row.unit_id for row in activities), *(team.unit_id for team in teams.values())},
        actor.day,
    )
    leads = _commanders(teams, actor)
    moved = _clashing(duties)
    decides = {row.pk for row in activities if actor.may(Permission.SIGNUP_DECIDE, at=row.unit_id)}

    def shown(row: TeamDuty) -> DutyShown:
        leader, is_open = leads.get(row.team_id, (None, False))
        named = is_open or row.shift.activity_id in decides
        return DutyShown(
            duty=row,
            unit_name=names.get(row.team.unit_id, ""),
            members=row.members,  # type: ignore[attr-defined]  # annotated above
            placed=row.placed,  # type: ignore[attr-defined]  # annotated above
            commander=leader if named else None,
            clashes=row.pk in moved,
        )

    by_shift: dict[int, list[DutyShown]] = defaultdict(list)
    for row in duties:
        by_shift[row.shift_id].append(shown(row))
    return [
        SiteDuties(
            activity=activity,
            unit_name=names.get(activity.unit_id, ""),
            shifts=tuple(
                ShiftDuties(shift, tuple(by_shift[shift.pk]), shift.ends_at <= now)
                for shift in shifts[activity.pk]
            ),
        )
        for activity in activities
    ]


def _shifts(activities: Sequence[Activity]) -> Mapping[int, list[Shift]]:
    found: dict[int, list[Shift]] = defaultdict(list)
    rows = Shift.objects.filter(activity__in=[each.pk for each in activities])
    for row in rows.order_by("starts_at", "pk"):
        found[row.activity_id].append(row)
    return found


def _duties(activities: Sequence[Activity]) -> list[TeamDuty]:
    """Who serves when, with ``members``: how many are in the team, and ``placed``: of them in the shift."""
    rows = TeamDuty.objects.filter(shift__activity__in=[each.pk for each in activities])
    named = TeamMember.objects.filter(team=OuterRef("team")).order_by().values("team")
    counted = Subquery(named.annotate(number=Count("pk")).values("number"))
    there = Signup.objects.active().filter(
        shift=OuterRef(OuterRef("shift")), person=OuterRef("person")
    )
    signed = Subquery(named.filter(Exists(there)).annotate(number=Count("pk")).values("number"))
    joined = rows.annotate(members=Coalesce(counted, 0), placed=Coalesce(signed, 0))
    joined = joined.select_related("team", "shift")
    return list(joined.order_by("shift__starts_at", "team__sort_key", "pk"))


def _commanders(
    teams: Collection[int], actor: Actor
) -> Mapping[int, tuple[LeaderShown | None, bool]]:
    """Who leads each team, and whether the actor sees the persons of its unit."""
    rows = people.with_consent(TeamMember.objects.filter(team__in=teams, role=TeamRole.COMMANDER))
    seen = TeamMember.objects.visible_to(actor, Permission.PERSON_VIEW).filter(pk=OuterRef("pk"))
    found = rows.annotate(is_open=Exists(seen)).select_related("person").order_by("pk")
    return {row.team_id: (leader_shown(row), row.is_open) for row in found}  # type: ignore[attr-defined]  # annotated above


def _clashing(duties: Sequence[TeamDuty]) -> frozenset[int]:
    """Duties whose team has another at the same time, anywhere."""
    teams = {row.team_id for row in duties}
    everywhere = TeamDuty.objects.filter(team__in=teams)
    everywhere = everywhere.exclude(shift__activity__state=ActivityState.CANCELLED)
    held: dict[int, list[Stretch]] = defaultdict(list)
    columns = ("team_id", "shift__starts_at", "shift__ends_at", "pk")
    for team_id, starts_at, ends_at, pk in everywhere.order_by("pk").values_list(*columns):
        held[team_id].append(Stretch(starts_at, ends_at, pk))
    return frozenset().union(*map(overlapping, held.values()))


def teams_for(*, activity: Activity, actor: Actor) -> TeamQuerySet:
    """Teams that may be put on the shifts of an activity the caller read, by name, with ``shifts_count``.

    Those of the campaigns it counts in, and the standing ones of its unit and below.
    """
    counted = CampaignActivity.objects.filter(activity=activity).order_by().values("campaign")
    below = units.subtree_ids(unit_id=activity.unit_id, day=actor.day)
    rows = Team.objects.filter(Q(campaign__in=counted) | Q(campaign=None, unit__in=below))
    duties = TeamDuty.objects.filter(team=OuterRef("pk")).order_by().values("team")
    number = Subquery(duties.annotate(number=Count("pk")).values("number"))
    return rows.annotate(shifts_count=Coalesce(number, 0)).order_by("sort_key", "pk")


def duties_of_team(*, team_id: int, actor: Actor) -> TeamDutyQuerySet:
    """The shifts of a team within reach, in order of time."""
    seen = Team.objects.visible_to(actor, Permission.ACTIVITY_VIEW).filter(pk=team_id)
    return _standing().filter(team__in=seen.order_by().values("pk"))


def duties_of_persons(person_ids: Collection[int], *, now: datetime) -> TeamDutyQuerySet:
    """Shifts to come of the teams a person belongs to, with ``leads``: whether as commander. One statement."""
    own = TeamMember.objects.filter(team=OuterRef("team"), person__in=person_ids)
    rows = _standing().filter(Exists(own), shift__ends_at__gt=now)
    return rows.annotate(leads=Exists(own.filter(role=TeamRole.COMMANDER)))


def _standing() -> TeamDutyQuerySet:
    """Duties of activities that were not called off."""
    rows = TeamDuty.objects.exclude(shift__activity__state=ActivityState.CANCELLED)
    rows = rows.select_related("team", "shift__activity__place")
    return rows.order_by("shift__starts_at", "pk")
