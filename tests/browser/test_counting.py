"""“Đếm nhanh” on a phone: big buttons, a lost connection, a second phone; and sixty teams from a spreadsheet."""

import re

import pytest

from tests.work.lists import workbook


pytestmark = pytest.mark.browser

LEADER, PROVINCE = "0900000006", "0900000001"
HEADINGS = ("Tên đội hình", "Đơn vị", "Lực lượng", "Số người")


@pytest.fixture
def counting(site, sign_in):
    """Open the counters of the club's activity of today."""

    def opened(page):
        home = sign_in(page, LEADER).url
        page.goto(f"{home}hoat-dong/")
        page.get_by_role("link", name="làm sạch suối Tả Lèng").first.click()
        page.get_by_role("link", name="Đếm nhanh").click()
        page.wait_for_load_state()
        return page.locator("[data-counter=cay_trong]")

    return opened


def _total(counter):
    return int(counter.locator("[data-shown]").inner_text().replace(".", ""))


def test_taps_made_without_a_connection_are_sent_once_when_it_is_back(phone, counting, accessible):
    counter = counting(phone)
    before = _total(counter)
    accessible(phone)

    phone.context.set_offline(True)
    for _ in range(3):
        counter.locator("[data-tap]").click()
    counter.locator("[data-more]").fill("20")
    counter.locator("[data-add]").click()
    assert _total(counter) == before + 23
    counter.locator("[data-undo]").click()
    assert _total(counter) == before + 3
    phone.get_by_text("Chưa gửi được, vẫn đếm được").wait_for()

    phone.context.set_offline(False)
    phone.get_by_text("Chưa gửi được, vẫn đếm được").wait_for(state="hidden")
    phone.reload()
    assert _total(phone.locator("[data-counter=cay_trong]")) == before + 3
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_full_phone_says_so_and_sends_the_taps_it_could_not_keep(phone, counting):
    counter = counting(phone)
    before = _total(counter)
    phone.context.set_offline(True)
    phone.evaluate(
        "() => { Storage.prototype.setItem = () => {"
        " throw new DOMException('full', 'QuotaExceededError'); }; }"
    )

    for _ in range(2):
        counter.locator("[data-tap]").click()
    phone.get_by_text("Máy hết chỗ: giữ trang này mở").wait_for()
    assert _total(counter) == before + 2

    phone.context.set_offline(False)
    phone.get_by_text("Chưa gửi được, vẫn đếm được").wait_for(state="hidden")
    phone.reload()
    assert _total(phone.locator("[data-counter=cay_trong]")) == before + 2


def test_a_tap_counts_without_script(phone_without_script, counting):
    counter = counting(phone_without_script)
    before = _total(counter)

    counter.locator("[data-tap]").click()

    assert _total(phone_without_script.locator("[data-counter=cay_trong]")) == before + 1


def test_sixty_teams_come_from_a_spreadsheet(site, phone, sign_in, accessible):
    rows = [(f"Đội hình mùa xuân {n}", "Đoàn xã Tả Lèng", "Sinh viên", "8") for n in range(60)]
    home = sign_in(phone, PROVINCE).url
    phone.goto(f"{home}chien-dich/")
    phone.get_by_role("link", name="Tình nguyện mùa đông", exact=False).first.click()
    phone.get_by_role("link", name="Đội hình").last.click()
    before = _teams(phone)
    phone.get_by_role("link", name="Nhập từ XLSX").click()
    phone.locator("input[type=file]").set_input_files(
        {
            "name": "doi-hinh.xlsx",
            "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "buffer": workbook(HEADINGS, *rows),
        }
    )
    phone.locator("main form button[type=submit], main form button:not([type])").first.click()
    phone.wait_for_load_state()
    accessible(phone)
    _finish(phone)

    phone.goto(f"{home}chien-dich/")
    phone.get_by_role("link", name="Tình nguyện mùa đông", exact=False).first.click()
    phone.get_by_role("link", name="Đội hình").last.click()
    assert _teams(phone) == before + 60
    accessible(phone)


def _teams(page):
    heading = page.get_by_role("heading", level=1).inner_text()
    return int(re.match(r"([\d.]+) đội hình", heading)[1].replace(".", ""))


def _finish(page):
    """Confirm the columns as they were proposed, then bring the sixty in."""
    page.get_by_role("button", name=re.compile("Xem trước|Kiểm tra")).first.click()
    page.wait_for_load_state()
    page.get_by_role("button", name=re.compile("60")).first.click()
    page.wait_for_load_state()
