"""“Khen thưởng” on officers' pages: proposing, deciding, narrowing; what a person sees of it."""

import pytest

from aoxanh.recognition.models import Commendation
from aoxanh.units.models import Instance
from tests.recognition.service import Service
from tests.web.desks import Desks, shown


@pytest.fixture
def service(world):
    built = Service(world).build()
    Instance.objects.update(second_factor="OPTIONAL")
    return built


@pytest.fixture
def client(service, world):
    return Desks(world).at(world.ta_leng)


@pytest.fixture
def my(service):
    person = service.person("Giàng Thị Mỷ")
    service.serve(person)
    return person


GIVEN = {"form": "PRAISE", "level": "COMMUNE", "occasion": "AD_HOC", "merit": "Cứu người đuối nước"}
DECIDED = {
    "number": "15-QĐ/TĐTN", "decided_on": "2026-03-26", "authority": "Tỉnh đoàn Lai Châu",
    "form": "MERIT", "level": "PROVINCE",
}  # fmt: skip


def _path(service, end=""):
    return f"/dieu-phoi/{service.world.ta_leng.pk}/khen-thuong/{end}"


@pytest.fixture
def proposed(client, service, my):
    client.post(_path(service, f"de-nghi/?nguoi={my.code}"), GIVEN)
    return Commendation.objects.get()


def test_a_person_is_proposed_from_their_record_with_evidence(client, service, my, proposed):
    record = shown(client.get(f"/dieu-phoi/{service.world.ta_leng.pk}/nguoi/{my.code}/"))
    page = shown(client.get(_path(service, f"{proposed.pk}/")))

    assert f"de-nghi/?nguoi={my.code}" in record
    assert "1 hoạt động, 4 giờ đã xác nhận" in page
    assert "Cứu người đuối nước" in page


def test_a_collective_is_proposed_by_its_name(client, service):
    refused = client.post(_path(service, "de-nghi/"), GIVEN)
    client.post(_path(service, "de-nghi/"), GIVEN | {"name": "Đội Áo xanh bản Hồ Pên"})

    assert refused.status_code == 422
    assert "ghi tên tập thể" in shown(refused)
    assert Commendation.objects.get().is_collective


def test_a_decision_is_recorded_and_shown_on_the_record(client, service, my, proposed):
    client.post(_path(service, f"{proposed.pk}/ket-qua/"), DECIDED)

    record = shown(client.get(f"/dieu-phoi/{service.world.ta_leng.pk}/nguoi/{my.code}/"))
    assert "Bằng khen, Cấp tỉnh" in record
    assert "Quyết định 15-QĐ/TĐTN, ngày 26/03/2026" in record


def test_a_decision_without_number_keeps_what_was_typed(client, service, proposed):
    answer = client.post(_path(service, f"{proposed.pk}/ket-qua/"), DECIDED | {"number": ""})

    assert answer.status_code == 422
    assert 'value="Tỉnh đoàn Lai Châu"' in shown(answer)


def test_a_candidate_is_declined_with_a_reason(client, service, proposed):
    empty = client.post(_path(service, f"{proposed.pk}/khong-khen/"), {"reason": ""})
    client.post(_path(service, f"{proposed.pk}/khong-khen/"), {"reason": "Đã khen đợt trước"})

    assert empty.status_code == 422
    assert "Đã khen đợt trước" in shown(client.get(_path(service, f"{proposed.pk}/")))


def test_the_list_is_narrowed_by_form_level_and_outcome(client, service, proposed):
    for query, is_there in (
        ("", True),
        ("?hinh-thuc=PRAISE&cap=COMMUNE&dip=AD_HOC", True),
        ("?hinh-thuc=MERIT", False),
        ("?ket-qua=DECIDED", False),
    ):
        page = shown(client.get(_path(service, query)))
        assert ("Giàng Thị Mỷ" in page) is is_there, query


def test_a_commune_page_holds_its_own_even_for_who_sees_the_province(service, world, proposed):
    officer = Desks(world, opened=40).at(world.province, "PROVINCE_OFFICER")

    province, neighbour = (
        shown(officer.get(f"/dieu-phoi/{unit.pk}/khen-thuong/"))
        for unit in (world.province, world.binh_lu)
    )

    assert "Giàng Thị Mỷ" in province
    assert "Giàng Thị Mỷ" not in neighbour
