"""Where an indicator stands, part by part: what it needs, what was decided, which units count, what it amounts to."""

from datetime import date
from decimal import Decimal

import pytest

from aoxanh.kernel.measures import MeasureKind
from aoxanh.kernel.periods import FOREVER, Period
from aoxanh.programmes.rules.standing import (
    awaits,
    in_being,
    indicator_terms,
    judged,
    kinds_asked,
    standing,
)
from aoxanh.programmes.types import (
    Basis,
    Due,
    DueValue,
    IndicatorType,
    Rebased,
    Status,
    Term,
    Told,
    UnitSpan,
)
from tests.programmes.invented import (
    EVERY_YEAR,
    FIRST,
    PROGRAMME,
    SECOND,
    below,
    by_end,
    facts,
    in_year,
    shown,
)


WARD, COMMUNE, PROVINCE = 1, 2, 3
Y24, Y25 = date(2024, 1, 1), date(2025, 1, 1)
MAY_2025 = date(2025, 5, 5)
END_2024 = date(2024, 12, 31)
RATIO = {"numerator": "turns", "denominator": "asked"}


def _told(year, value=None, *, code="XX-1", text="x"):
    return Told(code, year, None if value is None else Decimal(value), text)


def _value(value, target=7, *, is_over=True, needed=None):
    given = None if value is None else Decimal(value)
    due = Due("x", Period.year(2024), None if target is None else Decimal(target))
    return DueValue(due=due, value=given, is_over=is_over, needed=needed)


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ((), Status.ON_TRACK),
        ((_value(1, None),), Status.NO_TARGET),
        ((_value(1, None), _value(None, None)), Status.NO_DATA),
        ((_value(7), _value(6)), Status.BEHIND),
        ((_value(7), _value(None), _value(7)), Status.NO_DATA),
        ((_value(6), _value(None), _value(7)), Status.BEHIND),
        ((_value(7), _value(7, is_over=False)), Status.ACHIEVED),
        ((_value(7), _value(1, is_over=False)), Status.ON_TRACK),
        ((_value(7), _value(None, is_over=False)), Status.ON_TRACK),
        ((_value(1, is_over=False),), Status.ON_TRACK),
        ((_value(None, is_over=False),), Status.NO_DATA),
        ((_value(7), _value(1, None)), Status.ACHIEVED),
    ],
)
def test_of_what_is_promised_yearly_a_missed_year_is_missed_and_an_unknown_one_unknown(
    values, status
):
    assert judged(values, yearly=True) == status


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ((_value(1), _value(7)), Status.ACHIEVED),
        ((_value(7), _value(6, needed=Decimal(6))), Status.ON_TRACK),
        ((_value(7), _value(5, needed=Decimal(6))), Status.BEHIND),
        ((_value(7), _value(None)), Status.NO_DATA),
        ((_value(7), _value(1, None)), Status.ACHIEVED),
    ],
)
def test_a_share_along_phases_is_held_against_the_path_of_the_current_one(values, status):
    assert judged(values, yearly=False) == status


def test_every_measure_an_indicator_needs_is_named():
    definition = RATIO | {
        "requires": ["declared"],
        "counters": [{"name": "Đội hình", "value": {"max": ["teams", "turns"]}}],
    }
    each = shown(definition=definition)

    assert indicator_terms(each) == {Term(name) for name in ("turns", "asked", "declared", "teams")}
    assert indicator_terms(shown(definition={})) == frozenset()


def test_what_cannot_be_recorded_yet_is_awaited_and_nothing_else_is_told():
    said = _told(None)
    each, of = (
        shown(type=IndicatorType.RATIO, definition=RATIO),
        shown(definition={"numerator": "teams"}),
    )
    known = facts(MAY_2025, told=(said,), kinds={"turns": MeasureKind.FLOW})

    found = standing(each, known, of)

    assert awaits(each, known) == ("asked",)
    assert (found.each, found.status, found.is_percent) == (each, Status.NO_DATA, True)
    assert found.awaits == ("asked", "teams")
    assert (found.statement, found.told, found.dues) == (said, (said,), ())


