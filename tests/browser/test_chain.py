"""The chain from an activity to a certificate anyone can check, as officer, guest, leader and visitor at a phone."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from aoxanh.kernel.dates import ZONE


pytestmark = pytest.mark.browser

OFFICER, LEADER = "0900000003", "0900000006"
TITLE = "Lớp số thử dây chuyền"
IS_KEPT = """async () => {
  if (!navigator.serviceWorker.controller) return false;
  for (const name of await caches.keys())
    if (await (await caches.open(name)).match(location.href)) return true;
  return false;
}"""


def _wait_until_kept(phone):
    """Ask again and again: ``wait_for_function`` takes the promise itself for the answer."""
    for _ in range(60):
        if phone.evaluate(IS_KEPT):
            return
        phone.wait_for_timeout(250)
    raise AssertionError("the pass was not kept on the device")


def _in_six_days():
    """By the wall clock: the served demo has no other."""
    return (datetime.now(tz=ZONE) + timedelta(days=6)).date().isoformat()  # noqa: TID251  a real clock


def _send(page, words):
    page.get_by_role("button", name=re.compile(words)).first.click()
    page.wait_for_load_state()


@pytest.fixture(scope="module")
def opened(site, chromium):
    """The officer opens an activity from four answers, without script, and opens its sign-ups."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 800}, java_script_enabled=False, locale="vi-VN"
    )
    page = context.new_page()
    page.goto(f"{site}/dang-nhap/")
    page.locator("input[name=login]").fill(OFFICER)
    page.locator("input[name=password]").fill("aoxanh-demo-2026")
    _send(page, "Đăng nhập")
    page.goto(page.url + "hoat-dong/moi/")
    page.get_by_role("link", name=re.compile("Lớp số cho bà con")).first.click()
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=day]").fill(_in_six_days())
    page.locator("[name=begins]").fill("07:30")
    page.locator("[name=ends]").fill("10:30")
    page.locator("[name=place]").fill("xã Tả Lèng, huyện Tam Đường")
    page.locator("[name=places]").fill("12")
    _send(page, "Lưu bản nháp")
    if page.get_by_role("button", name="Lưu bản nháp").count():
        page.locator("input[type=radio]").first.check()
        _send(page, "Lưu bản nháp")
    _send(page, "Mở đăng ký")
    expect(page.locator("main")).to_contain_text("Mời mọi người tham gia")
    yield page.url.removesuffix("chia-se/")
    context.close()


@pytest.mark.usefixtures("opened")
def test_a_guest_keeps_a_place_in_three_steps_without_script(
    site, phone_without_script, accessible_on
):
    page = phone_without_script
    page.goto(f"{site}/hoat-dong/?q=lop+so+thu+day+chuyen")
    page.get_by_role("link", name=TITLE).click()

    page.locator("input[name=slots]").first.check()
    page.locator("input[name=full_name]").fill("Vàng A Sinh")
    page.locator("input[name=contact]").fill("0912 000 128")
    _send(page, "Giữ chỗ")

    expect(page.locator("h1")).to_contain_text("Đã giữ chỗ cho Sinh")
    assert "/ma/" in page.url
    accessible_on(page.url)


@pytest.mark.usefixtures("opened")
def test_a_refused_form_keeps_what_was_typed(site, phone_without_script):
    page = phone_without_script
    page.goto(f"{site}/hoat-dong/?q=lop+so+thu+day+chuyen")
    page.get_by_role("link", name=TITLE).click()

    page.locator("input[name=slots]").first.check()
    page.locator("input[name=full_name]").fill("Lò Thị Mai")
    page.locator("input[name=contact]").fill("0912 00")
    _send(page, "Giữ chỗ")

    expect(page.locator("input[name=full_name]")).to_have_value("Lò Thị Mai")
    expect(page.locator("input[name=contact]")).to_have_attribute("aria-invalid", "true")


def test_the_leader_checks_people_in_from_the_list(site, phone, sign_in, accessible):
    sign_in(phone, LEADER)
    phone.goto(phone.url + "hoat-dong/?trang-thai=dang-dien-ra")
    phone.locator("main a[href*='/hoat-dong/']").filter(has_text="Áo xanh").first.click()
    phone.goto(re.sub(r"(/hoat-dong/\d+/).*", r"\1diem-danh/", phone.url))
    before = phone.locator("h1").inner_text()

    phone.get_by_role("button", name=re.compile("^Điểm danh")).first.click()
    phone.wait_for_load_state()

    expect(phone.locator("h1")).not_to_have_text(before)
    accessible(phone)


@pytest.fixture(scope="module")
def certificate(site, chromium):
    """The officer closes what is over, issues its certificates, and the first one's public address is given."""
    context = chromium.new_context(viewport={"width": 360, "height": 800}, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{site}/dang-nhap/")
    page.locator("input[name=login]").fill(OFFICER)
    page.locator("input[name=password]").fill("aoxanh-demo-2026")
    _send(page, "Đăng nhập")
    home = page.url
    page.locator("main a[href$='/ket-thuc/']").first.click()
    activity_id = re.search(r"/hoat-dong/(\d+)/", page.url)[1]
    page.locator("[name=evaluation]").fill("Xong việc, không ai bị thương; lần sau mang thêm nước.")
    for tick in page.locator("input[name=completed]").all():
        tick.check()
    _send(page, "Kết thúc, ghi giờ")
    page.goto(f"{home}chung-nhan/cap/?hoat-dong={activity_id}")
    _send(page, "Cấp giấy")
    for _ in range(60):
        page.goto(f"{home}chung-nhan/?hoat-dong={activity_id}")
        rows = page.locator("main a[href*='/chung-nhan/']").filter(
            has_not_text=re.compile("Cấp giấy|theo quy định")
        )
        if rows.count() and re.search(r"/chung-nhan/\d+/$", rows.first.get_attribute("href") or ""):
            break
        page.wait_for_timeout(1000)
    rows.first.click()
    name = page.locator("header p, .ax-head__lead").first.inner_text().strip()
    address = page.get_by_role("link", name=re.compile("Trang tra cứu")).get_attribute("href")
    yield address, name
    context.close()


def test_anyone_can_check_a_certificate_and_match_the_name(
    site, certificate, phone_without_script, accessible_on
):
    address, name = certificate
    page = phone_without_script
    page.goto(site + address)

    expect(page.locator("h1")).to_have_text("Hợp lệ")
    assert name not in page.locator("main").inner_text()
    page.locator("input[name=name]").fill(name)
    _send(page, "Đối chiếu")
    expect(page.locator("main")).to_contain_text("đúng với tên trong sổ")
    accessible_on(site + address)


def test_a_misread_code_is_helped(site, phone):
    phone.goto(f"{site}/chung-nhan/?ma=7K3M-Q9TO-2XVB-84RH")

    expect(phone.locator("h1")).to_have_text("Không tìm thấy")
    expect(phone.locator("main")).to_contain_text("Mã không dùng chữ O")


@pytest.mark.usefixtures("opened")
def test_an_opened_pass_is_there_without_a_signal(site, phone):
    phone.goto(f"{site}/hoat-dong/?q=lop+so+thu+day+chuyen")
    phone.get_by_role("link", name=TITLE).click()
    phone.locator("input[name=slots]").first.check()
    phone.locator("input[name=full_name]").fill("Giàng A Páo")
    phone.locator("input[name=contact]").fill("pao@vidu.example")
    _send(phone, "Giữ chỗ")
    _wait_until_kept(phone)

    phone.context.set_offline(True)
    phone.reload()

    expect(phone.locator("h1")).to_contain_text("Đã giữ chỗ cho Páo")
