"""The pages on which hours are objected to and objections are answered."""

import pytest
from django.test import Client

from aoxanh.activities.models import HoursEntry, HoursObjection
from aoxanh.people.models import Person


pytestmark = pytest.mark.usefixtures("keys", "noon")


@pytest.fixture
def noon(at_hour):
    with at_hour(14):
        yield


def _served(crowd, name):
    held = crowd.sign_up(name)
    crowd.scan(held)
    crowd.leave(held, now=crowd.clock(10))
    return held


@pytest.fixture
def held(crowd):
    held = _served(crowd, "Lò Thị Hương")
    crowd.close()
    crowd.settle()
    return held


@pytest.fixture
def desk(world):
    return f"/dieu-phoi/{world.ta_leng.pk}/y-kien-ve-gio/"


def test_a_volunteer_objects_over_the_pass_and_reads_the_answer_there(officer, held, desk):
    page = f"/ma/{held.token}/gio/"
    volunteer = Client()
    empty = volunteer.post(page, {"text": " "})
    sent = volunteer.post(page, {"text": "Tôi làm đến 11 giờ"}, follow=True).content.decode()
    listed = officer.get(desk).content.decode()
    address = f"{desk}{HoursObjection.objects.get().pk}/"

    too_much = officer.post(address, {"correct": "1", "hours": "4", "text": "Đúng vậy"})
    done = officer.post(address, {"correct": "1", "hours": "2,5", "text": "Sổ ký ghi 9:30"})

    assert empty.status_code == 422
    assert "Chờ trả lời" in sent
    assert "Tôi làm đến 11 giờ" in listed
    assert too_much.status_code == 422
    assert "Đúng vậy" in too_much.content.decode()
    assert done["Location"] == desk
    answered = volunteer.get(page).content.decode()
    assert "2,5 giờ" in answered
    assert "Sổ ký ghi 9:30" in answered
    assert officer.get(address).status_code == 404


def test_an_officer_keeps_or_passes_up(officer, superior, held, desk, world):
    Client().post(f"/ma/{held.token}/gio/", {"text": "Tôi làm đến 11 giờ"})
    address = f"{desk}{HoursObjection.objects.get().pk}/"
    above = f"/dieu-phoi/{world.province.pk}/y-kien-ve-gio/"
    before = superior.get(above).content.decode()

    officer.post(address, {"up": "1"})
    after = superior.get(above).content.decode()
    superior.post(
        f"{above}{HoursObjection.objects.get().pk}/", {"keep": "1", "hours": "3", "text": "Đã hỏi"}
    )

    assert "Lò Thị Hương" not in before
    assert "Được chuyển lên" in after
    assert HoursObjection.objects.get().state == "KEPT"
    assert HoursEntry.objects.count() == 1


def test_my_page_shows_my_hours_and_takes_my_objection(sign_in, crowd, held, world):
    client = sign_in("COMMUNE_OFFICER", world.binh_lu)
    page = f"/cua-toi/gio/hoat-dong/{crowd.activity.code}/"
    stranger = client.get(page)
    Person.objects.filter(pk=held.person_id).update(account=client.account)

    shown = client.get(page).content.decode()
    done = client.post(page, {"text": "Tôi làm đến 11 giờ"})

    assert stranger.status_code == 404
    assert "3 giờ" in shown
    assert done["Location"] == page
    assert HoursObjection.objects.get().person_id == held.person_id


def test_the_list_costs_the_same_for_one_and_for_two(officer, crowd, desk, costs_the_same):
    first, second = (_served(crowd, name) for name in ("Lò Thị Hương", "Sùng A Tủa"))
    crowd.close()
    crowd.settle()
    Client().post(f"/ma/{first.token}/gio/", {"text": "Sai"})

    def grow():
        Client().post(f"/ma/{second.token}/gio/", {"text": "Sai"})

    costs_the_same(lambda: officer.get(desk), grow)
