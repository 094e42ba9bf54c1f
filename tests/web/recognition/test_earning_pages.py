"""“Ghi nhận theo quy định”: what can be earned, who earned it and why, issuing to all or to those chosen."""

import pytest

from aoxanh.recognition.models import Certificate
from aoxanh.units.models import Instance
from aoxanh.work.models import Job
from tests.recognition.earning import PAPER, earn, load
from tests.recognition.service import Service
from tests.web.desks import Desks, shown


@pytest.fixture(autouse=True)
def _own_keys(tmp_path, settings):
    settings.KEY_FOLDER = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def service(world, tmp_path):
    built = Service(world).build()
    Instance.objects.update(second_factor="OPTIONAL")
    load(built, tmp_path)
    return built


@pytest.fixture
def client(service, world):
    return Desks(world).at(world.ta_leng)


def _path(service, end=""):
    return f"/dieu-phoi/{service.world.ta_leng.pk}/chung-nhan/ghi-nhan/{end}"


def _rule(service, end=""):
    return _path(service, f"{PAPER}/{end}")


def test_each_rule_says_what_it_asks_for(client, service):
    page = shown(client.get(_path(service)))

    assert "Huy hiệu Thanh niên tình nguyện" in page
    assert "Cần ít nhất 6 giờ, 2 ngày, 2 hoạt động." in page
    assert "Chỉ tính hoạt động kéo dài từ 24 tháng." in page


def test_who_earned_it_and_who_is_short_stand_with_reasons(client, service):
    earn(service)
    service.serve(service.person("Vàng A Páo"), 90)

    earned = shown(client.get(_rule(service)))
    short = shown(client.get(_rule(service, "?xem=con-thieu")))

    assert "1 người đủ điều kiện" in earned
    assert "8/6 giờ · 2/2 ngày · 2/2 hoạt động" in earned
    assert "Dọn rác suối Nậm Na" in earned
    assert "Vàng A Páo" not in earned
    assert "Thiếu 4,5 giờ, 1 ngày, 1 hoạt động" in short


def test_one_chosen_person_gets_the_paper_at_once(client, service):
    person = earn(service)

    answer = client.post(_rule(service), {"nguoi": [person.pk]})

    paper = Certificate.objects.get()
    assert answer["Location"].endswith(f"/chung-nhan/{paper.pk}/")
    assert "Số 0001/2026-TNTN" in shown(client.get(_rule(service, "?xem=da-cap")))
    listed = shown(client.get(f"/dieu-phoi/{service.world.ta_leng.pk}/chung-nhan/?loai={PAPER}"))
    assert "Giấy chứng nhận Thanh niên tình nguyện" in listed


def test_all_who_earned_it_become_a_job(client, service):
    earned = [earn(service, f"Sùng A Dơ {number}") for number in range(2)]

    client.post(_rule(service), {"tat-ca": "1"})

    job = Job.objects.get()
    assert sorted(job.arguments["person_ids"]) == sorted(person.pk for person in earned)
    assert job.arguments["rule"] == PAPER


def test_nobody_chosen_is_refused_and_said(client, service):
    earn(service)

    answer = client.post(_rule(service), {})

    assert answer.status_code == 422
    assert "Chưa chọn ai" in shown(answer)


def test_an_unknown_rule_is_not_found(client, service):
    assert client.get(_path(service, "khac/")).status_code == 404
