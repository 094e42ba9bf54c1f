"""An officer who wants more power, or keeps it longer, than the office gives."""

from datetime import date, timedelta

import pytest

from aoxanh.access import actions, errors, queries
from aoxanh.access.models import RoleGrant
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.people import actions as people
from aoxanh.people.errors import HandoverToOneself
from aoxanh.people.types import Succession
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


@pytest.mark.parametrize("role", ["PROVINCE_OFFICER", "COMMUNE_OFFICER", "ADMIN", "AUDIT_READER"])
def test_inviting_oneself_to_a_higher_role(org, insider, role, now):
    with refused(errors.RoleTooWide):
        actions.invite(
            by=insider, unit_id=org.province.pk, role=role, contact="0912000001",
            full_name="Giàng A Pháo", now=now,
        )  # fmt: skip


def test_giving_oneself_another_role_in_ones_own_unit(org, account, insider, now):
    with refused(errors.RoleTooWide):
        actions.grant(
            by=insider, account_id=account.pk, role="ADMIN", unit_id=org.ta_leng.pk, now=now
        )

    assert RoleGrant.objects.filter(account=account).count() == 1


def test_using_a_role_after_handing_it_over(org, account, insider, system, now):
    _row, token = people.propose_handover(
        by=insider, unit_id=org.ta_leng.pk, outgoing_id=account.pk, work=[], now=now,
        succession=Succession(
            full_name="Vàng A Tủa", contact="0987654321", on=org.day, until=date(2027, 12, 1)
        ),
    )  # fmt: skip
    successor = queries.actor_of(org.account("Vàng A Tủa", contact="0987654321"), day=org.day)
    people.accept_handover(by=successor, token=token, work=[], now=now)

    later = queries.actor_of(account, day=org.day + timedelta(days=1))

    assert later is None or not later.may(Permission.ACTIVITY_EDIT, at=org.ta_leng.pk)


def test_handing_the_office_to_oneself(org, account, insider, now):
    with refused(HandoverToOneself):
        people.propose_handover(
            by=insider, unit_id=org.ta_leng.pk, outgoing_id=account.pk, work=[], now=now,
            succession=Succession(
                full_name="Giàng A Pháo", contact="0912000001", on=org.day,
                until=date(2030, 12, 1),
            ),
        )  # fmt: skip


def test_writing_in_a_unit_beside_ones_own(org, insider, now):
    with refused(NotAllowed):
        insider.require(Permission.PERSON_EDIT, at=org.binh_lu.pk)

    assert not insider.may(Permission.PERSON_VIEW, at=org.binh_lu.pk)
