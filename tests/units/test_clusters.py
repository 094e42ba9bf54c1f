"""Clusters: who belongs to one on a day, who leads it this year, what is refused (ORG-12)."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from aoxanh.kernel.errors import NotAllowed
from aoxanh.units import actions, queries
from aoxanh.units.errors import (
    ClusterChangedLater,
    ClusterEnded,
    ClusterLeadOutside,
    ClusterMissing,
    ClusterOutside,
    ClusterTooSmall,
)
from aoxanh.units.models import ClusterMember
from aoxanh.units.types import Decision
from aoxanh.units.types.clusters import ClusterGiven


FIRST = date(2026, 1, 1)


@pytest.fixture
def formed(system, now, district, communes):
    """A cluster of the first two communes, led by the first."""
    return actions.form_cluster(
        by=system, unit_id=district.pk, given=_given(communes[:2], lead=communes[0]), now=now
    )


def _given(units, *, on=FIRST, lead=None):
    return ClusterGiven(
        name="Cụm 1",
        about="Cùng học",
        unit_ids=[unit.pk for unit in units],
        on=on,
        lead_id=lead.pk if lead else None,
    )


def _names(cluster, actor):
    return [each.name for each in queries.members_of(cluster.pk, actor=actor)]


def test_members_and_the_unit_that_formed_it_see_a_cluster_and_others_do_not(
    formed, system, district, communes
):
    member, _second, outside = communes

    (listed,) = queries.clusters_of(member.pk, actor=system)

    assert (listed.name, listed.members, listed.lead) == ("Cụm 1", 2, "Đoàn Bình Lư")
    assert queries.cluster(formed.pk, unit_id=district.pk, actor=system) == formed
    assert queries.clusters_of(outside.pk, actor=system) == []
    with pytest.raises(ClusterMissing):
        queries.cluster(formed.pk, unit_id=outside.pk, actor=system)


def test_members_change_from_a_day_and_who_left_belonged_up_to_it(formed, system, now, communes):
    given = _given([communes[1], communes[2]], on=date(2026, 3, 1), lead=communes[2])

    actions.change_cluster(by=system, cluster_id=formed.pk, given=given, now=now)

    assert _names(formed, system) == ["Đoàn Tả Lèng", "Đoàn Thèn Sin"]
    left = ClusterMember.objects.get(unit=communes[0])
    assert (left.valid_from, left.valid_to) == (FIRST, date(2026, 3, 1))
    assert queries.leads_of(formed.pk, actor=system) == [(2026, communes[2].pk, "Đoàn Thèn Sin")]


def test_the_heir_stands_for_a_member_that_ended(formed, system, now, communes):
    first, _second, heir = communes
    actions.merge(
        by=system,
        into_id=heir.pk,
        unit_ids=[first.pk],
        on=date(2026, 2, 1),
        decision=Decision("2-QĐ", date(2026, 1, 30), "Tỉnh đoàn"),
        now=now,
    )

    assert _names(formed, system) == ["Đoàn Tả Lèng", "Đoàn Thèn Sin"]
    assert [each.pk for each in queries.clusters_of(heir.pk, actor=system)] == [formed.pk]


def test_what_makes_no_cluster_is_refused(
    formed, refused, system, now, officer, province, district, communes
):
    def form(given, by=system):
        actions.form_cluster(by=by, unit_id=district.pk, given=given, now=now)

    with refused(ClusterTooSmall):
        form(_given(communes[:1]))
    with refused(ClusterOutside):
        form(_given([communes[0], district]))
    with refused(ClusterOutside):
        form(_given([communes[0], province]))
    with refused(ClusterLeadOutside):
        form(_given(communes[:2], lead=communes[2]))
    with refused(NotAllowed):
        form(_given(communes[:2]), by=officer(communes[0]))
    with refused(ClusterChangedLater):
        actions.change_cluster(
            by=system, cluster_id=formed.pk, given=_given(communes, on=date(2025, 12, 1)), now=now
        )
    with refused(ClusterMissing):
        actions.close_cluster(by=system, cluster_id=0, now=now)


def test_a_cluster_that_ended_is_read_and_no_longer_changed(
    formed, refused, system, now, district, communes
):
    actions.close_cluster(by=system, cluster_id=formed.pk, now=now)

    with refused(ClusterEnded):
        actions.change_cluster(by=system, cluster_id=formed.pk, given=_given(communes), now=now)
    (listed,) = queries.clusters_of(district.pk, actor=system)
    assert listed.closed_on == system.day


def test_a_unit_belongs_to_a_cluster_once_on_a_day_in_postgresql_too(formed, communes):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no exclusion constraints: the action checks")

    with pytest.raises(IntegrityError), transaction.atomic():
        ClusterMember.objects.create(cluster=formed, unit=communes[0], valid_from=date(2026, 2, 1))
