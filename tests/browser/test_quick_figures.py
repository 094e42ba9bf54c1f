"""From sign-in to a pasted paragraph: on a phone, in under a minute, in five steps."""

import time

import pytest

from tests.browser.conftest import DEMO_PASSWORD


pytestmark = pytest.mark.browser

A_MINUTE = 60


def test_an_officer_copies_the_paragraph_in_five_steps_and_under_a_minute(site, phone, accessible):
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    began = time.monotonic()
    phone.goto(f"{site}/dang-nhap/")
    _sign_in(phone)
    phone.get_by_text("Mục lục").click()
    phone.get_by_role("link", name="Số liệu nhanh").first.click()
    phone.get_by_role("button", name="Sao chép đoạn văn").click()
    phone.get_by_text("Đã sao chép, dán vào Word hoặc Zalo").wait_for()

    pasted = phone.evaluate("navigator.clipboard.readText()")
    assert time.monotonic() - began < A_MINUTE
    assert pasted.startswith("Từ ngày 01/01 đến ")
    assert "Tỉnh đoàn Lai Châu và các đơn vị bên dưới đã tổ chức" in pasted
    accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_table_is_copied_as_lines_for_zalo_and_as_a_table_for_word(site, desk, sign_in):
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    home = sign_in(desk, "0900000001").url
    desk.goto(f"{home}so-lieu-nhanh/")

    desk.get_by_role("button", name="Sao chép bảng").click()
    desk.get_by_text("Đã sao chép bảng").wait_for()

    assert "- Lượt người tham gia: " in desk.evaluate("navigator.clipboard.readText()")
    kinds = desk.evaluate("navigator.clipboard.read().then((items) => items[0].types)")
    assert "text/html" in kinds


def _sign_in(page):
    page.locator("input[name=login]").fill("0900000001")
    page.locator("input[name=password]").fill(DEMO_PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/dieu-phoi/**")
