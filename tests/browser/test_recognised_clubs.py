"""A club recognised by a rule, on a phone: the officer reads the reasons, anyone checks the paper with its badge."""

import re

import pytest


pytestmark = pytest.mark.browser

SHOWN = "badge => badge.decode().then(() => badge.naturalWidth)"


def test_a_clubs_paper_is_followed_from_the_list_to_the_public_check(
    site, phone, sign_in, accessible
):
    sign_in(phone, "0900000001")
    phone.goto(f"{site}/vao/")
    unit = re.search(r"/dieu-phoi/(\d+)/", phone.url)[1]
    clubs = f"{site}/dieu-phoi/{unit}/chung-nhan/ghi-nhan/doi_nhom_tich_cuc/"

    phone.goto(f"{clubs}?xem=con-thieu")
    assert phone.get_by_text("Thiếu").count() > 0
    accessible(phone)
    phone.goto(f"{site}/dieu-phoi/{unit}/chung-nhan/?loai=doi_nhom_tich_cuc")
    phone.get_by_role("link", name=re.compile("^(Câu lạc bộ|Đội) ")).first.click()
    phone.get_by_role("link", name="Trang tra cứu").click()

    assert phone.get_by_text("Đơn vị được chứng nhận").is_visible()
    badge = phone.get_by_role("img", name=re.compile("Huy hiệu"))
    badge.scroll_into_view_if_needed()
    assert badge.evaluate(SHOWN) == 600
    accessible(phone)
