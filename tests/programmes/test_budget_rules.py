"""What a year allows and how money is summed: worked by hand."""

from datetime import date

import pytest

from aoxanh.programmes import rules
from aoxanh.programmes.errors.budget import (
    AmountNotPositive,
    AmountTooLarge,
    BeyondAssigned,
    CutNeedsReason,
    NoNewMoney,
    SchemeNeeded,
    SchemeNotAsked,
    UnknownSource,
    WeighedAboveAsked,
    YearOutside,
)
from aoxanh.programmes.types.budget import (
    MOST_VND,
    BudgetTier,
    MoneyFlag,
    Source,
    SourceKind,
    SourceYear,
    Weighed,
)
from tests.programmes.budgeting import BUDGETING, SOURCES


STATE, GIVEN, OTHERS, SOCIAL = rules.sources(SOURCES)


def test_sources_are_read_in_the_plans_order_with_kind_and_tier():
    plain = rules.sources([{"code": "a", "name": "Nguồn a"}])

    assert (STATE.kind, STATE.tier) == (SourceKind.STATE, BudgetTier.PROVINCE)
    assert plain == (Source(code="a", name="Nguồn a", kind=SourceKind.OTHER),)
    assert rules.source("giao", (STATE, GIVEN)) is GIVEN
    with pytest.raises(UnknownSource):
        rules.source("vay", (STATE, GIVEN))


def test_years_are_those_in_which_the_programme_lasts():
    years = rules.budget_years(date(2024, 5, 1), date(2031, 1, 1))

    assert list(years) == list(range(2024, 2031))
    rules.check_year(2030, years)
    with pytest.raises(YearOutside):
        rules.check_year(2031, years)


def test_a_year_of_self_balance_refuses_new_money_with_the_rules_source():
    rule = rules.year_rule(BUDGETING, 2024)

    rules.check_source(GIVEN, year=2024, rule=rule)
    rules.check_source(STATE, year=2025, rule=rules.year_rule(BUDGETING, 2025))
    with pytest.raises(NoNewMoney) as refusal:
        rules.check_source(STATE, year=2024, rule=rule)
    assert "Quyết định 2222/QĐ-UBND" in str(refusal.value)
    assert rule.clause == "V.2"


@pytest.mark.parametrize(("own", "assigned"), [(101, 100), (1, None)])
def test_in_such_a_year_a_body_stays_within_what_it_was_assigned(own, assigned):
    rule = rules.year_rule(BUDGETING, 2024)

    rules.check_assigned(own=100, assigned=100, year=2024, rule=rule)
    rules.check_assigned(own=own, assigned=assigned, year=2025, rule=None)
    with pytest.raises(BeyondAssigned):
        rules.check_assigned(own=own, assigned=assigned, year=2024, rule=rule)


def test_another_provinces_rule_may_leave_the_amount_free():
    rule = rules.year_rule({"rules": [{"in": [2026], "only": ["giao"], "basis": "Văn bản"}]}, 2026)

    rules.check_assigned(own=5, assigned=None, year=2026, rule=rule)

    assert not rule.within_assigned


@pytest.mark.parametrize(
    ("amount", "refusal"),
    [(0, AmountNotPositive), (-5, AmountNotPositive), (MOST_VND + 1, AmountTooLarge)],
)
def test_amounts_are_positive_and_no_slip_of_the_keys(amount, refusal):
    rules.check_amount(MOST_VND)
    rules.check_amount(0, least=0)
    with pytest.raises(refusal):
        rules.check_amount(amount)


def test_money_of_another_scheme_names_it_and_other_money_does_not():
    rules.check_scheme(OTHERS, has_scheme=True)
    rules.check_scheme(SOCIAL, has_scheme=False)
    with pytest.raises(SchemeNeeded):
        rules.check_scheme(OTHERS, has_scheme=False)
    with pytest.raises(SchemeNotAsked):
        rules.check_scheme(SOCIAL, has_scheme=True)


@pytest.mark.parametrize(
    ("weighed", "refusal"),
    [
        (Weighed(101), WeighedAboveAsked),
        (Weighed(99, " "), CutNeedsReason),
        (Weighed(-1, "Hết tiền"), AmountNotPositive),
    ],
)
def test_an_amount_is_cut_with_a_reason_and_never_raised(weighed, refusal):
    rules.check_weighed(Weighed(100), asked=100)
    rules.check_weighed(Weighed(0, "Trùng"), asked=100)
    with pytest.raises(refusal):
        rules.check_weighed(weighed, asked=100)


@pytest.mark.parametrize(
    ("spent", "planned", "flag"),
    [
        (0, None, None),
        (1, None, MoneyFlag.UNPLANNED),
        (100, 100, None),
        (101, 100, MoneyFlag.ABOVE),
    ],
)
def test_money_without_an_estimate_or_above_it_is_flagged(spent, planned, flag):
    assert rules.money_flag(spent=spent, planned=planned) == flag


def _row(year, each, **amounts):
    return SourceYear(year=year, source=each.code, name=each.name, kind=each.kind, **amounts)


def test_each_dong_is_counted_once_and_integrated_money_stands_beside():
    money = rules.programme_money(
        [
            _row(2026, STATE, asked=100, approved=80, spent=70),
            _row(2026, OTHERS, asked=500, approved=400, spent=90),
            _row(2027, STATE, asked=30, is_about=True),
            _row(2027, SOCIAL, asked=20, placed=5),
        ]
    )

    assert (money.total.asked, money.total.approved, money.total.integrated) == (150, 80, 400)
    assert (money.total.spent, money.total.placed) == (70, 5)
    assert money.by_year[2026].planned == 80
    assert money.by_year[2027].approved is None
    assert money.by_year[2027].planned == 50
    assert (money.by_year[2027].is_about, money.by_year[2026].is_about) == (True, False)
    assert money.by_source["Ngân sách tỉnh"].asked == 130
    assert money.by_source["Lồng ghép"].spent == 90
