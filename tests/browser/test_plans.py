"""A plan is written on a phone without script: a measure is taken off another, and the draft says so."""

import re

import pytest
from playwright.sync_api import expect


pytestmark = pytest.mark.browser

PROVINCE = "0900000001"


def test_a_measure_is_taken_off_another_row_by_row(phone_without_script, sign_in):
    page = sign_in(phone_without_script, PROVINCE)
    base = re.match(r".*/dieu-phoi/\d+/", page.url)[0]
    page.goto(f"{base}soan-ke-hoach/")
    page.get_by_role("link", name="Tăng cường năng lực").click()
    page.get_by_role("link", name="Hoạt động được ghi nhận, cập nhật").click()

    page.get_by_role("button", name="Thêm một số đo để cộng, trừ").first.click()
    page.locator("select[name='muc-numerator.1.measure']").select_option("activities_declared")
    page.locator("select[name='muc-numerator.1.less']").select_option("1")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.get_by_role("button", name="Lưu").click()

    assert wide <= 0
    expect(page.locator("main")).to_contain_text(" − ")
