"""Vietnamese at the plain address, English under /en/; the address alone decides."""

import pytest
from django.utils.translation import override

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
