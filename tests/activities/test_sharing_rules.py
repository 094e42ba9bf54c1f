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


def test_the_short_message_leaves_out_what_is_not_known():
    told = replace(TOLD, bring=(), state=ActivityState.PLANNED)

    assert sharing.short_message(told).splitlines() == [
        "Sửa mái điểm trường Hồ Pên",
        "Chủ nhật 29/11/2026, 7:00–11:00, tại Bản Hồ Pên, xã Tả Lèng.",
        f"Xem chi tiết: {LINK}",
    ]


def test_the_message_leaves_out_what_is_not_known():
    told = replace(
        TOLD, meeting_point="", bring=(), capacity=0, contact_phone="", state=ActivityState.PLANNED
    )

    assert sharing.ready_message(told).splitlines()[2:6] == [
        "Khi nào: Chủ nhật 29/11/2026, 7:00–11:00",
        "Ở đâu: Bản Hồ Pên, xã Tả Lèng",
        "",
        "Xem chi tiết:",
    ]
    assert "Cần: 1.200 người\n" in sharing.ready_message(replace(TOLD, capacity=1200, min_age=None))


def test_results_are_told_whole_in_the_message_and_three_of_them_in_the_short_one():
    results = (*CLOSED.results, ("Ngói", "2.000 viên"), ("Cây", "30 cây"))
    told = replace(CLOSED, results=results)

    assert sharing.ready_message(told).splitlines() == [
        "Kết quả: Sửa mái điểm trường Hồ Pên",
        "",
        "Chủ nhật 29/11/2026, Bản Hồ Pên, xã Tả Lèng",
        "- Tham gia: 28 lượt người",
        "- Mái đã lợp: 120 m²",
        "- Ngói: 2.000 viên",
        "- Cây: 30 cây",
        "",
        "Cảm ơn mọi người đã góp sức. Xem thêm:",
        LINK,
        "Ai đã tham gia: mở lại mã điểm danh, bấm hai lần để góp ý, không ghi tên.",
        "",
        "Đoàn xã Tả Lèng",
    ]
    assert sharing.short_message(told).splitlines() == [
        "Sửa mái điểm trường Hồ Pên",
        "Tham gia: 28 lượt người, Mái đã lợp: 120 m², Ngói: 2.000 viên",
        "Cảm ơn mọi người!",
        LINK,
    ]
    assert sharing.short_message(replace(told, results=())).splitlines()[1] == "Cảm ơn mọi người!"


@pytest.mark.parametrize("telling", [sharing.ready_message, sharing.short_message])
def test_what_was_called_off_is_told_whole(telling):
    told = replace(TOLD, state=ActivityState.CANCELLED, cancel_reason="Mưa lớn")

    assert telling(told).splitlines() == [
        "Hoạt động đã hủy: Sửa mái điểm trường Hồ Pên",
        "Chủ nhật 29/11/2026, Bản Hồ Pên, xã Tả Lèng",
        "Lý do: Mưa lớn",
        LINK,
        "Đoàn xã Tả Lèng",
    ]


def test_a_ready_text_is_filled_with_the_facts():
    text = "{title}, {when}, {where}: {link} ({unit}), {title}"

    assert sharing.filled(text, TOLD) == (
        "Sửa mái điểm trường Hồ Pên, Chủ nhật 29/11/2026, 7:00–11:00, Bản Hồ Pên, xã Tả Lèng: "
        f"{LINK} (Đoàn xã Tả Lèng), Sửa mái điểm trường Hồ Pên"
    )


def test_a_poster_gives_the_hours_a_line_of_their_own():
    assert sharing.poster_terms(TOLD) == (
        ("Khi nào", "Chủ nhật 29/11/2026\n7:00–11:00"),
        ("Ở đâu", "Bản Hồ Pên, xã Tả Lèng"),
        ("Tập trung", "6:15 tại cổng Tỉnh đoàn"),
        ("Mang theo", "Giày đế bám, áo mưa"),
        ("Cần", "30 người, từ 16 tuổi"),
        ("Liên hệ", "0912 345 678"),
    )
    assert sharing.poster_terms(replace(TOLD, shifts=()))[0] == ("Khi nào", "Chủ nhật 29/11/2026")


@pytest.mark.parametrize(
    ("state", "asked", "easy"),
    [
        (ActivityState.OPEN, "Quét mã để giữ chỗ", "Không cần tài khoản, mất chưa đến một phút."),
        (ActivityState.CLOSED, "Quét mã để xem kết quả", "Ảnh, con số và cách tham gia lần sau."),
        (ActivityState.PLANNED, "Quét mã để xem chi tiết", "Trang cập nhật ngay khi có thay đổi."),
    ],
)
def test_a_poster_asks_for_what_can_be_done_now(state, asked, easy):
    assert sharing.call(replace(TOLD, state=state)) == (asked, easy)


@pytest.mark.parametrize(
    ("changes", "when"),
    [
        ({}, ("Chủ nhật", "29/11/2026, 7:00")),
        ({"shifts": ()}, ("Chủ nhật", "29/11/2026")),
        ({"state": ActivityState.CLOSED}, ("Chủ nhật", "29/11/2026")),
        ({"first_day": date(2026, 11, 27)}, ("3 ngày", "27/11 – 29/11/2026")),
    ],
)
def test_a_card_says_when_in_few_words(changes, when):
    assert sharing.card_facts(replace(TOLD, **changes))[0] == when


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_card_has_three_facts_whatever_is_known(count):
    results = (("Một", "1"), ("Hai", "2"), ("Ba", "3"))[:count]
    rest = (("Địa điểm", "Bản Hồ Pên, xã Tả Lèng"), ("Đơn vị tổ chức", "Đoàn xã Tả Lèng"))

    facts = sharing.card_facts(replace(TOLD, results=results))

    assert facts[1:] == (*results, *rest)[:2] if count < 2 else results[:2]


def test_three_different_hours_are_named_and_a_thousand_turns_get_their_dot():
    shifts = tuple(_shift(begin, begin + 1) for begin in (6, 8, 10))

    assert sharing.hours_words(replace(TOLD, shifts=shifts)) == "6:00–7:00; 8:00–9:00; 10:00–11:00"
    assert sharing.when_words(replace(TOLD, shifts=())) == "Chủ nhật 29/11/2026"
    assert sharing.came_words(turns=1280, minutes=90) == (
        ("Tham gia", "1.280 lượt người"),
        ("Giờ tình nguyện", "1,5 giờ"),
    )
    assert sharing.standing(replace(TOLD, free=1280)) == ("Còn 1.280 chỗ", False)
    assert sharing.standing(replace(TOLD, free=6)) == ("Còn 6 chỗ", False)


def test_things_to_bring_are_one_sentence():
    assert sharing.listed_things(()) == ""
    assert sharing.listed_things(("Giày",)) == "Giày"
    assert sharing.listed_things(("Giày", "Áo mưa", "Đèn pin, CMND")) == (
        "Giày, áo mưa, đèn pin, CMND"
    )
