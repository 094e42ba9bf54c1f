"""An idea sent at a phone: no account, and the answer's page at once."""

import pytest


pytestmark = pytest.mark.browser


def test_a_volunteer_sends_an_idea_and_keeps_the_page_of_its_answer(site, phone, accessible):
    phone.goto(f"{site}/mo-hinh/")
    phone.get_by_role("link", name="Gửi ý tưởng").first.click()
    phone.get_by_label("Tên", exact=True).fill("Sân chơi từ lốp cũ")
    phone.get_by_label("Nội dung").fill("Mỗi bản một sân, cần 20 lốp và hai buổi.")
    accessible(phone)
    phone.get_by_role("button", name="Gửi ý tưởng").click()

    phone.get_by_text("Hãy lưu đường dẫn trang này").wait_for()
    assert phone.get_by_role("heading", name="Sân chơi từ lốp cũ").count() == 1
    accessible(phone)
