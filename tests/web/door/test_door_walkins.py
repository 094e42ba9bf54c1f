"""People who come without signing up, and kept scans that wait for a decision."""

import pytest
from django.contrib.messages import get_messages

from aoxanh.activities.models import Activity, Participation, Scan
from aoxanh.people.models import Consent, Guardian, Person


pytestmark = pytest.mark.usefixtures("keys", "morning")


@pytest.fixture
def walker(crowd):
    return {
        "full_name": "Sùng Seo Dế",
        "contact": "",
        "birth_year": "",
        "guardian_name": "",
        "guardian_phone": "",
        "consent": "on",
        "shift": crowd.slot.shift_id,
    }


def _told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_name_is_enough(officer, page, walker):
    done = officer.post(page("diem-danh/tai-cho/"), walker)

    assert done["Location"] == page("diem-danh/")
    assert Participation.objects.get().person.full_name == "Sùng Seo Dế"
    assert Consent.objects.count() == 1
    assert _told(done) == ["Sùng Seo Dế: Đã điểm danh 7:05"]


def test_one_more_after_this_one_stays_on_the_form(officer, page, walker):
    done = officer.post(page("diem-danh/tai-cho/"), walker | {"again": "1"})

    assert done["Location"] == page("diem-danh/tai-cho/")


def test_a_minor_without_guardian_is_refused_and_nothing_typed_is_lost(officer, page, walker):
    given = walker | {"birth_year": "2014", "contact": "0912 345 678"}

    refused = officer.post(page("diem-danh/tai-cho/"), given)

    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "Người dưới 16 tuổi cần người giám hộ" in shown
    assert 'value="Sùng Seo Dế"' in shown
    assert 'value="0912 345 678"' in shown
    assert not Person.objects.filter(full_name="Sùng Seo Dế").exists()


def test_a_minor_with_guardian_is_taken_in(officer, page, walker):
    guardian = {
        "birth_year": "2014",
        "guardian_name": "Sùng A Lử",
        "guardian_phone": "0987654321",
    }

    officer.post(page("diem-danh/tai-cho/"), walker | guardian)

    assert Guardian.objects.get().full_name == "Sùng A Lử"
    assert Participation.objects.count() == 1


def test_without_consent_nobody_is_written_down(officer, page, walker):
    refused = officer.post(page("diem-danh/tai-cho/"), walker | {"consent": ""})

    assert refused.status_code == 422
    assert "Hãy hỏi và đánh dấu" in refused.content.decode()
    assert not Participation.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [("H'Hen", "H'Hen"), ("Mí", "Mí"), ("Sùng Seo Dế", "Sùng Seo Dế")],
)
def test_names_are_kept_as_they_are(officer, page, walker, name, kept):
    officer.post(page("diem-danh/tai-cho/"), walker | {"full_name": name})

    assert Participation.objects.get().person.full_name == kept


def test_a_contact_that_is_none_is_refused_at_its_field(officer, page, walker):
    refused = officer.post(page("diem-danh/tai-cho/"), walker | {"contact": "12"})

    assert "Đây chưa phải số điện thoại hoặc e-mail" in refused.content.decode()


def test_a_closed_activity_takes_nobody_in(officer, crowd, page, walker):
    Activity.objects.filter(pk=crowd.activity.pk).update(state="CLOSED", closed_at=crowd.clock(6))

    refused = officer.post(page("diem-danh/tai-cho/"), walker)

    assert "không ghi nhận người đến trực tiếp được" in refused.content.decode()


def test_a_shift_of_another_activity_is_refused(officer, crowd, page, walker):
    other = type(crowd).at(crowd.world)

    refused = officer.post(page("diem-danh/tai-cho/"), walker | {"shift": other.slot.shift_id})

    assert "Ca này không thuộc hoạt động" in refused.content.decode()


@pytest.fixture
def kept(crowd):
    """The scan of somebody who had withdrawn."""
    held = crowd.sign_up("Giàng A Páo")
    crowd.withdraw(held)
    crowd.scan(held)
    return Scan.objects.get()


def test_a_kept_scan_is_shown_with_its_reason(officer, page, kept):
    door = officer.get(page("diem-danh/")).content.decode()
    shown = officer.get(page("diem-danh/giu-lai/")).content.decode()

    assert "1 lượt quét cần xem lại" in door
    assert "Giàng A Páo" in shown
    assert "Người này đã rút đăng ký" in shown


def test_a_kept_scan_can_count_after_all(officer, crowd, page, kept):
    done = officer.post(page(f"diem-danh/giu-lai/{kept.pk}/"), {"admit": "1"})

    row = Participation.objects.get()
    assert (row.person_id, row.checked_in_at) == (kept.person_id, kept.happened_at)
    assert _told(done) == ["Giàng A Páo: Đã điểm danh 7:00"]
    assert "Không còn lượt nào" in officer.get(done["Location"]).content.decode()


def test_a_kept_scan_can_be_set_aside_and_stays_stored(officer, page, kept):
    done = officer.post(page(f"diem-danh/giu-lai/{kept.pk}/"), {"aside": "1"})

    assert "Không còn lượt nào" in officer.get(done["Location"]).content.decode()
    assert Scan.objects.filter(pk=kept.pk, outcome="KEPT").exists()
    assert not Participation.objects.exists()


def test_deciding_twice_says_so(officer, page, kept):
    officer.post(page(f"diem-danh/giu-lai/{kept.pk}/"), {"aside": "1"})

    again = officer.post(page(f"diem-danh/giu-lai/{kept.pk}/"), {"admit": "1"})

    assert _told(again)[-1] == "Lượt này đã được xem lại trước đó."
    assert not Participation.objects.exists()


def test_a_scan_that_names_nobody_cannot_simply_count(officer, crowd, page):
    crowd.scan(short_code="00000000")
    unknown = Scan.objects.get()

    done = officer.post(page(f"diem-danh/giu-lai/{unknown.pk}/"), {"admit": "1"})

    assert "không ghi nhận thẳng được" in _told(done)[0]


def test_the_kept_list_costs_the_same_for_one_and_for_many(
    officer, crowd, page, kept, costs_the_same
):
    def grow():
        for _each in range(4):
            crowd.scan(short_code="00000000")

    costs_the_same(lambda: officer.get(page("diem-danh/giu-lai/")), grow)
