"""Units for everyone: a list to search, whom to call, what came of closed ones."""

from datetime import timedelta

import pytest

from aoxanh.people.models import FocalPoint, Person
from aoxanh.units import actions as units
from aoxanh.units.types import Decision
from tests.web.desks import shown


@pytest.fixture(autouse=True)
def _open(crowd):
    """An open activity of Tả Lèng."""


def _page(unit):
    return f"/don-vi/{unit.code}/"


def test_the_list_is_searched_without_marks(client):
    page = shown(client.get("/don-vi/?q=binh lu"))

    assert "Đoàn Bình Lư" in page
    assert "Đoàn Tả Lèng" not in page


def test_the_list_is_narrowed_to_one_organisation(client):
    assert "Đoàn Tả Lèng" in shown(client.get("/don-vi/?to-chuc=DOAN"))
    assert "Không có đơn vị nào khớp" in shown(client.get("/don-vi/?to-chuc=HOI_SV"))


def test_a_unit_shows_whom_to_call_and_what_is_coming(client, world, crowd):
    person = Person.objects.create(
        unit=world.ta_leng,
        full_name="Lò Thị Mai",
        search_text="lo thi mai",
        sort_key="mai",
        created_at=world.now,
    )
    FocalPoint.objects.create(
        unit=world.ta_leng,
        person=person,
        department="Văn phòng",
        phone="+84912345678",
        valid_from=world.day,
    )

    page = shown(client.get(_page(world.ta_leng)))

    assert "Lò Thị Mai" in page
    assert "tel:+84912345678" in page
    assert crowd.activity.title in page


def test_a_closed_unit_leads_to_its_heir_and_back(client, world):
    units.merge(
        by=world.system,
        into_id=world.ta_leng.pk,
        unit_ids=[world.binh_lu.pk],
        on=world.day - timedelta(days=1),
        decision=Decision("07-QĐ"),
        now=world.now,
    )

    closed = shown(client.get(_page(world.binh_lu)))
    heir = shown(client.get(_page(world.ta_leng)))

    assert "Nay là" in closed
    assert _page(world.ta_leng) in closed
    assert "Tiếp nhận hồ sơ của" in heir
    assert _page(world.binh_lu) in heir


def test_an_unknown_unit_is_not_found(client):
    assert client.get("/don-vi/khongco/").status_code == 404


@pytest.mark.parametrize("path", ["/don-vi/", "/don-vi/?q=ta leng"])
def test_the_list_asks_at_most_four_questions(client, statements, path):
    client.get(path)

    with statements() as counted:
        client.get(path)

    assert counted.count <= 4, counted.sqls


def test_a_unit_asks_at_most_five_questions(client, statements, world):
    client.get(_page(world.ta_leng))

    with statements() as counted:
        client.get(_page(world.ta_leng))

    assert counted.count <= 5, counted.sqls


def test_the_list_costs_the_same_for_few_and_for_many(client, world, costs_the_same):
    def grow():
        for number in range(6):
            world.found(f"xã số {number}", parent=world.found(f"huyện {number}", kind="tinh_doan"))

    costs_the_same(lambda: client.get("/don-vi/"), grow)


def test_a_unit_page_is_the_same_bytes_for_everyone(client, world):
    first, second = client.get(_page(world.ta_leng)), client.get(_page(world.ta_leng))

    assert first.content == second.content
    assert not first.cookies
