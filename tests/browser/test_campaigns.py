"""A campaign at a phone: sixty teams from a spreadsheet, filled by their units, put on shifts; one activity for all."""

import re
from datetime import date, datetime, timedelta
from itertools import cycle, islice

import pytest
from playwright.sync_api import expect

from aoxanh.files import queries as files
from aoxanh.files.types import FileType
from aoxanh.kernel.dates import ZONE
from aoxanh.kernel.sheets import Sheet


pytestmark = pytest.mark.browser

PROVINCE, COMMUNE = "0900000001", "0900000003"
COUNT = 60
WORD = "Xuân ấm"
"""Stands in the name of every team made here, and in no other."""


@pytest.fixture
def two_phones(chromium, sign_in):
    """The province and the commune, each signed in at a phone of its own, with their desks."""
    opened = []

    def enter(number):
        context = chromium.new_context(viewport={"width": 360, "height": 800}, locale="vi-VN")
        context.set_default_timeout(15_000)
        opened.append(context)
        page = sign_in(context.new_page(), number)
        return page, re.match(r".*/dieu-phoi/\d+/", page.url)[0]

    yield enter(PROVINCE), enter(COMMUNE)
    for context in opened:
        context.close()


def _press(page, words, role="button"):
    page.get_by_role(role, name=re.compile(words)).first.click()
    page.wait_for_load_state()


def _campaign(page, desk):
    """The address of the campaign that runs or comes next, and a day in it, not before six days from now."""
    page.goto(f"{desk}chien-dich/")
    latest = page.locator("main a[href*='/chien-dich/']:not([href*='/moi/'])").first
    address = page.url.split("/dieu-phoi/")[0] + latest.get_attribute("href")
    page.goto(address)
    begins = re.search(r"(\d\d)/(\d\d)/(\d{4}) – ", page.locator("main").inner_text())
    first = date(*map(int, reversed(begins.groups())))
    in_six_days = datetime.now(tz=ZONE).date() + timedelta(days=6)  # noqa: TID251  a real clock
    return address, max(first, in_six_days)


def _units(page, campaign):
    """Every unit right below the province, as its targets name them; Tả Lèng first."""
    page.goto(f"{campaign}chi-tieu/")
    names = page.locator("main form[method=post] label").all_inner_texts()[1:]
    return sorted(names, key=lambda name: name != "Đoàn xã Tả Lèng")


def _list_of(names):
    rows = [
        [f"Đội hình {WORD} số {number}", name, "Hậu cần", 8]
        for number, name in enumerate(islice(cycle(names), COUNT), 1)
    ]
    headings = ["Tên đội hình", "Đơn vị", "Chuyên môn", "Số người"]
    return files.written(Sheet(title="Đội hình", headings=headings, rows=rows), FileType.XLSX)


def _set_up_sixty(page, campaign):
    """The province reads the spreadsheet, sees what it makes, and makes it."""
    content = _list_of(_units(page, campaign))
    page.goto(campaign)
    _press(page, "Đội hình", "link")
    _press(page, "Nhập từ XLSX", "link")
    page.locator("input[type=file]").set_input_files(
        {"name": "doi-hinh.xlsx", "mimeType": str(FileType.XLSX), "buffer": content}
    )
    _press(page, "Đọc danh sách")
    if page.get_by_role("button", name="Kiểm tra các dòng").count():
        _press(page, "Kiểm tra các dòng")
    _press(page, f"Nhập {COUNT} đội hình")
    page.get_by_role("heading", name=f"Đã nhập {COUNT} đội hình").wait_for()


def _fill_own(page, desk, accessible):
    """The secretary of Tả Lèng names people and who leads."""
    page.goto(f"{desk}doi-hinh/?q={WORD}")
    page.locator("main a", has_text=WORD).first.click()
    page.wait_for_load_state()
    page.locator("textarea[name=raw]").fill(
        "Giàng A Thử Xuân\t0355 111 222\nLý Thị Thử Ấm\t0355 111 333"
    )
    accessible(page)
    _press(page, "Thêm vào đội hình")
    _press(page, "^Đội trưởng$")
    expect(page.locator("main")).to_contain_text("Giàng A Thử Xuân")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def _announce_for(page, desk, campaign, title, day):
    """The commune answers four questions once, from the campaign of the province."""
    page.goto(desk + re.search(r"chien-dich/\d+/", campaign)[0])
    _press(page, "Tạo hoạt động cho chiến dịch", "link")
    page.locator("main a[href*='mau=ao_am']").first.click()
    page.wait_for_load_state()
    page.locator("[name=title]").fill(title)
    page.locator("[name=day]").fill(day.isoformat())
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("body")).to_contain_text("Đã lưu bản nháp")


def _put_on(page, top, title, accessible):
    """The province puts a team on the commune's shift, which has none."""
    page.goto(f"{top}hoat-dong/?pham-vi=tat-ca&q={title}")
    _press(page, title, "link")
    _press(page, "Đội trực ca", "link")
    expect(page.locator("main h1")).to_contain_text("1 / 1 ca chưa có đội")
    page.locator("select[name=doi]").select_option(
        label=page.locator("option", has_text=WORD).first.inner_text()
    )
    page.locator("input[name=ca]").check()
    accessible(page)
    _press(page, "Xếp đội vào các ca đã chọn")
    expect(page.locator("main h1")).to_contain_text("Ca nào cũng đã có đội")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_sixty_teams_come_from_a_spreadsheet_are_filled_by_their_units_and_put_on_shifts(
    two_phones, accessible
):
    (above, top), (below, desk) = two_phones
    campaign, day = _campaign(above, top)
    title = "Điểm trao áo thử đội hình"

    _set_up_sixty(above, campaign)
    _fill_own(below, desk, accessible)
    _announce_for(below, desk, campaign, title, day)
    _put_on(above, top, title, accessible)

    above.goto(f"{top}doi-hinh/?q={WORD}")
    expect(above.locator("main h1")).to_contain_text(f"{COUNT} đội hình")
    above.goto(f"{campaign}ca/")
    accessible(above)
    assert above.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_activity_is_typed_once_and_counts_for_commune_and_province(two_phones):
    (above, top), (below, desk) = two_phones
    campaign, day = _campaign(above, top)
    name, title = above.locator("main").inner_text(), "Áo ấm gõ một lần"

    _announce_for(below, desk, campaign, title, day)

    for page, home in ((above, top), (below, desk)):
        page.goto(f"{home}hoat-dong/?pham-vi=tat-ca&q={title}")
        expect(page.locator("main a", has_text=title)).to_have_count(1)
        _press(page, title, "link")
        expect(page.locator("main")).to_contain_text("Đoàn xã Tả Lèng")
        counted = page.locator("main section", has_text="Tính vào chiến dịch").first
        assert counted.locator("a").first.inner_text() in name
