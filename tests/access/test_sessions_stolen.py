"""What somebody tries who wants another person's session, or to learn who has an account."""

import os
import statistics
import time
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher, ScryptPasswordHasher, make_password
from django.core.cache import cache
from django.test import Client

from aoxanh.access.models import Account
from aoxanh.config.hashing import Argon2id
from tests.access.organisation import PASSWORD


SIGN_IN = "/dang-nhap/"
KEY = settings.SESSION_COOKIE_NAME


PAIRS = int(os.environ.get("AOXANH_ROUNDS", "7"))
"""Tries at a known and at an unknown account, in turns."""
CLOSE = 0.005 if PAIRS > 7 else 0.015
"""Seconds by which the two may differ, as medians; where other tests run beside half of what hashing takes."""
HASHERS = ["aoxanh.config.hashing.Argon2id"]
"""As an installation has them: `tests/config/test_behind_tls.py`."""


@pytest.fixture
def account(org):
    return org.account("Hà Thị Mai", contact="0912345678")


def _kept(way):
    """A password as it may lie in the database."""
    if way == "none":
        return make_password(None)
    return {"scrypt": ScryptPasswordHasher, "argon2": Argon2id}[way]().encode(PASSWORD, "m" * 22)


@pytest.fixture(params=["argon2", "none", "scrypt"])
def way(request):
    """How the known account keeps its password; scrypt was for three days before anything was released."""
    return request.param


@pytest.fixture
def difference(account, settings, way):
    """``difference()``: seconds of the processor that a known account takes more than an unknown one."""
    settings.PASSWORD_HASHERS = HASHERS
    account.password = _kept(way)
    account.save()

    def taken(login):
        cache.clear()
        began = time.process_time()
        _sign_in(Client(), login=login, password="sai mật khẩu rồi")
        return time.process_time() - began

    def measure():
        taken("0912345678"), taken("0987654321")
        pairs = [(taken("0912345678"), taken("0987654321")) for _ in range(PAIRS)]
        known, unknown = (statistics.median(each) for each in zip(*pairs, strict=True))
        return known - unknown, known

    return measure


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


def test_the_time_of_a_refusal_does_not_tell_who_is_known(difference, way, told):
    more, known = difference()

    assert abs(more) <= CLOSE
    told(
        "A5 sign-in",
        f"{PAIRS} tries at a known and at an unknown account, in turns, kept by {way}",
        f"{more * 1000:+.1f} ms of {known * 1000:.0f} ms (medians, time of the processor)",
        f"the same words, the same work, at most {CLOSE * 1000:g} ms apart",
    )


@pytest.mark.parametrize("way", ["argon2"], indirect=True)
def test_without_the_work_for_nobody_time_tells_who_is_known(difference, monkeypatch):
    monkeypatch.setattr(Account, "set_password", lambda *_given: None)

    more, _ = difference()

    assert more > CLOSE


@pytest.mark.parametrize("way", ["scrypt"], indirect=True)
def test_with_a_second_hasher_time_tells_who_is_kept_by_it(difference, settings):
    settings.PASSWORD_HASHERS = [*HASHERS, "django.contrib.auth.hashers.ScryptPasswordHasher"]

    more, _ = difference()

    assert more > CLOSE


def test_the_cookie_of_a_session_is_read_by_no_script_and_sent_from_no_other_site(account):
    client = Client()
    _sign_in(client)

    cookie = client.cookies[KEY]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
