"""The map and “gần tôi” at a phone: keys and fingers, and the position stays on the device."""

import pytest


pytestmark = pytest.mark.browser

TA_LENG = {"latitude": 22.391, "longitude": 103.502}


def test_the_drawn_map_becomes_one_to_move_when_asked(site, phone, accessible):
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(f"{site}/hoat-dong/ban-do/")
    phone.wait_for_load_state("networkidle")
    before = [each for each in asked if "/map" in each and "/static/" in each]
    pinned = phone.locator("svg.ax-map__sheet a").count()

    phone.get_by_role("button", name="Phóng to, di chuyển").click()
    phone.locator(".ax-live__pin").first.wait_for()

    pins = phone.locator(".ax-live__pin").count()
    for _step in range(4):  # nearer, pins stand apart; farther off the list beside the map serves
        phone.get_by_role("button", name="Phóng to", exact=True).click()
        phone.wait_for_timeout(400)
    accessible(phone)
    phone.locator(".ax-live__pin").first.focus()
    phone.keyboard.press("Enter")
    phone.wait_for_url("**dia-ban=*")
    assert before == []
    assert pins == pinned
    assert {each.split("/")[2] for each in asked} == {site.split("/")[2]}


def test_ones_position_never_leaves_the_device(site, chromium):
    context = chromium.new_context(
        viewport={"width": 360, "height": 800},
        geolocation=TA_LENG,
        permissions=["geolocation"],
        locale="vi-VN",
    )
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    page.goto(f"{site}/hoat-dong/gan-toi/")

    page.get_by_role("button", name="Dùng vị trí của tôi").click()
    page.wait_for_url("**gan=*")

    assert page.get_by_text(" km").count() > 0
    assert not [each for each in asked if "22.39" in each or "103.5" in each]
    context.close()


def test_a_refused_position_leads_to_choosing_a_commune(site, phone):
    phone.goto(f"{site}/hoat-dong/gan-toi/")

    phone.get_by_role("button", name="Dùng vị trí của tôi").click()

    phone.get_by_text("Hãy chọn xã, phường ở dưới.").wait_for()
    phone.get_by_role("searchbox").fill("ta leng")
    phone.get_by_role("searchbox").press("Enter")
    phone.wait_for_url("**gan=*")
