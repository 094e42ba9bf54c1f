"""How an activity is told outside the portal."""

from dataclasses import replace
from datetime import date, time

import pytest

from aoxanh.activities.rules import sharing
from aoxanh.activities.types import ActivityState, ActivityTold
from aoxanh.kernel.dates import at


DAY = date(2026, 11, 29)
LINK = "https://tinhnguyen.example/h/K9X4T6Q8AB/"


def _shift(begin=7, end=11, day=DAY):
    return at(day, time(begin)), at(day, time(end))


TOLD = ActivityTold(
    code="K9X4T6Q8AB",
    link=LINK,
    title="Sửa mái điểm trường Hồ Pên",
    state=ActivityState.OPEN,
    unit_name="Đoàn xã Tả Lèng",
    scene="school",
    first_day=DAY,
    last_day=DAY,
    shifts=(_shift(),),
    where="Bản Hồ Pên, xã Tả Lèng",
    meeting_point="6:15 tại cổng Tỉnh đoàn",
    bring=("Giày đế bám", "Áo mưa"),
    capacity=30,
    free=12,
    min_age=16,
    contact_phone="+84912345678",
)
CLOSED = replace(
    TOLD,
    state=ActivityState.CLOSED,
    results=(("Tham gia", "28 lượt người"), ("Mái đã lợp", "120 m²")),
)


def test_the_message_says_when_where_what_to_bring_and_how_to_sign_up():
    text = sharing.ready_message(TOLD)

    assert text.splitlines() == [
        "Mời tham gia: Sửa mái điểm trường Hồ Pên",
        "",
        "Khi nào: Chủ nhật 29/11/2026, 7:00–11:00",
        "Ở đâu: Bản Hồ Pên, xã Tả Lèng",
        "Tập trung: 6:15 tại cổng Tỉnh đoàn",
        "Mang theo: Giày đế bám, áo mưa",
        "Cần: 30 người, từ 16 tuổi",
        "Liên hệ: 0912 345 678",
        "",
        "Giữ chỗ, không cần tài khoản:",
        LINK,
        "",
        "Đoàn xã Tả Lèng",
    ]


def test_the_short_message_keeps_when_where_what_to_bring_and_the_link():
    assert sharing.short_message(TOLD).splitlines() == [
        "Sửa mái điểm trường Hồ Pên",
        "Chủ nhật 29/11/2026, 7:00–11:00, tại Bản Hồ Pên, xã Tả Lèng.",
        "Mang theo: Giày đế bám, áo mưa.",
        f"Giữ chỗ, không cần tài khoản: {LINK}",
    ]


@pytest.mark.parametrize("telling", [sharing.ready_message, sharing.short_message])
def test_what_was_held_is_told_with_its_figures(telling):
    text = telling(CLOSED)

    assert "28 lượt người" in text
    assert "Mái đã lợp: 120 m²" in text
    assert "Giữ chỗ" not in text
    assert LINK in text


@pytest.mark.parametrize("telling", [sharing.ready_message, sharing.short_message])
def test_what_was_called_off_is_told_with_its_reason(telling):
    text = telling(replace(TOLD, state=ActivityState.CANCELLED, cancel_reason="Mưa lớn"))

    assert text.startswith("Hoạt động đã hủy: Sửa mái điểm trường Hồ Pên")
    assert "Lý do: Mưa lớn" in text
    assert "Mang theo" not in text


@pytest.mark.parametrize(
    ("changes", "words", "is_pressing"),
    [
        ({}, "Còn 12 chỗ", False),
        ({"free": 5}, "Còn 5 chỗ", True),
        ({"free": 0}, "Hết chỗ", True),
        ({"free": 0, "keeps_list": True}, "Hết chỗ, còn danh sách dự bị", True),
        ({"state": ActivityState.PLANNED}, "Sắp mở đăng ký", False),
        ({"state": ActivityState.CANCELLED}, "Đã hủy", False),
    ],
)
def test_a_card_says_how_many_places_are_left(changes, words, is_pressing):
    assert sharing.standing(replace(TOLD, **changes)) == (words, is_pressing)


def test_a_card_of_what_was_held_shows_its_results_instead_of_the_place():
    assert [name for name, _ in sharing.card_facts(TOLD)] == [
        "Chủ nhật",
        "Địa điểm",
        "Đơn vị tổ chức",
    ]
    assert [name for name, _ in sharing.card_facts(CLOSED)] == [
        "Chủ nhật",
        "Tham gia",
        "Mái đã lợp",
    ]


def test_equal_hours_of_several_days_are_named_once():
    days = [date(2026, 11, day) for day in (27, 28, 29)]
    told = replace(TOLD, first_day=days[0], shifts=tuple(_shift(day=day) for day in days))

    assert sharing.when_words(told) == ("Thứ Sáu 27/11/2026 đến Chủ nhật 29/11/2026, 7:00–11:00")


def test_of_many_different_shifts_only_the_first_hour_is_named():
    shifts = tuple(_shift(begin, begin + 1) for begin in (6, 8, 10, 12))

    assert sharing.when_words(replace(TOLD, shifts=shifts)).endswith("4 ca, từ 6:00")


def test_who_came_is_told_in_turns_and_hours_once_hours_are_on_record():
    assert sharing.came_words(turns=28, minutes=0) == (("Tham gia", "28 lượt người"),)
    assert sharing.came_words(turns=28, minutes=6720)[1] == ("Giờ tình nguyện", "112 giờ")
