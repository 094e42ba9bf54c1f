"""One more role in an existing shift."""

import pytest

from aoxanh.activities.models import Slot
from tests.web.desks import shown


@pytest.fixture
def page(crowd, desk):
    return desk(f"hoat-dong/{crowd.activity.pk}/ca/{crowd.shift.pk}/vai-tro/")


def test_a_role_of_the_template_is_added_with_its_places(browser, page, crowd):
    code = crowd.activity.template.definition["roles"][1]["code"]

    answer = browser.post(page, {"role": code, "capacity": "4"})

    assert answer.status_code == 302
    assert list(Slot.objects.order_by("pk").values_list("role_code", "capacity"))[1] == (code, 4)


def test_a_role_in_own_words_is_added(browser, page, crowd):
    browser.post(page, {"role_name": "Phiên dịch tiếng Mông", "capacity": "2"})

    assert Slot.objects.latest("pk").role_name == "Phiên dịch tiếng Mông"
    assert Slot.objects.latest("pk").role_code == "phien_dich_tieng_mong"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"capacity": "2"}, "Hãy chọn hoặc ghi vai trò."),
        ({"role_name": "Lái xe", "capacity": "0"}, "Cần ít nhất 1 chỗ."),
    ],
)
def test_a_role_that_cannot_be_is_refused_with_what_was_typed(browser, page, crowd, sent, said):
    text = shown(browser.post(page, sent))

    assert said in text
    assert sent.get("role_name", "") in text
    assert Slot.objects.count() == 1


def test_a_role_the_shift_has_is_refused(browser, page, crowd):
    sent = {"role_name": "Lái xe", "capacity": "2"}
    browser.post(page, sent)

    assert "Ca này đã có vai trò" in shown(browser.post(page, sent | {"role_name": "lai xe"}))
    assert Slot.objects.count() == 2


def test_the_shift_leads_to_the_page(browser, desk, page, crowd):
    assert page in shown(browser.get(desk(f"hoat-dong/{crowd.activity.pk}/")))
    assert "Thêm vai trò vào ca" in shown(browser.get(page))
