"""Numbers given to units, people chosen and pasted, and who is short: at a phone, without script."""

import re

import pytest
from playwright.sync_api import expect


pytestmark = pytest.mark.browser

PROVINCE, COMMUNE = "0900000001", "0900000003"
PASTED = """DANH SÁCH ĐOÀN VIÊN
STT\tHọ và tên\tNăm sinh\tLớp\tSĐT
1\tGiàng A Thử\t12/3/2004\t10A1\t912345678
🌸 Thu Hà Thử 🌸 (Chi đoàn 3)\t2003\t0356 789 012
Giàng A Thử 0912 345 678
các bạn điền vào đây trước thứ sáu giúp mình với nhé"""


def _signed_in(chromium, site, number):
    context = chromium.new_context(
        viewport={"width": 360, "height": 800}, java_script_enabled=False, locale="vi-VN"
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(f"{site}/dang-nhap/")
    page.locator("input[name=login]").fill(number)
    page.locator("input[name=password]").fill("aoxanh-demo-2026")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    return context, page


def _press(page, words):
    page.get_by_role("button", name=re.compile(words)).first.click()
    page.wait_for_load_state()


def _give_to_binh_lu(organiser):
    """The province gives Bình Lư a number; returns the address of its list."""
    organiser.locator("a[href*='/chi-tieu/']").first.click()
    organiser.wait_for_load_state()
    listed = organiser.url
    organiser.goto(listed + "giao/")
    organiser.get_by_label("Số người của Đoàn xã Bình Lư").fill("2")
    _press(organiser, "Giao chỉ tiêu")
    expect(organiser.locator("main")).to_contain_text("Đoàn xã Bình Lư")
    return listed


def _send_three(secretary):
    """Tả Lèng chooses one of its people and pastes two more."""
    secretary.locator("a[href*='/cu-nguoi/']").first.click()
    secretary.wait_for_load_state()
    secretary.locator("input[name=person]").first.check()
    secretary.locator("textarea[name=pasted]").fill(PASTED)
    _press(secretary, "Xem lại trước khi gửi")
    for words in ("Đọc được 3 người", "Trùng dòng 3", "Đã bỏ ký hiệu trong tên"):
        expect(secretary.locator("main")).to_contain_text(words)
    _press(secretary, "Gửi danh sách")
    expect(secretary.locator("main")).to_contain_text("Giàng A Thử")


def test_units_are_asked_send_their_people_and_the_short_ones_are_seen(site, chromium):
    organising, organiser = _signed_in(chromium, site, PROVINCE)
    sending, secretary = _signed_in(chromium, site, COMMUNE)

    listed = _give_to_binh_lu(organiser)
    _send_three(secretary)
    organiser.goto(listed)

    row = organiser.locator("tr", has_text="Đoàn xã Tả Lèng")
    expect(row).to_contain_text("3/6")
    expect(row).to_contain_text("Còn thiếu 3")
    expect(organiser.locator("tr", has_text="Đoàn xã Bình Lư")).to_contain_text("Chưa cử")
    expect(organiser.get_by_role("button", name="Nhắc trên cổng")).to_be_visible()
    row.get_by_role("button", name=re.compile("Nhận 3 người")).click()
    expect(organiser.locator("body")).to_contain_text("Đã nhận 3 người")
    organising.close()
    sending.close()


def test_the_pages_hold_for_everybody_at_a_phone(site, phone, sign_in, accessible):
    sign_in(phone, PROVINCE)
    href = phone.locator("a[href*='/chi-tieu/']").first.get_attribute("href")
    for path in (
        href,
        f"{href}giao/",
        href.replace("chi-tieu/", "in/"),
        href.replace("chi-tieu/", "cau-hoi/"),
    ):
        phone.goto(site + path)
        accessible(phone)
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, path
