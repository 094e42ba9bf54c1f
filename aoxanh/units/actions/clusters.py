"""Units form clusters among those below them, change them from a day on, and end them (ORG-12)."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.units import queries
from aoxanh.units.errors import (
    ClusterChangedLater,
    ClusterEnded,
    ClusterLeadOutside,
    ClusterMissing,
    ClusterOutside,
    ClusterTooSmall,
)
from aoxanh.units.models import Cluster, ClusterLead, ClusterMember
from aoxanh.units.types.clusters import ClusterChanged, ClusterClosed, ClusterFormed, ClusterGiven


if TYPE_CHECKING:
    from aoxanh.kernel.events import Event

FEWEST_IN_CLUSTER = 2
"""Members of a cluster."""


@transaction.atomic(savepoint=False)
def form_cluster(*, by: Actor, unit_id: int, given: ClusterGiven, now: datetime) -> Cluster:
    """Form a cluster of units below ``unit_id``.

    Raises ``NotAllowed``, ``ClusterTooSmall``, ``ClusterOutside``, ``ClusterLeadOutside``.
    """
    by.require(Permission.UNIT_EDIT, at=unit_id)
    _check(by, unit_id, given)

    cluster = Cluster.objects.create(
        unit_id=unit_id, name=nfc(given.name), about=nfc(given.about), formed_on=given.on
    )
    _write_members(cluster, given)
    _record(by, cluster, ClusterFormed(cluster.pk, tuple(given.unit_ids)), now)
    return cluster


@transaction.atomic(savepoint=False)
def change_cluster(*, by: Actor, cluster_id: int, given: ClusterGiven, now: datetime) -> Cluster:
    """Name a cluster and its members anew from a day on; whoever left belonged to it up to that day.

    Raises ``ClusterMissing``, ``NotAllowed``, ``ClusterEnded``, ``ClusterChangedLater`` and what
    ``form_cluster`` raises.
    """
    cluster = _locked(by, cluster_id)
    _check(by, cluster.unit_id, given)
    if ClusterMember.objects.filter(cluster=cluster, valid_from__gt=given.on).exists():
        raise ClusterChangedLater

    cluster.name, cluster.about = nfc(given.name), nfc(given.about)
    cluster.save(update_fields=["name", "about"])
    _write_members(cluster, given)
    _record(by, cluster, ClusterChanged(cluster.pk, tuple(given.unit_ids)), now)
    return cluster


@transaction.atomic(savepoint=False)
def close_cluster(*, by: Actor, cluster_id: int, now: datetime) -> Cluster:
    """End a cluster from today, one formed today from tomorrow; what its members did stays theirs.

    Raises ``ClusterMissing``, ``NotAllowed``, ``ClusterEnded``.
    """
    cluster = _locked(by, cluster_id)

    cluster.closed_on = max(by.day, cluster.formed_on + timedelta(days=1))
    cluster.save(update_fields=["closed_on"])
    _record(by, cluster, ClusterClosed(cluster.pk), now)
    return cluster


def _locked(by: Actor, cluster_id: int) -> Cluster:
    locked = Cluster.objects.select_for_update(of=("self",), no_key=True)
    cluster = locked.filter(pk=cluster_id).first()
    if cluster is None:
        raise ClusterMissing
    by.require(Permission.UNIT_EDIT, at=cluster.unit_id)
    if cluster.closed_on <= by.day:
        raise ClusterEnded
    return cluster


def _check(by: Actor, unit_id: int, given: ClusterGiven) -> None:
    wanted = set(given.unit_ids)
    if len(wanted) < FEWEST_IN_CLUSTER:
        raise ClusterTooSmall
    if wanted - (queries.subtree_ids(unit_id=unit_id, day=by.day) - {unit_id}):
        raise ClusterOutside
    if given.lead_id is not None and given.lead_id not in wanted:
        raise ClusterLeadOutside


def _write_members(cluster: Cluster, given: ClusterGiven) -> None:
    running = ClusterMember.objects.filter(cluster=cluster, valid_to__gt=given.on)
    left = running.exclude(unit_id__in=given.unit_ids)
    left.filter(valid_from__gte=given.on).delete()
    left.update(valid_to=given.on)
    known = set(running.values_list("unit_id", flat=True))
    ClusterMember.objects.bulk_create(
        ClusterMember(cluster=cluster, unit_id=unit_id, valid_from=given.on)
        for unit_id in sorted(set(given.unit_ids) - known)
    )
    ClusterLead.objects.filter(cluster=cluster, year=given.on.year).delete()
    if given.lead_id is not None:
        ClusterLead.objects.create(cluster=cluster, year=given.on.year, unit_id=given.lead_id)


def _record(by: Actor, cluster: Cluster, event: "Event", now: datetime) -> None:
    audit.record(
        by=by, event=event, unit_id=cluster.unit_id, subject=("cluster", cluster.pk), now=now
    )
