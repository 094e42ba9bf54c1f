"""The mountain: two phones made ready, no signal before the page is opened, dozens of people, home again, all there."""

import base64
import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect


pytestmark = pytest.mark.browser

LEADER = "0900000006"
PEOPLE = 40
GIVEN = "BCDGHKLMNPQRSTVX"
CAMERA = """
navigator.mediaDevices.getUserMedia = async () => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: 640, height: 640 });
  const pen = canvas.getContext("2d");
  const picture = new Image();
  picture.src = localStorage.getItem("test.code") || "data:,";
  const draw = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, 640, 640);
    if (picture.naturalWidth) pen.drawImage(picture, 120, 120, 400, 400);
    requestAnimationFrame(draw);
  };
  draw();
  return canvas.captureStream(15);
};
"""


@pytest.fixture
def ready(site, chromium, sign_in):
    """A phone that was made ready for the club's activity of today, and the address of its door."""
    contexts = []

    def made_ready():
        context = chromium.new_context(
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport={"width": 360, "height": 800},
            has_touch=True,
        )
        context.set_default_timeout(15_000)
        context.add_init_script(CAMERA)
        contexts.append(context)
        page = context.new_page()
        home = sign_in(page, LEADER).url
        page.goto(f"{home}hoat-dong/")
        page.get_by_role("link", name="làm sạch suối Tả Lèng").first.click()
        page.get_by_role("link", name="Điểm danh").first.click()
        page.wait_for_load_state()
        door = page.url
        page.get_by_role("link", name="Chuẩn bị đi nơi không có sóng").click()
        page.get_by_role("button", name="Chuẩn bị máy này").click()
        page.wait_for_url("**/diem-danh/#*")
        expect(page.get_by_text("Trang này đã nằm trên máy")).to_be_visible()
        return page, door

    yield made_ready
    for context in contexts:
        context.close()


def _go_without_signal(page):
    """The phone has gone away from the page, is out of reach, and opens it again from nothing."""
    page.goto("about:blank")
    page.context.set_offline(True)
    page.goto(page.home)
    expect(page.get_by_text("Mất sóng, vẫn điểm danh được")).to_be_visible()


def _awaited(page):
    return page.locator("[data-part=people] .ax-item")


def _tap(page, number):
    """Check in the first of the list again and again, by name, as they come."""
    for _each in range(number):
        row = _awaited(page).first
        name = row.locator("[data-at=title]").inner_text()
        row.locator("button").click()
        expect(page.locator("[data-part=name]")).to_have_text(name)


def _walk_in(page, number, of):
    page.locator("[data-part=stranger] > summary").click()
    for each in range(number):
        name = f"{of} {GIVEN[each // len(GIVEN)]}{GIVEN[each % len(GIVEN)].lower()}"
        page.locator("[name=full_name]").fill(name)
        page.locator("[name=consent]").check()
        page.get_by_role("button", name="Ghi nhận và điểm danh").click()
        expect(page.locator("[data-part=name]")).to_have_text(name)
        page.locator("[data-part=stranger] > summary").click()
    page.locator("[data-part=stranger] > summary").click()


def _came(page):
    return int(re.match(r"(\d+)", page.locator("h1").inner_text())[1])


def _code_of_another_activity(site, chromium):
    """The code of a pass signed by this instance, as a picture."""
    context = chromium.new_context(locale="vi-VN", viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/hoat-dong/")
    page.locator("main a[href*='/hoat-dong/']").filter(has_text="Chủ nhật xanh").first.click()
    page.locator("input[name=slots]").first.check()
    page.locator("input[name=full_name]").fill("Giàng A Páo")
    page.locator("input[name=contact]").fill(f"nui-{uuid4().hex[:8]}@vidu.example")
    page.get_by_role("button", name=re.compile("Giữ chỗ")).first.click()
    page.wait_for_url("**/ma/**")
    picture = page.locator(".ax-pass__qr").screenshot()
    context.close()
    return "data:image/png;base64," + base64.b64encode(picture).decode()


def test_nothing_is_lost_on_the_mountain(site, chromium, ready, accessible):
    code = _code_of_another_activity(site, chromium)
    first, door = ready()
    second, _door = ready()
    before = _came(first)
    for phone in (first, second):
        phone.home = phone.url
        phone.evaluate("code => localStorage.setItem('test.code', code)", code)
        _go_without_signal(phone)

    _tap(first, 2)
    accessible(first)
    second.locator("[data-part=hand] input").fill("zzz")
    expect(second.get_by_text("Không có ai ở mục này.")).to_be_visible()
    second.locator("[data-part=hand] input").fill("")
    _tap(second, 3)  # two of them stand in the list of both phones
    _walk_in(first, PEOPLE // 2, "Giàng A")
    _walk_in(second, PEOPLE // 2 - 2, "Lò Thị")
    second.locator("[data-part=undo]").click()
    second.locator("[data-part=start]").click()
    expect(second.locator("[data-part=sentence]")).to_contain_text("hoạt động khác")
    expect(first.locator("[data-part=offline]")).to_contain_text(f"{2 + PEOPLE // 2} lượt chưa gửi")
    assert first.evaluate("document.documentElement.scrollWidth") <= 360

    for phone in (first, second, first, second):
        phone.context.set_offline(False)
        phone.evaluate("dispatchEvent(new Event('online'))")
        expect(phone.get_by_text("Đã gửi hết")).to_be_visible()
    first.goto(door)

    # Three of the list and 38 others, of whom one was taken back.
    assert _came(first) == before + PEOPLE
    expect(first.get_by_text("lượt quét cần xem lại")).to_be_visible()


def test_a_full_phone_says_so_and_keeps_the_scan_when_there_is_room(ready):
    phone, _door = ready()
    phone.home = phone.url
    _go_without_signal(phone)
    phone.evaluate(
        """() => {
          const put = IDBObjectStore.prototype.put;
          const full = () => { throw new DOMException("full", "QuotaExceededError"); };
          IDBObjectStore.prototype.put = full;
          window.makeRoom = () => (IDBObjectStore.prototype.put = put);
        }"""
    )

    _awaited(phone).last.locator("button").click()
    expect(phone.locator("[data-part=full]")).to_contain_text("1 lượt chưa giữ được")
    expect(phone.locator("[data-part=last]")).to_be_hidden()

    phone.evaluate("() => { window.makeRoom(); }")
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.locator("[data-part=full]")).to_be_hidden()
    expect(phone.locator("[data-part=offline]")).to_contain_text("1 lượt chưa gửi")


def test_a_full_phone_at_the_door_says_so_and_sends_the_scan_it_could_not_keep(phone, sign_in):
    home = sign_in(phone, LEADER).url
    phone.goto(f"{home}hoat-dong/")
    phone.get_by_role("link", name="làm sạch suối Tả Lèng").first.click()
    phone.get_by_role("link", name="Điểm danh").first.click()
    phone.wait_for_load_state()
    phone.context.set_offline(True)
    phone.evaluate(
        """() => { IDBObjectStore.prototype.put = () => {
          throw new DOMException("full", "QuotaExceededError");
        }; }"""
    )

    phone.locator("[data-hand] input[name=q]").fill("zzzz 2222")
    phone.locator("[data-hand] button").click()
    expect(phone.locator("[data-full]")).to_contain_text("1 lượt chưa giữ được vào máy")
    expect(phone.locator("[data-waiting]")).to_be_hidden()

    phone.context.set_offline(False)
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.locator("[data-full]")).to_be_hidden()
    expect(phone.locator("[data-sentence]")).to_be_visible()
