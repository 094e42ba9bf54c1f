"""Giving targets to units, and letting activities count in campaigns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aoxanh.activities import actions, queries
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.keys import key_of, keys_of
from aoxanh.kernel.numbers import amount
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.activities.manage.reach import campaign_led, campaign_seen, owned, tried
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Campaign, OutputMetric


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One unit with its box."""

    unit_id: int
    name: str
    value: str


@needs(Permission.ACTIVITY_EDIT)
def campaign_targets(request: Request, unit_id: int, campaign_id: int) -> HttpResponse:
    """One metric, a box for the whole and one for each unit right below."""
    campaign = campaign_led(request, unit_id, campaign_id)
    metrics = list(queries.target_metrics())
    metric = _metric(request, campaign, metrics)
    refusal = ""
    if request.method == "POST":
        try:
            held = tried(lambda: _give(request, campaign, metric))
        except DomainError as refused:
            refusal = str(refused)
        else:
            words = _("Đã giao chỉ tiêu “%(metric)s” cho %(units)s đơn vị.")
            messages.success(request, words % {"metric": metric.name, "units": held})
            return redirect("manage:campaign", unit_id=unit_id, campaign_id=campaign.pk)
    sent = request.POST if request.method == "POST" else None
    context = {
        "campaign": campaign,
        "metrics": metrics,
        "metric": metric,
        "lines": _lines(request, campaign, metric, sent),
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "campaigns/targets.html", context, status=status)


def _metric(
    request: Request, campaign: "Campaign", metrics: "list[OutputMetric]"
) -> "OutputMetric":
    """The metric in the address; else the first by which campaigns of this type are measured."""
    asked = request.GET.get("chi-so") or next(iter(campaign.type.definition["metrics"]), "")
    found = next((each for each in metrics if each.pk == asked), None)
    if found is None:
        raise Http404
    return found


def _give(request: Request, campaign: "Campaign", metric: "OutputMetric") -> int:
    typed = {
        unit: str(value)
        for name, value in request.POST.items()
        if name.startswith("unit-") and (unit := key_of(name.removeprefix("unit-"))) is not None
    }
    return actions.set_targets(
        by=request.actor,
        campaign_id=campaign.pk,
        metric=metric.pk,
        amounts=typed,
        now=timezone.now(),
    )


def _lines(
    request: Request, campaign: "Campaign", metric: "OutputMetric", sent: QueryDict | None
) -> list[TargetLine]:
    day = request.actor.day
    given = queries.campaign_targets(campaign_id=campaign.pk, actor=request.actor)
    kept = {row.unit_id: amount(row.amount) for row in given.filter(metric=metric)}
    below = units.children_of(unit_id=campaign.unit_id, actor=request.actor, day=day)
    names = {campaign.unit_id: _("Cả chiến dịch"), **{row.unit_id: row.name for row in below}}
    return [TargetLine(pk, name, _box(pk, kept, sent)) for pk, name in names.items()]


def _box(unit_id: int, kept: Mapping[int, str], sent: QueryDict | None) -> str:
    if sent is not None:
        return str(sent.get(f"unit-{unit_id}", ""))
    return kept.get(unit_id, "")


@needs(Permission.ACTIVITY_EDIT)
def campaign_attach(request: Request, unit_id: int, campaign_id: int) -> HttpResponse:
    """The unit's own activities of the season, to be ticked: each counts once, at every level."""
    campaign = campaign_seen(request, unit_id, campaign_id)
    rows = queries.attachable(campaign=campaign, unit_id=unit_id, actor=request.actor)
    branches = queries.branches_of(campaign)
    refusal = ""
    if request.method == "POST":
        chosen = {row.pk for row in rows} & set(keys_of(request.POST.getlist("hoat-dong")))
        if not chosen:
            refusal = _("Hãy chọn ít nhất một hoạt động.")
        else:
            try:
                tried(lambda: _attach(request, campaign, chosen))
            except DomainError as refused:
                refusal = str(refused)
            else:
                words = ngettext(
                    "Đã tính %(count)s hoạt động vào chiến dịch.",
                    "Đã tính %(count)s hoạt động vào chiến dịch.",
                    len(chosen),
                )
                messages.success(request, words % {"count": len(chosen)})
                return redirect("manage:campaign", unit_id=unit_id, campaign_id=campaign.pk)
    context = {
        "campaign": campaign,
        "rows": rows[:200],
        "branches": branches,
        "chosen": set(request.POST.getlist("hoat-dong")),
        "refusal": refusal,
    }
    return render(request, "campaigns/attach.html", context, status=422 if refusal else 200)


def _branch(request: Request) -> int | None:
    return key_of(request.POST.get("nhanh", ""))


def _attach(request: Request, campaign: "Campaign", chosen: set[int]) -> int:
    return actions.attach_activities(
        by=request.actor,
        campaign_id=campaign.pk,
        activity_ids=chosen,
        branch_id=_branch(request),
        now=timezone.now(),
    )


@needs(Permission.ACTIVITY_EDIT)
def activity_campaigns(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """In which campaigns one activity counts; add one, or take one away."""
    activity = owned(request, activity_id, Permission.ACTIVITY_EDIT)
    refusal = ""
    if request.method == "POST":
        try:
            tried(lambda: _change(request, activity.pk))
        except DomainError as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("Đã lưu. Số liệu của mọi cấp tự tính lại."))
            return redirect("manage:activity", unit_id=unit_id, activity_id=activity.pk)
    counted = list(queries.campaigns_of(activity_id=activity.pk, actor=request.actor))
    known = {row.campaign_id for row in counted}
    open_to = queries.campaigns_open_to(activity=activity, actor=request.actor)
    context = {
        "activity": activity,
        "counted": counted,
        "open_to": [row for row in open_to if row.pk not in known],
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "campaigns/of_activity.html", context, status=status)


def _change(request: Request, activity_id: int) -> None:
    """“chien-dich” is a campaign, or a campaign and its branch: ``12`` or ``12-34``."""
    picked, _dash, branch = request.POST.get("chien-dich", "").partition("-")
    leaves = request.POST.get("bo", "")
    now, by = timezone.now(), request.actor
    for campaign_id in keys_of([leaves]):
        actions.detach_activity(by=by, campaign_id=campaign_id, activity_id=activity_id, now=now)
    for campaign_id in keys_of([picked]):
        actions.attach_activity(
            by=by,
            campaign_id=campaign_id,
            activity_id=activity_id,
            branch_id=key_of(branch),
            now=now,
        )
