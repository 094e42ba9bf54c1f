"""Signing in with the account of one's agency, against a provider on this machine."""

import urllib.error
import urllib.request

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from joserfc import jwk

from aoxanh.access import actions
from aoxanh.access.errors import LastMeans
from aoxanh.access.models import Account
from aoxanh.access.queries import actor_of
from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import Missing
from tests.access.organisation import PASSWORD, refused
from tests.access.provider import Provider


pytestmark = pytest.mark.local_network
START, CALLBACK, JOIN = "/dang-nhap/co-quan/", "/dang-nhap/co-quan/xong/", "/dang-nhap/noi/"


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def _next(address):
    """Where the provider sends the browser."""
    try:
        urllib.request.build_opener(_Stay).open(address, timeout=5)
    except urllib.error.HTTPError as answer:
        return answer.headers["Location"]
    raise AssertionError


@pytest.fixture
def provider(settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    with Provider(client=app["client_id"], secret=app["secret"]) as provider:
        provider.person = {"sub": "u-17", "name": "Hà Thị Mai", "email": "mai@example.vn"}
        changed = app | {"settings": {"server_url": provider.address}}
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [changed]}
        }
        yield provider


@pytest.fixture
def account(org):
    return org.account("Hà Thị Mai", contact="0912 345 678")


def go(client, query=""):
    """The whole way to the provider and back."""
    left = client.post(f"{START}{query}")
    back = _next(left["Location"])
    return client.get(back.removeprefix("http://testserver"))


@pytest.fixture
def joined(provider, account):
    client = Client()
    client.post("/dang-nhap/", {"login": "0912345678", "password": PASSWORD})
    go(client, "?process=connect")
    return client


def test_the_sign_in_page_names_the_provider_and_lets_the_form_go_there(client, org):
    page = client.get("/dang-nhap/")

    assert "Đăng nhập bằng Tài khoản cơ quan" in page.content.decode()
    assert "https://danh-tinh.example.vn" in page["Content-Security-Policy"]


def test_without_a_provider_nothing_is_offered(client, org, settings):
    settings.OIDC_ADDRESS = ""
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}

    assert "cơ quan" not in client.get("/dang-nhap/").content.decode()
    assert client.post(START).status_code == 404


def test_an_account_is_joined_once_and_signs_in_from_then_on(joined, account):
    client = Client()

    done = go(client)

    entry = Entry.objects.get(event="access.SignInMeansChanged")
    assert done["Location"] == "/vao/"
    assert client.session["_auth_user_id"] == str(account.pk)
    assert (entry.values["means"], entry.account_id) == ("IDENTITY", account.pk)


def test_an_address_that_the_provider_names_opens_no_account(provider, org):
    account = org.account("Người khác", contact="mai@example.vn")
    client = Client()

    led = go(client)

    assert led["Location"] == JOIN
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.filter(user=account).exists()


def test_who_is_new_registers_without_a_password(provider, org):
    client = Client()
    go(client)

    page = client.get(JOIN).content.decode()
    client.post(
        JOIN,
        {"full_name": "Hà Thị Mai", "contact": "0987654321", "birth_year": "2001", "consent": "on"},
    )

    account = Account.objects.get(phone="+84987654321")
    again = Client()
    go(again)
    assert 'value="Hà Thị Mai"' in page
    assert 'type="password"' not in page
    assert not account.has_usable_password()
    assert again.session["_auth_user_id"] == str(account.pk)


def test_a_refused_registration_keeps_what_was_typed(provider, org):
    client = Client()
    go(client)

    page = client.post(
        JOIN, {"full_name": "Hà Thị Mai", "contact": "12", "birth_year": "2001", "consent": "on"}
    )

    assert "chưa phải số điện thoại" in page.content.decode()
    assert 'value="12"' in page.content.decode()
    assert SocialAccount.objects.count() == 0


def test_nobody_joins_without_coming_from_the_provider(client, org):
    assert client.get(JOIN)["Location"] == "/dang-nhap/"


def test_one_who_turns_back_there_is_told_that_nothing_changed(provider, org):
    provider.refuses = True
    client = Client()

    answer = go(client)

    assert answer["Location"] == "/dang-nhap/chua-xong/"
    assert "Chưa có gì thay đổi" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=y", "?error=server_error&state=y"])
