"""“Xóa theo đơn trên giấy”: offered to who may, told first what goes, refused with the way out."""

import re
from datetime import date

import pytest

from aoxanh.audit.models import Entry
from aoxanh.people import actions
from aoxanh.people.models import Person
from aoxanh.people.types import MembershipGiven, PersonGiven
from tests.recognition.service import Service
from tests.web.desks import shown


OFFER = "Xóa theo đơn trên giấy"
GIVEN = {"received_on": "2026-11-02", "paper": "Đơn số 12, cặp đơn thư 2026"}


@pytest.fixture
def enrol(world):
    def make(unit=None, full_name="Lò Thị Ón", phone="0912 345 678"):
        return actions.enrol(
            by=world.system,
            unit_id=(unit or world.ta_leng).pk,
            person=PersonGiven(full_name=full_name, phone=phone),
            membership=MembershipGiven(kind="MEMBER", valid_from=date(2025, 9, 1)),
            now=world.now,
        )

    return make


@pytest.fixture
def above(desks, world):
    return desks.at(world.province, "PROVINCE_OFFICER")


def _person(unit, person, end=""):
    return f"/dieu-phoi/{unit.pk}/nguoi/{person.code}/{end}"


def test_it_is_offered_to_who_may(desks, above, world, enrol):
    below, top = enrol(), enrol(world.province, "Vàng A Sử")

    assert OFFER in shown(above.get(_person(world.province, below)))
    assert OFFER not in shown(above.get(_person(world.province, top)))
    assert OFFER not in shown(desks.at(world.ta_leng).get(_person(world.ta_leng, below)))


def test_what_goes_and_stays_is_told_and_then_it_is_gone(above, world, enrol):
    person = enrol()
    path = _person(world.province, person, "xoa/")

    page = shown(above.get(path))
    answer = above.post(path, GIVEN, follow=True)

    person.refresh_from_db()
    assert "không lấy lại được" in page
    assert "Giờ và lượt tham gia vẫn được tính" in page
    assert "không còn họ tên" in page
    assert person.full_name == "Người đã xóa dữ liệu"
    assert "Đã xóa dữ liệu cá nhân" in shown(answer)
    assert OFFER not in shown(above.get(_person(world.province, person)))


def test_places_are_given_up_and_go_to_others(above, world, crowd):
    held = crowd.sign_up("Vàng A Sử")

    above.post(_person(world.province, held.person, "xoa/"), GIVEN)

    assert crowd.state(held) == "WITHDRAWN"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"received_on": ""}, "Hãy chọn ngày."),
        ({"received_on": "2030-01-01"}, "Ngày nhận đơn không được sau hôm nay"),
        ({"paper": ""}, "Hãy ghi số đơn hoặc nơi lưu đơn."),
        ({"paper": "Đơn của Lò Thị Ón"}, "mà không ghi họ tên"),
    ],
)
def test_faults_stand_at_their_field(above, world, enrol, wrong, told):
    person = enrol()

    answer = above.post(_person(world.province, person, "xoa/"), GIVEN | wrong)

    name = next(iter(wrong))
    (fault,) = re.findall(rf'id="id_{name}_error"[^>]*>(.*?)</p>', shown(answer), re.DOTALL)
    assert answer.status_code == 422
    assert told in fault
    assert Person.objects.get().erased_at is None


def test_the_way_out_is_told_where_it_is_not_allowed(desks, above, world, enrol):
    own, top = enrol(), enrol(world.province, "Vàng A Sử")
    secretary = desks.at(world.ta_leng)

    page = shown(secretary.post(_person(world.ta_leng, own, "xoa/"), GIVEN))
    at_the_top = shown(above.get(_person(world.province, top, "xoa/")))

    assert "Hãy chuyển đơn lên Đoàn Lai Châu" in page
    assert "rồi tự xóa ở “Dữ liệu của tôi”" in at_the_top
    assert "Xóa vĩnh viễn" not in page + at_the_top
    assert not Person.objects.filter(erased_at__isnull=False).exists()


def test_the_trail_of_the_unit_tells_who_when_and_which_paper(desks, above, world, enrol):
    person = enrol()
    above.post(_person(world.province, person, "xoa/"), GIVEN)
    entry = Entry.objects.get(event="people.PersonErasedOnPaper")

    page = shown(desks.at(world.ta_leng).get(f"/dieu-phoi/{world.ta_leng.pk}/nhat-ky/{entry.pk}/"))

    assert "Đoàn Lai Châu xóa dữ liệu cá nhân của một người theo đơn giấy" in page
    assert "02/11/2026" in page
    assert GIVEN["paper"] in page


@pytest.mark.parametrize(("end", "most"), [("", 19), ("xoa/", 15)])
def test_it_is_asked_of_every_organiser_at_once(
    above, world, enrol, statements, costs_the_same, end, most
):
    person, service = enrol(), Service(world)
    enrol(world.province, "Giàng A Pháo", phone="0912 000 001")
    path = _person(world.province, person, end)
    service.serve(person, activity=service.held("Làm đường liên bản"))

    def served_elsewhere():
        service.serve(person, activity=service.held("Dọn suối", unit=world.binh_lu))

    costs_the_same(lambda: above.get(path), served_elsewhere)
    with statements() as asked:
        page = shown(above.get(path))

    assert "Xóa " in page
    assert asked.count <= most, "\n".join(asked.sqls)


def test_who_cannot_is_told_who_can_for_as_little(above, world, enrol, statements):
    person, service = enrol(), Service(world)
    service.serve(person, activity=service.held("Ngày hội của tỉnh", unit=world.province))
    world.found("Trung ương", kind="trung_uong_doan")
    path = _person(world.province, person, "xoa/")
    above.get(path)

    with statements() as asked:
        page = shown(above.get(path))

    assert "Chưa xóa được" in page
    assert asked.count <= 15, "\n".join(asked.sqls)
