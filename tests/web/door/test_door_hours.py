"""Hours of an activity: corrections that stay visible, late entries asked for and confirmed from above."""

import pytest
from django.contrib.messages import get_messages

from aoxanh.activities import actions
from aoxanh.activities.models import HoursEntry, LateEntry


pytestmark = pytest.mark.usefixtures("keys")


@pytest.fixture
def noon(at_hour):
    """12:00 on the activity's day, after the morning shift."""
    with at_hour(12):
        yield


@pytest.fixture
def served(crowd, noon):
    """Giàng A Páo served from 7 to 11; the activity is closed and settled."""
    held = crowd.sign_up("Giàng A Páo")
    crowd.scan(held)
    crowd.leave(held)
    crowd.close()
    crowd.settle()
    return HoursEntry.objects.get()


@pytest.fixture
def absent(crowd, noon):
    """Lò Thị Hương signed up and served, but no device was at hand."""
    return crowd.signup(crowd.sign_up("Lò Thị Hương")).person


def _told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def _asked(crowd, absent, **changes):
    given = {
        "person": absent.pk,
        "shift": crowd.slot.shift_id,
        "hours": "3,5",
        "reason": "Máy điểm danh hết pin",
    }
    return given | changes


def test_the_page_says_whose_hours_and_where_from(officer, page, served):
    shown = officer.get(page("gio/")).content.decode()

    assert "4 giờ của 1 lượt tham gia" in shown
    assert "Giàng A Páo" in shown
    assert "Quét mã" in shown


def test_the_organiser_lowers_with_a_reason_that_stays(officer, page, served):
    done = officer.post(
        page(f"gio/{served.pk}/"), {"minutes": "2,5", "reason": "Về sớm đưa con đi khám"}
    )

    shown = officer.get(page("gio/")).content.decode()
    assert done["Location"] == page("gio/")
    assert _told(done) == ["Đã ghi lại 2,5 giờ cho Giàng A Páo."]
    assert "2,5 giờ của 1 lượt" in shown
    assert "Về sớm đưa con đi khám" in shown
    assert HoursEntry.objects.count() == 3


def test_the_organiser_cannot_raise_and_keeps_what_was_typed(officer, page, served):
    officer.post(page(f"gio/{served.pk}/"), {"minutes": "2", "reason": "Về sớm"})
    latest = HoursEntry.objects.get(role="REPLACEMENT")

    refused = officer.post(
        page(f"gio/{latest.pk}/"), {"minutes": "3", "reason": "Nhầm, ở lại đến hết"}
    )

    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "Cần người ngoài đơn vị tổ chức xác nhận" in shown
    assert "Nhầm, ở lại đến hết" in shown


def test_an_entry_already_put_right_says_so(officer, page, served):
    officer.post(page(f"gio/{served.pk}/"), {"minutes": "2", "reason": "Về sớm"})

    again = officer.post(page(f"gio/{served.pk}/"), {"minutes": "1", "reason": "Về sớm hơn"})

    assert "Dòng giờ này đã được sửa" in again.content.decode()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"minutes": "2", "reason": " "}, "Hãy ghi lý do"),
        ({"minutes": "hai", "reason": "Về sớm"}, "Hãy ghi số giờ bằng chữ số"),
        ({"minutes": "5", "reason": "Về sớm"}, "nhiều nhất 4 giờ"),
        ({"minutes": "-1", "reason": "Về sớm"}, "Số giờ không thể âm"),
    ],
)
def test_a_correction_is_refused_in_words(officer, page, served, given, sentence):
    refused = officer.post(page(f"gio/{served.pk}/"), given)

    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert HoursEntry.objects.count() == 1


def test_an_entry_of_another_activity_is_not_found(officer, page, served):
    assert officer.get(page(f"gio/{served.pk + 1}/")).status_code == 404


def test_the_organiser_asks_for_a_late_entry(officer, crowd, page, absent):
    done = officer.post(page("bo-sung/de-nghi/"), _asked(crowd, absent))

    late = LateEntry.objects.get()
    shown = officer.get(page("bo-sung/")).content.decode()
    assert (late.minutes, late.state) == (210, "WAITING")
    assert "người ngoài đơn vị xác nhận" in _told(done)[0]
    assert "Lò Thị Hương" in shown
    assert "3,5 giờ" in shown


def test_asking_twice_says_so_and_keeps_what_was_typed(officer, crowd, page, absent):
    officer.post(page("bo-sung/de-nghi/"), _asked(crowd, absent))

    again = officer.post(page("bo-sung/de-nghi/"), _asked(crowd, absent, reason="Mất sóng"))

    shown = again.content.decode()
    assert again.status_code == 422
    assert "đã có đề nghị ghi bổ sung" in shown
    assert "Mất sóng" in shown


def test_asking_before_the_shift_is_over_is_refused(officer, crowd, page, absent, at_hour):
    with at_hour(9):
        refused = officer.post(page("bo-sung/de-nghi/"), _asked(crowd, absent))

    assert "Chỉ ghi bổ sung sau khi ca kết thúc" in refused.content.decode()


def test_a_member_who_never_signed_up_is_found_by_name(officer, crowd, page, absent):
    found = officer.post(page("bo-sung/de-nghi/"), {"q": "huong"}).content.decode()

    assert f'<option value="{absent.pk}">Lò Thị Hương</option>' in found


def test_a_stranger_cannot_be_asked_for(officer, crowd, page, absent):
    refused = officer.post(page("bo-sung/de-nghi/"), _asked(crowd, absent, person=999_999))

    assert "Người này không có trong danh sách" in refused.content.decode()


def test_hours_cost_the_same_for_one_and_for_many(
    officer, crowd, page, noon, costs_the_same, world
):
    slot = crowd.slot
    actions.change_capacity(by=world.system, slot_id=slot.pk, capacity=9, now=world.now)
    crowd.scan(crowd.sign_up())
    late = [crowd.sign_up() for _each in range(5)]
    crowd.close()
    crowd.settle()

    def grow():
        for held in late:
            crowd.scan(held, offline=True)

    costs_the_same(lambda: officer.get(page("gio/")), grow)
