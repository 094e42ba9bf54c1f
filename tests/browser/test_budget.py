"""Money of a programme at a phone: a commune asks for it, the province sees it among the others."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import expect

from aoxanh.kernel.dates import ZONE


pytestmark = pytest.mark.browser

PROVINCE, COMMUNE = "0900000001", "0900000003"


def test_a_commune_sends_its_estimate_and_the_province_adds_it_up(phone_without_script, sign_in):
    page = sign_in(phone_without_script, COMMUNE)
    base = re.match(r".*/dieu-phoi/\d+/", page.url)[0]
    year = datetime.now(tz=ZONE).year + 2  # noqa: TID251  a real clock

    page.goto(f"{base}kinh-phi/?nam={year}")
    page.get_by_role("link", name="Thêm dòng dự toán").first.click()
    page.locator("select[name=task]").select_option(index=1)
    page.locator("input[name=amount]").fill("khoảng 7,5 triệu")
    page.get_by_role("button", name="Thêm dòng").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("khoảng 7,5 triệu đồng")
    page.get_by_role("link", name="Gửi dự toán").click()
    page.get_by_role("button", name="Gửi dự toán").click()
    expect(page.locator("main")).to_contain_text("Đã gửi")

    page.context.clear_cookies()
    sign_in(page, PROVINCE)
    base = re.match(r".*/dieu-phoi/\d+/", page.url)[0]
    page.goto(f"{base}kinh-phi/tong-hop/?nam={year}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("khoảng 7,5 triệu đồng")
