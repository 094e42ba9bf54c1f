"""Teams as their unit and those above read them, and the parties an activity links up with."""

from collections import Counter
from collections.abc import Collection

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from aoxanh.activities.models import Force, LinkedParty, Team, TeamMember
from aoxanh.activities.models.teams import TeamQuerySet
from aoxanh.activities.types import LeaderShown, TeamRole, TeamShown
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold
from aoxanh.people import queries as people


def teams(
    *,
    actor: Actor,
    unit_ids: Collection[int],
    text: str = "",
    campaign_id: int | None = None,
    combining: bool = False,
) -> TeamQuerySet:
    """Teams of the units within reach whose name, speciality, field or area holds ``text``, by name.

    Rows carry ``members_count`` and ``commander_id``, the person who leads.
    """
    rows = Team.objects.visible_to(actor, Permission.ACTIVITY_VIEW).filter(unit__in=unit_ids)
    for word in fold(text).split():
        rows = rows.filter(search_text__contains=word)
    if campaign_id is not None:
        rows = rows.filter(campaign=campaign_id)
    if combining:
        rows = rows.combining()
    members = TeamMember.objects.filter(team=OuterRef("pk")).order_by()
    counted = members.values("team").annotate(number=Count("pk")).values("number")
    leads = members.filter(role=TeamRole.COMMANDER).values("person_id")[:1]
    rows = rows.annotate(members_count=Coalesce(Subquery(counted), 0), commander_id=Subquery(leads))
    return rows.select_related("field", "campaign").order_by("sort_key", "pk")


def team(*, team_id: int, actor: Actor) -> TeamShown:
    """One team with its members and what they come from: four statements. Raises ``Missing``."""
    rows = Team.objects.visible_to(actor, Permission.ACTIVITY_VIEW).filter(pk=team_id)
    found = rows.select_related("field", "campaign", "branch").prefetch_related(
        Prefetch("forces", Force.objects.order_by("position", "pk"))
    )
    row = found.order_by("pk").first()
    if row is None:
        raise Missing
    members = TeamMember.objects.filter(team=row).select_related("person", "force")
    shown = tuple(people.listed(members, "role", "shown_key", "pk"))
    ranked = {TeamRole.COMMANDER: 0, TeamRole.DEPUTY: 1, TeamRole.MEMBER: 2}
    in_order = tuple(sorted(shown, key=lambda each: ranked[TeamRole(each.role)]))
    counted = Counter(member.force_id for member in shown if member.force_id)
    forces = list(Force.objects.order_by("position", "pk"))
    part = set(counted) | {force.pk for force in row.forces.all()}
    return TeamShown(
        team=row,
        members=in_order,
        by_force=tuple((force, counted[force.pk]) for force in forces if counted[force.pk]),
        combines=all(force.pk in part for force in forces if force.core),
    )


def leaders(team_ids: Collection[int], *, actor: Actor) -> dict[int, LeaderShown]:
    """Who leads each team whose unit's persons the actor may see: one statement."""
    rows = TeamMember.objects.visible_to(actor, Permission.PERSON_VIEW)
    named = people.with_consent(rows.filter(team__in=team_ids, role=TeamRole.COMMANDER))
    found = named.select_related("person").order_by("pk")
    return {row.team_id: leader_shown(row) for row in found}


def leader_shown(row: TeamMember) -> LeaderShown:
    """A commander read ``with_consent``."""
    phone = "" if people.is_unnamed(row) else row.person.phone
    return LeaderShown(row.person_id, people.shown_name(row), phone)


def linked_parties(*, activity_id: int, actor: Actor) -> QuerySet[LinkedParty]:
    """The parties an activity within reach links up with, by dimension."""
    rows = LinkedParty.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    rows = rows.filter(activity=activity_id).select_related("dimension")
    return rows.order_by("dimension__position", "pk")
