"""Scans as phones send them: answered in words, kept when they do not count, safe to send again."""

import json
from uuid import uuid4

import pytest

from aoxanh.activities.models import Participation, Scan
from aoxanh.activities.queries import signed_pass


pytestmark = pytest.mark.usefixtures("keys", "morning")


@pytest.fixture
def send(officer, crowd, page):
    """Send one scan as the page of Tả Lèng does and give back its result."""

    def sent(raw, *, client=None, **given):
        scan = {
            "uuid": str(uuid4()),
            "raw": raw,
            "direction": "IN",
            "device_id": "phone-1",
            "device_at": crowd.clock(7, 5).isoformat(),
        }
        body = json.dumps({"scans": [scan | given]})
        return (client or officer).post(
            page("diem-danh/quet/"), body, content_type="application/json"
        )

    return sent


def _result(response):
    return response.json()["results"][0]


def test_a_pass_is_read_and_its_person_named(send, crowd):
    held = crowd.sign_up("Giàng A Páo")

    result = _result(send(signed_pass(held)))

    assert (result["accepted"], result["name"]) == (True, "Giàng A Páo")
    assert result["sentence"] == "Đã điểm danh 7:05"
    assert result["undo"].endswith(f"/{Scan.objects.get().pk}/bo/")


def test_the_same_scan_again_changes_nothing(send, crowd):
    raw, uuid = signed_pass(crowd.sign_up("Giàng A Páo")), str(uuid4())

    first, again = send(raw, uuid=uuid), send(raw, uuid=uuid)

    assert _result(first)["name"] == _result(again)["name"] == "Giàng A Páo"
    assert Scan.objects.count() == Participation.objects.count() == 1


def test_a_second_scan_of_the_same_pass_says_already(send, crowd):
    raw = signed_pass(crowd.sign_up())
    send(raw)

    again = _result(send(raw))

    assert again["accepted"]
    assert "Đã điểm danh từ 7:05" in again["sentence"]
    assert again["undo"] == ""


def test_a_code_typed_by_hand_is_a_scan_too(send, crowd):
    held = crowd.sign_up("Giàng A Páo")

    result = _result(send(f"{held.short_code[:4]} {held.short_code[4:]}".lower()))

    assert result["accepted"]
    assert Scan.objects.get().method == "CODE"


def test_a_withdrawn_pass_says_what_to_do_and_is_kept(send, crowd):
    held = crowd.sign_up("Giàng A Páo")
    raw = signed_pass(held)
    crowd.withdraw(held)

    result = _result(send(raw))

    assert not result["accepted"]
    assert "đã rút đăng ký" in result["sentence"]
    assert Scan.objects.get().reason == "WITHDRAWN"


def test_a_pass_of_another_activity_is_kept(send, crowd):
    other = type(crowd).at(crowd.world)

    result = _result(send(signed_pass(other.sign_up())))

    assert "hoạt động khác" in result["sentence"]
    assert Scan.objects.get().reason == "FOREIGN"


@pytest.mark.parametrize("raw", ["https://example.org/?a=1", "x.y.z", "a" * 3000])
def test_what_we_did_not_sign_is_kept(send, raw):
    result = _result(send(raw))

    assert "Mã không do hệ thống này cấp" in result["sentence"]
    assert Scan.objects.get().reason == "TAMPERED"


def test_the_chosen_shift_wins(send, crowd):
    afternoon = crowd.add_shift(name="Ca chiều")
    held = crowd.sign_up()

    result = _result(send(signed_pass(held), shift_id=afternoon.shift_id))

    assert "đăng ký ca khác" in result["sentence"]


def test_a_scan_sent_late_stands_for_when_it_was_made(send, crowd, at_hour):
    raw = signed_pass(crowd.sign_up())

    with at_hour(9):
        send(raw, offline=True)

    assert Participation.objects.get().checked_in_at == crowd.clock(7, 5)


def test_several_scans_are_answered_in_their_order(officer, crowd, page):
    scans = [
        {"uuid": str(uuid4()), "raw": signed_pass(crowd.sign_up(name)), "device_at": at}
        for name, at in (
            ("Giàng A Páo", "2026-11-28T07:01:00+07:00"),
            ("Lò Thị Hương", "2026-11-28T00:02:00Z"),
        )
    ]

    answer = officer.post(
        page("diem-danh/quet/"), json.dumps({"scans": scans}), content_type="application/json"
    )

    assert [each["name"] for each in answer.json()["results"]] == ["Giàng A Páo", "Lò Thị Hương"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"scans": [{"uuid": "x", "raw": "a", "device_at": "2026-11-28T00:02:00Z"}]}',
        '{"uuid": "7e9d7c66-9a52-4e5e-a7d4-1c8f0b1b2c3d", "raw": "a", "device_at": "2026-11-28"}',
    ],
)
def test_what_no_device_sends_is_refused_in_words(officer, page, body):
    answer = officer.post(page("diem-danh/quet/"), body, content_type="application/json")

    assert answer.status_code == 400
    assert "Hãy tải lại trang" in answer.json()["sentence"]
    assert not Scan.objects.exists()


def test_a_neighbour_scans_nothing_even_at_their_own_desk(neighbour, crowd, page, world):
    body = {
        "uuid": str(uuid4()),
        "raw": signed_pass(crowd.sign_up()),
        "device_at": crowd.clock(7).isoformat(),
    }

    answer = neighbour.post(
        page("diem-danh/quet/", world.binh_lu), json.dumps(body), content_type="application/json"
    )

    assert answer.status_code == 404
    assert not Scan.objects.exists()


def test_taking_a_scan_back_answers_the_camera_in_json(officer, send, crowd, page):
    undo = _result(send(signed_pass(crowd.sign_up())))["undo"]

    answer = officer.post(undo, HTTP_ACCEPT="application/json")

    assert answer.json() == {"accepted": True, "sentence": "Đã bỏ lượt điểm danh."}
    assert not Participation.objects.exists()


def test_a_scan_costs_six_statements_and_three_to_sign_in(send, crowd, statements):
    raws = [signed_pass(crowd.sign_up()) for _each in range(2)]
    send(raws[0])

    with statements() as counted:
        send(raws[1])

    assert counted.count <= 9, counted.sqls
