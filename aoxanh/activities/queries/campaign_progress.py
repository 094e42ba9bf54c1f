"""How far a campaign has come, for a unit and each unit right below it, and the rows behind every figure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from aoxanh.activities.models import (
    Campaign,
    CampaignActivity,
    HoursEntry,
    Output,
    OutputMetric,
    Participation,
    Team,
)
from aoxanh.activities.queries.campaigns import campaign_targets
from aoxanh.activities.queries.reference import target_metrics
from aoxanh.activities.rules.campaigns import needed_by
from aoxanh.activities.types import (
    HELD_STATES,
    PENDING_STATES,
    CampaignProgress,
    MetricProgress,
    MetricSource,
    UnitProgress,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units


Sums = Mapping[int, Decimal]
"""By the unit that ran the activities."""

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Tally:
    """Everything counted for a campaign, by unit; each activity lies in it once."""

    held: Sums
    coming: Sums
    metrics: Mapping[str, Sums]


def campaign_progress(*, row: Campaign, unit_id: int, actor: Actor) -> CampaignProgress:
    """The whole of a desk and the units right below it: the same statements however many there are.

    Units are read on the campaign's last day, or today while it runs: what a closed unit did stands with its heirs.
    """
    day = min(actor.day, row.ends_on - _ONE_DAY)
    below = list(units.children_of(unit_id=unit_id, actor=actor, day=day))
    spans = units.subtrees(unit_ids=[unit_id, *(each.unit_id for each in below)], day=day)
    targets: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for target in campaign_targets(campaign_id=row.pk, actor=actor):
        targets[target.unit_id][target.metric_id] = target.amount
    tally = _counted(row, actor, spans[unit_id])
    wanted = {code for given in targets.values() for code in given}
    metrics = _shown(row, wanted, tally)

    def progress(of: int, name: str, place_id: int | None) -> UnitProgress:
        return UnitProgress(
            unit_id=of,
            name=name,
            place_id=place_id,
            activities=int(_within(tally.held, spans[of])),
            coming=int(_within(tally.coming, spans[of])),
            metrics=tuple(
                _progress(row, actor, metric, _within(tally.metrics[metric.pk], spans[of]), goal)
                for metric in metrics
                for goal in (targets[of].get(metric.pk),)
            ),
        )

    return CampaignProgress(
        whole=progress(unit_id, "", None),
        below=tuple(progress(each.unit_id, each.name, each.place_id) for each in below),
    )


def _within(sums: Sums, span: frozenset[int]) -> Decimal:
    return sum((amount for unit_id, amount in sums.items() if unit_id in span), Decimal(0))


def _progress(
    row: Campaign, actor: Actor, metric: OutputMetric, reached: Decimal, goal: Decimal | None
) -> MetricProgress:
    needed = needed_by(goal, starts_on=row.starts_on, ends_on=row.ends_on, day=actor.day)
    return MetricProgress(metric, reached, goal, needed)


def _shown(row: Campaign, wanted: Collection[str], tally: _Tally) -> list[OutputMetric]:
    """What the type of campaign is measured by, what targets were set in, and what came of it besides."""
    usual = set(row.type.definition["metrics"])
    return [
        metric
        for metric in target_metrics()
        if metric.pk in usual or metric.pk in wanted or tally.metrics[metric.pk]
    ]


def _counted(row: Campaign, actor: Actor, span: Collection[int]) -> _Tally:
    attached = CampaignActivity.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    attached = attached.filter(campaign=row, activity__unit__in=span)
    held = Q(activity__state__in=HELD_STATES)
    coming = Q(activity__state__in=PENDING_STATES)
    counts = attached.order_by().values("activity__unit")
    by_unit = counts.annotate(
        held=Count("pk", filter=held), coming=Count("pk", filter=coming)
    ).order_by("activity__unit")
    found = list(by_unit.values_list("activity__unit", "held", "coming"))
    done = {unit_id: Decimal(number) for unit_id, number, _ in found if number}
    return _Tally(
        held=done,
        coming={unit_id: Decimal(number) for unit_id, _, number in found if number},
        metrics=_metrics(row, actor, span, done),
    )


def _metrics(row: Campaign, actor: Actor, span: Collection[int], held: Sums) -> Mapping[str, Sums]:
    sums: dict[str, Sums] = defaultdict(dict)
    typed: dict[str, dict[int, Decimal]] = defaultdict(dict)
    results = _results(row, actor, span).order_by().values("metric", "activity__unit")
    for metric, unit_id, amount in results.annotate(sum=Sum("amount")).values_list(
        "metric", "activity__unit", "sum"
    ):
        typed[metric][unit_id] = amount
    sums.update(typed)
    counted = {
        MetricSource.ACTIVITIES: held,
        MetricSource.TURNS: _sums(_presences(row, actor, span), Count("pk"), 1),
        MetricSource.HOURS: _sums(_hours(row, actor, span), Sum("minutes"), 60),
        MetricSource.TEAMS: _teams(row, actor, span),
    }
    for metric_row in target_metrics().exclude(counted=MetricSource.RESULTS):
        sums[metric_row.pk] = counted[MetricSource(metric_row.counted)]
    return sums


def _teams(row: Campaign, actor: Actor, span: Collection[int]) -> Sums:
    """Teams by unit; their rows are the list of teams, not of activities."""
    rows = Team.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    rows = rows.filter(campaign=row, unit__in=span).order_by()
    found = rows.values("unit").annotate(number=Count("pk")).values_list("unit", "number")
    return {unit_id: Decimal(number) for unit_id, number in found}


def _sums(rows: "QuerySet[Any]", amount: Count | Sum, parts: int) -> Sums:
    by_unit = rows.order_by().values("activity__unit").annotate(sum=amount)
    found: Iterable[tuple[int, int]] = by_unit.values_list("activity__unit", "sum")
    return {unit_id: Decimal(sum_) / parts for unit_id, sum_ in found if sum_}


def _results(row: Campaign, actor: Actor, span: Collection[int]) -> "QuerySet[Output]":
    rows = Output.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    return rows.filter(
        activity__campaigns__campaign=row,
        activity__unit__in=span,
        activity__state__in=HELD_STATES,
    )


def _presences(row: Campaign, actor: Actor, span: Collection[int]) -> "QuerySet[Participation]":
    rows = Participation.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    return rows.filter(activity__campaigns__campaign=row, activity__unit__in=span)


def _hours(row: Campaign, actor: Actor, span: Collection[int]) -> "QuerySet[HoursEntry]":
    rows = HoursEntry.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    return rows.filter(activity__campaigns__campaign=row, activity__unit__in=span)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One activity behind a figure: how much of it, and whether it was said to be about so much."""

    activity_id: int
    title: str
    unit_id: int
    day: date
    amount: Decimal
    about: bool = False


