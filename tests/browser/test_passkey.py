"""A passkey made on one's own device and used to sign in, with the browser's virtual authenticator."""

import pytest


pytestmark = pytest.mark.browser
VIRTUAL = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


@pytest.fixture
def device(phone):
    """The phone has a fingerprint reader."""
    session = phone.context.new_cdp_session(phone)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL})
    return phone


def test_a_passkey_is_made_and_signs_in(site, device, sign_in, accessible):
    sign_in(device, "0900000012")

    device.goto(f"{site}/bao-mat/khoa/them/")
    device.locator("input[name=name]").fill("Điện thoại của tôi")
    device.get_by_role("button", name="Tạo khóa trên máy này").click()
    device.wait_for_url(f"{site}/bao-mat/ma-du-phong/")
    device.goto(f"{site}/bao-mat/ma-xac-thuc/")
    accessible(device)
    assert device.get_by_text("Điện thoại của tôi").is_visible()
    device.goto(f"{site}/dang-xuat/")
    device.locator("main").get_by_role("button", name="Đăng xuất").click()
    device.goto(f"{site}/dang-nhap/")
    device.get_by_role("button", name="Dùng khóa truy cập").click()
    device.wait_for_url(f"{site}/cua-toi/")

    device.goto(f"{site}/bao-mat/may/")
    accessible(device)
    assert device.get_by_text("Máy này").is_visible()
    assert device.evaluate("document.documentElement.scrollWidth") <= 360
