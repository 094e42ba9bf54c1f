"""Two communes find that one person is in both lists: asked from one, answered on a phone at the other."""

import pytest


pytestmark = pytest.mark.browser


def test_a_neighbours_question_is_answered_on_a_phone(site, phone, sign_in, accessible):
    sign_in(phone, "0900000003")
    phone.get_by_role("link", name="Xem và trả lời").and_(
        phone.locator("[href$='/nguoi/hoi-don-vi/']")
    ).click()
    accessible(phone)
    phone.get_by_role("link", name="Đoàn xã Sin Suối Hồ").first.click()
    phone.get_by_text("Cùng họ tên, cùng năm sinh, cùng ba số cuối").wait_for()
    accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360

    phone.get_by_role("radio").first.check()
    phone.get_by_role("button", name="Gộp làm một").click()

    phone.get_by_text("hai đơn vị cùng nói là một người").wait_for()
    accessible(phone)
