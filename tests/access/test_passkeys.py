"""Passkeys: made on one's own device, they stand for password and code."""

import html
import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from fido2.utils import websafe_decode
from fido2.webauthn import AuthenticatorData

from aoxanh.audit.models import Entry
from tests.access.organisation import PASSWORD
from tests.access.software_key import SoftwareKey


_SHAPE = {"id": "AA", "rawId": "AA", "type": "public-key", "clientExtensionResults": {}}
_CLIENT = "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0"
BROKEN = [
    json.dumps(_SHAPE | {"response": response})
    for response in (
        {},
        {"userHandle": "MQ"},
        {"userHandle": "MQ", "clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA"},
        {"userHandle": "MQ", "clientDataJSON": _CLIENT, "authenticatorData": "AA", "signature": ""},
        {
            "userHandle": 7,
            "clientDataJSON": _CLIENT,
            "authenticatorData": "A" * 60,
            "signature": "%",
        },
    )
]
ADD, LOGIN = "/bao-mat/khoa/them/", "/dang-nhap/khoa/"


@pytest.fixture
def account(org):
    return org.account("Hà Thị Mai", contact="0912 345 678")


@pytest.fixture
def signed_in(account):
    client = Client()
    client.post("/dang-nhap/", {"login": "0912345678", "password": PASSWORD})
    return client


def options_on(page):
    return json.loads(html.unescape(re.search(r'data-options="([^"]+)"', page)[1]))


def add(client, key, name="Điện thoại"):
    options = options_on(client.get(ADD).content.decode())
    return client.post(ADD, {"name": name, "credential": key.make(options)}, follow=True)


def asked(client):
    answer = client.get(LOGIN, headers={"x-requested-with": "XMLHttpRequest"})
    return answer.json()["request_options"]


@pytest.fixture
def key(signed_in):
    key = SoftwareKey()
    add(signed_in, key)
    return key


def test_a_key_is_added_and_the_trail_says_so(signed_in, account):
    done = add(signed_in, SoftwareKey(), name="Điện thoại của tôi").content.decode()

    entry = Entry.objects.filter(event="access.SignInMeansChanged").order_by("pk").first()
    assert "Mã dự phòng" in done
    assert "Điện thoại của tôi" in signed_in.get("/bao-mat/ma-xac-thuc/").content.decode()
    assert (entry.values["means"], entry.values["change"]) == ("PASSKEY", "ADDED")
    assert entry.account_id == account.pk


def test_the_key_alone_signs_in(key, account):
    client = Client()

    done = client.post(LOGIN, {"credential": key.show(asked(client))})

    assert done["Location"] == "/vao/"
    assert client.session["_auth_user_id"] == str(account.pk)


def test_a_key_that_did_not_ask_its_owner_does_not_sign_in(key):
    client = Client()
    shown = key.show(asked(client), flags=AuthenticatorData.FLAG.UP)

    client.post(LOGIN, {"credential": shown})

    assert "_auth_user_id" not in client.session


def test_an_answer_is_good_for_one_question(key):
    client, other = Client(), Client()
    shown = key.show(asked(client))
    asked(other)

    other.post(LOGIN, {"credential": shown})

    assert "_auth_user_id" not in other.session


def test_every_question_is_another_and_long_enough(db):
    """64 bits at least: ASVS 6.7.2."""
    questions = {asked(Client())["publicKey"]["challenge"] for _ in range(20)}

    assert len(questions) == 20
    assert all(len(websafe_decode(each)) >= 8 for each in questions)


def test_a_key_nobody_added_is_refused_in_vietnamese(signed_in, account, key):
    stranger, client = SoftwareKey(owner=key.owner), Client()

    refused = client.post(LOGIN, {"credential": stranger.show(asked(client))}, follow=True)

    assert "_auth_user_id" not in client.session
    assert "Mã chưa đúng" in refused.content.decode()


@pytest.mark.parametrize("sent", ["", "{", "{}", '{"id": 1}', "null", "[]", *BROKEN])
def test_a_broken_answer_is_refused(key, sent):
    client = Client()
    asked(client)

    answer = client.post(LOGIN, {"credential": sent})

    assert answer.status_code == 302
    assert "_auth_user_id" not in client.session


def test_after_the_password_the_key_stands_for_the_code(key, account):
    client = Client()
    client.post("/dang-nhap/", {"login": "0912345678", "password": PASSWORD})

    options = options_on(client.get("/dang-nhap/ma-xac-thuc/").content.decode())
    client.post("/dang-nhap/ma-xac-thuc/", {"credential": key.show(options)})

    assert client.session["_auth_user_id"] == str(account.pk)


def test_a_key_serves_roles_that_need_more_than_a_password(org, account, signed_in, key):
    org.officer("PROVINCE_OFFICER", org.province, account=account)

    assert signed_in.get("/vao/")["Location"] != "/bao-mat/ma-xac-thuc/bat/"


def test_a_key_confirms_that_it_is_oneself(signed_in, key):
    page = signed_in.get("/bao-mat/khoa/xac-nhan/?next=/bao-mat/lien-he/").content.decode()

    done = signed_in.post(
        "/bao-mat/khoa/xac-nhan/",
        {"credential": key.show(options_on(page)), "next": "/bao-mat/lien-he/"},
    )

    assert done["Location"] == "/bao-mat/lien-he/"


def test_a_key_is_removed_after_asking(signed_in, key, account):
    passkey = Authenticator.objects.get(user=account, type="webauthn")
    path = f"/bao-mat/khoa/{passkey.pk}/bo/"

    question = signed_in.get(path).content.decode()
    signed_in.post(path)

    client = Client()
    client.post(LOGIN, {"credential": key.show(asked(client))})
    assert "Bỏ khóa này" in question
    assert "_auth_user_id" not in client.session
    assert not Authenticator.objects.filter(user=account).exists()


def test_the_sign_in_page_offers_the_key_only_to_a_script(client, org):
    page = client.get("/dang-nhap/").content.decode()

    form = re.search(r"<form[^>]+data-passkey[^>]+>", page)[0]
    assert "hidden" in form
    assert LOGIN in form
