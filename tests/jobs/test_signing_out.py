"""`aoxanh sessions end`: one account, or everybody, is signed out of every browser."""

import pytest
from django.test import Client

from aoxanh.access import actions as access
from aoxanh.access.models import Account
from aoxanh.audit.models import Entry
from aoxanh.jobs import cli
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed


pytestmark = pytest.mark.django_db
PASSWORD = "áo xanh trên núi"


@pytest.fixture
def browsers(system, now):
    """Three browsers: two of one account, one of another."""

    def sign_in(contact):
        client = Client()
        client.post("/dang-nhap/", {"login": contact, "password": PASSWORD})
        return client

    for contact in ("0912345678", "mai@example.vn"):
        access.register(
            by=system, contact=contact, full_name="Hà Thị Mai", password=PASSWORD, now=now
        )
    return [sign_in("0912345678"), sign_in("0912345678"), sign_in("mai@example.vn")]


def are_in(browsers):
    return [each.get("/bao-mat/ma-xac-thuc/").status_code == 200 for each in browsers]


def test_one_account_is_signed_out_everywhere(browsers, capsys):
    assert cli.main(["sessions", "end", "--account", "0912 345 678"]) == 0

    assert are_in(browsers) == [False, False, True]
    assert capsys.readouterr().out == "Đã đăng xuất 2 máy.\n"
    entry = Entry.objects.get(event="access.SessionsEnded")
    assert entry.subject_id == Account.objects.get(phone="+84912345678").pk


def test_everybody_is_signed_out(browsers):
    assert cli.main(["sessions", "end", "--all"]) == 0

    assert are_in(browsers) == [False, False, False]
    assert Entry.objects.filter(event="access.SessionsEnded").count() == 2


@pytest.mark.parametrize("contact", ["0987654321", "chẳng phải liên hệ"])
def test_an_unknown_account_is_refused(browsers, capsys, contact):
    assert cli.main(["sessions", "end", "--account", contact]) == 1

    assert "Không có tài khoản nào" in capsys.readouterr().err
    assert are_in(browsers) == [True, True, True]


def test_nobody_else_signs_others_out(today, now):
    with pytest.raises(NotAllowed):
        access.end_sessions(by=Actor.guest(day=today), account_id=None, now=now)
