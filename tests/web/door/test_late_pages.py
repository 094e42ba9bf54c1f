"""The desk of late entries, and the link by which a receiving body answers for them."""

import re

import pytest
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.test import Client

from aoxanh.activities import actions
from aoxanh.activities.models import HoursEntry, LateEntry, Participation, ReceiverLink
from tests.activities.letters import sent_token


pytestmark = pytest.mark.usefixtures("keys", "noon")


@pytest.fixture
def noon(at_hour):
    """12:00 on the activity's day, after the morning shift."""
    with at_hour(12):
        yield


def _ask(crowd, name):
    return actions.ask_late_entry(
        by=crowd.officer,
        shift_id=crowd.shift.pk,
        person_id=crowd.sign_up(name).person_id,
        minutes=210,
        reason="Máy điểm danh hết pin",
        now=crowd.clock(12),
    )


@pytest.fixture
def late(crowd):
    return _ask(crowd, "Lò Thị Hương")


@pytest.fixture
def desk(world):
    return f"/dieu-phoi/{world.province.pk}/gio-bo-sung/"


def _told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_the_province_confirms_the_hours_of_a_commune(superior, page, desk, world, late):
    shown = superior.get(desk).content.decode()
    above = superior.get(page("bo-sung/", world.province)).content.decode()

    done = superior.post(f"{desk}quyet-dinh/", {"confirm": "1", "late": [late.pk], "note": ""})

    assert "Lò Thị Hương" in shown
    assert "Máy điểm danh hết pin" in shown
    assert f"{desk}#hd-{late.activity_id}" in above
    assert done["Location"] == desk
    assert _told(done) == ["Đã xác nhận 3,5 giờ của 1 người."]
    entry = HoursEntry.objects.get()
    assert (entry.minutes, entry.source) == (210, "LATE")
    assert entry.confirmed_by_unit_id == world.province.pk
    answered = superior.get(page("bo-sung/", world.province)).content.decode()
    assert "Cấp trên: Đoàn Lai Châu" in answered


def test_the_province_returns_with_a_word(superior, officer, page, desk, late):
    given = {"return": "1", "late": [late.pk], "note": "Ghi rõ ai chứng kiến"}
    superior.post(f"{desk}quyet-dinh/", given)

    shown = officer.get(page("bo-sung/")).content.decode()
    assert "Ghi rõ ai chứng kiến" in shown
    assert not Participation.objects.exists()


def test_a_decision_is_taken_once(superior, desk, late):
    given = {"confirm": "1", "late": [late.pk]}
    superior.post(f"{desk}quyet-dinh/", given)

    again = superior.post(f"{desk}quyet-dinh/", given)

    assert "không còn ai trong số đã chọn đang chờ" in _told(again)[-1]
    assert HoursEntry.objects.count() == 1


def test_neither_organiser_nor_neighbour_confirms_anything(officer, neighbour, world, late):
    for client, unit in ((officer, world.ta_leng), (neighbour, world.binh_lu)):
        address = f"/dieu-phoi/{unit.pk}/gio-bo-sung/quyet-dinh/"
        client.post(address, {"confirm": "1", "late": [late.pk]})

    late.refresh_from_db()
    assert late.state == "WAITING"


def test_who_may_not_confirm_one_of_them_is_told_so(superior, desk, late):
    LateEntry.objects.filter(pk=late.pk).update(asked_by_id=superior.account.pk)

    refused = superior.post(f"{desk}quyet-dinh/", {"confirm": "1", "late": [late.pk]})

    assert "Lò Thị Hương: Cần người ngoài đơn vị tổ chức xác nhận" in _told(refused)[0]


@pytest.fixture
def given(late):
    """What the form of the organiser sends."""
    return {"receiver": "UBND xã Mường Kim", "contact": "0963 111 222", "late": [late.pk]}


@pytest.fixture
def link(officer, page, given):
    """The address that the receiving body gets, and nobody else."""
    asked = officer.post(page("bo-sung/noi-nhan/"), given, follow=True)
    assert asked.status_code == 200
    token = sent_token(ReceiverLink.objects.get())
    assert token not in asked.content.decode()
    return f"/xac-nhan/{token}/"


