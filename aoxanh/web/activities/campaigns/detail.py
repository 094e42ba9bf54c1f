"""A campaign at a desk: how far it has come, unit by unit, and the rows behind every figure."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aoxanh.activities import queries
from aoxanh.activities.types import (
    CampaignProgress,
    CampaignState,
    MetricProgress,
    MetricSource,
    UnitProgress,
)
from aoxanh.kernel.keys import key_of
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.activities.manage.reach import campaign_seen
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of
from aoxanh.web.places import maps
from aoxanh.web.request import Request
from aoxanh.web.seasons import marks_shown


if TYPE_CHECKING:
    from aoxanh.activities.models import Campaign

PAGE_SIZE = 20
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure as a bullet bar."""

    name: str
    href: str
    progress: MetricProgress
    tone: str
    words: str


@require_safe
@needs(Permission.ACTIVITY_VIEW)
def campaign_list(request: Request, unit_id: int) -> HttpResponse:
    """The unit's own campaigns, those of units above and below it, by year."""
    rows = queries.campaigns(actor=request.actor, unit_id=unit_id)
    page = page_of(request, rows)
    context = {
        "page": page,
        "unit_names": units.names_at({row.unit_id for row in page}, request.actor.day),
        "may_open": request.actor.may(Permission.ACTIVITY_EDIT, at=unit_id),
        "day": request.actor.day,
    }
    return render(request, "campaigns/list.html", context)


@require_safe
@needs(Permission.ACTIVITY_VIEW)
def campaign_detail(request: Request, unit_id: int, campaign_id: int) -> HttpResponse:
    """Progress of the desk's whole and of each unit right below it; ``?chi-so=`` chooses the figure."""
    campaign = campaign_seen(request, unit_id, campaign_id)
    progress = queries.campaign_progress(row=campaign, unit_id=unit_id, actor=request.actor)
    branches = queries.branches_of(campaign)
    chosen = _chosen(request, progress)
    page = page_of(request, _in_order(progress, chosen), size=PAGE_SIZE)
    context = {
        "campaign": campaign,
        "last_day": campaign.ends_on - ONE_DAY,
        "branches": branches,
        "marks": marks_shown(campaign, branches, request.actor.day),
        "progress": progress,
        "bars": [_bar(unit_id, campaign, progress.whole, each) for each in progress.whole.metrics],
        "chosen": chosen,
        "page": page,
        "below": [_bar_of(unit_id, campaign, unit, chosen) for unit in page] if chosen else [],
        "busy": sum(not unit.has_nothing for unit in progress.below),
        "undated": [branch for branch in branches if branch.starts_on is None],
        "idle": [unit for unit in progress.below if unit.has_nothing],
        "unit_names": units.names_at({campaign.unit_id}, request.actor.day),
        "rights": _rights(request, unit_id, campaign),
        "day": request.actor.day,
        **_map(request, campaign),
    }
    return render(request, "campaigns/detail.html", context)


def _chosen(request: Request, progress: CampaignProgress) -> MetricProgress | None:
    """The figure asked for; else the first with a target, else the first."""
    asked = request.GET.get("chi-so", "")
    shown = progress.whole.metrics
    named = [each for each in shown if each.metric.pk == asked]
    aimed = [each for each in shown if each.target is not None]
    return next(iter((*named, *aimed, *shown)), None)


def _in_order(progress: CampaignProgress, chosen: MetricProgress | None) -> list[UnitProgress]:
    """The furthest first, those that have nothing last."""
    if chosen is None:
        return list(progress.below)

    def rank(unit: UnitProgress) -> tuple[bool, Decimal]:
        reached = sum(each.reached for each in unit.metrics if each.metric.pk == chosen.metric.pk)
        return unit.has_nothing, -Decimal(reached)

    return sorted(progress.below, key=rank)


