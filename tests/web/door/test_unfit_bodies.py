"""What no device of ours sends to the door, field by field: refused in words or kept, never a fault."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from aoxanh.activities.models import Scan, Tally


pytestmark = pytest.mark.usefixtures("keys", "morning")

FIRST, LAST = "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"
HOSTILE = (
    None, True, -1, 10**30, 1e308, [], [[]], {}, {"a": {}}, "", "\0", "a\0b", "\ud800", "a\udfff", "9" * 5000,
    "x" * 20_000, "NaN", "²", "2026-11-28T07:00", FIRST, LAST,
)  # fmt: skip
BODIES = (
    b"", b"\xff", b"null", b"[]", b"{}", b"1" * 5000, b"[" * 100_000, b'{"a":' * 50_000,
    b'{"scans": 1, "taps": 1}', b'{"scans": [1], "taps": [1]}', b'{"scans": {"a": 1}, "taps": {"a": 1}}',
    b'{"scans": [], "scans": "x", "taps": [], "taps": "x"}',
)  # fmt: skip


@pytest.fixture
def whole(crowd):
    """A scan, a tap and a scan kept without a signal, with everything they can say."""
    at = crowd.clock(7, 5).isoformat()
    shift = crowd.slot.shift_id
    walker = {
        "full_name": "Lò Thị Mai", "contact": "0912345678", "birth_year": 2000, "consent": True,
        "guardian_name": "Lò Văn A", "guardian_phone": "0912345679",
    }  # fmt: skip
    return {
        "scan": {
            "raw": "x", "device_at": at, "direction": "IN", "shift_id": shift, "device_id": "1",
            "offline": True,
        },
        "tap": {
            "metric": "thi_sinh", "amount": 1, "undoes": None, "tapped_at": at, "device_id": "1",
            "offline": True,
        },
        "kept": {
            "sequence": 1, "device_at": at, "direction": "IN", "raw": "x", "signup": 1, "shift": shift,
            "walker": walker, "of": None, "undoes": None, "offline": True, "told": 0,
        },
    }  # fmt: skip


@pytest.fixture
def doors(officer, page):
    """Where each goes: (list in the body, who sends a body there)."""
    phone = officer.post(page("diem-danh/may/chuan-bi/"), {"name": "Điện thoại"}).json()["token"]

    def signed_in(path):
        return lambda body: officer.post(page(path), body, content_type="application/json")

    def by_phone(body):
        told = {"Authorization": f"Bearer {phone}"}
        return Client().post("/diem-danh/gui/", body, content_type="application/json", headers=told)

    return {
        "scan": ("scans", signed_in("diem-danh/quet/")),
        "tap": ("taps", signed_in("dem/gui/")),
        "kept": ("scans", by_phone),
    }


@pytest.mark.parametrize("kind", ["scan", "tap", "kept"])
def test_no_value_of_no_field_is_a_fault(kind, doors, whole, crowd):
    name, send = doors[kind]
    sound = whole[kind]

    for field in ("uuid", *sound):
        for value in HOSTILE:
            one = {"uuid": str(uuid4())} | sound | {field: value}
            body = {"sent_at": crowd.clock(7, 5).isoformat(), name: [one]}
            assert send(json.dumps(body)).status_code in {200, 400, 404}, (field, value)


def test_no_word_of_who_walked_in_is_a_fault(doors, whole, crowd):
    _name, send = doors["kept"]
    sound = whole["kept"]

    for field in sound["walker"]:
        for value in HOSTILE:
            walker = sound["walker"] | {field: value}
            one = sound | {"uuid": str(uuid4()), "walker": walker}
            body = {"sent_at": crowd.clock(7, 5).isoformat(), "scans": [one]}
            assert send(json.dumps(body)).status_code in {200, 400}, (field, value)


@pytest.mark.parametrize("kind", ["scan", "tap", "kept"])
def test_what_is_no_list_of_ours_is_refused_in_words(kind, doors):
    _name, send = doors[kind]

    for body in BODIES:
        answer = send(body)
        assert answer.status_code == 400, body[:40]
        assert answer.json()["sentence"]


@pytest.mark.parametrize("path", ["diem-danh/quet/", "dem/gui/"])
def test_a_form_is_nothing_that_a_device_sends(officer, page, path):
    answer = officer.post(
        page(path), {"scans": "[]", "taps": "[]"}
    )  # in pieces, which are read first

    assert (answer.status_code, "tải lại trang" in answer.json()["sentence"]) == (400, True)


@pytest.mark.parametrize("instant", [FIRST, LAST])
def test_an_instant_near_the_ends_of_the_calendar_is_kept_nowhere(instant, doors, whole):
    for kind, column in (("scan", "device_at"), ("tap", "tapped_at")):
        name, send = doors[kind]
        one = {"uuid": str(uuid4())} | whole[kind] | {column: instant}
        assert send(json.dumps({name: [one]})).status_code == 400

    assert not Scan.objects.exists()
    assert not Tally.objects.exists()