def test_what_was_said_of_the_latest_year_begun_is_the_statement_and_the_newest_comes_first():
    old, now, later, always = _told(2024), _told(2025), _told(2026), _told(None)
    foreign, figure = _told(2025, code="XX-2"), _told(2024, 9)
    known = facts(MAY_2025, told=(always, old, foreign, later, now, figure))

    found = standing(shown(targets=[EVERY_YEAR]), known)

    assert found.told == (later, now, old, figure, always)
    assert found.statement == now
    assert [due.told for due in found.dues] == [figure, None]
    assert standing(shown(), facts(MAY_2025, told=(later,))).statement is None
    assert standing(shown(), facts(MAY_2025, told=(always,))).statement == always


def test_what_is_told_in_words_has_its_counters_over_the_programme_so_far():
    counters = [{"name": "Lượt", "value": "turns"}]
    each = shown(type=IndicatorType.QUALITATIVE, definition={"counters": counters})
    known = facts(
        MAY_2025, (WARD, Y24, {"turns": 3}), (WARD, Y25, {"turns": 4}), (WARD, date(2026, 1, 1), {"turns": 9}),
        told=(_told(None),),
    )  # fmt: skip

    found = standing(each, known)

    assert (found.each, found.status, found.is_percent) == (each, Status.QUALITATIVE, False)
    assert found.counters == (("Lượt", Decimal(7)),)
    assert (found.statement, found.told) == (_told(None), (_told(None),))


def test_a_count_is_summed_over_its_year_for_the_units_of_its_level():
    spans = (
        UnitSpan(WARD, "doan_xa", Period(Y24)),
        UnitSpan(COMMUNE, "doan_xa", Period(date(2010, 1, 1), Y25)),
        UnitSpan(PROVINCE, "tinh_doan", Period(Y24)),
    )
    sums = [
        (unit, start, {"turns": 10**unit})
        for unit in (WARD, COMMUNE, PROVINCE)
        for start in (Y24, Y25)
    ]
    known = facts(MAY_2025, *sums, spans=spans)

    everywhere = standing(shown(targets=[EVERY_YEAR]), known)
    leveled = standing(shown(targets=[EVERY_YEAR], levels=("doan_xa",)), known)

    assert [due.value for due in everywhere.dues] == [1110, 1110]
    assert [due.value for due in leveled.dues] == [110, 10]
    assert [due.numerator for due in leveled.dues] == [110, 10]
    assert [due.is_over for due in leveled.dues] == [True, False]
    assert [due.needed for due in leveled.dues] == [None, None]
    assert leveled.status == Status.ACHIEVED
    assert leveled.counters == ()


def test_nothing_is_known_where_what_is_required_was_recorded_nowhere():
    each = shown(definition={"numerator": "turns", "requires": ["declared"]}, levels=("doan_xa",))
    spans = (UnitSpan(WARD, "doan_xa", Period(Y24)),)
    silent = facts(END_2024, (WARD, Y24, {"turns": 3}), spans=spans)
    elsewhere = facts(END_2024, (PROVINCE, Y24, {"declared": 1}), spans=spans)

    assert standing(each, silent).current.value is None
    assert standing(each, elsewhere).current.value == 0
    assert (
        standing(
            shown(levels=("doan_xa",)), facts(END_2024, (PROVINCE, Y24, {"turns": 1}), spans=spans)
        ).current.value
        is None
    )


def test_subjects_are_known_in_their_own_days_alone():
    each = shown(definition={"numerator": {"measure": "teams", "where": {"kind": "clb"}}})
    key = "teams[kind=clb]"
    stocks = {"kinds": {"teams": MeasureKind.STOCK}}

    def value(period, count):
        known = facts(END_2024, subjects={(key, period): Decimal(count)}, **stocks)
        return standing(each, known).current.value

    assert value(Period.year(2024), 5) == 5
    assert value(Period.year(2024), 0) is None
    assert value(Period.year(2023), 5) is None


def test_a_share_is_computed_from_sums_where_a_part_is_no_sum():
    kinds = {"turns": MeasureKind.FLOW, "asked": MeasureKind.STOCK}
    each = shown(
        type=IndicatorType.RATIO,
        definition=RATIO,
        basis=Basis.AT_DATE,
        targets=[by_end("Một", FIRST, 60)],
    )
    over = Period(Y24, date(2025, 5, 6))
    known = facts(
        MAY_2025, (WARD, Y24, {"turns": 3}), kinds=kinds, subjects={("asked", over): Decimal(4)}
    )

    found = standing(each, known)

    assert (found.current.numerator, found.current.denominator) == (3, 4)
    assert (found.current.value, found.status) == (Decimal("75.0"), Status.ACHIEVED)
    assert found.current.needed == Decimal("32.2")


