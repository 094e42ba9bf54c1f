"""Rules of a year of service: files with faults are refused by line, days and hours are counted by hand."""

from datetime import date
from decimal import Decimal

import pytest

from aoxanh.kernel.periods import Period
from aoxanh.recognition import rules
from aoxanh.recognition.errors import ServiceRuleRefused
from aoxanh.recognition.rules import service
from aoxanh.recognition.types import REFERENCE, ServedDay


SHIPPED = (REFERENCE / "service_rules.yaml").read_text(encoding="utf-8")
RULE = """\
- code: truong
  name: Năm ngày tình nguyện
  source: Quy định của trường
  year_begins: "09-01"
  counted_in: DAYS
  elsewhere: true
  service:
    - {name: Ngắn ngày, from: 1, under: 4, most: 3}
    - {name: Trung hạn, from: 4, under: 15}
    - {name: Dài ngày, from: 15, each: 5}
  levels:
    - {name: Chưa đạt, from: 0, under: 3}
    - {name: Gần đạt, from: 3, under: 5}
    - {name: Đạt, from: 5, target: true}
"""
HOURS = """\
- code: gio
  name: Hai mươi giờ
  source: Quy ước
  year_begins: "01-01"
  counted_in: HOURS
  hours_a_day: 8
  service:
    - {name: Một buổi, from: 1, under: 2}
    - {name: Dài hơn, from: 2, counts: false}
  levels:
    - {name: Chưa đạt, from: 0, under: 20}
    - {name: Đạt, from: 20, target: true}
"""


def _rule(text=RULE):
    ((_entry, rule),) = rules.read_rules(text, file="truong.yaml")
    return rule


def _day(day, *, activity=1, minutes=240, lasts=1):
    return ServedDay(activity_id=activity, lasts=lasts, day=date(2026, 10, day), minutes=minutes)


def test_the_shipped_rules_are_whole():
    found = [rule.code for _entry, rule in rules.read_rules(SHIPPED, file="service_rules.yaml")]

    assert found == ["ngay_3", "ngay_5", "gio_20"]


