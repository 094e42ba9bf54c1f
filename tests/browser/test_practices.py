"""The library of models at a phone: found mistyped, narrowed, and seen who took one up."""

import pytest


pytestmark = pytest.mark.browser


def test_a_model_is_found_mistyped_and_shows_who_took_it_up(site, phone, accessible):
    phone.goto(f"{site}/mo-hinh/")
    phone.get_by_role("searchbox").fill("vuonn uom")
    phone.get_by_role("button", name="Tìm", exact=True).click()
    phone.get_by_text("Lọc theo tỉnh, lĩnh vực, cấp, đối tác").click()
    phone.get_by_label("Cấp thực hiện").select_option("COMMUNE")
    phone.get_by_role("button", name="Lọc", exact=True).click()
    chips = phone.locator(".ax-chips .ax-chip").all_inner_texts()
    phone.get_by_role("link", name="Vườn ươm thanh niên").first.click()
    phone.get_by_role("link", name="Xem tất cả trên bản đồ và sơ đồ").click()
    phone.locator(".ax-spread").wait_for()

    branches = phone.locator(".ax-spread__end").count()
    listed = phone.locator("main [data-row]").count()
    accessible(phone)
    assert chips == ["Cấp xã"]
    assert branches == listed > 0