def test_another_indicators_numerator_is_the_denominator():
    each = shown(type=IndicatorType.COMPOUND, definition={"numerator": "turns"})
    of = shown(definition={"numerator": "asked"})
    known = facts(END_2024, (WARD, Y24, {"turns": 1, "asked": 8}))

    current = standing(each, known, of).current

    assert (current.numerator, current.denominator, current.value) == (1, 8, Decimal("12.5"))


def test_a_share_of_sums_is_evaluated_unit_by_unit_and_year_by_year():
    definition = {
        "numerator": "turns",
        "denominator": {"max": ["declared", "turns"]},
        "requires": ["declared"],
    }
    each = shown(type=IndicatorType.RATIO, definition=definition, basis=Basis.AT_DATE)
    spans = (
        UnitSpan(WARD, "doan_xa", Period(Y24), reports=True),
        UnitSpan(COMMUNE, "doan_xa", Period(Y24), reports=True),
        UnitSpan(PROVINCE, "tinh_doan", Period(Y24)),
        UnitSpan(9, "doan_xa", Period(date(2010, 1, 1), Y24), reports=True),
    )
    known = facts(
        MAY_2025,
        (WARD, Y24, {"turns": 1, "declared": 4}),
        (WARD, date(2024, 6, 1), {"turns": 1}),
        (WARD, Y25, {"turns": 9, "declared": 2}),
        (COMMUNE, Y25, {"turns": 5}),
        (PROVINCE, Y24, {"declared": 10}),
        (7, Y24, {"other": 10}),
        (WARD, date(2026, 7, 1), {"turns": 100, "declared": 100}),
        spans=spans,
    )

    current = standing(each, known).current

    assert (current.numerator, current.denominator) == (11, 23)
    assert current.value == Decimal("47.8")
    assert (current.counted, current.missing, current.expected) == ((WARD, PROVINCE), (COMMUNE,), 3)


ACROSS = {"numerator": "turns", "across": ["doan_xa"]}
SPANS = (UnitSpan(WARD, "doan_xa", Period(Y24)), UnitSpan(COMMUNE, "doan_xa", Period(Y24)))


def test_units_that_reached_it_are_counted_with_all_below_them():
    each = shown(type=IndicatorType.DUTY, definition=ACROSS)
    sums = below(
        (WARD, Y24, {"turns": 1}), (PROVINCE, Y24, {"turns": 9}), (COMMUNE, Y25, {"turns": 1})
    )

    current = standing(each, facts(END_2024, spans=SPANS, below=sums)).current

    assert (current.numerator, current.denominator, current.value) == (1, 2, Decimal("50.0"))
    assert (current.counted, current.missing, current.expected) == ((WARD,), (COMMUNE,), 2)


def test_a_unit_reaches_it_by_all_its_stretches_together_and_with_a_whole_one():
    each = shown(type=IndicatorType.DUTY, definition=ACROSS)
    parts = below(
        (WARD, Y24, {"turns": "0.5"}),
        (WARD, date(2024, 6, 1), {"turns": "0.5"}),
        (COMMUNE, Y24, {"turns": "0.9"}),
    )

    assert standing(each, facts(END_2024, spans=SPANS, below=parts)).current.counted == (WARD,)


def test_nothing_recorded_below_is_not_known():
    each = shown(type=IndicatorType.DUTY, definition=ACROSS)
    nought = below((WARD, Y24, {"turns": 0}))

    assert standing(each, facts(END_2024, spans=SPANS)).current.value is None
    assert standing(each, facts(END_2024, spans=SPANS, below=nought)).current.value == 0


def test_units_that_are_themselves_the_subjects_are_counted_on_their_days():
    each = shown(type=IndicatorType.DUTY, definition=ACROSS)
    reached = {
        "turns": (
            (WARD, date(2024, 5, 5)),
            (COMMUNE, date(2023, 5, 5)),
            (PROVINCE, date(2024, 5, 5)),
        )
    }

    current = standing(each, facts(END_2024, spans=SPANS, reached=reached)).current

    assert (current.counted, current.value) == ((WARD,), Decimal("50.0"))


