"""Editing an activity, its shifts, and asking the union of the place."""

import pytest

from aoxanh.activities import actions
from aoxanh.activities.models import HostAgreement, Shift
from tests.activities.crowd import Crowd


@pytest.fixture
def draft(world):
    return world.opened("ao_am", title="Áo ấm lên bản", places=12)


@pytest.fixture
def edited():
    """What the edit form sends when nothing but the title changes."""
    return {
        "title": "Áo ấm lên bản Pho",
        "day": "2026-11-28",
        "last_day": "2026-11-28",
        "place": "xã Tả Lèng",
        "primary_field": "an_sinh_xa_hoi",
        "mode": "PEAK",
        "bring": "Găng tay\nMũ",
        "contact_phone": "0912 345 678",
    }


def test_the_edit_form_shows_what_is_on_record(browser, desk, draft):
    page = browser.get(desk(f"hoat-dong/{draft.pk}/sua/")).content.decode()

    assert 'value="Áo ấm lên bản"' in page
    assert 'value="xã Tả Lèng"' in page


def test_editing_keeps_what_is_typed(browser, desk, draft, edited):
    answer = browser.post(desk(f"hoat-dong/{draft.pk}/sua/"), edited)

    draft.refresh_from_db()
    assert answer.status_code == 302
    assert draft.title == "Áo ấm lên bản Pho"
    assert draft.bring == ["Găng tay", "Mũ"]
    assert draft.contact_phone == "+84912345678"


def test_a_refused_edit_keeps_the_words_and_says_why(browser, desk, draft, edited):
    answer = browser.post(
        desk(f"hoat-dong/{draft.pk}/sua/"),
        edited | {"day": "2026-12-05", "last_day": "2026-12-01", "contact_phone": "12"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Số điện thoại chưa đúng" in page
    assert 'value="Áo ấm lên bản Pho"' in page


def test_days_that_leave_shifts_out_are_refused_at_the_last_day(browser, desk, draft, edited):
    days = {"day": "2026-12-05", "last_day": "2026-12-05"}

    page = browser.post(desk(f"hoat-dong/{draft.pk}/sua/"), edited | days).content.decode()

    assert "Có ca nằm ngoài những ngày này" in page


def _shift(**given):
    usual = {"day": "2026-11-28", "begins": "13:00", "ends": "16:00", "places": "8"}
    return usual | {"role": "phan_loai", "keeps_list": "on"} | given


def test_a_shift_is_added(browser, desk, draft):
    answer = browser.post(desk(f"hoat-dong/{draft.pk}/ca/moi/"), _shift(name="Ca chiều"))

    added = Shift.objects.get(activity=draft, name="Ca chiều")
    assert answer["Location"].endswith("#ca")
    assert added.slots.get().capacity == 8


def test_a_shift_outside_the_days_is_refused_at_its_day(browser, desk, draft):
    answer = browser.post(desk(f"hoat-dong/{draft.pk}/ca/moi/"), _shift(day="2026-12-24"))

    assert answer.status_code == 422
    assert "Ca nằm ngoài những ngày của hoạt động" in answer.content.decode()


def test_a_night_shift_ends_the_day_after(browser, desk, world):
    activity = world.opened("ao_am")

    browser.post(
        desk(f"hoat-dong/{activity.pk}/ca/moi/"), _shift(name="Đêm", begins="20:00", ends="02:00")
    )

    added = Shift.objects.get(activity=activity, name="Đêm")
    assert (added.ends_at - added.starts_at).total_seconds() == 6 * 3600


def test_raising_places_and_changing_hours_go_together(browser, desk, draft):
    shift = draft.shifts.get()
    slot = shift.slots.get()
    here = desk(f"hoat-dong/{draft.pk}/ca/{shift.pk}/")

    shown = browser.get(here).content.decode()
    browser.post(here, _shift(**{f"capacity_{slot.pk}": "20"}))

    slot.refresh_from_db()
    assert 'value="12"' in shown
    assert slot.capacity == 20


def test_places_are_never_lowered_below_those_taken(browser, desk, world):
    crowd = Crowd.at(world)
    crowd.sign_up("Lò Thị Ón")
    crowd.sign_up("Vàng A Sinh")
    slot = crowd.slot
    shift = slot.shift
    local = {"day": f"{world.hours()['starts_at']:%Y-%m-%d}", "begins": "07:00", "ends": "11:00"}

    answer = browser.post(
        desk(f"hoat-dong/{shift.activity_id}/ca/{shift.pk}/"),
        _shift(**local, **{f"capacity_{slot.pk}": "1"}),
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_capacity_{slot.pk}_error"' in page
    assert "Đã có 2 chỗ được giữ" in page


def test_a_foreign_shift_answers_404(browser, desk, draft, world):
    other = world.opened("lop_so").shifts.get()

    assert browser.get(desk(f"hoat-dong/{draft.pk}/ca/{other.pk}/")).status_code == 404


@pytest.fixture
def outside(world):
    """A draft of Tả Lèng at Bình Lư."""
    return world.opened("ao_am", place="Bình Lư")


def test_the_union_of_the_place_is_asked(browser, desk, world, outside):
    here = desk(f"hoat-dong/{outside.pk}/dia-ban/hoi/")

    shown = browser.get(here).content.decode()
    browser.post(here, {"host_unit": world.binh_lu.pk, "message": "Xin chỗ nghỉ trưa"})

    agreement = HostAgreement.objects.get(activity=outside)
    assert "Đoàn Bình Lư" in shown
    assert agreement.host_unit == world.binh_lu


def test_asking_twice_is_refused(browser, desk, world, outside):
    here = desk(f"hoat-dong/{outside.pk}/dia-ban/hoi/")
    browser.post(here, {"host_unit": world.binh_lu.pk})

    answer = browser.post(here, {"host_unit": world.binh_lu.pk})

    assert "Đã gửi đề nghị tới đơn vị này" in answer.content.decode()


@pytest.fixture
def asked(world, outside):
    return actions.ask_host(
        by=world.officer(world.ta_leng),
        activity_id=outside.pk,
        host_unit_id=world.binh_lu.pk,
        message="Xin <b>chỗ nghỉ</b>",
        now=world.now,
    )


def test_the_host_answers_on_its_own_page(world, sign_in, outside, asked):
    host = sign_in(world.binh_lu)
    here = f"/dieu-phoi/{world.binh_lu.pk}/hoat-dong/{outside.pk}/dia-ban/"

    shown = host.get(here).content.decode()
    answer = host.post(here, {"answer": "agree", "note": "Mời các bạn lên"})

    asked.refresh_from_db()
    assert "Đoàn Tả Lèng xin về địa bàn" in shown
    assert "&lt;b&gt;chỗ nghỉ" in shown
    assert answer["Location"] == f"/dieu-phoi/{world.binh_lu.pk}/"
    assert asked.state == "AGREED"


def test_a_refusal_without_a_reason_is_asked_for(world, sign_in, outside, asked):
    host = sign_in(world.binh_lu)
    here = f"/dieu-phoi/{world.binh_lu.pk}/hoat-dong/{outside.pk}/dia-ban/"

    page = host.post(here, {"answer": "refuse", "note": ""}).content.decode()

    asked.refresh_from_db()
    assert "Hãy ghi lý do không đồng ý" in page
    assert asked.state == "ASKED"


def test_who_was_not_asked_finds_no_such_page(browser, desk, outside, asked):
    assert browser.get(desk(f"hoat-dong/{outside.pk}/dia-ban/")).status_code == 404
