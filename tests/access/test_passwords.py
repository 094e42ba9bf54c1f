"""What serves as a password, how it is taken, and what the second factor stands for beside it."""

import gzip
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth import password_validation
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from aoxanh.access.models import Account
from aoxanh.access.rules.guessing import Guessable, words
from tests.access.organisation import PASSWORD
from tests.access.test_second_factor import code_for, set_up
from tests.conftest import NOW


SIGN_IN = "/dang-nhap/"
CODE = "/dang-nhap/ma-xac-thuc/"


@pytest.fixture
def account(org):
    return org.account("Hà Thị Mai", contact="0912345678")


@pytest.fixture
def signed_in(account):
    client = Client()
    sign_in(client)
    return client


def sign_in(client, password=PASSWORD):
    return client.post(SIGN_IN, {"login": "0912345678", "password": password})


def is_refused(password, user=None):
    try:
        password_validation.validate_password(password, user)
    except ValidationError:
        return True
    return False


def test_nine_signs_are_too_few_and_ten_do():
    assert is_refused("núi cao t")
    assert not is_refused("núi cao tự")


@pytest.mark.parametrize(
    "password",
    ["1234567890", "password123", "qwertyuiop", "P@ssw0rd2026", "aaaaaaaaaaaa", "iloveyou2026"],
)
def test_what_others_use_is_refused(password):
    assert is_refused(password)


def test_every_frequent_one_that_is_long_enough_is_refused():
    listed = Path(password_validation.__file__).parent / "common-passwords.txt.gz"
    with gzip.open(listed, "rt", encoding="utf-8") as file:
        known = {line.strip() for line in file} | set(FREQUENCY_LISTS["passwords"])
    long_enough = sorted(each for each in known if len(each) >= 10)

    assert len(long_enough) > 2400
    assert [each for each in long_enough[::20] if not is_refused(each)] == []


@pytest.mark.parametrize("word", words())
def test_words_of_this_portal_are_no_secret(word):
    assert is_refused(f"{word}2026!"[:20]) or len(word) > 16


def test_ones_own_number_and_name_are_no_secret():
    holder = Account(phone="+84912345678", email="mai.ha@example.vn", full_name="Hà Thị Mai Phương")

    assert is_refused("0912345678!", holder)
    assert is_refused("mai.ha@example.vn", holder)
    assert is_refused("Phương12345", holder)


@pytest.mark.parametrize(
    "password",
    [
        "mùa hè trên bản xa",
        "toàn chữ thường thôi",
        "7391 8264 0517",
        "🌱🌱 cây non mọc 🌱",
        "từ bản này sang bản kia là cả một ngày đường, hai con suối, ba con dốc và cầu",
    ],
)
def test_a_sentence_will_do_whatever_its_signs(account, password):
    client = Client()
    client.force_login(account)

    client.post(
        "/bao-mat/mat-khau/",
        {"oldpassword": PASSWORD, "password1": password, "password2": password},
    )

    account.refresh_from_db()
    assert account.check_password(password)


def test_it_is_taken_exactly_as_typed(account):
    for other in (PASSWORD.upper(), f" {PASSWORD}", f"{PASSWORD} ", PASSWORD[:-1]):
        assert sign_in(Client(), other).status_code == 200

    assert sign_in(Client()).status_code == 302


def test_it_is_typed_unseen_and_may_be_pasted(signed_in, account):
    pages = [Client().get(SIGN_IN), signed_in.get("/bao-mat/mat-khau/")]

    for page in pages:
        fields = [
            part for part in page.content.decode().split("<input") if 'type="password"' in part
        ]
        assert fields
        assert all("autocomplete=" in field.split(">")[0] for field in fields)
        assert "onpaste" not in page.content.decode()


def test_an_old_password_still_signs_in(account):
    Account.objects.filter(pk=account.pk).update(created_at=NOW.replace(year=2016))

    answer = sign_in(Client())

    assert "mat-khau" not in answer["Location"]


def test_a_new_password_does_not_do_away_with_the_code(signed_in, account):
    set_up(signed_in)
    Account.objects.filter(pk=account.pk).update(email="mai@example.vn")
    client = Client()
    client.post("/quen-mat-khau/", {"email": "mai@example.vn"})
    link = mail.outbox[0].body.split("http://testserver")[1].split()[0]
    page = client.get(link, follow=True)
    new = "một câu mới chỉ mình biết"

    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})

    assert sign_in(client, new)["Location"] == CODE
    assert client.get("/cua-toi/").status_code == 302


def test_a_link_for_a_new_password_lives_an_hour(account):
    Account.objects.filter(pk=account.pk).update(email="mai@example.vn")
    with time_machine.travel(NOW, tick=False):
        Client().post("/quen-mat-khau/", {"email": "mai@example.vn"})
    link = mail.outbox[0].body.split("http://testserver")[1].split()[0]

    with time_machine.travel(NOW.replace(hour=NOW.hour + 1, minute=1), tick=False):
        page = Client().get(link, follow=True)

    assert "đã hết hạn" in page.content.decode()


def test_a_code_of_the_app_works_once_and_half_a_minute(account):
    with time_machine.travel(NOW, tick=False):
        client = Client()
        sign_in(client)
        secret, _ = set_up(client)
    later = NOW.replace(minute=5)
    with time_machine.travel(later, tick=False):
        code = code_for(secret)
        first, second = Client(), Client()
        sign_in(first)
        sign_in(second)
        assert first.post(CODE, {"code": code}).status_code == 302
        assert second.post(CODE, {"code": code}).status_code == 200
        old = code_for(secret)
    with time_machine.travel(later.replace(second=31), tick=False):
        late = Client()
        sign_in(late)
        assert late.post(CODE, {"code": old}).status_code == 200


def test_guessing_the_code_ends(signed_in):
    set_up(signed_in)
    client = Client()
    sign_in(client)

    told = [client.post(CODE, {"code": f"{n:06d}"}).content.decode() for n in range(6)]

    assert "quá nhiều lần" in told[-1]


def test_who_sets_a_password_is_told_what_will_not_do():
    assert "số điện thoại" in Guessable().get_help_text()
