"""Rules of recognition: files with faults are refused by line, service is weighed by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from aoxanh.kernel.measures import Attribution
from aoxanh.kernel.periods import Period
from aoxanh.recognition import rules
from aoxanh.recognition.errors import ServiceRuleRefused
from aoxanh.recognition.rules.recognition import is_of_kind, months_long
from aoxanh.recognition.types import REFERENCE, Measured, Need, ServedAt


SHIPPED = (REFERENCE / "recognition_rules.yaml").read_text(encoding="utf-8")
RULES = """\
- code: giay
  paper: CERTIFICATE
  name: Giấy của xã
  source: hướng dẫn của xã
  series: XA
  heading: GIẤY CHỨNG NHẬN
  title: CỦA XÃ
  months: 12
  service: {from: 0, under: 24}
  needs:
    - {what: HOURS, at_least: 10}
    - {what: DAYS, at_least: 2}
    - {what: ACTIVITIES, at_least: 2}
- code: huy_hieu
  paper: BADGE
  name: Huy hiệu của xã
  source: hướng dẫn của xã
  series: HX
  heading: GIẤY CHỨNG NHẬN
  title: HUY HIỆU
  months: 24
  service: {from: 24}
  needs:
    - {what: MONTHS, at_least: 2}
  after: giay
  once: true
- code: doi
  paper: CERTIFICATE
  name: Giấy của đội
  source: hướng dẫn của xã
  series: DO
  heading: GIẤY CHỨNG NHẬN
  title: ĐỘI TÍCH CỰC
  months: 12
  service: {from: 0, under: 24}
  to: {families: [GROUP, DOAN], levels: [BRANCH], counts: ORGANISED}
  needs:
    - {what: PEOPLE, at_least: 2}
