"""Where one is signed in: seen, ended one by one or all at once, and by a new password."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from aoxanh.access import actions
from aoxanh.access.rules import browser_of, system_of
from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import Missing
from tests.access.organisation import PASSWORD, refused


PAGE = "/bao-mat/may/"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 9; SM-J400F) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
)


@pytest.fixture
def account(org):
    return org.account("Hà Thị Mai", contact="0912 345 678")


def sign_in(agent="Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/120.0"):
    client = Client(headers={"user-agent": agent})
    client.post("/dang-nhap/", {"login": "0912345678", "password": PASSWORD})
    return client


def is_in(client):
    return client.get("/bao-mat/ma-xac-thuc/").status_code == 200


def test_every_browser_is_listed_by_its_name(account):
    sign_in(ANDROID)
    here = sign_in()

    page = here.get(PAGE).content.decode()

    assert "Chrome, Android" in page
    assert page.index("Firefox, Windows") < page.index("Chrome, Android")
    assert page.count("Máy này") == 1


def test_one_browser_is_signed_out(account):
    lost, here = sign_in(ANDROID), sign_in()
    row = UserSession.objects.get(session_key=lost.session.session_key)

    here.post(f"{PAGE}{row.pk}/dang-xuat/")

    assert (is_in(lost), is_in(here)) == (False, True)
    assert Entry.objects.filter(event="access.SessionsEnded").count() == 1


def test_all_others_are_signed_out_at_once(account):
    others, here = [sign_in(ANDROID), sign_in()], sign_in()

    told = here.post(f"{PAGE}dang-xuat/", follow=True).content.decode()

    assert [is_in(each) for each in (*others, here)] == [False, False, True]
    assert "Đã đăng xuất 2 máy khác" in told


def test_a_new_password_ends_the_other_sessions(account):
    stolen, here = sign_in(ANDROID), sign_in()
    new = {"password1": "mật khẩu mới dài", "password2": "mật khẩu mới dài"}

    here.post("/bao-mat/mat-khau/", {"oldpassword": PASSWORD, **new})

    assert (is_in(stolen), is_in(here)) == (False, True)
    assert "Chrome, Android" not in here.get(PAGE).content.decode()


def test_other_peoples_sessions_are_not_found(org, account, now):
    stranger = org.officer("COMMUNE_OFFICER", org.ta_leng)
    sign_in()
    row = UserSession.objects.get(user=account)

    with refused(Missing):
        actions.end_session(by=stranger, session_id=row.pk, now=now)

    assert UserSession.objects.filter(pk=row.pk).exists()


def test_the_list_costs_the_same_for_many(account, costs_the_same):
    here = sign_in()

    costs_the_same(lambda: here.get(PAGE), lambda: [sign_in(ANDROID) for _ in range(5)])


@pytest.mark.parametrize(
    ("agent", "browser", "system"),
    [
        (ANDROID, "Chrome", "Android"),
        (f"{ANDROID} Zalo android/12", "Zalo", "Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17 Safari/604", "Safari", "iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120", "Edge", "Windows"),
        ("curl/8", "", ""),
    ],
)  # fmt: skip
def test_browsers_are_called_as_people_know_them(agent, browser, system):
    assert (browser_of(agent), system_of(agent)) == (browser, system)
