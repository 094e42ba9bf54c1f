"""“Sổ năm”: which units held a pack in a year, and its closing figures once for all its activities (ACT-05…07)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from aoxanh.activities.models import Activity, HostAgreement, Output, OutputMetric, Template
from aoxanh.activities.models.activity import ActivityQuerySet
from aoxanh.activities.types import HELD_STATES, HostState
from aoxanh.activities.types.packs import PackYear, UnitPackYear
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units


@dataclass(frozen=True, slots=True)
class _Held:
    """The held activities of a pack in a year: by the unit they belong to, and what came of each."""

    by_unit: Mapping[int, frozenset[int]]
    outputs: Mapping[int, Mapping[str, Decimal]]


def yearly_packs() -> list[Template]:
    """The packs that some kinds of units are to hold each year, in order."""
    rows = Template.objects.order_by("position", "pk")
    return [row for row in rows if row.definition.get("yearly")]


def pack_year(*, pack: Template, year: int, unit_id: int, actor: Actor) -> PackYear:
    """A yearly record of a desk: six statements however many units and activities there are.

    An activity counts for the unit that ran it and for one that agreed to receive it, with all above them. Units are
    those of the year's last day, or of today.
    """
    day = min(actor.day, date(year, 12, 31))
    asked = units.units(actor=actor, day=day, within=unit_id)
    rows = list(asked.filter(kind__in=pack.definition["yearly"]))
    spans = units.subtrees(unit_ids=[unit_id, *(row.unit_id for row in rows)], day=day)
    found = _counted(pack_activities(pack=pack, year=year, span=spans[unit_id], actor=actor))
    metrics = OutputMetric.objects.filter(pk__in=pack.definition.get("results", []))
    return PackYear(
        pack=pack,
        year=year,
        metrics=tuple(metrics.order_by("position", "pk")),
        units=tuple(
            UnitPackYear(
                unit_id=row.unit_id,
                name=row.name,
                kind=row.kind.name,
                activities=len(own),
                amounts=_sums(found.outputs[pk] for pk in own),
            )
            for row in rows
            for own in (_within(found.by_unit, spans[row.unit_id]),)
        ),
    )


def pack_activities(
    *, pack: Template, year: int, span: Collection[int], actor: Actor
) -> ActivityQuerySet:
    """What units of ``span`` held of a pack in a year, or received from others, latest first."""
    seen = Activity.objects.visible_to(actor, Permission.ACTIVITY_VIEW).filter(unit__in=span)
    received = HostAgreement.objects.filter(host_unit__in=span, state=HostState.AGREED)
    rows = Activity.objects.filter(
        Q(pk__in=seen.order_by().values("pk")) | Q(pk__in=received.order_by().values("activity")),
        template__in=[pack.pk, *pack.definition.get("counts_with", [])],
        state__in=HELD_STATES,
        starts_on__year=year,
    )
    return rows.select_related("place").order_by("-starts_on", "sort_key", "pk")


def _counted(rows: ActivityQuerySet) -> _Held:
    found = list(rows.order_by("pk").values_list("pk", "unit_id"))
    ids = [pk for pk, _unit in found]
    received = HostAgreement.objects.filter(activity__in=ids, state=HostState.AGREED)
    belongs = [*found, *received.order_by("pk").values_list("activity_id", "host_unit_id")]
    by_unit: dict[int, set[int]] = defaultdict(set)
    for pk, unit_id in belongs:
        by_unit[unit_id].add(pk)
    outputs: dict[int, dict[str, Decimal]] = defaultdict(dict)
    results = Output.objects.filter(activity__in=ids).order_by("pk")
    for pk, metric, amount in results.values_list("activity_id", "metric_id", "amount"):
        outputs[pk][metric] = amount
    return _Held({pk: frozenset(own) for pk, own in by_unit.items()}, outputs)


def _within(by_unit: Mapping[int, frozenset[int]], span: Collection[int]) -> frozenset[int]:
    return frozenset[int]().union(*(own for pk, own in by_unit.items() if pk in span))


def _sums(outputs: Iterable[Mapping[str, Decimal]]) -> Mapping[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for each in outputs:
        for metric, amount in each.items():
            sums[metric] += amount
    return sums
