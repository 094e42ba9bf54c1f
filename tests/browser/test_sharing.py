"""What a commune really uses: Zalo's own browser, and an organiser without any message channel."""

import re
import secrets

import pytest
from playwright.sync_api import expect


pytestmark = pytest.mark.browser

ZALO = (
    "Mozilla/5.0 (Linux; Android 12; SM-A125F) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/124.0.0.0 Mobile Safari/537.36 Zalo android/12112600 ZaloTheme/light ZaloLanguage/vi"
)
WITHOUT = """() => {
  for (const name of ["serviceWorker", "clipboard", "share", "mediaDevices", "storage"])
    delete Navigator.prototype[name];
  for (const name of ["localStorage", "sessionStorage", "indexedDB"])
    Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
  window.open = () => null;
}"""


@pytest.fixture
def zalo(chromium):
    """The browser inside Zalo: no worker, clipboard, sharing, camera, storage or windows of its own."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 800}, user_agent=ZALO, locale="vi-VN", has_touch=True
    )
    context.add_init_script(f"({WITHOUT})()")
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield page
    assert faults == []
    context.close()


def _button(page, words):
    return page.get_by_role("button", name=re.compile(words))


def _href(page, words):
    return page.get_by_role("link", name=words).get_attribute("href")


def test_a_place_is_kept_in_zalos_own_browser_and_the_pass_saved_as_a_picture(
    site, zalo, accessible
):
    zalo.goto(f"{site}/hoat-dong/?con-cho=1")
    open_ones = zalo.locator("main .ax-item").filter(has_text=re.compile(r"Còn \d+ chỗ"))
    open_ones.locator(".ax-item__link").first.click()
    zalo.locator("input[name=slots]:enabled").first.check()
    zalo.locator("[name=full_name]").fill("Vàng A Sinh")
    zalo.locator("[name=contact]").fill(f"0912 {secrets.randbelow(10**6):06d}")
    if zalo.locator("[name=birth_year]").count():
        zalo.locator("[name=birth_year]").fill("2000")
    _button(zalo, "Giữ chỗ").last.click()

    expect(zalo.locator("h1")).to_have_text("Đã giữ chỗ cho Sinh")
    expect(zalo.locator(".ax-qr")).to_be_visible()
    expect(zalo.get_by_text("Trang này vẫn mở được khi mất sóng.")).to_be_hidden()
    expect(zalo.get_by_text("chọn “Mở bằng trình duyệt”")).to_be_visible()
    assert zalo.locator("#mo-noi-khac").input_value() == zalo.url.split("#")[0]
    accessible(zalo)

    saved = zalo.request.get(site + _href(zalo, "Lưu ảnh mã"))
    dates = zalo.request.get(site + _href(zalo, "Thêm lịch"))
    assert saved.headers["content-type"] == "image/png"
    assert dates.headers["content-type"].startswith("text/calendar")


def _to_hand(page):
    """How many the page says are left."""
    found = re.search(r"Còn (\d+) người", page.locator("h1").inner_text())
    return int(found[1]) if found else 0


@pytest.fixture
def called_off(site, phone, sign_in):
    """The officer's phone at the people of an activity that was just called off."""
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    phone.context.route("https://zalo.me/**", lambda route: route.abort())
    sign_in(phone, "0900000003")
    phone.goto(f"{phone.url}hoat-dong/?q=Dọn đường")
    phone.get_by_role("link", name=re.compile("Dọn đường vào bản .+ – Tả Lèng")).first.click()
    phone.goto(f"{phone.url}huy/")
    phone.locator("[name=reason]").fill("Mưa lớn, đường sạt")
    phone.locator("main form").get_by_role("button").last.click()
    phone.wait_for_load_state()
    return phone


def test_an_organiser_without_any_channel_reaches_everyone_by_copied_texts(called_off, accessible):
    phone, left = called_off, _to_hand(called_off)
    assert left > 3
    accessible(phone)

    link = phone.get_by_role("link", name=re.compile("Nhắn Zalo cho")).first
    assert re.fullmatch(r"https://zalo\.me/84\d{9}", link.get_attribute("href"))
    link.click()
    expect(phone.get_by_text("Đã sao chép tin, dán vào Zalo")).to_be_visible()
    copied = phone.evaluate("navigator.clipboard.readText()")
    assert "Lý do: Mưa lớn, đường sạt" in copied

    for words, then in (("Ghi đã báo", left - 1), ("Hoàn tác", left)):
        _button(phone, words).first.click()
        phone.wait_for_load_state()
        assert _to_hand(phone) == then

    while _to_hand(phone):
        _button(phone, "Ghi đã báo").last.click()
        phone.wait_for_load_state()
    expect(phone.locator("h1")).to_have_text("Mọi người đã được báo")
