"""Six exam sites with four sessions each: a list, a preview, and exactly that."""

import pytest

from aoxanh.activities.models import Activity, CampaignActivity, Shift
from tests.activities.drive import Drive
from tests.web.desks import shown


ANSWERS = {
    "title": "Tiếp sức mùa thi",
    "day": "2026-11-28",
    "last_day": "2026-11-29",
    "begins": "06:00",
    "ends": "17:30",
    "places": "10",
    "sites": "THPT Tả Lèng | ta leng\nTHPT Bình Lư\tbình lư\t14\n\n",
}
PATH = "hoat-dong/moi/nhieu/?mau=tiep_suc_thi"


@pytest.fixture
def ask(browser, desk):
    return lambda path=PATH, **given: browser.post(desk(path), ANSWERS | given)


def test_the_preview_makes_nothing_and_says_what_will_be(ask):
    page = shown(ask())

    assert "2 hoạt động, 8 ca, 136 chỗ" in page
    assert "Tiếp sức mùa thi: THPT Bình Lư" in page
    assert "4 ca, 76 chỗ" in page
    assert not Activity.objects.exists()


def test_what_was_previewed_is_made(ask):
    ask(create="1")

    made = {row.title: row for row in Activity.objects.all()}
    assert set(made) == {"Tiếp sức mùa thi: THPT Tả Lèng", "Tiếp sức mùa thi: THPT Bình Lư"}
    assert Shift.objects.count() == 8
    assert made["Tiếp sức mùa thi: THPT Bình Lư"].place.name == "Bình Lư"
    slots = [slot for shift in Shift.objects.all() for slot in shift.slots.all()]
    assert sum(slot.capacity for slot in slots) == 136


def test_made_for_a_campaign_they_all_count_in_it(ask, world):
    campaign = Drive(world).opened()

    ask(f"{PATH}&chien-dich={campaign.pk}", create="1")

    assert CampaignActivity.objects.filter(campaign=campaign).count() == 2


@pytest.mark.parametrize(
    ("sites", "sentence"),
    [
        ("THPT Tả Lèng | xã Không Có", "Dòng 1: Chưa nhận ra đơn vị hành chính này"),
        ("THPT Tả Lèng", "Dòng 1: cần tên nơi, rồi xã, phường"),
        ("A | ta leng\na | Tả Lèng", "Dòng 2: nơi này đã có ở dòng trên"),
        ("A | ta leng | nhiều", "Dòng 1: “nhiều” chưa phải là số người"),
        ("A | ta leng | 1 | thừa", "Dòng 1: cần tên nơi"),
        ("\n".join(f"A{n} | ta leng" for n in range(61)), "nhiều nhất 60 hoạt động"),
        ("", "Hãy ghi ít nhất một nơi."),
    ],
)
def test_a_list_at_fault_is_refused_by_line_and_stays(ask, sites, sentence):
    answer = ask(sites=sites, create="1")

    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert 'value="Tiếp sức mùa thi"' in page
    assert not Activity.objects.exists()


def test_a_day_gone_by_makes_none_of_them(ask):
    page = shown(ask(day="2026-11-20", last_day="", create="1"))

    assert "Ngày này đã qua" in page
    assert not Activity.objects.exists()


def test_a_template_without_places_of_its_own_is_opened_one_by_one(browser, desk):
    assert browser.get(desk("hoat-dong/moi/nhieu/?mau=lop_so")).status_code == 404
    assert "Nhiều nơi một lần" in shown(browser.get(desk("hoat-dong/moi/?mau=tiep_suc_thi")))
