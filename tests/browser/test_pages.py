"""Every kind of page: axe finds nothing, at phone and desk size, light and dark."""

import pytest


pytestmark = pytest.mark.browser

PUBLIC = (
    "/",
    "/hoat-dong/",
    "/hoat-dong/?da-qua=1",
    "/don-vi/",
    "/chung-nhan/",
    "/chung-nhan/KHONGCO/",
    "/dang-nhap/",
    "/thanh-phan/",
)
MANAGE = (
    "",
    "tong-quan/",
    "so-lieu-nhanh/",
    "so-lieu-nhanh/turns/",
    "hoat-dong/",
    "hoat-dong/moi/",
    "hoat-dong/ghi-nhan/",
    "nguoi/",
    "don-vi/",
    "chung-nhan/",
    "nhat-ky/",
    "tin-gui-di/",
    "viec-nen/",
    "chi-tieu/LC-2/",
)
MINE = ("/cua-toi/", "/cua-toi/gio/", "/cua-toi/chung-nhan/", "/cua-toi/ho-so/")


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_accessible_on_a_phone(site, phone, accessible, path):
    phone.goto(site + path)

    accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_officers_pages_are_accessible_and_fit_a_phone(site, phone, sign_in, accessible):
    home = sign_in(phone, "0900000001").url

    for path in MANAGE:
        phone.goto(home + path)
        accessible(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_officers_pages_are_accessible_in_the_dark(site, desk, sign_in, accessible):
    desk.emulate_media(color_scheme="dark")
    home = sign_in(desk, "0900000001").url

    for path in MANAGE:
        desk.goto(home + path)
        accessible(desk)


def test_ones_own_pages_are_accessible(site, phone, sign_in, accessible):
    sign_in(phone, "0900000011")

    for path in MINE:
        answer = phone.goto(site + path)
        assert answer.status == 200, path
        accessible(phone)
