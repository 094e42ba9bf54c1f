"""Putting teams on shifts and taking them off (ACT-05, ACT-11)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from aoxanh.activities.actions.teams import locked_team
from aoxanh.activities.errors import (
    ShiftUnknown,
    TeamBusy,
    TeamMembersBusy,
    TeamNotOfCampaign,
    TeamShiftOver,
    TeamShiftsMissing,
    WrongState,
)
from aoxanh.activities.models import Activity, Campaign, Shift, Team, TeamDuty, TeamMember
from aoxanh.activities.rules import papers as words
from aoxanh.activities.rules.duties import Stretch, clash
from aoxanh.activities.types import PENDING_STATES, ActivityState
from aoxanh.activities.types.teams import TeamPutOn, TeamTakenOff
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.events import Event
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units


@transaction.atomic(savepoint=False)
def put_team_on(
    *, by: Actor, team_id: int, activity_id: int, shift_ids: Collection[int], now: datetime
) -> list[TeamDuty]:
    """Put a team on shifts of one activity, all of them or none; those it has already are passed over.

    The activity's unit may, and whoever leads the campaign of both. Raises ``TeamShiftsMissing``, ``ShiftUnknown``,
    ``TeamShiftOver``, ``TeamNotOfCampaign``, ``TeamBusy``, ``TeamMembersBusy``, ``WrongState``, ``Missing``,
    ``NotAllowed``.
    """
    team = locked_team(team_id)
    activity = arranged(activity_id, by=by)
    _check_team(team, activity, by)
    there = TeamDuty.objects.filter(team=team, shift__activity=activity)
    known = set(there.order_by("pk").values_list("shift_id", flat=True))
    shifts = [each for each in _shifts(activity, shift_ids, now) if each.pk not in known]
    _check_free(team, shifts)

    made = TeamDuty.objects.bulk_create(
        TeamDuty(team=team, shift=shift, given_by_id=by.account_id, given_at=now)
        for shift in shifts
    )
    record_duty(TeamPutOn(activity.pk, team.pk, len(made)), activity, by=by, now=now)
    return made


@transaction.atomic(savepoint=False)
def take_team_off(*, by: Actor, duty_id: int, now: datetime) -> None:
    """Take a team off a shift. Raises ``Missing``, ``WrongState``, ``NotAllowed``."""
    row = TeamDuty.objects.filter(pk=duty_id).select_related("shift").order_by("pk").first()
    if row is None:
        raise Missing
    activity = arranged(row.shift.activity_id, by=by)
    team_id = row.team_id
    row.delete()
    record_duty(TeamTakenOff(activity.pk, team_id), activity, by=by, now=now)


def arranged(activity_id: int, *, by: Actor) -> Activity:
    """An activity to come or under way whose shifts ``by`` divides among teams."""
    activity = Activity.objects.filter(pk=activity_id).order_by("pk").first()
    if activity is None:
        raise Missing
    if not any(by.may(Permission.ACTIVITY_EDIT, at=unit_id) for unit_id in _led_by(activity)):
        by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    if activity.state not in PENDING_STATES:
        state = ActivityState(activity.state)
        raise WrongState(state=state.label, verb="xếp đội vào ca")
    return activity


def _led_by(activity: Activity) -> list[int]:
    """The units whose campaigns the activity counts in."""
    rows = Campaign.objects.filter(attachments__activity=activity).order_by("pk")
    return list(rows.values_list("unit_id", flat=True))


def _check_team(team: Team, activity: Activity, by: Actor) -> None:
    """A team of a campaign in which the activity counts, or a standing one of its unit or one below."""
    if team.campaign_id is not None:
        fits = activity.campaigns.filter(campaign=team.campaign_id).exists()
    else:
        fits = team.unit_id in units.subtree_ids(unit_id=activity.unit_id, day=by.day)
    if not fits:
        raise TeamNotOfCampaign


def _shifts(activity: Activity, shift_ids: Collection[int], now: datetime) -> list[Shift]:
    if not shift_ids:
        raise TeamShiftsMissing
    rows = list(activity.shifts.filter(pk__in=shift_ids).order_by("starts_at", "pk"))
    if len(rows) != len(set(shift_ids)):
        raise ShiftUnknown
    for row in rows:
        if row.ends_at <= now:
            raise TeamShiftOver(when=words.hours(row.starts_at, row.ends_at))
    return rows


def _check_free(team: Team, shifts: Sequence[Shift]) -> None:
    """Neither the team nor a team that shares somebody with it serves at the time."""
    if not shifts:
        return
    wanted = [Stretch(each.starts_at, each.ends_at) for each in shifts]
    persons = TeamMember.objects.filter(team=team).order_by().values("person")
    sharing = TeamMember.objects.filter(person__in=persons).order_by().values("team")
    rows = TeamDuty.objects.filter(Q(team=team) | Q(team__in=sharing)).filter(
        shift__starts_at__lt=max(each.ends_at for each in wanted),
        shift__ends_at__gt=min(each.starts_at for each in wanted),
    )
    rows = rows.exclude(shift__activity__state=ActivityState.CANCELLED)
    held = {row.pk: row for row in rows.select_related("team", "shift__activity__place")}
    found = clash(
        wanted, [Stretch(row.shift.starts_at, row.shift.ends_at, pk) for pk, row in held.items()]
    )
    if found is None:
        return
    row = held[found.key]
    activity = row.shift.activity
    told = {
        "team": team.name,
        "when": words.hours(row.shift.starts_at, row.shift.ends_at),
        "where": words.where(activity.spot, activity.place.full_name),
    }
    if row.team_id == team.pk:
        raise TeamBusy(**told)
    raise TeamMembersBusy(other=row.team.name, **told)


def record_duty(event: Event, activity: Activity, *, by: Actor, now: datetime) -> None:
    audit.record(
        by=by, event=event, unit_id=activity.unit_id, subject=("activity", activity.pk), now=now
    )