"""


def _rules(text=RULES):
    return [rule for _entry, rule in rules.read_recognition(text, file="xa.yaml")]


def _at(day, *, activity=1, minutes=240, month=10, starts_on=None, ends_on=None):
    on = date(2026, month, day)
    return ServedAt(
        person_id=1,
        activity_id=activity,
        title=f"Việc {activity}",
        starts_on=starts_on or on,
        ends_on=ends_on or date(2026, month, day + 1),
        day=on,
        minutes=minutes,
    )


def test_the_shipped_rules_hold_a_certificate_a_badge_and_long_service():
    found = {rule.code: rule for rule in _rules(SHIPPED)}

    of_persons = [rule for rule in found.values() if not rule.is_collective]
    assert [rule.paper for rule in of_persons] == ["CERTIFICATE", "BADGE", "CERTIFICATE"]
    assert found["huy_hieu_tntn"].after == "chung_nhan_tntn"
    assert found["chung_nhan_tntn"].lasts_under == found["chung_nhan_tntn_dai_han"].lasts_from == 24


@pytest.mark.parametrize(
    ("said", "instead", "line", "told"),
    [
        ("paper: CERTIFICATE", "paper: MEDAL", 1, "CERTIFICATE hoặc BADGE"),
        ("series: XA", "series: x1", 1, "2 đến 8 chữ in hoa"),
        ("series: XA", "series: CN", 1, "sổ “CN” đã dùng"),
        ("series: XA", "series: XA\n  level: 4", 1, "“level” phải từ 1 đến 3"),
        ("series: HX", "series: XA", 14, "sổ “XA” đã dùng"),
        ("months: 12", "months: 0", 1, "“months” phải từ 1"),
        ("{from: 0, under: 24}", "{from: 24, under: 24}", 9, "“under” phải lớn hơn"),
        ("{from: 0, under: 24}", "{under: 24}", 9, "thiếu “from”"),
        ("what: HOURS", "what: WEEKS", 11, "HOURS, DAYS, ACTIVITIES, MONTHS hoặc PEOPLE"),
        ("what: DAYS", "what: HOURS", 1, "chỉ ghi một lần"),
        ("at_least: 10", "at_least: 0", 11, "“at_least” phải lớn hơn 0"),
        ("after: giay", "after: khac", 14, "quy định ở trên"),
        ("after: giay", "after: huy_hieu", 14, "quy định ở trên"),
        ("  title: CỦA XÃ\n", "", 1, "thiếu “title”"),
        ("code: huy_hieu", "code: Huy hiệu", 14, "chưa đúng dạng"),
        ("    - {what: MONTHS, at_least: 2}", "    - MONTHS", 14, "danh sách các mức"),
        ("{what: MONTHS, at_least: 2}", "{what: PEOPLE, at_least: 2}", 24, "dành cho đơn vị"),
        ("families: [GROUP, DOAN]", "families: []", 36, "“families” gồm các mã DOAN"),
        ("families: [GROUP, DOAN]", "families: [{GROUP: 1}]", 36, "“families” gồm các mã DOAN"),
        ("levels: [BRANCH]", "levels: [VILLAGE]", 36, "“levels” gồm các mã CENTRAL"),
        ("counts: ORGANISED", "counts: BOTH", 36, "ORGANISED hoặc SERVED"),
        (", counts: ORGANISED", "", 36, "thiếu “counts”"),
        (
            "  service: {from: 24}",
            "  to: {families: [GROUP], counts: SERVED}\n  service: {from: 24}",
            14,
            "cũng dành cho đơn vị",
        ),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_file_and_line(said, instead, line, told):
    with pytest.raises(ServiceRuleRefused) as refusal:
        _rules(RULES.replace(said, instead, 1))

    assert f"Tệp xa.yaml, dòng {line}:" in str(refusal.value)
    assert told in str(refusal.value)


def test_service_is_weighed_need_by_need():
    paper = _rules()[0]

    found = rules.weigh(paper, [_at(3), _at(4, activity=2, minutes=361), _at(4, minutes=0)])

    assert [each.amount for each in found.needs] == [Decimal("10.01"), 2, 2]
    assert found.is_enough
    assert [(part.title, part.minutes, part.days) for part in found.counted] == [
        ("Việc 1", 240, 1),
        ("Việc 2", 361, 1),
    ]
    assert rules.met_in_words(found) == "10,01/10 giờ · 2/2 ngày · 2/2 hoạt động"


def test_a_minute_short_is_short_and_said():
    paper = _rules()[0]

    found = rules.weigh(paper, [_at(3, minutes=300), _at(3, activity=2, minutes=299)])

    assert not found.is_enough
    assert rules.missing_in_words(found) == "0,02 giờ, 1 ngày"
    assert rules.missing_in_words(found, "Giấy của xã").endswith("Giấy của xã")


@pytest.mark.parametrize(
    ("ends_on", "is_long"), [(date(2026, 10, 17), False), (date(2026, 10, 18), True)]
)
def test_service_of_twenty_four_months_is_another_kind(ends_on, is_long):
    paper, badge, _team = _rules()
    served = [
        _at(day, month=month, starts_on=date(2024, 10, 18), ends_on=ends_on)
        for month, day in ((9, 1), (10, 1))
    ]

    short, long = (rules.weigh(rule, served) for rule in (paper, badge))

    assert bool(long.counted) is bool(short.left_out) is is_long
    assert bool(short.counted) is bool(long.left_out) is not is_long
    assert long.is_enough is is_long


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        (date(2026, 11, 19), Period(date(2025, 11, 20), date(2026, 11, 20))),
        (date(2024, 2, 28), Period(date(2023, 2, 28), date(2024, 2, 29))),
        (date(2025, 12, 31), Period(date(2025, 1, 1), date(2026, 1, 1))),
    ],
)
def test_the_period_is_counted_back_in_months(last_day, expected):
    assert rules.period_until(_rules()[0], last_day) == expected


def test_a_rule_is_told_in_sentences():
    paper, badge, team = _rules()
    middle = _rules(RULES.replace("from: 0, under: 24", "from: 6, under: 24"))[0]

    assert rules.recognition_in_words(paper) == [
        "Cần ít nhất 10 giờ, 2 ngày, 2 hoạt động.",
        "Tính 12 tháng gần nhất, giờ đã xác nhận.",
        "Chỉ tính hoạt động kéo dài dưới 24 tháng.",
        "Mỗi khoảng thời gian cấp một lần.",
    ]
    assert rules.recognition_in_words(badge, after=paper.name)[2:] == [
        "Chỉ tính hoạt động kéo dài từ 24 tháng.",
        "Đã có Giấy của xã.",
        "Mỗi người một lần.",
    ]
    assert "từ 6 đến dưới 24 tháng" in rules.recognition_in_words(middle)[2]
    assert rules.recognition_in_words(team)[3:] == [
        "Dành cho đơn vị: Câu lạc bộ, đội, nhóm; Đoàn TNCS Hồ Chí Minh. Cấp: Chi đoàn, chi hội.",
        "Tính hoạt động do đơn vị và các đơn vị trong đó tổ chức.",
        "Mỗi khoảng thời gian cấp một lần.",
    ]


def test_a_rule_for_units_at_any_level_counts_what_their_people_did():
    text = RULES.replace(", levels: [BRANCH], counts: ORGANISED", ", counts: SERVED")
    team = _rules(text.replace("  to:", "  once: true\n  to:"))[2]

    assert (team.collectives.levels, team.collectives.counts) == ((), Attribution.PARTICIPANT)
    assert rules.recognition_in_words(team)[3:] == [
        "Dành cho đơn vị: Câu lạc bộ, đội, nhóm; Đoàn TNCS Hồ Chí Minh.",
        "Tính hoạt động có người của đơn vị tham gia.",
        "Mỗi đơn vị một lần.",
    ]


def test_a_person_who_came_twice_is_one_of_the_people():
    team = _rules()[2]
    twice, once = _at(3), _at(4, activity=2)

    alone = rules.weigh(team, [twice, once])
    together = rules.weigh(team, [twice, once, replace(once, person_id=2)])

    assert [each.missing for each in alone.needs] == [1]
    assert together.is_enough
    assert [part.people for part in together.counted] == [1, 2]
    assert rules.missing_in_words(alone) == "1 người tham gia"


@pytest.mark.parametrize(
    ("is_organiser", "first"),
    [
        (True, "đã tổ chức 2 hoạt động tình nguyện, có 30 người tham gia "),
        (False, "có 30 người tham gia 2 hoạt động tình nguyện "),
    ],
)
def test_a_units_paper_says_what_it_ran_or_what_its_people_did(is_organiser, first):
    told = rules.collective_citation(
        people=30,
        activities=2,
        minutes=7200,
        starts_on=date(2025, 11, 20),
        ends_on=date(2026, 11, 20),
        is_organiser=is_organiser,
        recognised_by="hướng dẫn của xã",
    )

    assert ["".join(words for words, _strong in line) for line in told] == [
        first,
        "với 120 giờ được xác nhận, từ ngày 20 tháng 11 năm 2025 đến ngày 19 tháng 11 năm 2026,",
        "được ghi nhận theo hướng dẫn của xã.",
    ]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "months"),
    [
        (date(2026, 1, 15), date(2026, 2, 14), 0),
        (date(2026, 1, 15), date(2026, 2, 15), 1),
        (date(2025, 11, 15), date(2026, 2, 16), 3),
        (date(2024, 2, 29), date(2026, 2, 28), 23),
        (date(2024, 2, 29), date(2026, 3, 1), 24),
    ],
)
def test_months_are_whole_ones(starts_on, ends_on, months):
    assert months_long(starts_on, ends_on) == months


@pytest.mark.parametrize(("months", "fits"), [(5, False), (6, True), (23, True), (24, False)])
def test_a_kind_of_service_lasts_from_and_under(months, fits):
    middle = _rules(RULES.replace("from: 0, under: 24", "from: 6, under: 24"))[0]
    year, month = divmod(months, 12)

    assert is_of_kind(middle, date(2024, 1, 5), date(2024 + year, 1 + month, 5)) is fits


def test_each_need_is_counted_by_what_it_names():
    every = replace(
        _rules()[0], needs=tuple(Need(what=what, at_least=Decimal(4)) for what in Measured)
    )
    served = [
        _at(3, minutes=61),
        _at(3, activity=2, minutes=59),
        _at(4, month=11, minutes=1),
        replace(_at(4, month=11, minutes=60), person_id=2),
        _at(5, activity=9, minutes=0),
        _at(5, activity=9, minutes=-30),
    ]

    found = {need.what: need.amount for need in rules.weigh(every, served).needs}

    assert found == {
        Measured.HOURS: Decimal("3.01"),
        Measured.DAYS: 2,
        Measured.ACTIVITIES: 2,
        Measured.MONTHS: 2,
        Measured.PEOPLE: 2,
    }


def test_what_counts_is_listed_activity_by_activity_from_the_first_day_on():
    served = [_at(9, activity=1), _at(4, activity=3), _at(4, activity=2), _at(3, activity=3)]

    found = rules.weigh(_rules()[0], served)

    assert [(part.activity_id, part.days, part.minutes) for part in found.counted] == [
        (3, 2, 480),
        (2, 1, 240),
        (1, 1, 240),
    ]
    assert found.left_out == ()


def test_nothing_served_meets_nothing():
    found = rules.weigh(_rules()[0], [])

    assert not found.is_enough
    assert rules.missing_in_words(found) == "10 giờ, 2 ngày, 2 hoạt động"
    assert rules.met_in_words(found) == "0/10 giờ · 0/2 ngày · 0/2 hoạt động"


def test_two_years_are_counted_back_over_the_turn_of_a_year():
    badge = _rules()[1]

    assert rules.period_until(badge, date(2026, 2, 27)) == Period(
        date(2024, 2, 28), date(2026, 2, 28)
    )
    assert rules.period_until(replace(badge, months=3), date(2026, 5, 30)) == Period(
        date(2026, 2, 28), date(2026, 5, 31)
    )
