"""Clubs and unions recognised by rules on pages: the officer's list, the public check, the unit's own pages."""

import pytest

from aoxanh.recognition.models import Certificate
from aoxanh.units.models import Instance
from tests.recognition.earning import CLUBS, busy_club, club, load, scope_of
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
def desks(service, world):
    return Desks(world)


def _rule(service, end=""):
    return f"/dieu-phoi/{service.world.ta_leng.pk}/chung-nhan/ghi-nhan/{CLUBS}/{end}"


def test_a_club_that_earned_it_gets_the_paper_and_anyone_reads_it(desks, service, client):
    made, _new = busy_club(service), club(service, "Mới lập")
    officer = desks.at(service.world.ta_leng)

    earned, short = (shown(officer.get(_rule(service, end))) for end in ("", "?xem=con-thieu"))
    answer = officer.post(_rule(service), {"nguoi": [made.pk]})

    assert "1 đơn vị đủ điều kiện" in earned
    assert "2/2 hoạt động · 3/3 người tham gia · 12/8 giờ" in earned
    assert "Thiếu 2 hoạt động, 3 người tham gia, 8 giờ" in short
    paper = Certificate.objects.get()
    issued = shown(officer.get(answer["Location"]))
    assert "Đơn vị được chứng nhận" in issued
    assert f"/don-vi/{made.pk}/" in issued
    told = shown(client.get(f"/chung-nhan/{paper.code}/"))
    assert "Đoàn Áo xanh" in told
    assert "2 hoạt động, 3 người" in told
    assert "Đối chiếu họ tên" not in told
    assert "Áo xanh 0" not in told
    assert f"/ghi-nhan/{CLUBS}/huy-hieu/{service.world.ta_leng.code}.png" in told
    assert "Được ghi nhận" in shown(client.get(f"/don-vi/{made.code}/"))


def test_the_recognised_unit_finds_and_fetches_its_paper(desks, service):
    made = busy_club(service)
    service.issue(made, scope=scope_of(service, CLUBS))
    paper = Certificate.objects.get()
    own = desks.at(made)

    listed = shown(own.get(f"/dieu-phoi/{made.pk}/chung-nhan/"))
    file = own.get(f"/dieu-phoi/{made.pk}/chung-nhan/{paper.pk}.pdf")

    assert "Đơn vị được ghi nhận" in listed
    assert "cấp, số 0001/2026-CLB" in listed
    assert file["Content-Type"] == "application/pdf"


def test_a_forged_choice_of_a_unit_elsewhere_is_refused_in_words(desks, service):
    elsewhere = club(service, "Bạn bè", parent=service.world.binh_lu)

    answer = desks.at(service.world.ta_leng).post(_rule(service), {"nguoi": [elsewhere.pk]})

    assert answer.status_code == 422
    assert "Người hoặc đơn vị này chưa có giờ" in shown(answer)