def test_a_receiving_body_confirms_over_its_link_and_is_named(officer, page, link):
    body = Client()
    asked = body.get(link)
    given = {"confirm": "1", "late": LateEntry.objects.values_list("pk", flat=True)}

    done = body.post(link, {**given, "name": "Lò Văn Chủ", "title": "Phó Chủ tịch"}, follow=True)

    assert "Lò Thị Hương" in asked.content.decode()
    assert asked["Referrer-Policy"] == "no-referrer"
    assert "0912" not in asked.content.decode()
    after = done.content.decode()
    assert "Đã trả lời" in after
    assert "Lò Thị Hương" not in after
    assert HoursEntry.objects.get().source == "LATE_UNKNOWN"
    shown = officer.get(page("bo-sung/")).content.decode()
    assert "Nơi nhận: UBND xã Mường Kim, Lò Văn Chủ trả lời (Liên hệ mới" in shown


def test_a_receiver_without_a_name_is_asked_for_it_and_keeps_the_ticks(link):
    refused = Client().post(link, {"none": "1", "late": "x", "name": " ", "note": "Không nhớ"})

    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "Hãy ghi họ và tên người xác nhận" in shown
    assert "Không nhớ" in shown
    assert not Participation.objects.exists()


def test_the_organiser_signed_in_does_not_answer_its_own_link(officer, link, late):
    refused = officer.post(link, {"confirm": "1", "late": [late.pk], "name": "Lò Văn Chủ"})

    assert "Ai đã ghi" in refused.content.decode()
    assert not Participation.objects.exists()


def test_a_link_that_is_not_there_answers_404_and_many_tries_wait(link, settings):
    settings.LOOKUPS_PER_MINUTE = 2
    cache.clear()
    body = Client()

    assert body.get(f"{link[:-2]}/").status_code == 404
    assert body.post(f"{link[:-2]}/", {"name": "Lò Văn Chủ"}).status_code == 404
    assert body.get(link).status_code == 429


def test_the_link_is_taken_back(officer, page, link):
    listed = officer.get(page("bo-sung/")).content.decode()
    (revoke,) = re.findall(r'action="([^"]+/thu-hoi/)"', listed)

    told = [_told(officer.post(revoke))[-1] for _each in range(2)]

    assert told[0] == "Đã thu hồi đường dẫn gửi UBND xã Mường Kim."
    assert "đã thu hồi" in told[1]
    assert "Đường dẫn đã thu hồi hoặc hết hạn" in Client().get(link).content.decode()


def test_the_unit_above_reads_whom_was_asked_over_which_contact(superior, desk, link, world):
    shown = superior.get(desk).content.decode()
    outbox = superior.get(f"/dieu-phoi/{world.province.pk}/tin-gui-di/").content.decode()

    assert "UBND xã Mường Kim" in shown
    assert "0963 111 222" in shown
    assert link in outbox


def test_a_receiver_without_name_or_rows_is_refused_in_words(officer, page, given):
    for changed, words in (
        ({"receiver": ""}, "Hãy ghi tên nơi nhận"),
        ({"late": []}, "Hãy chọn người đang chờ xác nhận"),
        ({"contact": "0912"}, "Hãy ghi số điện thoại hoặc e-mail"),
    ):
        refused = officer.post(page("bo-sung/noi-nhan/"), given | changed)
        assert refused.status_code == 422
        assert words in refused.content.decode()


def test_the_desk_costs_the_same_for_one_and_for_six(
    superior, crowd, desk, late, costs_the_same, world
):
    actions.change_capacity(by=world.system, slot_id=crowd.slot.pk, capacity=9, now=world.now)

    def grow():
        for name in ("Sùng A Tủa", "Vàng Thị Mỷ", "Giàng A Páo", "Lý A Chu", "Lù Thị Pàn"):
            _ask(crowd, name)

    costs_the_same(lambda: superior.get(desk), grow)
