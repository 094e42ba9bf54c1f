"""Beside the computed figures, at a phone: a unit says in words what it did and takes it back; the figure stays."""

import re

import pytest
from playwright.sync_api import expect


pytestmark = pytest.mark.browser

COMMUNE = "0900000003"


def test_a_unit_writes_a_statement_beside_its_figures_and_takes_it_back(
    site, phone, sign_in, accessible
):
    sign_in(phone, COMMUNE)
    unit = re.search(r"/dieu-phoi/(\d+)/", phone.url).group(1)
    phone.goto(f"{site}/dieu-phoi/{unit}/chi-tieu/LC-5/")
    phone.get_by_role("link", name="Ghi nhận định", exact=True).click()
    phone.get_by_label("Nhận định").fill("Đã nối hai câu lạc bộ, còn thiếu đầu mối ở ba bản.")
    accessible(phone)
    phone.get_by_role("button", name="Ghi nhận định", exact=True).click()
    expect(phone.get_by_text("Đã ghi nhận định của đơn vị.")).to_be_visible()

    phone.get_by_role("link", name="Thu hồi", exact=True).first.click()
    phone.get_by_label("Lý do thu hồi").fill("Ghi nhầm năm")
    phone.get_by_role("button", name="Thu hồi", exact=True).click()

    expect(phone.get_by_text("Đã thu hồi, lý do được giữ lại.")).to_be_visible()
    accessible(phone)
