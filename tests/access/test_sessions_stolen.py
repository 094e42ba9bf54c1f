"""What somebody tries who wants another person's session, or to learn who has an account."""

from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from tests.access.organisation import PASSWORD


SIGN_IN = "/dang-nhap/"
KEY = settings.SESSION_COOKIE_NAME


@pytest.fixture
def account(org):
    return org.account("Hà Thị Mai", contact="0912345678")


def _sign_in(client, login="0912345678", password=PASSWORD):
    return client.post(SIGN_IN, {"login": login, "password": password})


def test_a_session_laid_under_somebody_is_another_after_sign_in(account):
    attacker, victim = Client(), Client()
    _sign_in(attacker, password="sai mật khẩu rồi")
    laid = attacker.session.session_key or "a" * 32
    victim.cookies[KEY] = laid

    _sign_in(victim)

    attacker.cookies[KEY] = laid
    assert victim.cookies[KEY].value != laid
    assert attacker.get("/cua-toi/").status_code == 302


def test_a_session_ends_where_one_signs_out(account):
    client = Client()
    _sign_in(client)
    copied = client.cookies[KEY].value
    client.post("/dang-xuat/")

    thief = Client()
    thief.cookies[KEY] = copied

    assert thief.get("/cua-toi/")["Location"].startswith(SIGN_IN)


def test_an_unknown_contact_costs_the_same_work_and_is_told_the_same(account):
    """Passwords are hashed as often for somebody who is not there: time tells nothing either."""

    def tried(login):
        with mock.patch.object(
            MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode
        ) as hashed:
            page = _sign_in(Client(), login=login, password="sai mật khẩu rồi").content.decode()
        return hashed.call_count, page.count("c-error"), page.count('role="alert"')

    known, unknown = tried("0912345678"), tried("0987654321")

    assert known == unknown
    assert known[0] == 1


def test_the_cookie_of_a_session_is_read_by_no_script_and_sent_from_no_other_site(account):
    client = Client()
    _sign_in(client)

    cookie = client.cookies[KEY]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
