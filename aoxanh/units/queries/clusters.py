"""Clusters of a unit, and who belongs to one on a day (ORG-12)."""

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from aoxanh.kernel.actors import Actor
from aoxanh.units.errors import ClusterMissing
from aoxanh.units.models import Cluster, ClusterLead, ClusterMember, Succession
from aoxanh.units.queries.names import names_at, versions_at
from aoxanh.units.types.clusters import ClusterShown, MemberShown


if TYPE_CHECKING:
    from aoxanh.units.models.clusters import ClusterQuerySet


def _of_unit(unit_id: int, day: date) -> "ClusterQuerySet":
    """The clusters a unit formed and those it, or a unit it took over from, belongs to today."""
    before = Succession.objects.filter(successor_id=unit_id, on__lte=day).order_by()
    own = ClusterMember.objects.filter(
        cluster=OuterRef("pk"), valid_from__lte=day, valid_to__gt=day
    )
    own = own.filter(Q(unit_id=unit_id) | Q(unit_id__in=before.values("predecessor_id")))
    return Cluster.objects.filter(Q(unit_id=unit_id) | Exists(own.order_by()))


def clusters_of(unit_id: int, *, actor: Actor) -> list[ClusterShown]:
    """The clusters a unit formed and those it belongs to, running ones first: four statements.

    The guard of the page has asked for the unit.
    """
    day = actor.day
    rows = list(_of_unit(unit_id, day).order_by("-closed_on", "name", "pk"))
    members = ClusterMember.objects.filter(cluster__in=rows, valid_from__lte=day, valid_to__gt=day)
    counted = Counter(members.order_by("pk").values_list("cluster_id", flat=True))
    leading = ClusterLead.objects.filter(cluster__in=rows, year=day.year).order_by("pk")
    leads = dict(leading.values_list("cluster_id", "unit_id"))
    names = names_at(leads.values(), day)
    return [
        ClusterShown(
            pk=row.pk,
            owner_id=row.unit_id,
            name=row.name,
            about=row.about,
            closed_on=row.closed_on,
            members=counted[row.pk],
            lead=names[leads[row.pk]] if row.pk in leads else "",
        )
        for row in rows
    ]


def cluster(cluster_id: int, *, unit_id: int, actor: Actor) -> Cluster:
    """A cluster the unit formed or belongs to. Raises ``ClusterMissing``."""
    found = _of_unit(unit_id, actor.day).filter(pk=cluster_id).first()
    if found is None:
        raise ClusterMissing
    return found


def members_of(cluster_id: int, *, actor: Actor) -> list[MemberShown]:
    """Who belongs to a cluster today by name; heirs stand for members that ended: three statements at most.

    A member reads the names of the others: that is what a cluster is for.
    """
    day = actor.day
    rows = ClusterMember.objects.filter(
        cluster_id=cluster_id, valid_from__lte=day, valid_to__gt=day
    )
    joined = list(rows.select_related("unit").order_by("pk"))
    ended = {row.unit_id for row in joined if row.unit.closed_on <= day}
    wanted = {row.unit_id for row in joined} - ended
    if ended:
        heirs = Succession.objects.filter(predecessor_id__in=ended, on__lte=day).order_by("pk")
        wanted |= set(heirs.values_list("successor_id", flat=True))
    versions = versions_at(wanted, day).values()
    return [
        MemberShown(unit_id=each.unit_id, code=each.unit.code, name=each.name)
        for each in sorted(versions, key=lambda each: (each.sort_key, each.unit_id))
    ]


def leads_of(cluster_id: int, *, actor: Actor) -> list[tuple[int, int, str]]:
    """(year, unit, its name) of who leads and led a cluster, the latest first: two statements."""
    rows = list(ClusterLead.objects.filter(cluster_id=cluster_id).order_by("-year", "pk"))
    names = names_at({row.unit_id for row in rows}, actor.day)
    return [(row.year, row.unit_id, names[row.unit_id]) for row in rows]
