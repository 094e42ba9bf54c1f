"""The one-time code: set up by who needs it, asked for at sign-in, its secret encrypted at rest."""

import re
import time

import pytest
import time_machine
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.test import Client

from tests.access.organisation import PASSWORD


@pytest.fixture(autouse=True)
def _whole_step():
    """A code is good for the half minute it was made in: each test begins with one."""
    step = app_settings.TOTP_PERIOD
    with time_machine.travel(time.time() // step * step):
        yield


@pytest.fixture
def account(org):
    return org.account("Hà Thị Mai", contact="0912 345 678")


@pytest.fixture
def signed_in(account):
    client = Client()
    client.post("/dang-nhap/", {"login": "0912345678", "password": PASSWORD})
    return client


def code_for(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def set_up(client):
    page = client.get("/bao-mat/ma-xac-thuc/bat/").content.decode()
    secret = re.search(r"<code>(\w+)</code>", page)[1]
    return secret, client.post("/bao-mat/ma-xac-thuc/bat/", {"code": code_for(secret)}, follow=True)


def test_setting_up_leads_to_recovery_codes(signed_in, account):
    secret, done = set_up(signed_in)

    page = done.content.decode()
    stored = Authenticator.objects.get(user=account, type="totp")
    assert "Mã dự phòng" in page
    assert len(re.findall(r"<code>\d{8}</code>", page)) == 10
    assert secret not in str(stored.data)


def test_signing_in_then_asks_for_the_code(signed_in):
    set_up(signed_in)
    client = Client()

    asked = client.post("/dang-nhap/", {"login": "0912345678", "password": PASSWORD})
    wrong = client.post("/dang-nhap/ma-xac-thuc/", {"code": "000000"})

    assert asked["Location"] == "/dang-nhap/ma-xac-thuc/"
    assert "Nhập mã xác thực" in client.get(asked["Location"]).content.decode()
    assert "Mã chưa đúng" in wrong.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_signs_in_once(signed_in):
    _, done = set_up(signed_in)
    spare = re.search(r"<code>(\d{8})</code>", done.content.decode())[1]
    first, second = Client(), Client()
    for client in (first, second):
        client.post("/dang-nhap/", {"login": "0912345678", "password": PASSWORD})
        client.post("/dang-nhap/ma-xac-thuc/", {"code": spare})

    assert "_auth_user_id" in first.session
    assert "_auth_user_id" not in second.session


def test_codes_are_downloaded_and_made_anew(signed_in):
    set_up(signed_in)

    before = signed_in.get("/bao-mat/ma-du-phong/tai-ve/").content.decode().split()
    asked = signed_in.get("/bao-mat/ma-du-phong/tao-moi/")
    signed_in.post("/bao-mat/ma-du-phong/tao-moi/")
    after = signed_in.get("/bao-mat/ma-du-phong/tai-ve/").content.decode().split()

    assert "Tạo mã mới" in asked.content.decode()
    assert (len(before), len(after)) == (10, 10)
    assert not set(before) & set(after)


def test_the_code_can_be_turned_off(signed_in, account):
    set_up(signed_in)

    asked = signed_in.get("/bao-mat/ma-xac-thuc/tat/")
    signed_in.post("/bao-mat/ma-xac-thuc/tat/")

    assert "Tắt mã xác thực" in asked.content.decode()
    assert not Authenticator.objects.filter(user=account).exists()
    assert "Bật mã xác thực" in signed_in.get("/bao-mat/ma-xac-thuc/").content.decode()


def test_the_security_page_says_that_it_is_on(signed_in):
    set_up(signed_in)

    assert "Đang bật" in signed_in.get("/bao-mat/ma-xac-thuc/").content.decode()


def test_a_sensitive_step_asks_for_a_code_or_the_password(signed_in):
    set_up(signed_in)

    page = signed_in.get("/bao-mat/ma-xac-thuc/xac-nhan/").content.decode()

    assert "Xác nhận là bạn" in page
    assert "Mã xác thực" in page


def test_a_wide_role_is_led_to_set_it_up_before_anything_else(org, account, signed_in):
    org.officer("PROVINCE_OFFICER", org.province, account=account)

    led = signed_in.get("/vao/")
    page = signed_in.get(f"/dieu-phoi/{org.province.pk}/tai-khoan/")

    assert led["Location"] == "/bao-mat/ma-xac-thuc/bat/"
    assert page["Location"] == "/bao-mat/ma-xac-thuc/bat/"
    assert "Vai trò của bạn cần mã xác thực" in signed_in.get(led["Location"]).content.decode()


def test_with_the_code_set_up_the_way_is_free(org, account, signed_in):
    org.officer("ADMIN", org.province, account=account)
    set_up(signed_in)

    assert signed_in.get("/vao/")["Location"] == f"/dieu-phoi/{org.province.pk}/tai-khoan/"


def test_the_secret_depends_on_the_key_of_the_installation(signed_in, account, monkeypatch):
    set_up(signed_in)
    secret = Authenticator.objects.get(user=account, type="totp").data["secret"]

    assert secret.startswith("gAAAA")
    assert settings.SECRET_KEY not in secret