def test_a_duty_whose_units_ceased_asks_those_of_the_newest_decision():
    each = shown(type=IndicatorType.DUTY, definition=ACROSS | {"across": ["huyen_doan"]})
    first = Rebased("XX-1", 2024, ("doan_xa",), "một")
    second = Rebased("XX-1", 2025, ("doan_phuong",), "hai")
    later, foreign = Rebased("XX-1", 2026, ("x",), "ba"), Rebased("XX-2", 2025, ("y",), "bốn")
    known = facts(MAY_2025, spans=SPANS, rebased=(second, later, first, foreign))

    found = standing(each, known)

    assert [kinds_asked(each, known, year) for year in (2023, 2024, 2025)] == [
        ("huyen_doan",), ("doan_xa",), ("doan_phuong",),
    ]  # fmt: skip
    assert (found.rebased, found.needs_rebasing) == (second, True)
    assert [due.expected for due in found.dues] == [2, 0]
    asked = standing(each, facts(END_2024, spans=SPANS, rebased=(first,)))
    assert (asked.rebased, asked.needs_rebasing) == (first, False)
    assert not standing(shown(), facts(MAY_2025)).needs_rebasing


def test_units_are_those_of_the_last_day_or_else_of_the_course():
    year = Period.year(2024)
    ended = UnitSpan(WARD, "doan_xa", Period(date(2010, 1, 1), date(2024, 7, 1)))
    stands = UnitSpan(COMMUNE, "doan_xa", Period(date(2024, 7, 1), FOREVER))
    other = UnitSpan(PROVINCE, "tinh_doan", Period(Y24))
    before = UnitSpan(9, "doan_xa", Period(date(2010, 1, 1), Y24))

    def found(*spans):
        return in_being(facts(END_2024, spans=spans), ("doan_xa", "doan_phuong"), year)

    assert found(ended, stands, other, before) == {COMMUNE}
    assert found(ended, other, before) == {WARD}
    assert found(other, before) == frozenset()


def test_a_score_lies_in_the_highest_band_it_reaches():
    bands = [{"from": 1, "name": "Đạt"}, {"from": 3, "name": "Khá"}, {"from": 5, "name": "Tốt"}]
    each = shown(type=IndicatorType.SCORE, definition={"numerator": "turns", "bands": bands})

    def band(*sums):
        return standing(each, facts(END_2024, *sums)).band

    scored = [band((WARD, Y24, {"turns": count})) for count in (0, 1, 2, 3, 9)]
    assert scored == ["", "Đạt", "Đạt", "Khá", "Tốt"]
    assert band() == ""
    assert standing(shown(), facts(END_2024, (WARD, Y24, {"turns": 9}))).band == ""
    assert standing(each, facts(date(2023, 5, 5))).band == ""


def test_after_its_end_a_programme_is_judged_by_its_last_day():
    targets = [by_end("Một", FIRST, 10), by_end("Hai", SECOND, 20)]
    each = shown(basis=Basis.CUMULATIVE, targets=targets)
    known = facts(
        date(2031, 5, 5), (WARD, Y24, {"turns": 12}), (WARD, date(2027, 1, 1), {"turns": 9})
    )

    found = standing(each, known)

    assert [(due.value, due.needed, due.is_over) for due in found.dues] == [
        (12, 10, True),
        (21, 20, True),
    ]
    assert found.status == Status.ACHIEVED
    assert found.current.due.period.last_day == PROGRAMME.last_day


def test_a_count_along_phases_is_behind_once_a_phase_was_missed():
    targets = [by_end("Một", FIRST, 10), by_end("Hai", SECOND, 20)]
    each = shown(basis=Basis.CUMULATIVE, targets=targets)
    known = facts(
        date(2027, 5, 5), (WARD, Y24, {"turns": 9}), (WARD, date(2027, 1, 1), {"turns": 99})
    )

    assert standing(each, known).status == Status.BEHIND


def test_a_year_with_its_own_target_is_held_against_it():
    known = facts(MAY_2025, (WARD, Y24, {"turns": 8}), (WARD, Y25, {"turns": 8}))

    found = standing(shown(targets=[EVERY_YEAR, in_year(2024, 9)]), known)

    assert [due.is_met for due in found.dues] == [False, True]
    assert found.status == Status.BEHIND
