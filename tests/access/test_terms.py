"""Roles end with their term: a month before both sides are warned, and empty units are seen from above."""

from datetime import date, timedelta

import pytest

from aoxanh.access import actions, errors, queries
from aoxanh.access.models import RoleGrant
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from aoxanh.notices.models import Notice
from tests.access.organisation import refused


@pytest.fixture
def holder(org):
    """Gives the officer of Tả Lèng a term that ends in so many days."""

    def act(days, unit=None, role="COMMUNE_OFFICER"):
        return org.officer(
            role, unit or org.ta_leng, until=org.day + timedelta(days=days),
            since=org.day - timedelta(days=400),
        )  # fmt: skip

    return act


@pytest.mark.parametrize(("days", "warned"), [(1, True), (30, True), (31, False)])
def test_a_role_is_warned_of_a_month_before_its_end(org, holder, days, warned):
    actor = holder(days)

    assert queries.ending_roles(org.ta_leng.pk, actor=actor).exists() is warned


def test_a_role_without_an_end_or_with_a_successor_is_not(org, holder, secretary, system, now):
    actor = holder(20)
    assert queries.ending_roles(org.ta_leng.pk, actor=secretary).count() == 0

    RoleGrant.objects.filter(account_id=secretary.account_id).delete()
    assert queries.ending_roles(org.ta_leng.pk, actor=actor).count() == 1
    later = org.account()
    actions.grant(
        by=system, account_id=later.pk, role="COMMUNE_OFFICER", unit_id=org.ta_leng.pk,
        since=org.day + timedelta(days=20), now=now,
    )  # fmt: skip
    assert queries.ending_roles(org.ta_leng.pk, actor=actor).count() == 0


def test_the_superior_sees_the_terms_of_the_units_right_below(org, holder, admin):
    holder(20)
    holder(20, org.branch, "BRANCH_OFFICER")
    sibling = org.officer("COMMUNE_OFFICER", org.binh_lu)

    assert [row.unit_id for row in queries.ending_roles(org.province.pk, actor=admin)] == [
        org.ta_leng.pk
    ]
    assert queries.ending_roles(org.ta_leng.pk, actor=sibling).count() == 0


def test_holder_and_superior_are_told_once(org, holder, admin, system, now):
    actor = holder(20)

    first = actions.warn_of_ending(by=system, now=now)
    actions.warn_of_ending(by=system, now=now + timedelta(days=1))

    assert first == 1
    told = Notice.objects.order_by("pk")
    assert set(told.values_list("account_id", flat=True)) == {actor.account_id, admin.account_id}
    assert told.count() == 2
    assert "13/12/2026" not in told[0].body
    assert "12/12/2026" in told[0].body


def test_only_the_clock_warns(org, admin, now):
    with refused(NotAllowed):
        actions.warn_of_ending(by=admin, now=now)


def test_a_unit_without_an_active_officer_is_listed_for_the_superior(org, admin, secretary):
    names = [row.unit_id for row in queries.units_without_officers(org.province.pk, actor=admin)]

    assert names == [org.binh_lu.pk]


def test_a_unit_whose_only_officer_has_left_is_listed(org, admin, holder):
    actor = holder(5)
    tomorrow = org.day + timedelta(days=5)
    later = queries.actor_of(queries.own_account(actor=admin), day=tomorrow)

    assert actor.account_id
    assert org.ta_leng.pk in [
        row.unit_id for row in queries.units_without_officers(org.province.pk, actor=later)
    ]


def test_empty_units_are_nobody_elses_business(org, secretary):
    guest = Actor.guest(day=org.day)

    assert queries.units_without_officers(org.province.pk, actor=secretary).count() == 0
    assert queries.units_without_officers(org.province.pk, actor=guest).count() == 0


def test_a_provisional_role_has_an_end(org, admin, system, now):
    account = org.account()
    given = {"account_id": account.pk, "role": "COMMUNE_OFFICER", "unit_id": org.ta_leng.pk}

    with refused(errors.ProvisionalNeedsEnd):
        actions.grant(by=admin, is_provisional=True, now=now, **given)
    held = actions.grant(by=admin, is_provisional=True, until=date(2027, 1, 1), now=now, **given)

    assert held.is_provisional
