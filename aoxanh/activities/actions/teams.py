"""Teams: set up by their unit or for it by the campaign's, filled by their unit from a pasted list."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from aoxanh.activities.errors import (
    BranchUnknown,
    CampaignWrongState,
    ChoiceUnknown,
    TeamExists,
    TeamListEmpty,
    TeamNameMissing,
    TeamOfMinors,
    TeamOnDuty,
    TeamUnitOutside,
)
from aoxanh.activities.models import (
    Campaign,
    CampaignBranch,
    FieldOfWork,
    Force,
    Team,
    TeamDuty,
    TeamMember,
)
from aoxanh.activities.queries.nominations import people_meant, person_meant
from aoxanh.activities.queries.pasted import read_pasted
from aoxanh.activities.types import CampaignState, LineState, PastedLine, TeamGiven, TeamRole
from aoxanh.activities.types.teams import (
    TeamDropped,
    TeamEdited,
    TeamFilled,
    TeamLeft,
    TeamsFounded,
)
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.events import Event
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold, nfc, sort_key
from aoxanh.people import actions as people
from aoxanh.people import queries as people_queries
from aoxanh.people.types import ListedPerson, PersonGiven
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.people.models import Person


@transaction.atomic(savepoint=False)
def found_team(
    *, by: Actor, unit_id: int, team: TeamGiven, campaign_id: int | None = None, now: datetime
) -> Team:
    """Set up a team of a unit; the unit of a campaign sets up teams of units below it, too.

    Raises ``TeamNameMissing``, ``TeamExists``, ``ChoiceUnknown``, ``BranchUnknown``, ``TeamUnitOutside``,
    ``Missing``, ``NotAllowed``.
    """
    require_team(by=by, unit_id=unit_id, campaign_id=campaign_id)
    row = Team(unit_id=unit_id, campaign_id=campaign_id, created_at=now)
    write_team(row=row, team=team)
    _record(TeamsFounded(1), unit_id, by=by, now=now)
    return row


@transaction.atomic(savepoint=False)
def edit_team(*, by: Actor, team_id: int, team: TeamGiven, now: datetime) -> Team:
    """Change what a team says. Raises like ``found_team``."""
    row = locked_team(team_id)
    require_team(by=by, unit_id=row.unit_id, campaign_id=row.campaign_id)
    write_team(row=row, team=team)
    _record(TeamEdited(row.pk), row.unit_id, by=by, now=now)
    return row


@transaction.atomic(savepoint=False)
def drop_team(*, by: Actor, team_id: int, now: datetime) -> None:
    """Remove a team; what its members did stays with them. Raises ``TeamOnDuty``, ``Missing``, ``NotAllowed``."""
    row = locked_team(team_id)
    require_team(by=by, unit_id=row.unit_id, campaign_id=row.campaign_id)
    if shifts := TeamDuty.objects.filter(team=row).count():
        raise TeamOnDuty(team=row.name, shifts=shifts)
    _record(TeamDropped(1), row.unit_id, by=by, now=now)
    row.delete()


def require_team(*, by: Actor, unit_id: int, campaign_id: int | None) -> Campaign | None:
    """Let the unit itself through, and whoever leads the campaign for units below it.

    Gives the campaign. Raises ``NotAllowed``, ``TeamUnitOutside``, ``CampaignWrongState``, ``Missing``.
    """
    if campaign_id is None:
        by.require(Permission.ACTIVITY_EDIT, at=unit_id)
        return None
    campaign = Campaign.objects.filter(pk=campaign_id).order_by("pk").first()
    if campaign is None:
        raise Missing
    leads = by.may(Permission.ACTIVITY_EDIT, at=campaign.unit_id)
    if not leads:
        by.require(Permission.ACTIVITY_EDIT, at=unit_id)
    if campaign.state == CampaignState.DRAFT and not leads:
        raise Missing
    if campaign.state == CampaignState.CLOSED:
        raise CampaignWrongState(state=CampaignState.CLOSED.label)
    if unit_id not in units.subtree_ids(unit_id=campaign.unit_id, day=by.day):
        raise TeamUnitOutside
    return campaign


def write_team(*, row: Team, team: TeamGiven) -> None:
    """Write a team with its forces; the caller has asked and records."""
    if not nfc(team.name):
        raise TeamNameMissing
    _check_choices(row, team)
    row.name, row.speciality = nfc(team.name)[:160], nfc(team.speciality)[:120]
    row.area, row.size, row.readiness = nfc(team.area)[:200], team.size, team.readiness
    row.field_id, row.branch_id = team.field_code or None, team.branch_id
    field = row.field.name if row.field else ""
    row.search_text = fold(" ".join((row.name, row.speciality, field, row.area)))[:600]
    row.sort_key = sort_key(row.name)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as fault:
        raise TeamExists(name=row.name) from fault
    row.forces.set(Force.objects.filter(pk__in=team.forces))


def _check_choices(row: Team, team: TeamGiven) -> None:
    if team.field_code and not FieldOfWork.objects.filter(pk=team.field_code).exists():
        raise ChoiceUnknown(code=team.field_code, list="lĩnh vực")
    known = set(Force.objects.filter(pk__in=team.forces).values_list("pk", flat=True))
    unknown = set(team.forces) - known
    if unknown:
        raise ChoiceUnknown(code=min(unknown), list="lực lượng")
    if team.branch_id is None:
        return
    of_campaign = CampaignBranch.objects.filter(pk=team.branch_id, campaign=row.campaign_id)
    if not of_campaign.exists():
        raise BranchUnknown


@transaction.atomic(savepoint=False)
def fill_team(
    *, by: Actor, team_id: int, raw: str, force_code: str = "", now: datetime
) -> list[TeamMember]:
    """Name people for a team from a pasted list, as the officer of its unit who knows them.

    A name with the contact of somebody the unit keeps is that person; others are taken into its records. Who is a
    member already is passed over. Raises ``TeamListEmpty``, ``TeamOfMinors``, ``ChoiceUnknown``, ``Missing``,
    ``NotAllowed``.
    """
    team = locked_team(team_id)
    by.require(Permission.ACTIVITY_EDIT, at=team.unit_id)
    if force_code and not Force.objects.filter(pk=force_code).exists():
        raise ChoiceUnknown(code=force_code, list="lực lượng")
    lines = [line for line in read_pasted(raw, actor=by) if line.state == LineState.READ]
    if not lines:
        raise TeamListEmpty

    persons = _persons(by, team, lines, now=now)
    by_youth = {category: row.pk for row in Force.objects.all() for category in row.youth}
    there = set(TeamMember.objects.filter(team=team).values_list("person_id", flat=True))
    rows = {
        person.pk: TeamMember(
            team=team,
            person_id=person.pk,
            force_id=force_code or by_youth.get(person.youth_category),
            joined_at=now,
        )
        for person in persons
        if person.pk not in there
    }
    named = TeamMember.objects.bulk_create(rows.values())
    _record(TeamFilled(team.pk, len(named)), team.unit_id, by=by, now=now)
    return named


def _persons(
    by: Actor, team: Team, lines: Sequence[PastedLine], *, now: datetime
) -> "list[Person]":
    own = people_meant(team.unit_id, lines, (), by)
    meant = [(line, person_meant(line, own)) for line in lines]
    new = [
        ListedPerson(
            person=PersonGiven(
                full_name=line.full_name,
                phone=line.phone,
                email=line.email,
                birth_date=line.birth_date,
                birth_year=line.birth_year,
            )
        )
        for line, person in meant
        if person is None
    ]
    young = [
        each.person.full_name
        for each in new
        if people_queries.is_minor(
            by.day, birth_date=each.person.birth_date, birth_year=each.person.birth_year
        )
    ]
    if young:
        raise TeamOfMinors(names=", ".join(young))
    may_keep = by.may(Permission.PERSON_EDIT, at=team.unit_id)
    made = people.register_listed(
        by=by, unit_id=team.unit_id, rows=new, are_known=may_keep, now=now
    )
    return [*(person for _line, person in meant if person is not None), *made]


@transaction.atomic(savepoint=False)
def give_role(*, by: Actor, member_id: int, role: TeamRole, now: datetime) -> TeamMember:
    """Make a member commander, deputy or plain member; whoever commanded before is a member again.

    Raises ``Missing``, ``NotAllowed``.
    """
    row, team = _member(by, member_id)
    if role == TeamRole.COMMANDER:
        TeamMember.objects.filter(team=team, role=role).update(role=TeamRole.MEMBER)
    row.role = role
    row.save(update_fields=["role"])
    _record(TeamEdited(team.pk), team.unit_id, by=by, now=now)
    return row


@transaction.atomic(savepoint=False)
def leave_team(*, by: Actor, member_id: int, now: datetime) -> None:
    """Take somebody off a team. Raises ``Missing``, ``NotAllowed``."""
    row, team = _member(by, member_id)
    row.delete()
    _record(TeamLeft(team.pk), team.unit_id, by=by, now=now)


def _member(by: Actor, member_id: int) -> tuple[TeamMember, Team]:
    """A member with the locked team. Raises ``Missing``, ``NotAllowed``."""
    row = TeamMember.objects.filter(pk=member_id).order_by("pk").first()
    if row is None:
        raise Missing
    team = locked_team(row.team_id)
    by.require(Permission.ACTIVITY_EDIT, at=team.unit_id)
    return row, team


def locked_team(team_id: int) -> Team:
    """The team, locked until the transaction ends. Raises ``Missing``."""
    rows = Team.objects.select_for_update(of=("self",), no_key=True).filter(pk=team_id)
    row = rows.order_by("pk").first()
    if row is None:
        raise Missing
    return row


def _record(event: Event, unit_id: int, *, by: Actor, now: datetime) -> None:
    audit.record(by=by, event=event, unit_id=unit_id, now=now)
