"""Who agrees alone, for which unit somebody takes part, and how alike two records are: values in, values out."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from aoxanh.people.rules.attribution import first_choice
from aoxanh.people.rules.duplicates import births_differ, grouped, likeness
from aoxanh.people.rules.identity import identity, shown_likeness, weight_shown
from aoxanh.people.rules.minors import is_minor
from aoxanh.people.types import Candidate, DuplicateReason


R = DuplicateReason
DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("birth_date", "birth_year", "minor"),
    [
        (date(2010, 11, 23), None, False),
        (date(2010, 11, 24), None, True),
        (date(2010, 11, 24), 1990, True),
        (None, 2010, False),
        (None, 2011, True),
        (None, None, False),
    ],
)
def test_at_sixteen_one_agrees_alone(birth_date, birth_year, minor):
    assert is_minor(DAY, birth_date=birth_date, birth_year=birth_year) is minor


HELD = [
    ("MEMBER", date(2020, 1, 1), 4),
    ("STUDENT_MEMBER", date(2024, 1, 1), 3),
    ("FEDERATION_MEMBER", date(2025, 1, 1), 2),
    ("VOLUNTEER", date(2026, 1, 1), 1),
]


@pytest.mark.parametrize("left", range(4))
def test_the_union_comes_before_associations_and_these_before_a_list(left):
    for held in permutations(HELD[left:]):
        assert first_choice(held) == HELD[left][2]


@pytest.mark.parametrize(
    ("held", "unit"),
    [
        ([], None),
        ([("MEMBER", date(2020, 1, 1), 1), ("MEMBER", date(2021, 1, 1), 2)], 2),
        ([("MEMBER", date(2020, 1, 1), 7), ("MEMBER", date(2020, 1, 1), 6)], 6),
    ],
)
def test_of_two_alike_the_later_counts_then_the_lower_key(held, unit):
    assert first_choice(held) == unit


def test_a_unit_is_shown_a_name_a_year_and_three_digits():
    shown = identity(
        full_name="Lò Thị Ón", birth_date=date(2005, 9, 1), birth_year=1999, phone="+84912345678"
    )
    by_year = identity(full_name="Lò Thị Ón", birth_date=None, birth_year=1999, phone="")

    assert (shown.full_name, shown.birth_year, shown.last_digits) == ("Lò Thị Ón", 2005, "678")
    assert (by_year.birth_year, by_year.last_digits) == (1999, "")


@pytest.mark.parametrize(
    ("name", "year", "phone", "reasons", "weight"),
    [
        ("lò thị ón", 2005, "…678", (R.NAME, R.BIRTH_YEAR, R.PHONE), 3),
        ("Lò Thị Ón", 2006, "…678", (R.NAME, R.OTHER_BIRTH, R.PHONE), 1),
        ("Lò Thị Ón", None, "…679", (R.NAME,), 1),
        ("Vàng A Chu", 2006, "", (R.OTHER_BIRTH,), -1),
        ("Vàng A Chu", None, "", (), 0),
    ],
)
def test_two_records_are_alike_by_what_is_shown_alone(name, year, phone, reasons, weight):
    one = identity(full_name="Lò Thị Ón", birth_date=None, birth_year=2005, phone="…678")
    other = identity(full_name=name, birth_date=None, birth_year=year, phone=phone)

    assert shown_likeness(one, other) == shown_likeness(other, one) == reasons
    assert weight_shown(reasons) == weight


def test_nothing_known_of_two_phones_is_no_likeness():
    bare = identity(full_name="Lò Thị Ón", birth_date=None, birth_year=None, phone="")

    assert shown_likeness(bare, bare) == (R.NAME,)


ON = Candidate(
    person_id=1, unit_id=10, name="lo thi on", phone="+84912345678", email="on@example.vn",
    birth_date=date(2005, 9, 1), birth_year=None, gender="F", student_codes=frozenset({(10, "22A1")}),
)  # fmt: skip
NOBODY = replace(
    ON, person_id=2, unit_id=11, name="vang a chu", phone="", email="", birth_date=None, gender="",
    student_codes=frozenset(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("known", "reasons"),
    [
        ({}, set()),
        ({"name": "lo thi on"}, {R.NAME}),
        ({"name": "lo thi on", "unit_id": 10}, {R.NAME, R.UNIT}),
        ({"unit_id": 10}, set()),
        ({"phone": "+84912345678"}, {R.PHONE}),
        ({"email": "on@example.vn"}, {R.EMAIL}),
        ({"student_codes": frozenset({(10, "22A1"), (11, "x")})}, {R.STUDENT_CODE}),
        ({"gender": "F"}, set()),
        ({"gender": "M"}, {R.OTHER_GENDER}),
        ({"birth_date": date(2005, 9, 1)}, {R.BIRTH_DATE}),
        ({"birth_date": date(2005, 9, 2)}, {R.OTHER_BIRTH}),
        ({"birth_year": 2005}, {R.BIRTH_YEAR}),
        ({"birth_year": 2006}, {R.OTHER_BIRTH}),
    ],
)
def test_each_likeness_speaks_for_itself(known, reasons):
    other = replace(NOBODY, **known)

    assert likeness(ON, other) == likeness(other, ON) == reasons
    assert births_differ(ON, other) is (R.OTHER_BIRTH in reasons)


def test_two_of_whom_nothing_is_known_are_not_alike():
    other = replace(NOBODY, person_id=3, name="giang a pao")

    assert likeness(NOBODY, other) == set()


WEIGHTS = dict.fromkeys(R, 0) | {R.NAME: 2, R.PHONE: 3, R.EMAIL: 3, R.OTHER_BIRTH: -4}


def test_records_hang_together_in_groups_the_most_alike_first():
    rows = [
        replace(NOBODY, person_id=9, name="x", phone="1"),
        replace(NOBODY, person_id=4, name="a", unit_id=4),
        replace(NOBODY, person_id=5, name="a", email="e", unit_id=5),
        replace(NOBODY, person_id=6, name="b", email="e", unit_id=6),
        replace(NOBODY, person_id=7, name="y", phone="1", email="f"),
        replace(NOBODY, person_id=8, name="x", phone="1", email="f"),
        replace(NOBODY, person_id=3, name="alone"),
    ]

    found = grouped(rows, weights=WEIGHTS, shown_from=2)

    assert [(each.score, each.person_ids) for each in found] == [(6, (9, 7, 8)), (3, (4, 5, 6))]
    assert found[0].reasons == (R.NAME, R.PHONE, R.EMAIL, R.UNIT)
    assert found[1].reasons == (R.NAME, R.EMAIL)


@pytest.mark.parametrize(("shown_from", "number"), [(2, 1), (3, 0)])
def test_what_weighs_too_little_is_not_shown(shown_from, number):
    rows = [NOBODY, replace(NOBODY, person_id=3, unit_id=12)]

    assert len(grouped(rows, weights=WEIGHTS, shown_from=shown_from)) == number


def test_what_speaks_against_can_outweigh_a_name():
    rows = [replace(ON, phone="", email="", student_codes=frozenset())]
    rows.append(replace(rows[0], person_id=2, birth_date=date(2001, 1, 1)))

    assert grouped(rows, weights=WEIGHTS, shown_from=1) == []


def test_a_student_code_alone_is_worth_comparing():
    rows = [ON, replace(NOBODY, student_codes=frozenset({(10, "22A1")}))]

    (found,) = grouped(rows, weights=dict.fromkeys(R, 0) | {R.STUDENT_CODE: 5}, shown_from=5)

    assert found.person_ids == (1, 2)
