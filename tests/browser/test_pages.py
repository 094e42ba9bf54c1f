"""Pages full of the demo's data: axe finds nothing. Every page there is stands in tests/every_page."""

import pytest


pytestmark = pytest.mark.browser

PUBLIC = ("/", "/hoat-dong/", "/hoat-dong/?da-qua=1", "/chung-nhan/KHONGCO/")
MANAGE = ("", "tong-quan/", "so-lieu-nhanh/", "hoat-dong/", "don-vi/", "chi-tieu/LC-2/")


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_accessible_on_a_phone(site, phone, accessible, path):
    phone.goto(site + path)

    accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_officers_pages_fit_a_phone(site, phone, sign_in):
    home = sign_in(phone, "0900000001").url

    for path in MANAGE:
        phone.goto(home + path)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_officers_pages_are_accessible_at_a_desk_in_the_dark(site, desk, sign_in, accessible):
    desk.emulate_media(color_scheme="dark")
    home = sign_in(desk, "0900000001").url

    for path in MANAGE:
        desk.goto(home + path)
        accessible(desk)


def test_a_phone_begins_where_the_chosen_filter_stands(site, phone):
    phone.goto(f"{site}/mo-hinh/?linh-vuc=mang_luoi")

    place = phone.locator(".ax-chips > [aria-current]").bounding_box()

    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 360
