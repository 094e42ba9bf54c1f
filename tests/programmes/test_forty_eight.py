"""Each of the 48 indicators with figures worked by hand from its definition."""

from datetime import date
from decimal import Decimal

import pytest

from aoxanh.kernel.periods import Period
from aoxanh.programmes.types import Rebased, Status, Told
from tests.programmes.definitions import definitions, judge


NOV_2026 = date(2026, 11, 23)
END_2025 = date(2025, 12, 31)
Y24, Y25, Y26 = date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)
PROVINCE, WARD, COMMUNE = 1, 2, 3
AT_PROVINCE = [(PROVINCE, "tinh_doan")]
AT_DISTRICT = [(PROVINCE, "huyen_doan")]
ACTIVE = {"activities_recorded": 5}


def _yearly(measure, *years, of=PROVINCE, number=1):
    """Something is recorded in 2024, 2025 and 2026; ``measure`` in ``years``."""
    starts = {2024: Y24, 2025: Y25, 2026: Y26}
    return [
        (of, start, ACTIVE | ({measure: number} if year in years else {}))
        for year, start in starts.items()
    ]


# Shares at a day: numerator and denominator of the same day. (code, measures, day, percent, status)
@pytest.mark.parametrize(
    ("code", "counts", "percent", "status"),
    [
        ("LC-1", {"units_using_it": 60, "units": 100}, "60.0", Status.ACHIEVED),
        ("LC-1", {"units_using_it": 59, "units": 100}, "59.0", Status.BEHIND),
        ("LC-1", {"units_using_it": 0, "units": 0}, None, Status.NO_DATA),
        ("CL-1", {"units_using_it": 13, "units": 21}, "61.9", Status.ACHIEVED),
        (
            "LC-4",
            {"specialised_officers_with_training": 4, "specialised_officers": 5},
            "80.0",
            Status.ACHIEVED,
        ),
        (
            "LC-4",
            {"specialised_officers_with_training": 3, "specialised_officers": 4},
            "75.0",
            Status.BEHIND,
        ),
        (
            "CL-4",
            {"specialised_officers_with_training": 0, "specialised_officers": 3},
            "0.0",
            Status.BEHIND,
        ),
        (
            "CL-4",
            {"specialised_officers_with_training": 0, "specialised_officers": 0},
            None,
            Status.NO_DATA,
        ),
        (
            "LC-E1",
            {"specialised_officers_with_training": 5, "specialised_officers": 5},
            "100.0",
            Status.ACHIEVED,
        ),
        (
            "LC-E1",
            {"specialised_officers_with_training": 4, "specialised_officers": 5},
            "80.0",
            Status.BEHIND,
        ),
        ("CL-E1", {"units_with_decision": 20, "units": 20}, "100.0", Status.ACHIEVED),
        ("CL-E1", {"units_with_decision": 19, "units": 20}, "95.0", Status.BEHIND),
    ],
)
def test_shares_at_the_end_of_phase_1(code, counts, percent, status):
    subjects = {measure: {END_2025: number} for measure, number in counts.items()}

    found = judge(code, day=END_2025, subjects=subjects)

    assert found.current.value == (None if percent is None else Decimal(percent))
    assert found.status == status


def test_officers_are_those_in_post_on_the_day_not_those_of_the_phase_before():
    trained = {END_2025: 8, NOV_2026: 3}
    in_post = {END_2025: 10, NOV_2026: 4}

    found = judge(
        "LC-4",
        day=NOV_2026,
        subjects={"specialised_officers_with_training": trained, "specialised_officers": in_post},
    )

    assert [due.value for due in found.dues] == [Decimal("80.0"), Decimal("75.0")]
    assert found.current.due.target == 100


