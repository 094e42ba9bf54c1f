"""The trail as officers read it: sentences, filters in the address, details only for those who may."""

from datetime import timedelta

import pytest

from aoxanh.audit.models import Entry
from aoxanh.people import actions as people
from aoxanh.people.models import Person
from aoxanh.people.types import MembershipGiven, PersonGiven
from aoxanh.units import actions as units
from aoxanh.units.types import Decision
from tests.web.desks import shown


@pytest.fixture
def person(world):
    enrolled = people.enrol(
        by=world.system,
        unit_id=world.ta_leng.pk,
        person=PersonGiven(full_name="Lò Thị Ón", phone="0912 345 678"),
        membership=MembershipGiven(kind="MEMBER", valid_from=world.day),
        now=world.now,
    )
    people.edit_profile(
        by=world.system,
        person_id=enrolled.pk,
        person=PersonGiven(full_name="Lò Thị Ón", phone="0987 654 321"),
        now=world.now,
    )
    return Person.objects.get()


def _trail(unit, query=""):
    return f"/dieu-phoi/{unit.pk}/nhat-ky/?{query}"


def _edited(unit):
    entry = Entry.objects.get(event="people.ProfileEdited")
    return f"/dieu-phoi/{unit.pk}/nhat-ky/{entry.pk}/"


def test_the_trail_tells_in_sentences_what_was_done(desks, world, person):
    page = shown(desks.at(world.ta_leng).get(_trail(world.ta_leng)))

    assert "Thêm một người vào danh sách" in page
    assert "Lò Thị Ón" in page
    assert "Hệ thống" in page


def test_the_trail_is_narrowed_by_kind_unit_and_days(desks, world, person):
    client = desks.at(world.province, "PROVINCE_OFFICER")

    people_only = shown(client.get(_trail(world.province, "viec=people")))
    other_unit = shown(client.get(_trail(world.province, f"don-vi={world.binh_lu.pk}")))
    yesterday = shown(client.get(_trail(world.province, f"den={world.day - timedelta(days=1)}")))
    one_kind = shown(client.get(_trail(world.province, "viec=people.ProfileEdited")))

    assert "Thêm một người vào danh sách" in people_only
    assert "Thành lập" not in people_only
    assert "Thêm một người vào danh sách" not in other_unit
    assert "Không có việc nào khớp" in yesterday
    assert "1 việc trong nhật ký" in one_kind


def test_who_may_see_the_person_reads_before_and_after(desks, world, person):
    page = shown(desks.at(world.ta_leng).get(_edited(world.ta_leng)))

    assert "+84912345678" in page
    assert "+84987654321" in page


def test_a_reader_of_the_trail_learns_that_there_is_more_and_not_what(desks, world, person):
    page = shown(desks.at(world.province, "AUDIT_READER").get(_edited(world.province)))

    assert "Chi tiết cá nhân chỉ hiện với người được xem hồ sơ" in page
    assert "+84912345678" not in page
    assert "Lò Thị Ón" not in page


def test_a_sibling_reads_nothing(desks, world, person):
    client = desks.at(world.binh_lu)

    assert client.get(_edited(world.binh_lu)).status_code == 404
    assert client.get(_trail(world.ta_leng)).status_code == 404
    assert "Lò Thị Ón" not in shown(client.get(_trail(world.binh_lu)))


def test_officers_of_a_branch_have_no_trail(desks, world):
    client = desks.at(world.ta_leng, "BRANCH_OFFICER")

    assert client.get(_trail(world.ta_leng)).status_code == 404


def test_the_trail_costs_the_same_for_few_and_for_many_entries(
    desks, world, person, costs_the_same
):
    client = desks.at(world.province, "PROVINCE_OFFICER")

    def grow():
        for number in range(5):
            child = world.found(f"xã số {number}", parent=world.province)
            units.rename(
                by=world.system,
                unit_id=child.pk,
                name=f"Đoàn xã {number}",
                short_name=f"xã {number}",
                on=world.day,
                decision=Decision(),
                now=world.now,
            )
            people.enrol(
                by=world.system,
                unit_id=child.pk,
                person=PersonGiven(full_name=f"Vàng A {'ABCDE'[number]}", phone=""),
                membership=MembershipGiven(kind="MEMBER", valid_from=world.day),
                now=world.now,
            )

    costs_the_same(lambda: client.get(_trail(world.province)), grow)
