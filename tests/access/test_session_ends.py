"""A session ends: unused, after its longest time, with the account; and who ends others says again who they are."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from aoxanh.access import actions, queries
from tests.access.organisation import PASSWORD
from tests.access.test_sessions import PAGE, is_in
from tests.conftest import NOW


@pytest.fixture
def account(org):
    return org.account("Hà Thị Mai", contact="0912345678")


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def sign_in(**more):
    client = Client()
    client.post("/dang-nhap/", {"login": "0912345678", "password": PASSWORD, **more})
    return client


@pytest.mark.parametrize(
    ("kept", "unused"), [({}, timedelta(hours=4)), ({"remember": "on"}, timedelta(days=7))]
)
def test_a_session_nobody_uses_ends(account, clock, kept, unused):
    used, left = sign_in(**kept), sign_in(**kept)

    clock.shift(unused - timedelta(minutes=1))
    assert is_in(used)
    clock.shift(timedelta(minutes=2))

    assert (is_in(used), is_in(left)) == (True, False)
    assert SESSION_KEY not in left.session


@pytest.mark.parametrize(
    ("kept", "step", "longest"),
    [
        ({}, timedelta(hours=3), timedelta(hours=12)),
        ({"remember": "on"}, timedelta(days=6), timedelta(days=14)),
    ],
)
def test_a_session_ends_however_much_it_is_used(account, clock, kept, step, longest):
    client = sign_in(**kept)
    gone = timedelta()
    while gone + step <= longest:
        clock.shift(step)
        gone += step
        assert is_in(client)

    clock.shift(longest - gone + timedelta(seconds=1))

    assert not is_in(client)


def test_who_is_signed_out_is_led_back_to_where_they_were(account, clock):
    client = sign_in()

    clock.shift(timedelta(hours=5))

    assert client.get(PAGE)["Location"] == f"/dang-nhap/?next={PAGE}"


def test_using_a_session_writes_seldom(account, clock, statements):
    client = sign_in()
    clock.shift(timedelta(minutes=10))

    with statements() as asked:
        client.get(PAGE)

    assert not [sql for sql in asked.sqls if sql.startswith(("UPDATE", "INSERT"))]


def test_the_name_of_a_session_cannot_be_guessed(account):
    names = {sign_in().session.session_key for _ in range(3)}

    assert len(names) == 3
    assert all(len(name) == 32 for name in names)  # of 36 signs: 165 bits


def test_a_closed_account_is_signed_out_at_once(account, today, now):
    client = sign_in()

    actions.close(by=queries.actor_of(account, day=today), now=now)

    assert not is_in(client)


@pytest.mark.parametrize(
    "name",
    [
        "mine:profile",
        "account_change_password",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "access:contact",
        "access:sessions",
        "account_reauthenticate",
    ],
)
def test_every_page_of_ones_own_leads_out(account, name):
    client = sign_in()

    assert "/dang-xuat/" in client.get(reverse(name)).content.decode()


def test_who_ends_other_sessions_says_again_who_they_are(account, clock):
    other, here = sign_in(), sign_in()
    clock.shift(timedelta(minutes=30))

    asked = here.post(f"{PAGE}dang-xuat/")
    assert asked["Location"].startswith("/bao-mat/xac-nhan/")
    assert is_in(other)

    here.post(asked["Location"], {"password": PASSWORD})
    here.post(f"{PAGE}dang-xuat/")
    assert not is_in(other)
