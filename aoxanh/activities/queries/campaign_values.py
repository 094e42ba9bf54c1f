"""What the chain knows of a campaign, by the names that templates of papers use."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from aoxanh.activities.models import TeamDuty, TeamMember
from aoxanh.activities.queries.campaign_progress import campaign_progress
from aoxanh.activities.queries.campaigns import branches_of, campaign_activities
from aoxanh.activities.queries.teams import teams
from aoxanh.activities.rules import papers as words
from aoxanh.activities.types import (
    ActivityState,
    CampaignProgress,
    MetricProgress,
    MetricSource,
    TeamRole,
    UnitProgress,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.numbers import amount, number
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.activities.models import Campaign
    from aoxanh.documents.types import Letterhead, Values

_ONE_DAY = timedelta(days=1)
_Rows = list[Mapping[str, str]]


def campaign_values(campaign: "Campaign", head: "Letterhead", *, actor: Actor) -> "Values":
    """Everything known of a campaign. Commanders are named only where the actor may see persons."""
    progress = campaign_progress(row=campaign, unit_id=campaign.unit_id, actor=actor)
    return {
        **_told(campaign, head),
        **_branches(campaign),
        **_figures(progress),
        "targets": [_target(each) for each in progress.whole.metrics if each.target],
        "targets_by_unit": _targets_by_unit(progress.below),
        "results": [_result(each) for each in progress.whole.metrics if each.reached],
        "units": [_unit(each) for each in progress.below if not each.has_nothing],
        "idle_units": ", ".join(each.name for each in progress.below if each.has_nothing),
        "teams": _teams(campaign, actor),
        "activities": _activities(campaign, actor),
        "team_shifts": _team_shifts(campaign, actor),
    }


def _told(campaign: "Campaign", head: "Letterhead") -> dict[str, str]:
    launched, reviewed = campaign.launched_on, campaign.reviewed_on
    return {
        "campaign": campaign.name,
        "unit": head.name,
        "superior": head.superior_name,
        "summary": campaign.summary.strip(),
        "days": words.days(campaign.starts_on, campaign.ends_on - _ONE_DAY),
        "launched": vn_date(launched) if launched else "",
        "launched_long": words.days(launched, launched) if launched else "",
        "reviewed": vn_date(reviewed) if reviewed else "",
    }


def _branches(campaign: "Campaign") -> "Values":
    return {
        "branches": [
            {
                "name": branch.name,
                "note": branch.note,
                "when": words.days(branch.starts_on, branch.ends_on - _ONE_DAY)
                if branch.starts_on and branch.ends_on
                else "",
            }
            for branch in branches_of(campaign)
        ]
    }


def _figures(progress: CampaignProgress) -> dict[str, str]:
    """What the portal counted itself; nothing before there is something to count."""
    whole = progress.whole
    by_source = {
        MetricSource(each.metric.counted): each.reached
        for each in whole.metrics
        if each.metric.counted
    }
    busy = sum(not each.has_nothing for each in progress.below)
    figures = {
        "held": Decimal(whole.activities),
        "busy_units": Decimal(busy),
        "turns": by_source.get(MetricSource.TURNS, Decimal(0)),
        "hours": by_source.get(MetricSource.HOURS, Decimal(0)),
        "team_count": by_source.get(MetricSource.TEAMS, Decimal(0)),
    }
    counted = {name: amount(value) for name, value in figures.items() if value}
    return {**counted, "units_below": number(len(progress.below)) if progress.below else ""}


def _target(each: MetricProgress) -> Mapping[str, str]:
    return {
        "name": each.metric.name,
        "measured_in": each.metric.unit_name,
        "target": amount(each.target or 0),
    }


def _targets_by_unit(below: Sequence[UnitProgress]) -> _Rows:
    """One line for each unit that was given something, all of it in a cell."""
    given = [(unit, [each for each in unit.metrics if each.target]) for unit in below]
    return [
        {"unit_name": unit.name, "targets": "; ".join(map(_asked, metrics))}
        for unit, metrics in given
        if metrics
    ]


def _asked(each: MetricProgress) -> str:
    return f"{each.metric.name}: {amount(each.target or 0)} {each.metric.unit_name}"


def _result(each: MetricProgress) -> Mapping[str, str]:
    share = each.reached * 100 / each.target if each.target else None
    return {
        "name": each.metric.name,
        "measured_in": each.metric.unit_name,
        "reached": amount(each.reached),
        "target": amount(each.target) if each.target else "",
        "share": f"{amount(share)}%" if share is not None else "",
    }


def _unit(unit: UnitProgress) -> Mapping[str, str]:
    """What a unit did: the figures it was given targets in and all that came of it, beside its activities."""
    told = [
        each
        for each in unit.metrics
        if each.metric.counted != MetricSource.ACTIVITIES and (each.target or each.reached)
    ]
    return {
        "unit_name": unit.name,
        "held": number(unit.activities),
        "coming": number(unit.coming),
        "did": "; ".join(map(_done, told)),
    }


def _done(each: MetricProgress) -> str:
    goal = f"/{amount(each.target)}" if each.target else ""
    return f"{each.metric.name}: {amount(each.reached)}{goal}"


def _teams(campaign: "Campaign", actor: Actor) -> _Rows:
    span = units.subtree_ids(unit_id=campaign.unit_id, day=actor.day)
    rows = list(teams(actor=actor, unit_ids=span, campaign_id=campaign.pk))
    names = units.names_at({row.unit_id for row in rows}, actor.day)
    leads = _commanders(campaign, actor)
    return [
        {
            "name": row.name,
            "unit_name": names.get(row.unit_id, ""),
            "task": row.speciality or (row.field.name if row.field else ""),
            "area": row.area,
            "people": _people(row.members_count, row.size),  # type: ignore[attr-defined]  # annotated
            "commander": leads.get(row.pk, ""),
        }
        for row in rows
    ]


def _team_shifts(campaign: "Campaign", actor: Actor) -> _Rows:
    """Which team serves when and where, in order of time."""
    rows = TeamDuty.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    rows = rows.filter(shift__activity__campaigns__campaign=campaign)
    rows = rows.exclude(shift__activity__state=ActivityState.CANCELLED)
    joined = rows.select_related("team", "shift__activity__place")
    return [
        {
            "time": words.hours(row.shift.starts_at, row.shift.ends_at),
            "place": words.where(
                row.shift.activity.spot or row.shift.activity.title,
                row.shift.activity.place.full_name,
            ),
            "team": row.team.name,
        }
        for row in joined.order_by("shift__starts_at", "team__sort_key", "pk")
    ]


def _people(named: int, needed: int | None) -> str:
    return f"{number(named)} / {number(needed)}" if needed else number(named)


def _commanders(campaign: "Campaign", actor: Actor) -> Mapping[int, str]:
    """Who leads each team whose unit's persons the actor may see; who took consent back is a number."""
    rows = TeamMember.objects.visible_to(actor, Permission.PERSON_VIEW)
    rows = rows.filter(team__campaign=campaign, role=TeamRole.COMMANDER)
    found = rows.order_by("pk").values_list("team_id", "person_id", "person__full_name")
    led = list(found)
    names = people.names_to_write({person_id: name for _team, person_id, name in led})
    return {team_id: names[person_id] for team_id, person_id, _name in led}


def _activities(campaign: "Campaign", actor: Actor) -> _Rows:
    """What counts in the campaign and was not called off, soonest first."""
    rows = campaign_activities(campaign_id=campaign.pk, actor=actor)
    found = rows.exclude(state=ActivityState.CANCELLED).order_by("starts_on", "sort_key", "pk")
    listed = list(found.select_related("place"))
    names = units.names_at({row.unit_id for row in listed}, actor.day)
    return [
        {
            "title": row.title,
            "when": words.span(row.starts_on, row.ends_on - _ONE_DAY),
            "place": words.where(row.spot, row.place.full_name),
            "unit_name": names.get(row.unit_id, ""),
        }
        for row in listed
    ]
