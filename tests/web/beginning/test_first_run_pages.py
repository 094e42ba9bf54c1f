"""“Bắt đầu” in a browser: from an empty database to a portal, by the bearer of the link alone."""

import pytest
from django.test import Client

from aoxanh.access.models import Account
from aoxanh.places.models import Place
from aoxanh.places.rules.names import search_text
from aoxanh.units import actions as units
from aoxanh.units.models import Beginning, Instance, Unit
from tests.web.desks import PASSWORD, shown


TOKEN = "a-token-that-was-printed"
START = f"/bat-dau/{TOKEN}/"


@pytest.fixture
def client(db, system, now, today):
    """A browser of somebody who has the link to an empty installation in Lai Châu."""
    units.load_kinds(by=system, now=now)
    above = None
    for level, kind, code, name in (
        ("PROVINCE", "PROVINCE", "12", "tỉnh Lai Châu"),
        ("COMMUNE", "COMMUNE", "03433", "xã Tả Lèng"),
        ("COMMUNE", "COMMUNE", "03405", "xã Bình Lư"),
    ):
        place = Place.objects.create(
            parent=above, level=level, kind=kind, code=code, name=name.split(" ", 1)[1],
            full_name=name, search_text=search_text(name.split(" ", 1)[1], ()),
            sort_key=name, valid_from=today,
        )  # fmt: skip
        above = above or place
    units.offer_beginning(by=system, token=TOKEN, now=now)
    return Client()


PROVINCE = {"scale": "PROVINCE", "province": "12", "commune": ""}


@pytest.fixture
def named(client):
    """Everything is answered but who administers."""
    client.post(f"{START}dia-ban/", PROVINCE)
    page = client.get(f"{START}ten-goi/")
    client.post(f"{START}ten-goi/", page.context["form"].initial)
    return client


ADMIN = {
    "full_name": "Lò Thị Mai",
    "contact": "0912 345 678",
    "password": PASSWORD,
    "works_too": "on",
}


def test_three_answers_make_a_portal_and_sign_its_administrator_in(named):
    done = named.post(f"{START}quan-tri/", ADMIN)

    assert done["Location"] == "/vao/"
    assert Instance.objects.get().name == "Cổng tình nguyện Lai Châu"
    assert not Instance.objects.get().is_demo
    assert named.session["_auth_user_id"] == str(Account.objects.get().pk)


def test_the_administrator_is_led_to_the_second_factor_without_the_password_again(named):
    named.post(f"{START}quan-tri/", ADMIN)

    assert named.get("/vao/")["Location"] == "/bao-mat/ma-xac-thuc/bat/"
    assert "Quét hình này" in shown(named.get("/bao-mat/ma-xac-thuc/bat/"))


def test_a_stopped_first_run_goes_on_at_its_step(client, named):
    assert client.get(START)["Location"] == f"{START}quan-tri/"


def test_it_begins_with_the_place(client):
    assert client.get(START)["Location"] == f"{START}dia-ban/"
    assert client.get(f"{START}ten-goi/")["Location"] == f"{START}dia-ban/"
    assert client.get(f"{START}quan-tri/")["Location"] == START


@pytest.mark.parametrize("step", ["", "dia-ban/", "ten-goi/", "quan-tri/"])
@pytest.mark.parametrize("token", ["x", "another-token"])
def test_without_the_secret_there_is_nothing(client, step, token):
    answer = client.get(f"/bat-dau/{token}/{step}")

    assert answer.status_code == 404


def test_the_link_is_dead_afterwards(named):
    named.post(f"{START}quan-tri/", ADMIN)

    assert Client().get(START).status_code == 404
    assert Client().post(f"{START}quan-tri/", ADMIN).status_code == 404
    assert Unit.objects.count() == 1


def test_pages_with_the_secret_are_kept_and_passed_on_by_nobody(client):
    page = client.get(f"{START}dia-ban/")

    assert page["Referrer-Policy"] == "no-referrer"
    assert page["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"scale": "COMMUNE"}, "Hãy ghi tên xã, phường hoặc đặc khu."),
        ({"province": "99"}, "99"),
        ({"scale": "COMMUNE", "commune": "xã Không Có"}, "Không Có"),
    ],
)
def test_a_place_that_cannot_be_is_asked_again(client, change, told):
    answer = client.post(f"{START}dia-ban/", PROVINCE | change)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Beginning.objects.get().place_id is None


def test_a_refused_administrator_keeps_what_was_typed_and_founds_nothing(named):
    answer = named.post(f"{START}quan-tri/", ADMIN | {"password": "123"})

    assert "Lò Thị Mai" in shown(answer)
    assert answer.status_code == 422
    assert not Unit.objects.exists()


def test_the_front_says_that_nothing_is_set_up_yet(client):
    page = shown(client.get("/"))

    assert "Cổng chưa được thiết lập" in page
    assert TOKEN not in page