def campaign_rows(
    *, row: Campaign, metric: OutputMetric, unit_id: int, actor: Actor
) -> list[ResultRow]:
    """“Xem danh sách”: the activities of a figure, whose amounts add up to it, latest first.

    Teams are no part of activities: ``teams`` lists the rows of that figure.
    """
    if metric.counted == MetricSource.TEAMS:
        return []
    day = min(actor.day, row.ends_on - _ONE_DAY)
    span = units.subtree_ids(unit_id=unit_id, day=day)
    columns = ("activity_id", "activity__title", "activity__unit_id", "activity__starts_on")
    ordering = ("-activity__starts_on", "activity_id")
    if metric.counted == MetricSource.RESULTS:
        results = _results(row, actor, span).filter(metric=metric).order_by(*ordering)
        found = results.values_list(*columns, "amount", "about")
        return [ResultRow(*values) for values in found]
    rows, amount, parts = _counted_rows(row, MetricSource(metric.counted), actor, span)
    grouped = rows.order_by(*ordering).values(*columns).annotate(sum=amount)
    return [
        ResultRow(pk, title, its_unit, starts_on, Decimal(sum_) / parts)
        for pk, title, its_unit, starts_on, sum_ in grouped.values_list(*columns, "sum")
        if sum_
    ]


def _counted_rows(
    row: Campaign, source: MetricSource, actor: Actor, span: Collection[int]
) -> tuple["QuerySet[Any]", Count | Sum, int]:
    if source == MetricSource.TURNS:
        return _presences(row, actor, span), Count("pk"), 1
    if source == MetricSource.HOURS:
        return _hours(row, actor, span), Sum("minutes"), 60
    held = CampaignActivity.objects.visible_to(actor, Permission.ACTIVITY_VIEW).filter(
        campaign=row, activity__unit__in=span, activity__state__in=HELD_STATES
    )
    return held, Count("pk"), 1
