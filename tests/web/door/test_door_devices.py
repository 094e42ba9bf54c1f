"""Phones that check in without a signal: made ready, revoked, heard without a session."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from aoxanh.activities.models import DoorDevice, Participation, Scan
from aoxanh.activities.queries import signed_pass
from aoxanh.kernel.codes import digest


pytestmark = pytest.mark.usefixtures("keys", "morning")

SEND = "/diem-danh/gui/"


@pytest.fixture
def given(officer, page):
    """What a phone is given when the leader of Tả Lèng makes it ready."""
    answer = officer.post(page("diem-danh/may/chuan-bi/"), {"name": "Điện thoại của Mai"})
    return answer.json()


@pytest.fixture
def send(given, crowd):
    """Send scans as the phone does: with its own secret and nobody signed in."""

    def sent(*scans, token=given["token"], **more):
        body = {"sent_at": crowd.clock(7, 5).isoformat(), "scans": scans} | more
        return Client(enforce_csrf_checks=True).post(
            SEND,
            json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )

    return sent


@pytest.fixture
def scan(crowd):
    def made(**more):
        at = crowd.clock(7, 1).isoformat()
        return {"uuid": str(uuid4()), "sequence": 1, "device_at": at} | more

    return made


def test_a_phone_is_given_its_secret_once_and_the_list(given, crowd):
    device = DoorDevice.objects.get()

    assert device.token_digest == digest(given["token"])
    assert given["code"] == crowd.activity.code
    assert [key["kty"] for key in given["keys"]] == ["EC"]
    assert all("d" not in key for key in given["keys"])
    assert given["next"] == "/diem-danh/"


def test_a_phone_is_answered_with_the_headers_of_every_page(send, scan, client):
    told, page = send(scan(raw="x")).headers, client.get("/").headers

    names = (
        "Content-Security-Policy",
        "X-Frame-Options",
        "X-Content-Type-Options",
        "Referrer-Policy",
    )
    assert [told[name] for name in names] == [page[name] for name in names]
    assert told["Cache-Control"] == "private, no-store"
    assert (told["Content-Language"], told["Vary"]) == ("vi", "Accept-Language")


def test_an_activity_that_is_over_gives_none(officer, page, crowd):
    crowd.close()

    answer = officer.post(page("diem-danh/may/chuan-bi/"))

    assert answer.status_code == 409
    assert "đang diễn ra" in answer.json()["sentence"]


def test_a_phone_sends_without_a_session(send, scan, crowd):
    held = crowd.sign_up("Giàng A Páo")

    answer = send(scan(raw=signed_pass(held)), list=True)

    assert answer.json()["results"][0]["name"] == "Giàng A Páo"
    assert Participation.objects.get().checked_in_at == crowd.clock(7, 1)
    (row,) = answer.json()["list"]["people"]
    assert row["in"] == Participation.objects.get().checked_in_at.isoformat()
    assert answer.cookies == {}


def test_who_walked_in_is_named_by_the_first_scan(send, scan):
    first = scan(walker={"full_name": "Lò Thị Mai", "birth_year": "2000", "consent": True})
    shift = DoorDevice.objects.get().activity.shifts.get()

    answer = send(first | {"shift": shift.pk}, list=True)

    (row,) = answer.json()["list"]["people"]
    assert (row["name"], row["of"], row["id"]) == ("Lò Thị Mai", first["uuid"], None)


def test_without_consent_nobody_is_written_down(send, scan):
    unasked = scan(walker={"full_name": "Lò Thị Mai"}, shift=1)

    answer = send(unasked)

    assert "không đọc được" in answer.json()["refused"][unasked["uuid"]]
    assert not Scan.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "Bearer"])
def test_an_unknown_phone_is_not_heard(send, token):
    assert send(token=token).status_code == 404


@pytest.mark.parametrize(
    "cut",
    [
        lambda body: body[:-20],
        lambda body: body[:1] + "}",
        lambda body: body.replace("2026", "26"),
        lambda body: "[" * 100_000 + body,
    ],
)
def test_a_batch_that_was_cut_is_asked_for_again(given, send, scan, crowd, cut):
    whole = json.dumps(
        {"sent_at": crowd.clock(7).isoformat(), "scans": [scan(raw=signed_pass(crowd.sign_up()))]}
    )

    answer = Client().post(
        SEND,
        cut(whole),
        content_type="application/json",
        headers={"Authorization": f"Bearer {given['token']}"},
    )

    assert answer.status_code == 400
    assert "vẫn nằm trên máy" in answer.json()["sentence"]
    assert not Scan.objects.exists()


@pytest.mark.parametrize(
    "broken", [{"sequence": -1}, {"device_at": "1901-01-01T00:00:00Z"}, {"direction": "UP"}, {}]
)
def test_one_scan_that_cannot_be_read_does_not_hold_up_the_others(send, scan, crowd, broken):
    good, bad = scan(raw=signed_pass(crowd.sign_up())), scan(**broken)

    answer = send(good, bad).json()

    assert list(answer["refused"]) == [bad["uuid"]]
    assert [each["uuid"] for each in answer["results"]] == [good["uuid"]]


def test_more_than_a_batch_at_once_is_refused(send, scan):
    assert send(*(scan(signup=1) for _each in range(501))).status_code == 400


def test_the_page_of_the_phone_is_the_same_for_everyone(officer, given):
    asked = [client.get("/diem-danh/") for client in (officer, Client())]

    assert asked[0].content == asked[1].content
    assert given["token"] not in asked[0].text
    assert "wasm-unsafe-eval" in asked[0].headers["Content-Security-Policy"]
    assert "door.webmanifest" in asked[0].text


def test_a_revoked_phone_is_named_so_and_hears_it(officer, page, given, send, scan, crowd):
    held = crowd.sign_up()
    officer.post(page(f"diem-danh/may/{given['device']}/thu-hoi/"))

    answer = send(scan(raw=signed_pass(held)), list=True).json()

    assert answer["ended"]
    assert "list" not in answer
    assert "thu hồi" in answer["results"][0]["sentence"]
    assert "Đã thu hồi" in officer.get(page("diem-danh/may/")).text


def test_revoking_twice_says_so(officer, page, given):
    path = page(f"diem-danh/may/{given['device']}/thu-hoi/")
    officer.post(path)

    answer = officer.post(path, follow=True)

    assert "đã bị thu hồi trước đó" in answer.text


def test_the_list_of_phones_tells_what_came_and_whose_clock_is_wrong(
    officer, page, send, scan, crowd
):
    slow = crowd.clock(7, 5).replace(year=2025).isoformat()
    held = signed_pass(crowd.sign_up())
    send(scan(raw=held, sequence=7), scan(raw=held, sequence=10), sent_at=slow)

    shown = officer.get(page("diem-danh/may/")).text

    assert "Đã nhận 2 lượt" in shown
    assert "còn 2 lượt trên máy" in shown
    assert "Đồng hồ chậm 365 ngày" in shown


@pytest.mark.parametrize(
    ("minutes", "words"), [(3, "chậm 3 phút"), (-180, "nhanh 3 giờ"), (1, None)]
)
def test_a_clock_is_told_in_its_largest_measure(officer, page, given, minutes, words):
    DoorDevice.objects.update(skew=minutes * 60)

    shown = officer.get(page("diem-danh/may/")).text

    assert (f"Đồng hồ {words}" in shown) if words else ("Đồng hồ chậm" not in shown)


def test_the_list_of_phones_costs_the_same_however_long(officer, page, costs_the_same, given):
    address = page("diem-danh/may/")

    costs_the_same(
        lambda: officer.get(address),
        lambda: [officer.post(page("diem-danh/may/chuan-bi/")) for _each in range(5)],
    )


def test_a_neighbour_makes_no_phone_ready(neighbour, page, world):
    for unit in (world.ta_leng, world.binh_lu):
        assert neighbour.post(page("diem-danh/may/chuan-bi/", unit)).status_code == 404
    assert not DoorDevice.objects.exists()
