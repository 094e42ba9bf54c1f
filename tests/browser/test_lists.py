"""A pasted list becomes members on a phone: looked at before, taken back after."""

import pytest


pytestmark = pytest.mark.browser

PASTED = (
    "STT\tHọ và tên\tNăm sinh\tSĐT\n"
    "1\tLò Thị Ón Mây\t2004\t0868 111 222\n"
    "2\tVàng A Chư Sương\t2003\t12\n"
)


def test_a_pasted_list_is_looked_at_saved_and_taken_back_on_a_phone(
    site, phone, sign_in, accessible
):
    home = sign_in(phone, "0900000003").url
    phone.goto(f"{home}nhap-danh-sach/")
    accessible(phone)
    phone.get_by_role("link", name="Đoàn viên, hội viên, tình nguyện viên").first.click()
    phone.locator("textarea").fill(PASTED)
    accessible(phone)
    phone.get_by_role("button", name="Đọc danh sách").click()
    phone.get_by_text("1 cột chưa rõ là gì").wait_for()
    accessible(phone)
    phone.get_by_role("button", name="Kiểm tra các dòng").click()
    phone.get_by_text("Nhập được 1 người, 1 dòng cần sửa").wait_for()
    accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360

    phone.get_by_role("button", name="Nhập 1 người").click()
    phone.get_by_role("heading", name="Đã nhập 1 người").wait_for()
    phone.get_by_text("Hoàn tác danh sách này").click()
    phone.get_by_role("button", name="Hoàn tác", exact=True).click()

    phone.get_by_role("heading", name="Đã hoàn tác").wait_for()


HELD = (
    "Tên hoạt động\tLoại\tLĩnh vực\tNgày tổ chức\tXã\tLượt người\tSố người\tMinh chứng\n"
    "Dọn vệ sinh đường liên bản\tTình nguyện\tMôi trường\t12/10/2025\txã Nà Tăm, huyện Tam Đường\t9\t9\tBC 1\n"
    "Trồng cây\tTình nguyện\tMôi trường\t13/10/2025\thuyện Tam Đường\t9\t9\tBC 2\n"
)


def test_a_preview_tells_below_each_place_which_unit_it_is_on_a_phone(
    site, phone, sign_in, accessible
):
    home = sign_in(phone, "0900000003").url
    phone.goto(f"{home}nhap-danh-sach/moi/past_activities/")
    phone.locator("textarea").fill(HELD)
    phone.get_by_role("button", name="Đọc danh sách").click()
    phone.get_by_role("button", name="Kiểm tra các dòng").click()

    phone.get_by_text("nay là xã Bản Bo, tỉnh Lai Châu (từ 01/07/2025).").wait_for()
    phone.get_by_text("Ghi rõ: xã Bản Bo, tỉnh Lai Châu; xã Bình Lư").wait_for()
    phone.get_by_text("Các dòng gốc được giữ").wait_for()
    accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
