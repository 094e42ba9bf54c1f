"""Persons in a small organisation, and who may do what about them."""

from dataclasses import replace
from datetime import date

import pytest

from aoxanh.kernel.actors import Actor
from aoxanh.people import actions
from aoxanh.people.types import MembershipGiven, PersonGiven
from tests.access.organisation import Organisation


@pytest.fixture
def org(db, system, today, now):
    return Organisation(system=system, day=today, now=now).build()


@pytest.fixture
def secretary(org):
    """The officer of Tả Lèng."""
    return org.officer("COMMUNE_OFFICER", org.ta_leng)


@pytest.fixture
def sibling(org):
    """The officer of Bình Lư."""
    return org.officer("COMMUNE_OFFICER", org.binh_lu)


@pytest.fixture
def enrol(org, secretary, now):
    """``enrol("Lò Thị Ón", phone="0912 345 678")``: a member of Tả Lèng."""

    def make(
        full_name="Lò Thị Ón", *, by=secretary, unit=None, kind="MEMBER", guardian=None, **person
    ):
        unit = unit or org.ta_leng
        return actions.enrol(
            by=by,
            unit_id=unit.pk,
            person=PersonGiven(full_name=full_name, **person),
            membership=MembershipGiven(kind=kind, valid_from=date(2025, 9, 1)),
            guardian=guardian,
            now=now,
        )

    return make


@pytest.fixture
def guest(org, now):
    def register(full_name="Giàng A Pháo", contact="0912345678"):
        return actions.register_guest(
            by=Actor.guest(day=org.day),
            full_name=full_name,
            contact=contact,
            birth_year=2004,
            unit_id=org.binh_lu.pk,
            guardian=None,
            now=now,
        )

    return register


@pytest.fixture
def holder(org):
    """The actor of an account without any role."""
    account = org.account("Giàng A Pháo")
    return replace(Actor.guest(day=org.day), kind="ACCOUNT", account_id=account.pk)


@pytest.fixture
def own(org, holder, now):
    return actions.register_volunteer(
        by=holder,
        unit_id=org.ta_leng.pk,
        person=PersonGiven(full_name="Giàng A Pháo", phone="0912345678", birth_year=2004),
        now=now,
    )