@pytest.mark.parametrize("code", ["LC-2", "CL-2"])
def test_what_was_recorded_is_held_against_what_was_declared_unit_by_unit_and_year_by_year(code):
    sums = [
        (WARD, Y24, {"activities_recorded": 3, "activities_declared": 4}),
        (WARD, Y25, {"activities_recorded": 9, "activities_declared": 6}),
        (COMMUNE, Y25, {"activities_recorded": 50}),
    ]

    found = judge(code, day=END_2025, sums=sums)

    assert (found.current.numerator, found.current.denominator) == (12, 13)
    assert (found.current.value, found.status) == (Decimal("92.3"), Status.ACHIEVED)
    assert found.current.counted == (WARD,)


@pytest.mark.parametrize("code", ["LC-3", "CL-3"])
def test_models_are_counted_among_what_union_and_federation_initiated(code):
    sums = [
        (WARD, Y24, {"activities_with_trained_model": 1, "activities_initiated": 4}),
        (WARD, Y25, {"activities_with_trained_model": 3, "activities_initiated": 1 + 3}),
        (COMMUNE, Y25, {"activities_recorded": 9}),
    ]

    found = judge(code, day=END_2025, sums=sums)

    assert (found.current.numerator, found.current.denominator) == (4, 8)
    assert (found.current.value, found.status) == (Decimal("50.0"), Status.BEHIND)


@pytest.mark.parametrize("code", ["LC-5", "CL-5"])
def test_the_network_is_told_in_words_beside_counters(code):
    said = Told(code, None, None, "Đã nối 3 câu lạc bộ")

    found = judge(code, day=NOV_2026, subjects={"teams": {NOV_2026: 7}}, told=(said,))

    assert (found.status, found.dues) == (Status.QUALITATIVE, ())
    assert found.counters == (("Đội hình tình nguyện", Decimal(7)),)
    assert found.statement == said


# Held every year: (code, its measure, units at its level)
YEARLY = [
    ("KG-02b", None, []),
    ("CL-E6", "assessment_rounds_finished", AT_DISTRICT),
    ("CL-E7a", "events_evidenced", AT_DISTRICT),
    ("CL-E7b", "award_rounds_decided", AT_DISTRICT),
    ("CL-E8", "events_evidenced", AT_DISTRICT),
    ("CL-E9", "practice_appraisals_finished", AT_DISTRICT),
    ("CL-E10", "trainer_nominations_accepted", AT_DISTRICT),
    ("LC-6", "events_evidenced", AT_PROVINCE),
    ("LC-8", "events_evidenced", AT_PROVINCE),
    ("LC-9", "events_evidenced", AT_PROVINCE),
    ("LC-E4", "events_evidenced", AT_PROVINCE),
]


@pytest.mark.parametrize(("code", "measure", "units"), YEARLY[1:])
def test_what_is_promised_every_year_is_behind_once_a_year_was_missed(code, measure, units):
    every = judge(code, day=NOV_2026, sums=_yearly(measure, 2024, 2025, 2026), units=units)
    running = judge(code, day=NOV_2026, sums=_yearly(measure, 2024, 2025), units=units)
    missed = judge(code, day=NOV_2026, sums=_yearly(measure, 2024, 2026), units=units)

    assert [due.is_met for due in every.dues] == [True, True, True]
    assert every.status == Status.ACHIEVED
    if definitions()[code].definition.get("requires"):
        assert (running.status, missed.status) == (Status.ON_TRACK, Status.BEHIND)
        assert [due.value for due in missed.dues] == [1, 0, 1]
    else:
        assert (running.status, missed.status) == (Status.ON_TRACK, Status.NO_DATA)
        assert [due.value for due in missed.dues] == [1, None, 1]


def test_a_year_in_which_nothing_was_recorded_is_no_data():
    sums = [(PROVINCE, Y24, ACTIVE | {"events_evidenced": 1}), (PROVINCE, Y26, ACTIVE)]

    found = judge("LC-8", day=NOV_2026, sums=sums, units=AT_PROVINCE)

    assert [due.value for due in found.dues] == [1, None, 0]
    assert found.status == Status.NO_DATA


def test_a_forum_of_a_commune_is_not_the_forum_of_the_province():
    sums = _yearly("events_evidenced", 2024, 2025, 2026, of=COMMUNE)

    found = judge("LC-8", day=NOV_2026, sums=sums, units=[*AT_PROVINCE, (COMMUNE, "doan_xa")])

    assert [due.value for due in found.dues] == [0, 0, 0]


