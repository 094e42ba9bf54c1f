"""Signing in by phone or e-mail: one sentence for every failure, and an end to guessing."""

import pytest
from django.core import mail
from django.test import Client

from aoxanh.access import actions
from aoxanh.access.models import Account
from tests.access.organisation import PASSWORD, Organisation


LOGIN = "/dang-nhap/"
WRONG = "Số điện thoại, e-mail hoặc mật khẩu chưa đúng"


@pytest.fixture
def org(db, system, today, now):
    return Organisation(system=system, day=today, now=now)


@pytest.fixture
def account(org):
    return org.account("Giàng A Pháo", contact="0912 345 678")


def sign_in(client, login, password=PASSWORD):
    return client.post(LOGIN, {"login": login, "password": password})


@pytest.mark.parametrize("typed", ["0912345678", "0912 345 678", "+84912345678", " 84912345678"])
def test_every_shape_of_the_number_signs_in(client, account, typed):
    response = sign_in(client, typed)

    assert (response.status_code, response["Location"]) == (302, "/vao/")
    assert client.session["_auth_user_id"] == str(account.pk)


def test_an_address_signs_in(client, org):
    account = org.account(contact="phao@example.vn")

    sign_in(client, "Phao@Example.VN")

    assert client.session["_auth_user_id"] == str(account.pk)


def test_the_page_is_vietnamese_throughout(client, db):
    page = client.get(LOGIN).content.decode()

    assert "Đăng nhập" in page
    assert "Quên mật khẩu" in page
    for english in ("Sign In", "Password", "Login", "Remember Me", "Forgot"):
        assert english not in page


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("0912345678", "sai mật khẩu"),
        ("0900000000", PASSWORD),
        ("x@example.vn", PASSWORD),
        ("abc", "x"),
    ],
)
def test_what_is_wrong_is_not_told(client, account, login, password):
    page = sign_in(client, login, password)

    assert page.status_code == 200
    assert WRONG in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_guessing_ends_after_five_tries_for_that_contact_alone(client, org, account):
    other = org.account(contact="0987654321")
    for _ in range(5):
        sign_in(client, "0912345678", "sai")

    blocked = sign_in(client, "0912 345 678")
    assert "quá nhiều lần" in blocked.content.decode()
    sign_in(Client(REMOTE_ADDR="10.0.0.9"), "0912345678")
    sign_in(client, "0987654321")
    assert client.session["_auth_user_id"] == str(other.pk)


def test_too_many_requests_answer_429_in_vietnamese(client, db):
    answers = [sign_in(client, f"09{n:08d}", "sai") for n in range(31)]

    assert answers[-1].status_code == 429
    assert "Hãy chờ" in answers[-1].content.decode()


def test_a_locked_account_stays_out(client, account):
    Account.objects.filter(pk=account.pk).update(is_active=False)

    response = sign_in(client, "0912345678")

    assert response["Location"] == "/tai-khoan-tam-khoa/"
    assert "tạm khóa" in client.get(response["Location"]).content.decode()


def test_signing_out_asks_first(client, account):
    client.force_login(account)

    assert "Đăng xuất" in client.get("/dang-xuat/").content.decode()
    assert "_auth_user_id" in client.session
    client.post("/dang-xuat/")
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_reset_by_mail(client, org):
    account = org.account(contact="phao@example.vn")

    asked = client.post("/quen-mat-khau/", {"email": "phao@example.vn"}, follow=True)
    letter = mail.outbox[0]
    link = letter.body.split("http://testserver")[1].split()[0]
    page = client.get(link, follow=True)
    done = client.post(
        page.request["PATH_INFO"],
        {"password1": "mật khẩu mới dài", "password2": "mật khẩu mới dài"},
        follow=True,
    )

    account.refresh_from_db()
    assert "Hãy xem hộp thư" in asked.content.decode()
    assert letter.subject.startswith("Đặt lại mật khẩu")
    assert "Đã đổi mật khẩu" in done.content.decode()
    assert account.check_password("mật khẩu mới dài")
    assert "đã hết hạn" in Client().get(link, follow=True).content.decode()


def test_a_reset_for_nobody_looks_the_same_and_sends_nothing(client, db):
    asked = client.post("/quen-mat-khau/", {"email": "ai@example.vn"}, follow=True)

    assert "Hãy xem hộp thư" in asked.content.decode()
    assert mail.outbox == []


def test_passwords_that_differ_are_refused_in_vietnamese(client, account):
    client.force_login(account)
    new = {"oldpassword": PASSWORD, "password1": "mật khẩu mới dài", "password2": "khác hẳn"}

    page = client.post("/bao-mat/mat-khau/", new)

    assert "chưa giống nhau" in page.content.decode()


def test_a_password_is_changed_by_who_knows_the_old_one(client, account):
    client.force_login(account)
    new = {"password1": "mật khẩu mới dài", "password2": "mật khẩu mới dài"}

    wrong = client.post("/bao-mat/mat-khau/", {"oldpassword": "sai", **new})
    client.post("/bao-mat/mat-khau/", {"oldpassword": PASSWORD, **new})

    account.refresh_from_db()
    assert "Mật khẩu hiện tại chưa đúng" in wrong.content.decode()
    assert account.check_password("mật khẩu mới dài")


def test_the_contact_changes_after_confirming_the_password(client, account):
    client.force_login(account)
    path = "/bao-mat/lien-he/"

    asked = client.get(path)
    client.post(asked["Location"], {"password": PASSWORD})
    refused = client.post(path, {"phone": "", "email": ""})
    client.post(path, {"phone": "0987 654 321", "email": ""})

    account.refresh_from_db()
    assert asked["Location"].startswith("/bao-mat/xac-nhan/")
    assert "ít nhất một số điện thoại" in refused.content.decode()
    assert account.phone == "+84987654321"


def test_reauthentication_refuses_a_wrong_password(client, account):
    client.force_login(account)

    page = client.post("/bao-mat/xac-nhan/", {"password": "sai"})

    assert "Mật khẩu chưa đúng" in page.content.decode()


def test_an_account_by_mail_alone_can_confirm_itself(client, org):
    client.force_login(org.account(contact="phao@example.vn"))

    confirmed = client.post("/bao-mat/xac-nhan/?next=/bao-mat/lien-he/", {"password": PASSWORD})

    assert confirmed["Location"] == "/bao-mat/lien-he/"


def test_the_old_contact_no_longer_signs_in(client, account, system, now):
    actions.change_contact(by=system, account_id=account.pk, phone="0987654321", email="", now=now)

    assert WRONG in sign_in(client, "0912345678").content.decode()


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_after_signing_in_nobody_is_led_to_another_host(client, account, to):
    answer = client.post("/dang-nhap/", {"login": "0912345678", "password": PASSWORD, "next": to})

    assert "evil" not in answer.headers.get("Location", "")
    assert "javascript" not in answer.headers.get("Location", "")
