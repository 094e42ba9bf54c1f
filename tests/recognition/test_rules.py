"""The words on paper, in a table."""

from datetime import date

import pytest

from aoxanh.recognition import rules


@pytest.mark.parametrize(
    ("minutes", "confirmers", "line"),
    [
        ({"SCAN": 240}, [], "Giờ theo nguồn ghi nhận: quét mã 4 giờ."),
        (
            {"LATE": 240, "ROLL_CALL": 480, "SCAN": 2040},
            ["Đoàn xã Bình Lư"],
            (
                "Giờ theo nguồn ghi nhận: quét mã 34 giờ; gọi tên theo danh sách 8 giờ; "
                "bổ sung sau 4 giờ, do Đoàn xã Bình Lư xác nhận."
            ),
        ),
        (
            {"IMPORT": 210, "LATE": 60},
            ["Đoàn xã A", "Tỉnh đoàn B"],
            (
                "Giờ theo nguồn ghi nhận: nhập từ sổ của đơn vị 3,5 giờ; "
                "bổ sung sau 1 giờ, do Đoàn xã A và Tỉnh đoàn B xác nhận."
            ),
        ),
    ],
)
def test_hours_are_told_by_source_and_late_ones_with_who_confirmed(minutes, confirmers, line):
    assert rules.sources_line(minutes, confirmers) == line


@pytest.mark.parametrize(
    ("born", "year", "units", "told"),
    [
        (date(2004, 3, 12), None, "Chi đoàn A", "Sinh ngày 12 tháng 3 năm 2004, Chi đoàn A"),
        (None, 2004, "", "Sinh năm 2004"),
        (None, None, "Chi đoàn A", "Chi đoàn A"),
        (None, None, "", ""),
    ],
)
def test_a_holder_is_told_by_what_is_known(born, year, units, told):
    assert rules.about_holder(birth_date=born, birth_year=year, units=units) == told


def _told(**given):
    given = {"title": "", "organiser": "", "activities": 11, "minutes": 2760} | given
    return " ".join("".join(words for words, _ in line) for line in rules.citation(**given))


def test_a_period_counts_activities():
    assert _told(starts_on=date(2024, 12, 1), ends_on=date(2026, 11, 1)) == (
        "đã tham gia 11 hoạt động tình nguyện với 46 giờ được xác nhận, "
        "từ ngày 01 tháng 12 năm 2024 đến ngày 31 tháng 10 năm 2026."
    )


def test_one_activity_is_named_with_its_organiser_and_day():
    given = {"title": "Hiến máu", "organiser": "Đoàn xã Tả Lèng", "minutes": 90}

    assert _told(starts_on=date(2026, 3, 26), ends_on=date(2026, 3, 27), **given) == (
        "đã tham gia hoạt động tình nguyện “Hiến máu” do Đoàn xã Tả Lèng tổ chức "
        "ngày 26 tháng 3 năm 2026, với 1,5 giờ được xác nhận."
    )
