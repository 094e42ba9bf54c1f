"""Pages of recorded facts: a proof is asked for, who lies above accepts, the list leaves as a file."""

from aoxanh.programmes.models import RecordedFact
from tests.work.lists import table_in


GIVEN = {
    "kind": "form_01_on_time",
    "title": "Biểu mẫu 01 năm 2026",
    "year": "2026",
    "on": "2026-03-10",
    "number": "9-BC/ĐTN",
}


def _path(unit, rest=""):
    return f"/dieu-phoi/{unit.pk}/viec-da-ghi/{rest}"


def test_a_unit_writes_a_fact_and_its_superior_accepts_it(desks, world):
    commune = desks.at(world.ta_leng)
    refused = commune.post(_path(world.ta_leng, "moi/"), GIVEN | {"number": ""})
    assert refused.status_code == 422
    assert "Cần minh chứng" in refused.content.decode()
    assert "Biểu mẫu 01 năm 2026" in refused.content.decode()

    commune.post(_path(world.ta_leng, "moi/"), GIVEN)

    fact = RecordedFact.objects.get()
    province = desks.at(world.province, "PROVINCE_OFFICER")
    listed = province.get(_path(world.province)).content.decode()
    assert "Chờ cấp trên xác nhận" in listed
    back = province.post(_path(world.province, f"{fact.pk}/tra-lai/"), {"text": ""})
    assert back.status_code == 422
    done = province.post(_path(world.province, f"{fact.pk}/xac-nhan/"), follow=True)
    assert "Được tính" in done.content.decode()
    rows = list(
        table_in(province.get(_path(world.province, "?tai=xlsx")).content, "viec.xlsx").rows
    )
    assert rows[1][1:3] == ["Biểu mẫu 01 gửi trước ngày 20/3", "Biểu mẫu 01 năm 2026"]


def test_a_fact_is_sent_back_or_taken_back_with_its_reason(desks, world):
    commune = desks.at(world.ta_leng)
    province = desks.at(world.province, "PROVINCE_OFFICER")
    commune.post(_path(world.ta_leng, "moi/"), GIVEN)
    first = RecordedFact.objects.get()
    province.post(_path(world.province, f"{first.pk}/tra-lai/"), {"text": "Thiếu chữ ký"})
    assert "Thiếu chữ ký" in commune.get(_path(world.ta_leng, f"{first.pk}/")).content.decode()

    commune.post(_path(world.ta_leng, "moi/"), GIVEN)
    second = RecordedFact.objects.latest("pk")
    page = commune.post(
        _path(world.ta_leng, f"{second.pk}/rut/"), {"text": "Ghi nhầm"}, follow=True
    )

    assert "Đã rút" in page.content.decode()


def test_only_who_decides_at_a_unit_is_offered_to_mark_those_below(desks, world):
    leader = desks.at(world.province, "CLUB_LEADER").get(_path(world.province, "moi/"))
    officer = desks.at(world.province, "PROVINCE_OFFICER").get(_path(world.province, "moi/"))

    assert "Làm tốt an toàn giao thông" not in leader.content.decode()
    assert "Làm tốt an toàn giao thông" in officer.content.decode()
