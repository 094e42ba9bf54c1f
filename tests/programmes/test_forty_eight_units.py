"""The rest of the 48 indicators with figures worked by hand: shares of units, two steps, duties of their years."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from aoxanh.programmes.types import Status
from tests.programmes.definitions import definitions, judge


NOV_2026 = date(2026, 11, 23)
END_2025 = date(2025, 12, 31)
Y24, Y25 = date(2024, 1, 1), date(2025, 1, 1)
PROVINCE, WARD, COMMUNE = 1, 2, 3
AT_PROVINCE = [(PROVINCE, "tinh_doan")]
AT_DISTRICT = [(PROVINCE, "huyen_doan")]


# Shares of units in a year: (code, kind of unit, measure)
ACROSS = [
    ("KG-03", "doan_xa", "activities_recorded"),
    ("CL-E5", "doan_xa", "events_evidenced"),
    ("HT-01", "doan_xa", "support_models_recognised"),
    ("HT-E1", "huyen_doan", "form_01_on_time"),
    ("HT-E2", "huyen_doan", "results_complete_on_time"),
    ("KG-E1", "huyen_doan", "yearly_reports_accepted"),
]


@pytest.mark.parametrize(("code", "kind", "measure"), ACROSS)
def test_units_that_reached_it_are_counted_among_those_asked(code, kind, measure):
    last = min(definitions()[code].period.last_day, END_2025)
    start = date(last.year, 1, 1)
    units = [(WARD, kind), (COMMUNE, kind), (PROVINCE, "tinh_doan")]
    active = {"activities_recorded": 1} if code == "CL-E5" else {}

    half = judge(code, day=last, units=units, below=[(WARD, start, active | {measure: 2})])
    silent = judge(code, day=last, units=units)

    assert (half.current.numerator, half.current.denominator) == (1, 2)
    assert (half.current.value, half.current.missing) == (Decimal("50.0"), (COMMUNE,))
    assert silent.current.value is None


def test_doing_traffic_safety_well_needs_the_activity_and_the_mark():
    start = date(2017, 1, 1)
    below = [
        (WARD, start, {"activities_recorded": 2, "traffic_safety_marked_good": 1}),
        (COMMUNE, start, {"activities_recorded": 2}),
    ]
    units = [(WARD, "doan_phuong"), (COMMUNE, "doan_truong_thpt")]

    found = judge("KG-04", day=date(2017, 12, 31), units=units, below=below)

    assert (found.current.value, found.current.counted) == (Decimal("50.0"), (WARD,))


@pytest.mark.parametrize(
    ("helped", "progressed", "first", "second"),
    [(50, 35, "50.0", "70.0"), (49, 35, "49.0", "71.4"), (0, 0, "0.0", None)],
)
def test_of_those_helped_the_second_step_is_counted(helped, progressed, first, second):
    day = date(2017, 12, 31)
    subjects = {
        "youth_behind_listed": {day: 100},
        "youth_behind_helped": {day: helped},
        "youth_behind_progressed": {day: progressed},
    }

    step_one = judge("KG-05a", day=day, subjects=subjects)
    step_two = judge("KG-05b", day=day, subjects=subjects)

    assert step_one.current.value == Decimal(first)
    assert step_one.status == (Status.ACHIEVED if helped >= 50 else Status.BEHIND)
    assert step_two.current.value == (None if second is None else Decimal(second))
    assert step_two.current.denominator == helped


def test_only_communes_that_build_the_new_countryside_are_asked():
    day = date(2017, 12, 31)
    subjects = {"communes_with_rural_works": {day: 30}, "communes_building_rural": {day: 40}}

    found = judge("KG-01", day=day, subjects=subjects)

    assert (found.current.value, found.status) == (Decimal("75.0"), Status.BEHIND)


def test_schools_counselled_are_shown_without_a_mark_to_reach():
    day = date(2017, 12, 31)

    found = judge("KG-02a", day=day, subjects={"schools_counselled": {day: 9}, "units": {day: 12}})

    assert (found.current.value, found.current.due.target) == (Decimal("75.0"), None)
    assert found.status == Status.NO_TARGET


def test_officers_and_leaders_are_both_trained_each_year():
    starts = [date(year, 1, 1) for year in range(2013, 2018)]
    both = [(PROVINCE, s, {"courses_for_officers": 1, "courses_for_leaders": 2}) for s in starts]
    one = [(PROVINCE, s, {"courses_for_officers": 1}) for s in starts]

    assert judge("KG-E2", day=NOV_2026, sums=both, units=AT_PROVINCE).status == Status.ACHIEVED
    assert judge("KG-E2", day=NOV_2026, sums=one, units=AT_PROVINCE).status == Status.BEHIND


@pytest.mark.parametrize(
    ("missions", "visited", "met"), [(1, 2, True), (1, 1, False), (0, 2, False)]
)
def test_a_mission_and_two_unions_are_asked_of_2024_alone(missions, visited, met):
    sums = [(PROVINCE, Y24, {"survey_missions": missions, "grassroots_surveyed": visited})]

    found = judge("CL-E2", day=NOV_2026, sums=sums, units=AT_DISTRICT)

    assert [due.due.label for due in found.dues] == ["2024"]
    assert found.current.is_met == met


def test_the_second_survey_is_asked_of_2025_alone():
    sums = [(PROVINCE, Y25, {"survey_rounds_finished": 1})]

    found = judge("CL-E3", day=NOV_2026, sums=sums, units=AT_DISTRICT)

    assert [(due.due.label, due.is_met) for due in found.dues] == [("2025", True)]
    assert judge("CL-E3", day=date(2024, 6, 1), units=AT_DISTRICT).status == Status.ON_TRACK


def test_the_survey_of_phase_1_may_be_in_either_year():
    sums = [(PROVINCE, Y24, {"survey_rounds_finished": 1})]

    found = judge("LC-E2", day=NOV_2026, sums=sums, units=AT_PROVINCE)

    assert [(due.due.label, due.is_met) for due in found.dues] == [("Giai đoạn 1: 2024–2025", True)]


def test_officers_trained_in_the_year_are_another_figure_than_officers_updated():
    subjects = {
        "specialised_officers_trained": {date(2024, 12, 31): 5, END_2025: 4},
        "specialised_officers": {date(2024, 12, 31): 5, END_2025: 5},
    }

    found = judge("CL-E4", day=END_2025, subjects=subjects)

    assert [due.value for due in found.dues] == [Decimal("100.0"), Decimal("80.0")]
    assert (
        definitions()["CL-E4"].definition["numerator"]
        != definitions()["CL-4"].definition["numerator"]
    )


def test_reviews_of_2025_and_2030_are_due_in_their_years():
    before = judge("CL-E11", day=date(2024, 5, 5), units=AT_DISTRICT)
    sums = [(PROVINCE, Y25, {"reviews_of_phase_done": 1})]
    after = judge("CL-E11", day=NOV_2026, sums=sums, units=AT_DISTRICT)

    assert (before.dues, before.status) == ((), Status.ON_TRACK)
    assert [(due.due.label, due.is_met) for due in after.dues] == [("2025", True)]


def test_a_yearly_review_needs_the_assessment_too():
    sums = [
        (PROVINCE, Y24, {"reviews_done": 1, "assessment_rounds_finished": 1}),
        (PROVINCE, Y25, {"reviews_done": 1}),
    ]

    found = judge("LC-E5", day=NOV_2026, sums=sums, units=AT_PROVINCE)

    assert [due.value for due in found.dues] == [1, 0, None]
    assert found.status == Status.BEHIND


def test_2025_asks_for_a_report_and_a_review():
    sums = [
        (PROVINCE, Y24, {"yearly_reports_done": 1}),
        (PROVINCE, Y25, {"yearly_reports_done": 1, "reviews_of_phase_done": 1}),
    ]

    found = judge("LC-E6", day=END_2025, sums=sums, units=AT_PROVINCE)

    assert [(due.value, due.due.target) for due in found.dues] == [(1, 1), (2, 2)]


def test_recognised_models_are_a_share_of_the_registered_without_a_mark():
    start = date(2022, 1, 1)
    sums = [(WARD, start, {"support_models_recognised": 6, "support_models_registered": 8})]

    found = judge("HT-E3", day=NOV_2026, sums=sums)

    assert (found.current.value, found.status) == (Decimal("75.0"), Status.NO_TARGET)


def test_checks_by_lot_are_asked_for_every_year():
    sums = [
        (PROVINCE, date(year, 1, 1), {"model_checks_concluded": 2}) for year in (2019, 2020, 2021)
    ]

    found = judge("HT-E4", day=NOV_2026, sums=sums, units=AT_PROVINCE)

    assert [due.value for due in found.dues] == [2, 2, 2, None]
    assert found.status == Status.NO_DATA


def test_a_person_of_two_groups_is_supported_once():
    day = date(2022, 12, 31)

    found = judge("HT-E5", day=NOV_2026, subjects={"vulnerable_supported": {day: 41}})

    assert (found.current.value, found.status) == (41, Status.NO_TARGET)


def test_every_shipped_indicator_is_worked_by_hand():
    worked = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(__file__).parent.glob("test_forty_eight*.py")
    )

    assert [code for code in definitions() if f'"{code}"' not in worked] == []
