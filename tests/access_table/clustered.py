"""A cluster that a unit formed."""

from datetime import date

from aoxanh.units.models import Cluster, ClusterLead, ClusterMember, Unit
from tests.activities.world import World


def a_cluster(world: World, unit: Unit, below: Unit, number: int) -> dict[str, object]:
    """Of the unit, with the one below it, which leads it."""
    cluster = Cluster.objects.create(
        unit=unit, name=f"Cụm {number}", formed_on=date(2026, 1, 1), about="Cùng học"
    )
    ClusterMember.objects.create(cluster=cluster, unit=below, valid_from=date(2026, 1, 1))
    ClusterLead.objects.create(cluster=cluster, unit=below, year=2026)
    return {"cluster": cluster}
