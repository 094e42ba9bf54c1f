"""Pages of registering, accepting an invitation and handing on roles."""

import re

import pytest
from django.test import Client

from aoxanh.access import actions
from aoxanh.access.models import Account, Invitation, RoleGrant
from aoxanh.people.models import Consent, Guardian, Person
from aoxanh.units import actions as units
from tests.access.organisation import PASSWORD


@pytest.fixture
def answers():
    return {
        "full_name": "Lò Thị Ón",
        "contact": "0912 345 678",
        "password": PASSWORD,
        "birth_year": "2004",
        "consent": "on",
    }


@pytest.fixture
def officer(org):
    """Signed in as the officer of Tả Lèng."""
    account = org.account("Giàng A Pháo")
    org.officer("COMMUNE_OFFICER", org.ta_leng, account=account)
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def offered(org, secretary, now):
    _, token = actions.invite(
        by=secretary,
        unit_id=org.branch.pk,
        role="BRANCH_OFFICER",
        contact="0987 654 321",
        full_name="Vàng A Tủa",
        now=now,
    )
    return f"/loi-moi/{token}/"


@pytest.fixture(autouse=True)
def _noon(time_machine_at_noon):
    """Pages read the clock: it stands at the tests' noon."""


@pytest.fixture
def time_machine_at_noon(now):
    import time_machine

    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def instance(org):
    units.set_up_instance
    return org


def test_a_volunteer_registers_and_is_signed_in(client, org, answers):
    page = client.get("/dang-ky/").content.decode()
    done = client.post("/dang-ky/", answers)

    account = Account.objects.get(phone="+84912345678")
    assert "rút lại đồng ý" in page
    assert done["Location"] == "/vao/"
    assert client.session["_auth_user_id"] == str(account.pk)