@pytest.mark.parametrize(
    ("said", "instead", "line", "told"),
    [
        ("from: 4, under: 15", "from: 5, under: 15", 9, "hở từ 4 đến dưới 5"),
        ("from: 4, under: 15", "from: 3, under: 15", 9, "chồng lên khoảng trước từ 3 đến dưới 4"),
        ("from: 1, under: 4, most: 3", "from: 2, under: 4", 8, "hở từ 1 đến dưới 2"),
        ("from: 15, each: 5", "from: 15, under: 30", 10, "hở từ 30 trở lên"),
        ("from: 4, under: 15", "from: 4", 10, "phải là khoảng cuối"),
        ("from: 4, under: 15", "from: 4, under: 4", 9, "“under” phải lớn hơn"),
        ("from: 3, under: 5", "from: 4, under: 5", 13, "mức đạt bị hở từ 3 đến dưới 4"),
        ("from: 3, under: 5", "from: 2, under: 5", 13, "mức đạt chồng lên"),
        ("from: 5, target: true", "from: 5", 1, "đúng một mức"),
        ("most: 3", "most: 0", 8, "“most” phải lớn hơn 0"),
        ('"09-01"', '"31-13"', 1, "tháng-ngày"),
        ('"09-01"', '"02-29"', 1, "29 tháng 2"),
        ("counted_in: DAYS", "counted_in: WEEKS", 1, "DAYS hoặc HOURS"),
        ("elsewhere: true", "day_hours: 30", 1, "đến 24 giờ"),
        ("elsewhere: true", "hours_a_day: 8", 1, "không dùng"),
        ("elsewhere: true", "colour: red", 1, "không có mục tên “colour”"),
        ("name: Ngắn ngày, ", "", 8, "thiếu “name”"),
        ("from: 1, under: 4", "from: one, under: 4", 8, "“from” chưa đúng kiểu"),
        ("  source: Quy định của trường\n", "", 1, "thiếu “source”"),
        ("code: truong", "code: Trường A", 1, "chưa đúng dạng"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_file_and_line(said, instead, line, told):
    with pytest.raises(ServiceRuleRefused) as refusal:
        rules.read_rules(RULE.replace(said, instead, 1), file="truong.yaml")

    assert f"Tệp truong.yaml, dòng {line}:" in str(refusal.value)
    assert told in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- [", "không đọc được"),
        (RULE.partition("  service:")[0] + "  service: []\n  levels: []\n", "danh sách các khoảng"),
        (RULE.replace("- {name: Đạt, from: 5, target: true}", "- Đạt"), "danh sách các khoảng"),
        ("code: truong", "danh sách các mục"),
        (RULE + RULE, "đã có ở trên"),
        (RULE.replace("  service:", "  name: Lại\n  service:"), "ghi hai lần"),
        (HOURS.replace("under: 2}", "under: 2, counts: false}"), "ít nhất một loại"),
    ],
)
def test_a_file_that_is_no_list_of_rules_is_refused(text, told):
    with pytest.raises(ServiceRuleRefused) as refusal:
        rules.read_rules(text, file="truong.yaml")

    assert told in str(refusal.value)


def test_days_of_presence_are_counted_once_each():
    served = [_day(3), _day(4, activity=2), _day(4, activity=3, minutes=60)]

    tally = rules.tally(_rule(), served)

    assert (tally.amount, tally.level) == (2, "Chưa đạt")
    assert [(row.activity_id, row.amount) for row in tally.rows] == [(1, 1), (2, 1), (3, 0)]
    assert rules.reached_in_words(tally) == "2/5 ngày"


def test_a_band_gives_no_more_than_its_most_and_says_what_was_left_out():
    served = [_day(day, activity=day) for day in (1, 2, 3, 4)]

    tally = rules.tally(_rule(), served)

    assert (tally.amount, tally.level, tally.missing) == (3, "Gần đạt", 2)
    assert tally.rows[-1].left_out == 1


def test_long_service_counts_what_the_rule_gives_it():
    served = [_day(day, activity=9, lasts=20) for day in (1, 2)]

    tally = rules.tally(_rule(), served)

    assert (tally.amount, tally.level, tally.is_reached) == (5, "Đạt", True)


def test_a_day_may_ask_for_hours_over_all_activities_of_the_day():
    rule = _rule(RULE.replace("elsewhere: true", "day_hours: 4"))

    together = rules.tally(rule, [_day(1, minutes=120), _day(1, activity=2, minutes=120)])
    short = rules.tally(rule, [_day(1, minutes=239)])

    assert (together.amount, short.amount) == (1, 0)


def test_a_reversed_presence_counts_nothing():
    assert rules.tally(_rule(), [_day(1, minutes=0)]).amount == 0


def test_hours_are_capped_by_the_day_and_by_what_counts():
    served = [
        _day(1, minutes=400),
        _day(1, activity=2, minutes=400),
        _day(2, activity=3, minutes=90),
        _day(3, activity=4, minutes=300, lasts=3),
    ]

    tally = rules.tally(_rule(HOURS), served)

    assert tally.amount == Decimal("9.5")
    assert rules.reached_in_words(tally) == "9,5/20 giờ"


def test_what_was_confirmed_elsewhere_stands_apart_and_counts_where_the_rule_says_so():
    with_it = rules.tally(_rule(), [_day(1)], elsewhere=Decimal(2))
    without = rules.tally(_rule(HOURS), [_day(1)], elsewhere=Decimal(2))

    assert (with_it.ledger, with_it.elsewhere, with_it.amount) == (1, 2, 3)
    assert without.elsewhere == 0


@pytest.mark.parametrize(
    ("text", "day", "label", "period"),
    [
        (RULE, date(2026, 8, 31), "Năm học 2025–2026", Period(date(2025, 9, 1), date(2026, 9, 1))),
        (RULE, date(2026, 9, 1), "Năm học 2026–2027", Period(date(2026, 9, 1), date(2027, 9, 1))),
        (HOURS, date(2026, 8, 31), "Năm 2026", Period.year(2026)),
    ],
)
def test_the_year_is_that_of_the_rule(text, day, label, period):
    found = rules.service_year(_rule(text), day)

    assert (found.label, found.period) == (label, period)


def test_a_rule_is_told_in_sentences():
    told = rules.rule_in_words(_rule())

    assert "Mỗi năm cần 5 ngày, năm tính từ 01/09." in told
    assert "Ngắn ngày (1–3 ngày): tính theo thực tế, nhiều nhất 3 ngày một năm." in told
    assert "Dài ngày (từ 15 ngày): mỗi hoạt động tính 5 ngày." in told
    assert "Dài hơn (từ 2 ngày): không tính." in rules.rule_in_words(_rule(HOURS))


def test_each_rule_is_told_whole():
    assert rules.rule_in_words(_rule()) == [
        "Mỗi năm cần 5 ngày, năm tính từ 01/09.",
        "Một ngày là một ngày có mặt và được xác nhận giờ.",
        "Ngắn ngày (1–3 ngày): tính theo thực tế, nhiều nhất 3 ngày một năm.",
        "Trung hạn (4–14 ngày): tính theo thực tế.",
        "Dài ngày (từ 15 ngày): mỗi hoạt động tính 5 ngày.",
        "Minh chứng tham gia nơi khác được tính sau khi đơn vị xác nhận, ghi riêng.",
    ]
    assert rules.rule_in_words(_rule(HOURS)) == [
        "Mỗi năm cần 20 giờ, năm tính từ 01/01.",
        "Mỗi ngày tính nhiều nhất 8 giờ.",
        "Một buổi (1 ngày): tính theo thực tế.",
        "Dài hơn (từ 2 ngày): không tính.",
        "Chỉ tính giờ ghi nhận trên cổng.",
    ]
    asking = rules.rule_in_words(_rule(RULE.replace("elsewhere: true", "day_hours: 3.5")))
    assert asking[1] == "Một ngày là một ngày có từ 3,5 giờ được xác nhận."
    assert "Mỗi ngày" not in "".join(
        rules.rule_in_words(_rule(HOURS.replace("  hours_a_day: 8\n", "")))
    )


@pytest.mark.parametrize(
    ("lasts", "band"),
    [
        (1, "Ngắn ngày"),
        (3, "Ngắn ngày"),
        (4, "Trung hạn"),
        (14, "Trung hạn"),
        (15, "Dài ngày"),
        (99, "Dài ngày"),
    ],
)
def test_an_activity_lies_in_the_band_of_its_days(lasts, band):
    assert service.band_of(_rule(), lasts).name == band


@pytest.mark.parametrize(
    ("amount", "level"), [("0", "Chưa đạt"), ("2.99", "Chưa đạt"), ("3", "Gần đạt"), ("5", "Đạt")]
)
def test_a_level_begins_at_its_figure(amount, level):
    assert service.level_of(_rule(), Decimal(amount)) == level


@pytest.mark.parametrize(
    ("amount", "words"),
    [("3", "3"), ("4.50", "4,5"), ("4.25", "4,25"), ("1200", "1.200"), ("10", "10")],
)
def test_amounts_show_only_the_decimals_that_are_there(amount, words):
    assert rules.amount_in_words(Decimal(amount)) == words


def test_of_two_activities_on_one_day_the_longer_counts_and_of_equals_the_earlier():
    longer = rules.tally(_rule(), [_day(1, activity=1, minutes=60), _day(1, activity=2)])
    equal = rules.tally(_rule(), [_day(1, activity=2), _day(1, activity=1)])

    assert [(row.activity_id, row.amount) for row in longer.rows] == [(1, 0), (2, 1)]
    assert [(row.activity_id, row.amount) for row in equal.rows] == [(1, 1), (2, 0)]


def test_hours_of_one_day_are_capped_together_in_the_order_of_activities():
    served = [
        _day(1, activity=2, minutes=300),
        _day(1, activity=1, minutes=300),
        _day(2, activity=1, minutes=20),
    ]

    tally = rules.tally(_rule(HOURS), served)

    assert [(row.activity_id, row.amount) for row in tally.rows] == [
        (1, Decimal("5.33")),
        (2, Decimal(3)),
    ]
    assert {row.band for row in tally.rows} == {"Một buổi"}
    assert tally.target == 20


def test_a_band_of_hours_may_give_a_fixed_amount_and_a_day_may_be_without_a_cap():
    fixed = HOURS.replace("from: 2, counts: false", "from: 2, each: 6").replace(
        "  hours_a_day: 8\n", ""
    )
    served = [
        _day(1, minutes=600),
        _day(2, activity=2, lasts=3),
        _day(3, activity=2, lasts=3),
        _day(4, activity=3),
    ]

    tally = rules.tally(_rule(fixed), served)

    assert [(row.activity_id, row.amount) for row in tally.rows] == [(1, 10), (2, 6), (3, 4)]
    assert tally.amount == 20


def test_a_band_that_does_not_count_ends_nothing_for_those_after_it():
    served = [_day(1, lasts=3), _day(2, activity=2, minutes=60)]

    assert rules.tally(_rule(HOURS), served).amount == 1
    days = _rule(RULE.replace("under: 15}", "under: 15, counts: false}"))
    assert rules.tally(days, [_day(1, lasts=9), _day(2, activity=2)]).amount == 1


def test_what_a_band_has_given_is_given_to_the_earlier_activities():
    served = [
        _day(5, activity=1),
        _day(1, activity=2),
        _day(2, activity=2),
        _day(3, activity=3),
        _day(6, activity=4),
    ]

    tally = rules.tally(_rule(), served)

    assert [(row.activity_id, row.amount, row.left_out) for row in tally.rows] == [
        (2, 2, 0),
        (3, 1, 0),
        (1, 0, 1),
        (4, 0, 1),
    ]


def test_a_leap_year_begins_and_ends_on_its_days():
    found = rules.service_year(_rule(RULE.replace('"09-01"', '"01-15"')), date(2026, 1, 14))

    assert (found.label, found.period.start) == ("Năm học 2025–2026", date(2025, 1, 15))
