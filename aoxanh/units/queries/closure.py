"""Asking the closure: who lies within whom on a day, who inherited, who keeps the books."""

from collections.abc import Iterable, Set
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from aoxanh.kernel.actors import Anchors
from aoxanh.kernel.scoping import within_reach
from aoxanh.units.models import Closure, Succession, Unit
from aoxanh.units.models.tree import ClosureQuerySet


class ClosureTree:
    """The kernel's view of the organisation tree, for one actor: what was asked once is not asked again."""

    def __init__(self) -> None:
        self._known: dict[tuple[Anchors, int, date], bool] = {}

    def covered(self, anchors: Anchors, *, unit_ids: Set[int], day: date) -> frozenset[int]:
        """Those of ``unit_ids`` that lie within reach of ``anchors`` on ``day``: one statement at most."""
        unknown = {pk for pk in unit_ids if (anchors, pk, day) not in self._known}
        if unknown:
            rows = Closure.objects.on(day).filter(within_reach(anchors), descendant_id__in=unknown)
            found = set(rows.values_list("descendant_id", flat=True))
            self._known.update({(anchors, pk, day): pk in found for pk in unknown})
        return frozenset(pk for pk in unit_ids if self._known[anchors, pk, day])


def kept_by(*, unit_id: int, day: date) -> QuerySet[Closure, Any]:
    """``descendant_id`` of the units for which ``unit_id`` writes on ``day``, itself among them: a subquery."""
    rows = Closure.objects.on(day).filter(ancestor_id=unit_id, keeper=True).order_by()
    found: QuerySet[Closure, Any] = rows.values("descendant_id")
    return found


def others_below(*, unit_id: int, day: date, depth: int | None = None) -> QuerySet[Closure, Any]:
    """``descendant_id`` of the units for which somebody below ``unit_id`` writes on ``day``: a subquery.

    What the unit answers for itself is not among them, nor what it inherited beside the one that does: whoever
    judges never judges their own. With ``depth`` those for which somebody so far below writes.
    """
    rows = Closure.objects.on(day).filter(ancestor_id=unit_id, descendant__closed_on__gt=day)
    open_ = rows.filter(depth__gt=0) if depth is None else rows.filter(depth=depth)
    kept = Closure.objects.on(day).filter(
        keeper=True, ancestor_id__in=open_.order_by().values("descendant_id")
    )
    found: QuerySet[Closure, Any] = kept.order_by().values("descendant_id")
    return found


def subtree_ids(*, unit_id: int, day: date) -> frozenset[int]:
    """The unit and all below it on ``day``; closed units count below their heirs."""
    rows = Closure.objects.on(day).filter(ancestor_id=unit_id)
    return frozenset(rows.values_list("descendant_id", flat=True))


def subtrees(*, unit_ids: Iterable[int], day: date) -> dict[int, frozenset[int]]:
    """``subtree_ids`` of many units in one statement."""
    found: dict[int, set[int]] = {unit_id: set() for unit_id in unit_ids}
    rows = Closure.objects.on(day).filter(ancestor_id__in=set(found))
    for ancestor_id, descendant_id in rows.values_list("ancestor_id", "descendant_id"):
        found[ancestor_id].add(descendant_id)
    return {unit_id: frozenset(below) for unit_id, below in found.items()}


def ancestors(*, unit_id: int, day: date) -> list[int]:
    """Units above ``unit_id`` on ``day``, the nearest first, itself left out."""
    rows = Closure.objects.on(day).filter(descendant_id=unit_id, depth__gt=0)
    return list(rows.order_by("depth", "pk").values_list("ancestor_id", flat=True))


def above(*, unit_id: int, day: date) -> ClosureQuerySet:
    """The rows that lead from ``unit_id`` to itself and every unit above it on ``day``: for use in other queries."""
    return Closure.objects.on(day).filter(descendant_id=unit_id)


def below(*, unit_id: int, day: date) -> ClosureQuerySet:
    """The rows that lead from ``unit_id`` to itself and every unit below it on ``day``: for use in other queries."""
    return Closure.objects.on(day).filter(ancestor_id=unit_id)


def heirs(*, unit_id: int, day: date) -> list[int]:
    """Units that had taken over from ``unit_id`` by ``day``, the keeper first; empty while it is open."""
    rows = Succession.objects.filter(predecessor_id=unit_id, on__lte=day)
    found = list(rows.order_by("-keeper", "pk").values_list("successor_id", flat=True))
    if found or Unit.objects.filter(pk=unit_id, closed_on__gt=day).exists():
        return found
    nearest = Closure.objects.on(day).filter(descendant_id=unit_id, depth=1)
    return list(nearest.order_by("pk").values_list("ancestor_id", flat=True))


def keeper(*, unit_id: int, day: date) -> int:
    """The unit that writes for ``unit_id`` on ``day``: itself while open, then the end of the keeper chain."""
    rows = Closure.objects.on(day).filter(descendant_id=unit_id, keeper=True)
    last = rows.order_by("-depth", "pk").values_list("ancestor_id", flat=True).first()
    return unit_id if last is None else last


def keepers(*, unit_ids: Iterable[int], day: date) -> dict[int, int]:
    """``keeper`` of many units in one statement."""
    wanted = set(unit_ids)
    rows = Closure.objects.on(day).filter(descendant_id__in=wanted, keeper=True)
    found = {unit_id: unit_id for unit_id in wanted}
    found.update(rows.order_by("depth", "pk").values_list("descendant_id", "ancestor_id"))
    return found


def nearest_above(*, unit_ids: Iterable[int], day: date) -> int | None:
    """The unit next above all of these on ``day``, none of them itself; None when one is at the top. One statement."""
    wanted = set(unit_ids)
    rows = Closure.objects.on(day).filter(descendant_id__in=wanted, depth__gt=0)
    shared = (
        rows.values("ancestor_id")
        .annotate(below=Count("descendant_id", distinct=True), far=Sum("depth"))
        .filter(below=len(wanted))
    )
    return shared.order_by("far", "ancestor_id").values_list("ancestor_id", flat=True).first()


def parents(*, unit_ids: Iterable[int], day: date) -> dict[int, int]:
    """The unit next above each on ``day``, in one statement; those at the top are left out."""
    rows = Closure.objects.on(day).filter(descendant_id__in=set(unit_ids), depth=1)
    return dict(rows.order_by("-pk").values_list("descendant_id", "ancestor_id"))