def test_a_made_up_answer_signs_nobody_in(provider, org, query):
    client = Client()

    answer = client.get(f"{CALLBACK}{query}")

    assert answer.status_code == 401
    assert "Trang của cơ quan chưa xác nhận được bạn" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "claims",
    [{"aud": "cong-khac"}, {"iss": "https://noi-khac.example"}, {"exp": 1}],
    ids=["another portal", "another issuer", "of old"],
)
def test_a_token_that_is_not_for_this_portal_and_now_signs_nobody_in(provider, org, claims):
    provider.claims = claims
    client = Client()

    answer = go(client)

    assert answer.status_code == 401
    assert "_auth_user_id" not in client.session


def test_a_token_signed_with_a_key_the_provider_does_not_publish_signs_nobody_in(provider, joined):
    provider.other_key = jwk.RSAKey.generate_key(2048, {"kid": "1", "alg": "RS256"})
    client = Client()

    answer = go(client)

    assert answer.status_code == 401
    assert "_auth_user_id" not in client.session


def test_a_provider_that_speaks_for_another_issuer_is_not_gone_to(provider, org, client):
    provider.issuer = "https://noi-khac.example"

    led = client.post(START, follow=True)

    assert led.redirect_chain == [("/dang-nhap/", 302)]
    assert "Tài khoản cơ quan trả lời không đúng như đã khai" in led.content.decode()


def test_a_provider_that_changes_its_issuer_meanwhile_is_not_believed(provider, org):
    client = Client()
    back = _next(client.post(START)["Location"]).removeprefix("http://testserver")
    provider.issuer = "https://noi-khac.example"

    assert client.get(back)["Location"] == "/dang-nhap/"
    assert "_auth_user_id" not in client.session


def test_a_code_is_good_for_one_browser(provider, joined):
    victim, thief = Client(), Client()
    back = _next(victim.post(START)["Location"]).removeprefix("http://testserver")

    answer = thief.get(back)

    assert answer.status_code == 401
    assert "_auth_user_id" not in thief.session


def test_an_identity_of_somebody_else_is_not_joined_again(joined, org):
    org.account("Người khác", contact="0987654321")
    other = Client()
    other.post("/dang-nhap/", {"login": "0987654321", "password": PASSWORD})

    page = go(other, "?process=connect")

    assert SocialAccount.objects.count() == 1
    assert page.status_code == 302


def test_it_is_left_again(joined, account):
    identity = SocialAccount.objects.get(user=account)
    page = joined.get("/bao-mat/ma-xac-thuc/").content.decode()

    joined.post(f"/bao-mat/tai-khoan-co-quan/{identity.pk}/bo/")

    assert "Đã nối với tài khoản này" in page
    assert SocialAccount.objects.count() == 0
    assert Entry.objects.filter(event="access.SignInMeansChanged").count() == 2


def test_the_last_way_in_is_kept(org, account, now):
    account.set_unusable_password()
    account.save(update_fields=["password"])
    identity = SocialAccount.objects.create(user=account, provider="co-quan", uid="u-17")

    with refused(LastMeans):
        actions.leave_identity(by=actor_of(account, day=org.day), identity_id=identity.pk, now=now)

    assert SocialAccount.objects.filter(pk=identity.pk).exists()


def test_somebody_elses_way_in_is_not_there(org, account, now):
    other = Account.objects.create(phone="+84912000999", full_name="Lò Thị Mai", created_at=now)
    identity = SocialAccount.objects.create(user=other, provider="co-quan", uid="u-18")

    with refused(Missing):
        actions.leave_identity(by=actor_of(account, day=org.day), identity_id=identity.pk, now=now)


def test_a_password_is_set_by_who_has_none(org, account):
    account.set_unusable_password()
    account.save(update_fields=["password"])
    client = Client()
    client.force_login(account)

    page = client.get("/bao-mat/ma-xac-thuc/").content.decode()
    client.post(
        "/bao-mat/mat-khau/dat/", {"password1": "mật khẩu mới dài", "password2": "mật khẩu mới dài"}
    )

    account.refresh_from_db()
    assert "Đặt mật khẩu" in page
    assert account.check_password("mật khẩu mới dài")


@pytest.mark.parametrize("name", ["openid_connect_login", "openid_connect_callback"])
def test_a_provider_that_nobody_named_is_not_there(client, org, name):
    path = reverse(name, kwargs={"provider_id": "9" * 40})

    assert client.post(path).status_code == 404


def test_a_provider_that_does_not_answer_is_told_and_breaks_nothing(client, org, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    nowhere = app | {"settings": {"server_url": "http://127.0.0.1:9"}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [nowhere]}}

    page = client.post(START, follow=True)

    assert page.redirect_chain == [("/dang-nhap/", 302)]
    assert "Không liên lạc được với Tài khoản cơ quan" in page.content.decode()
