"""Vietnamese at the plain address, English under /en/; the address alone decides. What leaves is Vietnamese."""

import re

import pytest
from django.utils.translation import override

from aoxanh.activities import actions
from aoxanh.notices.models import Notice
from aoxanh.web.templatetags.aoxanh import hours, short_weekday, vn_number, weekday


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("accepted", ["en", "vi", "fr"])
def test_the_address_decides_and_not_the_browser(client, accepted):
    page = client.get("/dang-nhap/", headers={"accept-language": accepted}).content.decode()

    assert '<html lang="vi"' in page


def test_each_page_leads_to_itself_in_the_other_language(client):
    vietnamese = client.get("/hoat-dong/?da-qua=1").content.decode()
    english = client.get("/en/hoat-dong/?da-qua=1").content.decode()

    assert '<html lang="en"' in english
    assert 'href="/en/hoat-dong/?da-qua=1"' in vietnamese
    assert 'href="/hoat-dong/?da-qua=1"' in english


@pytest.mark.usefixtures("desks")
def test_english_pages_lead_to_english_pages(client):
    page = client.get("/en/").content.decode()

    assert 'href="/en/hoat-dong/"' in page
    assert 'href="/hoat-dong/"' not in page


def test_a_public_page_stays_without_cookie_in_english(client):
    answer = client.get("/en/hoat-dong/")

    assert not answer.cookies
    assert "Vary" not in answer


def test_numbers_and_days_are_written_for_the_reader(today):
    vietnamese = (vn_number(1280), hours(90), weekday(today), short_weekday(today))
    with override("en"):
        english = (vn_number(1280), hours(90))

    assert vietnamese == ("1.280", "1,5", "Thứ Hai", "T2")
    assert english == ("1,280", "1.5")


def test_the_chain_is_walked_in_english(client, world, desks, crowd):
    code = crowd.activity.code

    page = client.get(f"/en/hoat-dong/{code}/").content.decode()
    token = re.search(r'name="form" value="([^"]+)"', page)[1]
    kept = client.post(
        f"/en/hoat-dong/{code}/dang-ky/",
        {
            "form": token,
            "slots": crowd.slot.pk,
            "full_name": "Lò Thị Ón",
            "contact": "0912345678",
            "birth_year": "2000",
            "consent": "on",
        },
        headers={"sec-fetch-site": "same-origin"},
    )
    shown = client.get(kept["Location"]).content.decode()
    home = desks.at(world.ta_leng).get(f"/en/dieu-phoi/{world.ta_leng.pk}/").content.decode()
    looked_up = client.get("/en/chung-nhan/").content.decode()

    assert kept["Location"].startswith("/en/ma/")
    for text, said in (
        (page, "Book a place"),
        (shown, "pass"),
        (home, "To do"),
        (looked_up, "certificate"),
    ):
        assert said.lower() in text.lower()
    assert "Việc cần làm" not in home
    assert "Tra cứu giấy chứng nhận" not in looked_up


def test_what_is_sent_is_vietnamese_whoever_sends_it(world, desks, crowd):
    first = crowd.sign_up("Lò Văn An", "an@example.vn")
    crowd.sign_up("Lò Văn Bình", "binh@example.vn")
    crowd.sign_up("Lò Văn Chi", "chi@example.vn")

    with override("en"):
        actions.withdraw(by=crowd.guest(), token=first.token, now=world.now)

    assert "Bạn đã có chỗ" in Notice.objects.latest("pk").subject
