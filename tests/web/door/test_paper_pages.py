"""The page of a list signed on paper, among the leader's pages of check-in."""

import re

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from aoxanh.activities import actions
from aoxanh.activities.models import LateEntry, Participation
from tests.files.uploads import picture


pytestmark = pytest.mark.usefixtures("keys", "noon")


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def noon(at_hour):
    with at_hour(12):
        yield


@pytest.fixture
def held(crowd):
    return crowd.sign_up("Lò Thị Hương")


def _sent(held, content=None):
    paper = SimpleUploadedFile("danh-sach.jpg", content or picture())
    return {"person": [held.person_id], "paper": paper}


def test_the_leader_ticks_who_signed_and_sends_the_photograph(officer, page, held):
    address = page("diem-danh/tren-giay/")
    shown = officer.get(address).content.decode()

    done = officer.post(address, _sent(held), follow=True)

    assert "Lò Thị Hương" in shown
    assert "Gửi ảnh trước 11:00" in shown
    after = done.content.decode()
    assert "Đã điểm danh 1 người theo danh sách giấy" in after
    assert "danh-sach.jpg" in after
    assert Participation.objects.get().method == "PAPER"
    assert address in officer.get(page("diem-danh/")).content.decode()


def test_after_the_hours_the_page_says_that_it_becomes_a_late_entry(
    officer, crowd, page, held, at_hour
):
    address = page("diem-danh/tren-giay/")
    with at_hour(12) as moment:
        moment.shift(72 * 3600)
        officer.force_login(officer.account)
        shown = officer.get(address).content.decode()
        told = officer.post(address, _sent(held))

    assert "thành đề nghị bổ sung" in shown
    assert "1 người thành đề nghị bổ sung" in next(str(m) for m in get_messages(told.wsgi_request))
    assert LateEntry.objects.get().state == "WAITING"


def test_what_is_no_photograph_is_told_and_the_ticks_stay(officer, page, held):
    refused = officer.post(page("diem-danh/tren-giay/"), _sent(held, b"khong phai anh"))

    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "checked" in shown
    assert not Participation.objects.exists()


def test_the_page_costs_the_same_for_one_and_for_six(
    officer, crowd, page, held, costs_the_same, world
):
    actions.change_capacity(by=world.system, slot_id=crowd.slot.pk, capacity=9, now=world.now)

    def grow():
        for _each in range(5):
            crowd.sign_up()

    costs_the_same(lambda: officer.get(page("diem-danh/tren-giay/")), grow)


def test_the_photograph_is_sent_alone_and_named_later(officer, page, held):
    address = page("diem-danh/tren-giay/")
    sent = officer.post(address, {**_sent(held), "person": [], "alone": "1"}, follow=True)
    (named,) = re.findall(r"\?anh=\d+", sent.content.decode())
    asked = officer.get(f"{address}{named}").content.decode()

    done = officer.post(f"{address}{named}", {"person": [held.person_id]}, follow=True)

    assert "Ghi tên theo ảnh gửi" in asked
    assert "Ghi tên sau" in done.content.decode()
    assert Participation.objects.get().method == "PAPER"
