"""Expressions of several measures told as rows and back, without changing what they count."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aoxanh.programmes.rules import combined, evaluate, expression_of, expression_words, terms_of
from aoxanh.programmes.types import Combined, CombinedRow, Joining, Term
from tests.programmes.definitions import definitions


MEASURES = ("turns", "teams", "activities_recorded")
_where = st.sampled_from([(), (("kind", ("hoi_thao", "toa_dam")),), (("around", ("05/12", "15")),)])
_terms = st.builds(Term, st.sampled_from(MEASURES), _where)
_rows = st.builds(CombinedRow, _terms, st.none() | st.integers(1, 9), st.booleans())


@st.composite
def told(draw):
    """Rows as a page can hold them: the first adds, and nothing is taken off what is not a sum."""
    first, *more = draw(st.lists(_rows, min_size=1, max_size=5))
    joining = draw(st.sampled_from(Joining)) if more else Joining.SUM
    rows = [CombinedRow(first.term, first.reach), *more]
    if joining != Joining.SUM:
        rows = [CombinedRow(each.term, each.reach) for each in rows]
    rows.sort(key=lambda each: each.is_less)
    return Combined(joining, tuple(rows))


@given(told())
def test_rows_written_as_a_document_are_read_as_the_same_rows(rows):
    assert combined(expression_of(rows)) == rows


@given(told(), st.lists(st.integers(0, 20), min_size=len(MEASURES), max_size=len(MEASURES)))
def test_rows_count_what_they_say(rows, numbers):
    expression = expression_of(rows)
    values = {
        each.key: Decimal(numbers[MEASURES.index(each.measure)]) for each in terms_of(expression)
    }

    def worth(row):
        value = values[row.term.key]
        return value if row.reach is None else Decimal(value >= row.reach)

    more = [worth(each) for each in rows.rows if not each.is_less]
    less = [worth(each) for each in rows.rows if each.is_less]
    whole = {"sum": sum, "min": min, "max": max}[rows.joining.value](more)
    assert evaluate(expression, values) == max(whole - sum(less), 0)


def test_every_expression_of_the_shipped_plans_can_be_told_in_rows():
    parts = [
        each.definition[key]
        for each in definitions().values()
        for key in ("numerator", "denominator")
        if key in each.definition
    ]

    rows = [combined(part) for part in parts]

    assert None not in rows
    assert [combined(expression_of(each)) for each in rows] == rows


@pytest.mark.parametrize(
    "nested",
    [
        {"max": ["turns", {"sum": ["turns", "teams"]}]},
        {"difference": [{"max": ["turns", "teams"]}, "teams"]},
        {"difference": ["turns", {"sum": ["turns", "teams"]}]},
        {"difference": [{"difference": ["turns", "teams"]}, "teams"]},
        {"reach": [{"sum": ["turns", "teams"]}, 2]},
    ],
)
def test_one_way_of_joining_within_another_is_left_to_the_file(nested):
    assert combined(nested) is None


def test_what_is_more_than_the_whole_leaves_nothing():
    values = {"turns": Decimal(3), "teams": Decimal(5)}

    assert evaluate({"difference": ["turns", "teams"]}, values) == 0
    assert evaluate({"difference": ["teams", "turns"]}, values) == 2


def test_nothing_taken_off_is_no_difference():
    with pytest.raises(ValueError, match="difference"):
        evaluate({"difference": ["turns"]}, {})


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("unheard_of", "unheard_of"),
        ({"measure": "x", "where": {"kind": ["a", "b"]}}, "x (a, b)"),
        (
            {"measure": "x", "where": {"around": {"day": "5/12", "days": 10}}},
            "x (quanh ngày 05/12, trước sau 10 ngày)",
        ),
        ({"difference": [{"sum": ["x", "y"]}, "z"]}, "x + y − z"),
        ({"min": [{"reach": ["x", 2]}, "y"]}, "số nhỏ nhất của: x từ 2 trở lên; y"),
        ({"max": ["x", "y"]}, "số lớn nhất của: x; y"),
    ],
)
def test_an_expression_is_told_in_words(expression, words):
    assert expression_words(expression) == words
