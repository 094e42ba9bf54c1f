"""The headers of every kind of page: what a browser is forbidden to do with it."""

import re

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
from django.test import Client, RequestFactory
from django.urls import reverse
from whitenoise.middleware import WhiteNoiseMiddleware

from tests.activities.crowd import Crowd
from tests.web.observatory import MOST, rating


pytestmark = pytest.mark.django_db

FORBIDDEN = ("'unsafe-inline'", "'unsafe-eval'", "http:", "https:", "*")
INLINE = re.compile(
    rb"<script(?![^>]*\ssrc=)(?![^>]*application/(?:ld\+)?json)|\sstyle=|\son\w+=|javascript:"
)


@pytest.fixture
def asked(desks, world):
    """``asked()``: one page of each kind, by kind."""
    crowd = Crowd.at(world)
    held = crowd.sign_up()
    desk = desks.at(world.ta_leng)
    office = f"/dieu-phoi/{world.ta_leng.pk}"

    def ask(**how):
        anybody = Client()
        found = {
            "public": anybody.get("/", **how),
            "public list": anybody.get("/hoat-dong/", **how),
            "activity": anybody.get(f"/hoat-dong/{crowd.activity.code}/", **how),
            "bearer": anybody.get(f"/ma/{held.token}/", **how),
            "sign-in": anybody.get("/dang-nhap/", **how),
            "officers": desk.get(f"{office}/", **how),
            "list of officers": desk.get(f"{office}/hoat-dong/", **how),
            "door": desk.get(f"{office}/hoat-dong/{crowd.activity.pk}/diem-danh/", **how),
            "one's own": desk.get(reverse("access:sessions"), **how),
            "not there": anybody.get("/khong-co/", **how),
            "JSON": anybody.get("/api/v1/activities", **how),
        }
        shown = {kind: page.status_code for kind, page in found.items()}
        assert shown == dict.fromkeys(found, 200) | {"not there": 404}
        return found

    return ask


@pytest.fixture
def pages(asked):
    return asked()


def test_no_page_lets_a_browser_run_what_is_not_ours(pages):
    for kind, page in pages.items():
        policy = dict(
            part.strip().split(" ", 1) for part in page["Content-Security-Policy"].split(";")
        )
        allowed = " ".join(policy.values()).split()
        closed = ("default-src", "base-uri", "frame-ancestors", "object-src")

        assert {policy[name] for name in closed} == {"'none'"}, kind
        assert not set(FORBIDDEN) & set(allowed), kind
        assert set(policy["script-src"].split()) <= {"'self'", "'wasm-unsafe-eval'"}, kind
        assert "'self'" in policy["form-action"], kind


def test_every_page_says_what_a_browser_may_guess_tell_and_frame(pages):
    for kind, page in pages.items():
        assert page["X-Content-Type-Options"] == "nosniff", kind
        assert page["X-Frame-Options"] == "DENY", kind
        assert page["Referrer-Policy"] in {"same-origin", "no-referrer"}, kind
        assert page["Cross-Origin-Opener-Policy"] == "same-origin", kind


def test_no_page_holds_script_or_style_of_its_own(pages):
    for kind, page in pages.items():
        assert INLINE.search(page.content) is None, kind


def test_behind_tls_browsers_are_told_to_stay_there(settings, client, world):
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True

    told = client.get("/hoat-dong/", secure=True)["Strict-Transport-Security"]

    assert told == "max-age=31536000; includeSubDomains; preload"


@pytest.fixture
def rated(settings, asked):
    """One page of each kind as it comes behind TLS."""
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    return asked(secure=True)


def test_the_observatory_would_rate_every_kind_of_page_a_plus(rated, told):
    ratings = {kind: rating(page) for kind, page in rated.items()}

    assert min(ratings.values()) >= 120, ratings
    lowest, highest = min(ratings.values()), max(ratings.values())
    told(
        "A3 headers",
        f"{len(ratings)} kinds of pages behind TLS, rated by the rules of the HTTP Observatory",
        f"{lowest} to {highest} of {MOST}",
        "A+ (120 and more), no inline script",
    )


@pytest.mark.parametrize(
    "gone", ["Content-Security-Policy", "Strict-Transport-Security", "Cross-Origin-Resource-Policy"]
)
def test_without_one_of_its_headers_a_page_is_rated_lower(rated, gone):
    whole = rating(rated["sign-in"])

    del rated["sign-in"][gone]

    assert rating(rated["sign-in"]) <= whole - 10


def test_cookies_of_forms_are_read_by_no_script(client, world):
    client.get("/dang-nhap/")

    cookie = client.cookies[settings.CSRF_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_no_other_site_may_read_an_answer(pages, client):
    asked = client.get("/api/v1/activities", headers={"origin": "https://evil.example"})

    for page in (asked, *pages.values()):
        assert not [name for name in page.headers if name.startswith("Access-Control-")]


def test_every_answer_says_what_it_is(pages):
    for kind, page in pages.items():
        assert page["Content-Type"] in {
            "text/html; charset=utf-8",
            "application/json; charset=utf-8",
        }, kind


def test_what_is_somebodys_own_is_kept_nowhere(pages):
    for kind in ("bearer", "officers", "list of officers", "door", "one's own"):
        assert pages[kind]["Cache-Control"] == "private, no-store", kind


def test_files_of_ours_are_framed_and_guessed_by_nobody(tmp_path):
    (tmp_path / "x.js").write_text("1")
    serving = WhiteNoiseMiddleware(HttpResponse)
    serving.add_files(tmp_path, "static/")

    told = SecurityMiddleware(serving)(RequestFactory().get("/static/x.js"))

    told.close()
    assert "frame-ancestors 'none'" in told["Content-Security-Policy"]
    assert (told["X-Frame-Options"], told["X-Content-Type-Options"]) == ("DENY", "nosniff")


@pytest.mark.parametrize(
    "path",
    ["/.git/config", "/.env", "/static/", "/files/", "/media/", "/pyproject.toml", "/admin/"],
)
def test_what_is_no_page_is_not_there(client, world, path):
    assert client.get(path).status_code == 404


def test_nothing_answers_a_trace(pages, client):
    for path in ("/", "/hoat-dong/", "/dang-nhap/", "/api/v1/activities"):
        answer = client.generic("TRACE", path, headers={"x-secret": "abc"})

        assert answer.status_code in {405, 404}, path
        assert b"abc" not in answer.content
