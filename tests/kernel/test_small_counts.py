"""Small counts are hidden with others, so that no difference of what is told gives one back (P3)."""

import random
from fractions import Fraction

import pytest

from aoxanh.kernel.small_counts import is_small, withheld_parts, withheld_units


FEWEST = 5
TABLES = 1_000
_MONTHS = 3
_PLACES = range(_MONTHS + 1)
"""Three months, and the year."""


def _parts(*, is_hidden=False, **counts):
    told = {name: count if isinstance(count, tuple) else (count,) for name, count in counts.items()}
    return set(withheld_parts(told, is_hidden=is_hidden, fewest=FEWEST))


@pytest.mark.parametrize(
    ("counts", "small"), [((0,), False), ((1,), True), ((4, 9), True), ((5,), False), ((), False)]
)
def test_nobody_and_enough_are_told(counts, small):
    assert is_small(counts, fewest=FEWEST) is small


def test_where_nobody_is_few_everything_is_told():
    assert _parts(a=5, b=0, c=12) == set()


def test_with_a_small_one_goes_the_least_of_the_others():
    assert _parts(a=3, b=9, c=6, d=0) == {"a", "c"}


def test_several_small_ones_cover_each_other():
    assert _parts(a=3, b=4, c=20) == {"a", "b"}


def test_one_each_and_the_most_each_are_no_cover():
    assert _parts(a=1, b=1, c=1, d=1, e=1, f=30) == {"a", "b", "c", "d", "e", "f"}
    assert _parts(a=4, b=4, c=30) == {"a", "b", "c"}


def test_where_all_that_is_left_is_nobody_that_is_hidden_too():
    assert _parts(a=1, b=1, c=1, d=1, e=1, f=0) == {"a", "b", "c", "d", "e", "f"}


def test_of_a_whole_that_is_hidden_a_part_is():
    assert _parts(is_hidden=True, a=9, b=7) == {"b"}
    assert _parts(is_hidden=True, a=3, b=0) == {"a"}
    assert _parts(is_hidden=True, a=0, b=0) == {"a"}


def test_every_count_of_a_unit_is_weighed_and_all_are_hidden_with_one():
    assert _parts(a=(3, 9), b=(0, 9), c=(20, 8), d=(50, 50)) == {"a", "b", "c"}


def test_a_unit_alone_is_told_or_not_by_what_it_counts_itself():
    assert withheld_units({}, {"a": (4,), "b": (7,)}, fewest=FEWEST) == {"a"}


def test_what_a_unit_counts_itself_covers_too():
    children = {"top": ["a", "b"]}
    counts = {"top": (12,), "a": (3,), "b": (9,)}

    assert withheld_units(children, counts, fewest=FEWEST) == {"a", "b"}
    assert withheld_units(children, counts | {"top": (18,)}, fewest=FEWEST) == {"a"}


def test_what_is_hidden_above_is_not_told_below():
    children = {"top": ["a", "b"], "b": ["x", "y"]}
    counts = {"top": (12,), "a": (3,), "b": (9,), "x": (5,), "y": (4,)}

    assert withheld_units(children, counts, fewest=FEWEST) == {"a", "b", "x", "y"}


def test_a_unit_under_two_is_hidden_where_either_hides_it():
    children = {"one": ["a", "b"], "two": ["b", "c"], "b": ["x", "y"]}
    counts = {"one": (12,), "two": (40,), "a": (3,), "b": (9,), "c": (31,), "x": (9,), "y": (0,)}

    hidden = withheld_units(children, counts, fewest=FEWEST)

    assert {"a", "b", "x"} <= hidden
    assert "c" not in hidden


def _table(chance):
    """A tree of units, what each counts by itself in three months, and the year: lots of small counts, some of none."""
    children, leaves = {"top": []}, []
    for place in range(chance.randint(2, 4)):
        children["top"].append(f"d{place}")
        below = [f"d{place}c{number}" for number in range(chance.randint(0, 3))]
        if below:
            children[f"d{place}"] = below
        leaves += below or [f"d{place}"]
    own = {
        unit: [chance.choice((0, 0, 1, 2, 3, 4, 5, 6, 9, 20)) for _month in range(_MONTHS)]
        for unit in (*leaves, *(["top"] if chance.random() < 0.2 else []))
    }
    return children, own


def _summed(children, own):
    def months(unit):
        parts = [own.get(unit, [0] * _MONTHS), *(months(child) for child in children.get(unit, ()))]
        return [sum(column) for column in zip(*parts, strict=True)]

    units = {"top", *(child for below in children.values() for child in below)}
    return {unit: (*months(unit), sum(months(unit))) for unit in units}


def _equations(children, counts, hidden):
    """What everyone knows of what is hidden: a unit is its parts, a year its months. What is told is known.

    What a unit counts by itself is hidden where it, or a unit below it, is.
    """
    unknown = set(hidden)
    for unit, below in children.items():
        parts = {child: child in hidden for child in below}
        own = [counts[unit][at] - sum(counts[child][at] for child in below) for at in _PLACES]
        is_hidden = any(own) and (unit in hidden or any(parts.values()))
        unknown |= {f"own {unit}"} if is_hidden else set()
        for at in _PLACES:
            row = {(unit, at): 1} if unit in hidden else {}
            row |= {(child, at): -1 for child in below if child in hidden}
            yield row | ({(f"own {unit}", at): -1} if is_hidden else {})
    for unit in unknown:
        yield {(unit, _MONTHS): 1, **{(unit, month): -1 for month in range(_MONTHS)}}


def _recoverable(equations):
    """The unknowns that have one value alone: exact elimination, then the rows with one unknown left."""
    rows = []
    for equation in equations:
        row = {key: Fraction(value) for key, value in equation.items()}
        for pivot, known in rows:
            _take(row, known, pivot)
        if not row:
            continue
        pivot = next(iter(row))
        row = {key: value / row[pivot] for key, value in row.items()}
        for _other, known in rows:
            _take(known, row, pivot)
        rows.append((pivot, row))
    return {pivot for pivot, row in rows if len(row) == 1}


def _take(row, known, pivot):
    factor = row.get(pivot)
    if factor:
        for key, value in known.items():
            left = row.get(key, 0) - factor * value
            if left:
                row[key] = left
            else:
                row.pop(key, None)


def _tables():
    chance = random.Random(5)  # noqa: S311  tables, no secrets
    for _number in range(TABLES):
        children, own = _table(chance)
        yield children, _summed(children, own)


def test_nothing_hidden_is_given_back_by_levels_and_periods_in_a_thousand_tables():
    told = 0
    for children, counts in _tables():
        hidden = withheld_units(children, counts, fewest=FEWEST)

        shown = [unit for unit in counts if unit not in hidden]
        assert not any(is_small(counts[unit], fewest=FEWEST) for unit in shown)
        assert not _recoverable(_equations(children, counts, hidden)), (children, counts)
        told += len(shown)

    assert told > TABLES


def test_without_others_hidden_beside_them_small_counts_are_given_back():
    given_back = 0
    for children, counts in _tables():
        small = {unit for unit in counts if is_small(counts[unit], fewest=FEWEST)}
        given_back += bool(_recoverable(_equations(children, counts, small)))

    assert given_back > TABLES // 20
