"""An officer who lets another system do what they may not."""

from datetime import timedelta

import pytest

from aoxanh.access import actions, errors, queries
from aoxanh.access.models import RoleGrant
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.permissions import Permission
from tests.access.organisation import Organisation, refused


@pytest.fixture
def org(db, system, today, now):
    return Organisation(system=system, day=today, now=now).build()


@pytest.fixture
def account(org):
    return org.account("Giàng A Pháo", contact="0912000001")


@pytest.fixture
def insider(org, account):
    org.officer("COMMUNE_OFFICER", org.ta_leng, account=account)
    return queries.actor_of(account, day=org.day)


def _give(org, by, now, *, unit=None, role="BRANCH_OFFICER"):
    return actions.give_key(
        by=by, unit_id=(unit or org.branch).pk, role=role, name="Trang của xã",
        until=org.day + timedelta(days=30), now=now,
    )  # fmt: skip


@pytest.mark.parametrize("role", ["PROVINCE_OFFICER", "PROVINCE_BOARD", "ADMIN", "AUDIT_READER"])
def test_making_a_key_with_more_rights_than_ones_own(org, insider, now, role):
    with refused(errors.RoleTooWide):
        _give(org, insider, now, unit=org.ta_leng, role=role)


def test_making_a_key_for_a_neighbour(org, insider, now):
    with refused(errors.RoleTooWide):
        _give(org, insider, now, unit=org.binh_lu)


def test_using_a_key_at_another_unit(org, insider, now):
    _key, secret = _give(org, insider, now)

    asker = actions.use_key(secret=secret, day=org.day)

    assert asker.may(Permission.ACTIVITY_EDIT, at=org.branch.pk)
    assert not asker.may(Permission.ACTIVITY_EDIT, at=org.ta_leng.pk)
    assert not asker.may(Permission.ACTIVITY_EDIT, at=org.binh_lu.pk)


def test_using_a_key_after_it_was_taken_back(org, insider, now):
    key, secret = _give(org, insider, now)
    actions.revoke_key(by=insider, key_id=key.pk, now=now)

    assert actions.use_key(secret=secret, day=org.day) is None


def test_keeping_a_key_when_the_office_is_gone(org, account, insider, now):
    """A smaller office is kept, so the account still holds a role; the key ends all the same."""
    _key, secret = _give(org, insider, now)
    RoleGrant.objects.filter(account=account).update(role="CLUB_LEADER")

    assert actions.use_key(secret=secret, day=org.day) is None


def test_making_a_key_by_a_key(org, insider, now):
    key, secret = _give(org, insider, now)
    asker = actions.use_key(secret=secret, day=org.day)

    with refused(errors.RoleTooWide):
        _give(org, asker, now)
    with refused(NotAllowed):
        actions.revoke_key(by=asker, key_id=key.pk, now=now)
