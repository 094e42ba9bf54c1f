"""The closure in time as a pure rule: periods, heirs, keepers, cycles, and what always holds."""

import itertools
import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aoxanh.kernel.periods import FOREVER
from aoxanh.units.errors import OwnAncestor
from aoxanh.units.rules.closure import Heritage, History, Life, ParentSpell, closure_rows


FOUNDED = date(2000, 1, 1)
MOVED = date(2010, 1, 1)
CLOSED = date(2025, 7, 1)
LATER = date(2030, 1, 1)
OPEN = Life(FOUNDED)
TOP, LEFT, RIGHT, UNIT = 1, 2, 3, 4


def lives(*units, **closed):
    return {unit: Life(FOUNDED) for unit in units}


def on(history, unit, day):
    """{ancestor: (depth, keeper)} of ``unit`` on ``day``."""
    return {
        row.ancestor: (row.depth, row.keeper)
        for row in closure_rows(history, [unit])
        if row.valid_from <= day < row.valid_to
    }


def two_sides(*, unit_life=OPEN, parents=None, heirs=(), more=None):
    spells = [ParentSpell(LEFT, TOP, FOUNDED), ParentSpell(RIGHT, TOP, FOUNDED)]
    spells += parents or [ParentSpell(UNIT, LEFT, FOUNDED, unit_life.closed_on)]
    return History({**lives(TOP, LEFT, RIGHT), UNIT: unit_life, **(more or {})}, spells, heirs)


def test_an_open_unit_lies_within_all_above_it_and_keeps_only_itself():
    assert on(two_sides(), UNIT, MOVED) == {UNIT: (0, True), LEFT: (1, False), TOP: (2, False)}


def test_nothing_holds_before_the_founding():
    assert on(two_sides(), UNIT, FOUNDED - timedelta(days=1)) == {}


def test_a_move_holds_from_its_day_and_leaves_the_top_untouched():
    spells = [ParentSpell(UNIT, LEFT, FOUNDED, MOVED), ParentSpell(UNIT, RIGHT, MOVED)]

    rows = closure_rows(two_sides(parents=spells), [UNIT])

    assert sorted((row.ancestor, row.valid_from, row.valid_to) for row in rows) == [
        (TOP, FOUNDED, FOREVER),
        (LEFT, FOUNDED, MOVED),
        (RIGHT, MOVED, FOREVER),
        (UNIT, FOUNDED, FOREVER),
    ]


def test_a_closed_unit_without_successor_lies_within_its_last_parent_which_keeps_its_books():
    history = two_sides(unit_life=Life(FOUNDED, CLOSED))

    assert on(history, UNIT, CLOSED) == {UNIT: (0, True), LEFT: (1, True), TOP: (2, False)}


def test_the_last_parent_is_that_of_the_latest_spell():
    spells = [ParentSpell(UNIT, RIGHT, MOVED, CLOSED), ParentSpell(UNIT, LEFT, FOUNDED, MOVED)]
    history = two_sides(unit_life=Life(FOUNDED, CLOSED), parents=spells)

    assert set(on(history, UNIT, CLOSED)) == {UNIT, RIGHT, TOP}


def test_after_a_merger_the_unit_lies_within_its_heir_and_no_longer_within_its_parent():
    heirs = [Heritage(UNIT, RIGHT, CLOSED, keeper=True)]
    history = two_sides(unit_life=Life(FOUNDED, CLOSED), heirs=heirs)

    assert set(on(history, UNIT, CLOSED - timedelta(days=1))) == {UNIT, LEFT, TOP}
    assert on(history, UNIT, CLOSED) == {UNIT: (0, True), RIGHT: (1, True), TOP: (2, False)}


def test_while_a_unit_is_open_nobody_inherits():
    heirs = [Heritage(UNIT, RIGHT, CLOSED, keeper=True)]

    assert set(on(two_sides(heirs=heirs), UNIT, LATER)) == {UNIT, LEFT, TOP}


def test_after_a_split_all_heirs_read_and_one_keeps():
    heirs = [
        Heritage(UNIT, LEFT, CLOSED, keeper=False),
        Heritage(UNIT, RIGHT, CLOSED, keeper=True),
    ]
    history = two_sides(unit_life=Life(FOUNDED, CLOSED), heirs=heirs)

    assert on(history, UNIT, CLOSED) == {
        UNIT: (0, True),
        LEFT: (1, False),
        RIGHT: (1, True),
        TOP: (2, False),
    }


def test_keeping_passes_along_a_chain_of_keepers_and_stops_where_one_only_reads():
    first, second = 5, 6
    heirs = [
        Heritage(UNIT, first, MOVED, keeper=True),
        Heritage(first, second, CLOSED, keeper=True),
        Heritage(first, LEFT, CLOSED, keeper=False),
    ]
    more = {first: Life(FOUNDED, CLOSED), second: Life(FOUNDED)}
    history = two_sides(unit_life=Life(FOUNDED, MOVED), heirs=heirs, more=more)

    assert on(history, UNIT, LATER) == {
        UNIT: (0, True),
        first: (1, True),
        second: (2, True),
        LEFT: (2, False),
        TOP: (3, False),
    }