def _bar(unit_id: int, campaign: "Campaign", unit: UnitProgress, each: MetricProgress) -> Bar:
    if each.metric.counted == MetricSource.TEAMS:
        rows = f"{reverse('manage:teams', args=[unit_id])}?chien-dich={campaign.pk}"
    else:
        page = reverse("manage:campaign_rows", args=[unit_id, campaign.pk])
        rows = f"{page}?chi-so={each.metric.pk}"
    of = f"&don-vi={unit.unit_id}" if unit.unit_id != unit_id else ""
    is_over = campaign.state == CampaignState.CLOSED
    return Bar(_name(unit, each), rows + of, each, *_standing(unit, each, is_over=is_over))


def _name(unit: UnitProgress, each: MetricProgress) -> str:
    return unit.name or f"{each.metric.name} ({each.metric.unit_name})"


def _bar_of(unit_id: int, campaign: "Campaign", unit: UnitProgress, chosen: MetricProgress) -> Bar:
    mine = next(each for each in unit.metrics if each.metric.pk == chosen.metric.pk)
    return _bar(unit_id, campaign, unit, mine)


def _standing(unit: UnitProgress, each: MetricProgress, *, is_over: bool) -> tuple[str, str]:
    if unit.name and unit.has_nothing:
        return "none", _("Chưa có gì")
    if each.target is None:
        return "", ""
    if each.reached >= each.target:
        return "ok", _("Đạt")
    if is_over:
        return "stop", _("Chưa đạt")
    return ("stop", _("Chậm tiến độ")) if each.is_behind else ("ok", _("Đúng tiến độ"))


def _rights(request: Request, unit_id: int, campaign: "Campaign") -> dict[str, bool]:
    may = request.actor.may
    leads = may(Permission.ACTIVITY_EDIT, at=campaign.unit_id)
    is_open = campaign.state != CampaignState.CLOSED
    return {
        "lead": leads,
        "edit": leads and is_open,
        "publish": may(Permission.ACTIVITY_PUBLISH, at=campaign.unit_id),
        "papers": may(Permission.PAPER_VIEW, at=campaign.unit_id),
        "attach": is_open and may(Permission.ACTIVITY_EDIT, at=unit_id),
    }


def _map(request: Request, campaign: "Campaign") -> dict[str, object]:
    """Activities of the campaign by commune; the list of units beside it says the same."""
    place_id = units.instance().place_id
    province = maps.province_at(place_id, request.actor.day) if place_id else None
    if province is None:
        return {}
    rows = queries.campaign_activities(campaign_id=campaign.pk, actor=request.actor)
    counts = Counter(rows.order_by().values_list("place__code", flat=True))
    drawn = maps.area_map(province.code, names=province.communes, counts=counts, hrefs={})
    return {"map": drawn}


@require_safe
@needs(Permission.ACTIVITY_VIEW)
def campaign_rows(request: Request, unit_id: int, campaign_id: int) -> HttpResponse:
    """“Xem danh sách”: the activities that a figure adds up."""
    campaign = campaign_seen(request, unit_id, campaign_id)
    usual = next(iter(campaign.type.definition["metrics"]), "")
    metrics = queries.target_metrics().exclude(counted=MetricSource.TEAMS)
    metric = metrics.filter(pk=request.GET.get("chi-so") or usual).first()
    asked = request.GET.get("don-vi", "")
    of = (key_of(asked) or 0) if asked else unit_id
    if metric is None or of not in units.subtree_ids(unit_id=unit_id, day=request.actor.day):
        raise Http404
    rows = queries.campaign_rows(row=campaign, metric=metric, unit_id=of, actor=request.actor)
    page = page_of(request, rows)
    context = {
        "campaign": campaign,
        "metric": metric,
        "total": sum(row.amount for row in rows),
        "page": page,
        "query": f"chi-so={metric.pk}" + (f"&don-vi={of}" if of != unit_id else ""),
        "of": units.names_at({of}, request.actor.day).get(of, ""),
        "unit_names": units.names_at({row.unit_id for row in page}, request.actor.day),
    }
    return render(request, "campaigns/rows.html", context)