def test_exam_support_is_counted_in_each_of_the_five_years():
    key = "activities_recorded[template=tiep_suc_thi]"
    sums = [
        (WARD, date(year, 1, 1), {"activities_recorded[]": 4, key: 0 if year == 2015 else 2})
        for year in range(2013, 2018)
    ]
    sums = [(unit, start, {"activities_recorded": 4} | values) for unit, start, values in sums]
    for _unit, start, values in sums:
        values[key] = 0 if start.year == 2015 else 2

    found = judge("KG-02b", day=NOV_2026, sums=sums)

    assert [due.is_met for due in found.dues] == [True, True, False, True, True]
    assert found.status == Status.BEHIND


def test_three_kinds_of_events_are_needed_in_one_year():
    forum = "events_evidenced[kind=dien_dan|dien_dan_chuyen_sau]"
    sums = [(PROVINCE, Y24, ACTIVE | {"events_evidenced": 3, forum: 0})]

    found = judge("LC-E4", day=date(2024, 12, 30), sums=sums, units=AT_PROVINCE)

    assert found.current.value == 0


def test_groups_meet_once_in_two_years():
    sums = _yearly("events_evidenced", 2025)

    found = judge("LC-E3", day=NOV_2026, sums=sums, units=AT_PROVINCE)

    assert [(due.due.label, due.is_met) for due in found.dues] == [
        ("2024–2025", True),
        ("2026–2027", False),
    ]
    assert found.status == Status.ON_TRACK
    assert definitions()["LC-E3"].period.end == date(2031, 1, 1)


@pytest.mark.parametrize(
    ("persons", "met", "status"),
    [(119, False, Status.BEHIND), (120, True, Status.ACHIEVED), (0, False, Status.NO_DATA)],
)
def test_a_hundred_and_twenty_distinct_persons_are_trained_a_year(persons, met, status):
    subjects = {"persons_trained_coordination": {date(2024, 12, 31): persons, END_2025: 130}}

    found = judge("LC-7", day=END_2025, subjects=subjects)
    later = judge("LC-7", day=date(2026, 1, 1), subjects=subjects | {})

    assert [due.is_met for due in found.dues] == [met, True]
    assert later.status in {status, Status.ON_TRACK}


DISTRICTS = [
    (number, "huyen_doan", Period(date(2004, 1, 1), date(2025, 7, 1))) for number in range(10, 18)
]


def _inspected(*units, day=date(2025, 5, 5)):
    return {"units_inspected": tuple((unit, day) for unit in units)}


def test_eight_of_eight_districts_are_inspected_in_their_last_year():
    all_of_them = judge("LC-10", day=END_2025, units=DISTRICTS, reached=_inspected(*range(10, 18)))
    seven = judge("LC-10", day=END_2025, units=DISTRICTS, reached=_inspected(*range(10, 17)))

    assert (all_of_them.current.value, all_of_them.current.expected) == (100, 8)
    assert (seven.current.value, seven.current.missing) == (Decimal("87.5"), (17,))


def test_a_duty_whose_units_ceased_waits_for_a_decision_and_goes_on_by_it():
    communes = [(20, "doan_xa"), (21, "doan_phuong")]
    units = [*DISTRICTS, *communes]
    reached = _inspected(20, day=date(2026, 3, 3))
    decided = Rebased("LC-10", 2026, ("doan_xa", "doan_phuong"), "Quyết định 5-QĐ/TĐTN")

    waiting = judge("LC-10", day=NOV_2026, units=units, reached=reached)
    going_on = judge("LC-10", day=NOV_2026, units=units, reached=reached, rebased=(decided,))

    assert (waiting.current.value, waiting.needs_rebasing) == (None, True)
    assert (going_on.current.value, going_on.current.missing) == (Decimal("50.0"), (21,))
    assert not going_on.needs_rebasing
