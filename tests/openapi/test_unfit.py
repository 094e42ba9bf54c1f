"""What does not fit is told in the reader's language: where it is, and what to send."""

from uuid import uuid4

import pytest
from django.test import Client

from aoxanh.openapi import unfit


pytestmark = pytest.mark.django_db


@pytest.fixture
def refused(keyed, crowd):
    """What the interface says to a body that signs somebody up."""
    system = keyed()

    def ask(body, language="vi"):
        system.headers["Accept-Language"] = language
        answer = system.post(f"/me/activities/{crowd.activity.code}/signups", body)
        assert answer.status_code == 422
        return answer.json()

    return ask


FITTING = {"slots": [1], "full_name": "Lò A", "contact": "0912345678", "consented": True}


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"slots": ["1"]}, "slots.0", "slots.0: hãy gửi một số nguyên."),
        ({"slots": []}, "slots", "slots: hãy gửi ít nhất 1 mục."),
        (
            {"full_name": "a" * 201},
            "full_name",
            "full_name: dài quá, hãy gửi nhiều nhất 200 ký tự.",
        ),
        ({"full_name": "Lò\0A"}, "full_name", "full_name: có ký tự không dùng được, hãy bỏ đi."),
        ({"birth_year": 1700}, "birth_year", "birth_year: hãy gửi số từ 1900 trở lên."),
        ({"consented": False}, "consented", "consented: chỉ nhận True."),
        ({"tuổi": 3}, "tuổi", "tuổi: giao diện không có mục này, hãy bỏ đi."),
        (
            {"guardian": {"phone": "1"}},
            "guardian.full_name",
            "guardian.full_name: còn thiếu, hãy gửi thêm.",
        ),
    ],
)
def test_a_fault_names_its_field_and_what_to_send(refused, wrong, field, message):
    told = refused(FITTING | wrong)

    assert (told["code"], told["field"], told["message"]) == ("Unfit", field, message)


def test_the_same_is_told_in_english_to_who_asks_for_it(refused):
    told = refused(FITTING | {"slots": ["1"]}, language="en")

    assert told["message"] == "slots.0: send a whole number."


@pytest.mark.parametrize("body", ["{", "\0", "[" * 100])
def test_what_is_no_json_is_told_so(refused, body):
    told = refused(body)

    assert (told["code"], told["field"]) == ("Unreadable", "")
    assert told["message"] == "Nội dung không phải JSON. Hãy kiểm tra rồi gửi lại."


def test_a_body_left_out_is_told_as_the_content(refused):
    assert refused("")["message"] in {
        "Nội dung: còn thiếu, hãy gửi thêm.",
        "Nội dung không phải JSON. Hãy kiểm tra rồi gửi lại.",
    }


def test_a_day_that_cannot_be_is_told_with_its_shape(crowd):
    told = Client().get("/api/v1/activities", {"first_day": "2026-02-31"}).json()

    assert told["message"] == "first_day: hãy gửi một ngày có thật, dạng YYYY-MM-DD."


def test_a_kind_of_fault_without_words_sends_to_the_description():
    said = unfit.sentence({"type": "frozen_instance", "loc": ("body",)})

    assert said == "Nội dung: không dùng được, hãy xem mô tả của giao diện."


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("?q=a%00", "q"),
        ("?field=%00", "field"),
        ("/a%00b", "code"),
        ("?first_day=%00", "first_day"),
    ],
)
def test_a_sign_no_text_holds_is_told_in_the_shape_of_the_interface(crowd, path, field):
    answer = Client().get(f"/api/v1/activities{path}")

    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_an_instant_near_the_ends_of_the_calendar_is_told_with_its_years(keyed, crowd):
    scan = {"uuid": str(uuid4()), "raw": "x"}
    path = f"/me/activities/{crowd.activity.code}/scans"

    for instant in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"):
        answer = keyed().post(path, scan | {"device_at": instant})
        assert answer.status_code == 422
        assert answer.json()["message"] == "device_at: hãy gửi năm từ 1900 đến 2200."


HALVES = ("\ud800", "a\udfffb")


@pytest.mark.parametrize(
    "wrong", [{"full_name": half} for half in HALVES] + [{half: 1} for half in HALVES]
)
def test_halves_of_signs_are_told_as_no_text(refused, wrong):
    assert refused(FITTING | wrong)["message"].endswith("hãy gửi chữ.")


@pytest.mark.parametrize(
    "body", ["[" * 10_000, '{"a":' * 10_000, "1" * 5000, '{"slots": [' + "9" * 5000 + "]}"]
)
def test_what_nobody_can_read_is_told_as_no_json(refused, body):
    assert refused(body)["code"] == "Unreadable"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_of_nothing(crowd, day):
    for name in ("first_day", "last_day"):
        for past in ("true", "false"):
            answer = Client().get("/api/v1/activities", {name: day, "past": past})
            assert answer.status_code == 200
