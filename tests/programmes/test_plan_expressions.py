"""Expressions of several measures told as rows and back, without changing what they count."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aoxanh.programmes.rules import (
    combined,
    evaluate,
    expression_of,
    expression_words,
    row_paths,
    terms_of,
)
from aoxanh.programmes.rules.expressions import term
from aoxanh.programmes.rules.plan_measures import Naming, expression_faults
from aoxanh.programmes.types import Combined, CombinedRow, Joining, Term
from tests.programmes.definitions import definitions


MEASURES = ("turns", "teams", "activities_recorded")
_where = st.sampled_from([(), (("kind", ("hoi_thao", "toa_dam")),), (("around", ("05/12", "15")),)])
_terms = st.builds(Term, st.sampled_from(MEASURES), _where)


def _joined(inner):
    """What the form of documents can make of expressions."""
    several = st.lists(inner, min_size=1, max_size=3)
    joined = st.tuples(st.sampled_from(("sum", "min", "max")), several)
    differs = st.lists(inner, min_size=2, max_size=3).map(lambda parts: {"difference": parts})
    reaches = st.tuples(inner, st.integers(1, 9)).map(lambda pair: {"reach": list(pair)})
    return joined.map(lambda pair: {pair[0]: pair[1]}) | differs | reaches


_plain = _terms.map(lambda each: expression_of(Combined(Joining.SUM, (CombinedRow(each),))))
EXPRESSIONS = st.recursive(_plain, _joined, max_leaves=8)


@given(EXPRESSIONS, st.lists(st.integers(0, 20), min_size=len(MEASURES), max_size=len(MEASURES)))
def test_every_expression_can_be_told_in_rows_that_count_the_same(expression, numbers):
    values = {
        each.key: Decimal(numbers[MEASURES.index(each.measure)]) for each in terms_of(expression)
    }

    written = expression_of(combined(expression))

    assert evaluate(written, values) == evaluate(expression, values)
    assert expression_of(combined(written)) == written


@given(EXPRESSIONS)
def test_every_row_is_found_where_it_is_written(expression):
    told = combined(expression)
    written = expression_of(told)

    for path, places in row_paths(told):
        part, row = written, CombinedRow(told)
        for step in path:
            part = part[step]
        for place in places:
            row = row.counted.rows[place]
        named = isinstance(row.counted, Term) and isinstance(part, str | dict)
        assert terms_of(part) >= {row.counted} if named else terms_of(part)


def test_every_expression_of_the_shipped_plans_can_be_told_in_rows():
    parts = [
        each.definition[key]
        for each in definitions().values()
        for key in ("numerator", "denominator")
        if key in each.definition
    ]

    rows = [combined(part) for part in parts]

    assert [combined(expression_of(each)) for each in rows] == rows


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
        ({"difference": [{"max": ["x", "y"]}, "z"]}, "(số lớn nhất của: x; y) − z"),
        ({"reach": [{"sum": ["x", "y"]}, 3]}, "(x + y) từ 3 trở lên"),
        ({"sum": [{"max": ["x"]}, "y"]}, "x + y"),
    ],
)
def test_an_expression_is_told_in_words(expression, words):
    assert expression_words(expression) == words


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (5, TypeError),
        ({"measure": "turns", "per": "year"}, ValueError),
        ({"measure": ["turns"]}, ValueError),
        ({"measure": "turns", "where": {"around": "5/12"}}, ValueError),
        ({"measure": "turns", "where": {"around": {"day": "5/12"}}}, ValueError),
    ],
)
def test_what_names_no_measure_is_none(written, fault):
    with pytest.raises(fault):
        term(written)


@pytest.mark.parametrize(
    "written", [{"sum": "turns"}, {"sum": ["x"], "max": ["y"]}, {"mean": ["x"]}, 5]
)
def test_what_joins_nothing_is_told_as_malformed(written):
    naming = Naming(world=None, awaited=(), is_by_unit=False)

    [(path, reason)] = expression_faults(written, naming)

    assert path == ()
    assert "biểu thức chưa đúng" in reason
