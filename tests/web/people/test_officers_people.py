"""People as officers see them: found without a name in the address, taken in, changed, told apart."""

from datetime import date, timedelta

import pytest

from aoxanh.people import actions
from aoxanh.people.models import FocalPoint, Membership, Merger, Person, Post
from aoxanh.people.types import GuardianGiven, MembershipGiven, PersonGiven
from tests.web.desks import shown


@pytest.fixture
def client(desks, world):
    return desks.at(world.ta_leng)


@pytest.fixture
def enrol(world):
    def make(full_name="Lò Thị Ón", unit=None, guardian=None, **person):
        return actions.enrol(
            by=world.system,
            unit_id=(unit or world.ta_leng).pk,
            person=PersonGiven(full_name=full_name, **person),
            membership=MembershipGiven(kind="MEMBER", valid_from=date(2025, 9, 1)),
            guardian=guardian,
            now=world.now,
        )

    return make


def _people(unit, end=""):
    return f"/dieu-phoi/{unit.pk}/nguoi/{end}"


GIVEN = {
    "full_name": "Vàng A Sinh",
    "phone": "0912 345 678",
    "birth_date": "2004-03-12",
    "kind": "MEMBER",
    "valid_from": "2026-09-01",
    "consent": "on",
}


def test_the_list_shows_members_of_the_unit(client, world, enrol):
    enrol()
    enrol("Tẩn Thị Hoa", unit=world.binh_lu)

    page = shown(client.get(_people(world.ta_leng)))

    assert "Lò Thị Ón" in page
    assert "Đoàn viên, Đoàn Tả Lèng" in page
    assert "Tẩn Thị Hoa" not in page


@pytest.mark.parametrize("typed", ["lo thi on", "Ón", "0912345678"])
def test_a_search_is_sent_and_finds_by_name_or_phone(client, world, enrol, typed):
    enrol(phone="0912 345 678")
    enrol("Tẩn Thị Hoa")

    answer = client.post(_people(world.ta_leng), {"q": typed})

    page = shown(answer)
    assert "Lò Thị Ón" in page
    assert "Tẩn Thị Hoa" not in page
    assert 'method="post"' in page


def test_the_whole_reach_can_be_listed(desks, world, enrol):
    enrol()
    client = desks.at(world.province, "PROVINCE_OFFICER")

    assert "Lò Thị Ón" not in shown(client.get(_people(world.province)))
    assert "Lò Thị Ón" in shown(client.get(_people(world.province, "?pham-vi=ca-duoi")))


def test_a_person_is_taken_in(client, world):
    answer = client.post(_people(world.ta_leng, "moi/"), GIVEN)

    person = Person.objects.get()
    assert answer["Location"] == _people(world.ta_leng, f"{person.code}/")
    assert (person.full_name, person.phone, person.state) == (
        "Vàng A Sinh",
        "+84912345678",
        "VERIFIED",
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"phone": "0912"}, "Đây chưa phải số điện thoại"),
        ({"birth_date": "2015-01-01"}, "Người dưới 16 tuổi cần người giám hộ"),
        ({"full_name": "123"}, "Hãy nhập họ và tên bằng chữ"),
        ({"last_day": "2026-01-01"}, "Ngày kết thúc phải sau ngày bắt đầu"),
        ({"consent": ""}, "Cần có sự đồng ý"),
    ],
)
def test_a_refused_person_keeps_what_was_typed(client, world, change, sentence):
    answer = client.post(_people(world.ta_leng, "moi/"), GIVEN | {"class_name": "12A1"} | change)

    page = shown(answer)
    assert answer.status_code == 422
    assert sentence in page
    assert "12A1" in page
    assert not Person.objects.exists()


def test_a_person_shows_memberships_guardians_and_consent(client, world, enrol):
    guardian = GuardianGiven(full_name="Lò Văn Pâng", phone="0987 654 321")
    person = enrol(birth_date=date(2012, 1, 1), guardian=guardian)

    page = shown(client.get(_people(world.ta_leng, f"{person.code}/")))

    assert "Lò Văn Pâng" in page
    assert "Chưa đủ 16 tuổi" in page
    assert "Tham gia hoạt động" in page


def test_people_of_a_sibling_are_not_found(desks, world, enrol):
    person = enrol()
    client = desks.at(world.binh_lu)

    assert client.get(_people(world.binh_lu, f"{person.code}/")).status_code == 404
    assert client.get(_people(world.ta_leng)).status_code == 404
    assert client.post(_people(world.binh_lu, f"{person.code}/xac-nhan/")).status_code == 404


def test_a_reader_without_the_permission_sees_no_person(desks, world, enrol):
    person = enrol()
    client = desks.at(world.province, "AUDIT_READER")

    assert client.get(_people(world.province)).status_code == 404
    assert client.get(_people(world.province, f"{person.code}/")).status_code == 404


def test_a_profile_is_corrected(client, world, enrol):
    person = enrol(phone="0912 345 678")

    client.post(
        _people(world.ta_leng, f"{person.code}/sua/"),
        {"full_name": "Lò Thị Ơn", "phone": "0912 345 678", "skills": "sơ cứu, dạy học"},
    )

    person.refresh_from_db()
    assert person.full_name == "Lò Thị Ơn"
    assert person.skills == ["dạy học", "sơ cứu"]


