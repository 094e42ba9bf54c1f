"""What the log tells of signing in: that it was done or refused, by which account, never with what was typed."""

import logging

import pytest
from django.test import Client

from tests.access.organisation import PASSWORD


@pytest.fixture
def account(org):
    return org.account("Hà Thị Mai", contact="0912345678")


@pytest.fixture
def told(caplog):
    caplog.set_level(logging.INFO, logger="aoxanh.security")
    return lambda: [
        (r.levelname, r.getMessage()) for r in caplog.records if r.name == "aoxanh.security"
    ]


def sign_in(client, password=PASSWORD):
    return client.post("/dang-nhap/", {"login": "0912345678", "password": password})


def test_signing_in_and_out_is_noted_without_a_name(account, told):
    client = Client()
    sign_in(client)
    client.post("/dang-xuat/")

    assert told() == [
        ("INFO", f"signed in, account {account.pk}"),
        ("INFO", f"signed out, account {account.pk}"),
    ]


def test_a_refused_sign_in_is_noted_without_what_was_typed(account, told):
    sign_in(Client(), "sai\nsigned in, account 1")

    assert told() == [("WARNING", "sign-in refused")]


def test_guessing_is_noted(account, told):
    for _ in range(6):
        sign_in(Client(), "sai")

    assert told()[-1] == ("WARNING", "sign-in held up: too many tries")


def test_a_page_of_somebody_else_is_noted(org, account, caplog):
    client = Client()
    sign_in(client)

    client.get(f"/dieu-phoi/{org.ta_leng.pk}/nguoi/")

    refused = [record for record in caplog.records if record.name == "django.request"]
    assert [(record.levelname, record.status_code) for record in refused] == [("WARNING", 404)]
