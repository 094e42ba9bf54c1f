"""A merger at a phone: prepared by its decision, tried out, written, seen in Việc cần làm, taken back."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from aoxanh.kernel.dates import ZONE


pytestmark = pytest.mark.browser

PROVINCE = "0900000001"


def _press(page, words, role="button"):
    page.get_by_role(role, name=re.compile(words)).first.click()
    page.wait_for_load_state()


def test_two_communes_are_merged_by_a_decision_and_it_is_taken_back(phone, sign_in, accessible):
    sign_in(phone, PROVINCE)
    home = re.match(r".*/dieu-phoi/\d+/", phone.url)[0]
    today = datetime.now(ZONE).date()  # noqa: TID251  the site reads the real clock
    phone.goto(home + "sap-xep/moi/")
    phone.locator("[name=decision_number]").fill("219-QĐ/TĐTN-BTC")
    phone.locator("[name=decision_on]").fill(today.isoformat())
    phone.locator("[name=decided_by]").fill("Ban Thường vụ Tỉnh đoàn")
    phone.locator("[name=on]").fill((today + timedelta(days=26)).isoformat())
    _press(phone, "Tiếp: chọn đơn vị")
    accessible(phone)

    _press(phone, "Thêm đơn vị", "link")
    accessible(phone)
    phone.locator("[name=unit]").select_option(label="Đoàn xã Sin Suối Hồ")
    phone.get_by_label("Nhập vào một đơn vị khác").check()
    phone.locator("[name=heir_ids]").select_option(label="Đoàn xã Tả Lèng")
    _press(phone, "Thêm vào đợt")
    _press(phone, "Chạy thử")
    expect(phone.locator("main")).to_contain_text("Không có gì cản trở")
    accessible(phone)

    _press(phone, "Ghi cả đợt")
    expect(phone.locator("main")).to_contain_text("Đã ghi, chờ ngày")
    accessible(phone)
    detail = phone.url
    phone.goto(home)
    expect(phone.locator("main")).to_contain_text("theo 219-QĐ/TĐTN-BTC")

    phone.goto(detail)
    _press(phone, "Rút lại cả đợt")
    expect(phone.locator("main")).to_contain_text("Đã rút lại")