def test_a_post_is_noted_and_ended(client, world, enrol):
    person = enrol()
    client.post(
        _people(world.ta_leng, f"{person.code}/chuc-danh/"),
        {"title": "Bí thư", "valid_from": "2022-01-01", "is_head": "on"},
    )
    post = Post.objects.get()

    client.post(
        _people(world.ta_leng, f"{person.code}/thoi/{post.pk}/"), {"last_day": "2026-11-22"}
    )

    post.refresh_from_db()
    assert post.is_head
    assert post.valid_to == world.day


def test_the_same_post_twice_is_refused_and_keeps_what_was_typed(client, world, enrol):
    person = enrol()
    path = _people(world.ta_leng, f"{person.code}/chuc-danh/")
    given = {"title": "Bí thư", "valid_from": "2022-01-01", "decision_number": "12-QĐ"}
    client.post(path, given)

    again = client.post(path, given)

    assert again.status_code == 422
    assert "Người này đã giữ chức danh đó" in shown(again)
    assert "12-QĐ" in shown(again)


def test_a_member_leaves_on_a_day(client, world, enrol):
    person = enrol()
    held = Membership.objects.get()

    client.post(_people(world.ta_leng, f"{person.code}/roi/{held.pk}/"), {"last_day": "2026-12-31"})

    held.refresh_from_db()
    assert held.valid_to == date(2027, 1, 1)


def test_a_person_joins_a_second_unit(desks, world, enrol):
    branch = world.found("Chi đoàn bản Pho", parent=world.ta_leng, kind="chi_doan")
    person = enrol()
    client = desks.at(branch, "BRANCH_OFFICER")

    unseen = client.get(_people(branch, f"{person.code}/vao-don-vi/"))
    actions.join(
        by=world.system,
        person_id=person.pk,
        unit_id=branch.pk,
        membership=MembershipGiven(kind="VOLUNTEER", valid_from=date(2026, 1, 1)),
        now=world.now,
    )
    client.post(
        _people(branch, f"{person.code}/vao-don-vi/"),
        {"kind": "MEMBER", "valid_from": "2026-11-01"},
    )

    assert unseen.status_code == 404
    assert Membership.objects.filter(unit=branch, kind="MEMBER").count() == 1


def test_look_alikes_stand_side_by_side_and_are_merged(client, world, enrol):
    kept = enrol(birth_date=date(2004, 3, 12))
    other = enrol(birth_date=date(2004, 3, 12), phone="0912 345 678")

    page = shown(client.get(_people(world.ta_leng, "co-the-trung/")))
    preview = shown(client.get(_people(world.ta_leng, f"{other.code}/gop/{kept.code}/")))
    client.post(_people(world.ta_leng, f"{other.code}/gop/{kept.code}/"))

    other.refresh_from_db()
    assert "Cùng họ tên, cùng ngày sinh" in page
    assert "Thuộc đơn vị" in preview
    assert other.merged_into_id == kept.pk


def test_a_merged_record_leads_to_the_one_that_stands_and_is_taken_apart_there(
    client, world, enrol
):
    kept, other = enrol(birth_date=date(2004, 3, 12)), enrol(birth_date=date(2005, 3, 12))
    merging = _people(world.ta_leng, f"{other.code}/gop/{kept.code}/")

    refused = client.post(merging)
    client.post(merging, {"reason": "Giấy khai sinh ghi nhầm năm"})
    led = client.get(_people(world.ta_leng, f"{other.code}/"))
    page = shown(client.get(_people(world.ta_leng, f"{kept.code}/")))
    client.post(_people(world.ta_leng, f"{kept.code}/tach/{Merger.objects.get().pk}/"))

    other.refresh_from_db()
    assert (refused.status_code, led.url) == (422, _people(world.ta_leng, f"{kept.code}/"))
    assert "Hai hồ sơ ghi ngày sinh khác nhau" in shown(refused)
    assert "Giấy khai sinh ghi nhầm năm" in page
    assert (other.merged_into_id, other.state) == (None, "VERIFIED")


def test_a_focal_person_is_named(client, world, enrol):
    person = enrol()
    path = f"/dieu-phoi/{world.ta_leng.pk}/don-vi/{world.ta_leng.pk}/dau-moi/"

    refused = client.post(path, {"person": person.code, "phone": "12", "since": "2026-11-01"})
    client.post(path, {"person": person.code, "phone": "0912345678", "since": "2026-11-01"})

    assert refused.status_code == 422
    assert "Đây chưa phải số điện thoại" in shown(refused)
    assert FocalPoint.objects.get().phone == "+84912345678"


def test_the_list_costs_the_same_for_few_and_for_many(client, world, enrol, costs_the_same):
    enrol()

    def grow():
        for number in range(6):
            person = enrol(f"Vàng A {'ABCDEF'[number]}")
            actions.join(
                by=world.system,
                person_id=person.pk,
                unit_id=world.found(f"bản {number}", parent=world.ta_leng, kind="chi_doan").pk,
                membership=MembershipGiven(kind="MEMBER", valid_from=date(2026, 1, 1)),
                now=world.now,
            )

    costs_the_same(lambda: client.get(_people(world.ta_leng)), grow)


def test_a_person_costs_the_same_with_many_memberships_of_the_unit(
    client, world, enrol, costs_the_same
):
    person = enrol()

    def grow():
        for number in range(5):
            start = date(2010 + number, 1, 1)
            actions.join(
                by=world.system,
                person_id=person.pk,
                unit_id=world.ta_leng.pk,
                membership=MembershipGiven(
                    kind="VOLUNTEER", valid_from=start, valid_to=start + timedelta(days=90)
                ),
                now=world.now,
            )

    costs_the_same(lambda: client.get(_people(world.ta_leng, f"{person.code}/")), grow)
