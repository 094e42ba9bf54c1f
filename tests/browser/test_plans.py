"""A plan is written on a phone without script: what counts is joined in two ways, and the draft says so in words."""

import re

import pytest
from playwright.sync_api import expect


pytestmark = pytest.mark.browser

PROVINCE = "0900000001"


def test_a_score_of_several_measures_is_written_row_by_row(phone_without_script, sign_in):
    page = sign_in(phone_without_script, PROVINCE)
    base = re.match(r".*/dieu-phoi/\d+/", page.url)[0]
    page.goto(f"{base}soan-ke-hoach/")
    page.get_by_role("link", name="Tăng cường năng lực").first.click()
    page.get_by_role("link", name="Thêm chỉ tiêu").click()
    page.get_by_role("link", name="Điểm theo mức").click()

    page.get_by_label("Tên", exact=True).fill("Điểm phong trào của tỉnh")
    page.get_by_label("Mục trong kế hoạch").fill("II.9")
    page.locator("select[name='muc-numerator.0.measure']").select_option("activities_declared")
    page.get_by_role("button", name="Thêm một nhóm gộp cách khác").first.click()
    page.locator("select[name='muc-numerator.n1.0.measure']").select_option("activities_recorded")
    page.locator("select[name='muc-numerator.n1.1.measure']").select_option("teams")
    page.locator("input[name='muc-bands.0.from']").fill("0")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator("main")).to_contain_text("Thiếu mục Gọi là.")
    page.locator("input[name='muc-bands.0.name']").fill("Cần cố gắng")
    page.get_by_role("button", name="Lưu").click()

    assert wide <= 0
    expect(page.locator("main")).to_contain_text("Điểm phong trào của tỉnh")
    expect(page.locator("main")).to_contain_text("+ (số lớn nhất của:")