def test_a_child_of_a_closed_parent_is_reached_through_the_parents_heir():
    child = 5
    heirs = [Heritage(UNIT, RIGHT, CLOSED, keeper=True)]
    spells = [ParentSpell(UNIT, LEFT, FOUNDED, CLOSED), ParentSpell(child, UNIT, FOUNDED)]
    history = two_sides(
        unit_life=Life(FOUNDED, CLOSED), parents=spells, heirs=heirs, more=lives(child)
    )

    assert on(history, child, CLOSED) == {
        child: (0, True),
        UNIT: (1, False),
        RIGHT: (2, False),
        TOP: (3, False),
    }


def test_two_units_may_swap_places_at_different_times():
    spells = [ParentSpell(LEFT, UNIT, FOUNDED, MOVED), ParentSpell(UNIT, LEFT, MOVED)]
    history = History(lives(LEFT, UNIT), spells, ())

    assert set(on(history, LEFT, FOUNDED)) == {LEFT, UNIT}
    assert set(on(history, UNIT, MOVED)) == {LEFT, UNIT}


@pytest.mark.parametrize("length", [1, 2, 5])
def test_a_unit_can_never_be_its_own_ancestor(length):
    units = list(range(length + 1))
    spells = [ParentSpell(unit, units[unit - 1], FOUNDED) for unit in units]

    with pytest.raises(OwnAncestor):
        closure_rows(History(lives(*units), spells, ()), units)


@pytest.mark.drill
def test_ten_thousand_units_take_less_than_two_seconds():
    spells = [ParentSpell(unit, unit // 10, FOUNDED) for unit in range(1, 10_000)]
    history = History(lives(*range(10_000)), spells, ())

    begun = time.perf_counter()
    rows = closure_rows(history, range(10_000))

    assert time.perf_counter() - begun < 2
    assert len(rows) > 35_000


days = st.integers(0, 30).map(lambda n: FOUNDED + timedelta(days=300 * n))


@st.composite
def histories(draw):
    """Units 0…n, parents and heirs with smaller numbers, so that no cycle can be made."""
    count = draw(st.integers(1, 8))
    known, spells, heirs = {}, [], []
    for unit in range(count + 1):
        closes = draw(st.booleans()) and unit > 0
        known[unit] = Life(FOUNDED, draw(days) + timedelta(days=1) if closes else FOREVER)
        bounds = sorted({FOUNDED, *draw(st.lists(days, max_size=3)), known[unit].closed_on})
        if unit:
            for start, end in itertools.pairwise(bounds):
                spells.append(ParentSpell(unit, draw(st.integers(0, unit - 1)), start, end))
        if closes:
            chosen = draw(st.sets(st.integers(0, unit - 1), max_size=3))
            keeper = draw(st.sampled_from(sorted(chosen))) if chosen else None
            heirs += [
                Heritage(unit, heir, known[unit].closed_on, heir == keeper) for heir in chosen
            ]
    return History(known, spells, heirs)


@settings(max_examples=150)
@given(histories(), days)
def test_what_always_holds(history, day):
    rows = closure_rows(history, history.lives)
    today = [row for row in rows if row.valid_from <= day < row.valid_to]

    pairs = [(row.ancestor, row.descendant) for row in today]
    assert len(pairs) == len(set(pairs)), "one row per pair and day"
    keys = [(row.ancestor, row.descendant, row.valid_from) for row in rows]
    assert len(keys) == len(set(keys)), "unique in the table"
    for unit, life in history.lives.items():
        mine = {row.ancestor: row for row in today if row.descendant == unit}
        assert mine[unit][2:4] == (0, True)
        steps = dict(_steps(history, unit, day))
        assert set(mine) == {unit}.union(
            *({row.ancestor for row in today if row.descendant == step} for step in steps)
        )
        if life.closed_on > day:
            assert [row.ancestor for row in mine.values() if row.keeper] == [unit]


def _steps(history, unit, day):
    """The definition once more, plainly: who stands right above ``unit`` on ``day``."""
    if history.lives[unit].closed_on > day:
        return [
            (spell.parent, False)
            for spell in history.parents
            if spell.unit == unit and spell.valid_from <= day < spell.valid_to
        ]
    heirs = [(row.successor, row.keeper) for row in history.heirs if row.predecessor == unit]
    spells = sorted(
        (spell for spell in history.parents if spell.unit == unit),
        key=lambda spell: spell.valid_from,
    )
    return heirs or [(spells[-1].parent, True)]
