"""What is asked for besides the year's estimate: decided like it, each đồng once, numbered by the unit's register."""

from copy import deepcopy
from datetime import date

import pytest

from aoxanh.documents.errors import PaperSignerMissing
from aoxanh.documents.models import Paper
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.programmes import actions, queries, rules
from aoxanh.programmes.errors import ProgrammeIsClosed
from aoxanh.programmes.errors.budget import (
    BeyondAssigned,
    EstimateIsSent,
    YearIsSubmitted,
    YearNotDecided,
)
from aoxanh.programmes.models import Estimate, EstimateLine, Programme, YearBudget
from aoxanh.programmes.types.budget import DecisionGiven, MoneyFlag
from tests.activities.world import World, refused
from tests.programmes.budgeting import MILLION, Budgeting


@pytest.fixture
def money(db, system, today, now):
    """Tả Lèng asked for 50 million in 2027, which were approved."""
    made = Budgeting(World(system=system, day=today, now=now).build()).build()
    made.line(50 * MILLION)
    made.send()
    made.submit()
    made.decide()
    return made


def own_lines(money):
    return queries.own_lines(
        money.world.ta_leng.pk, programme=money.programme, year=2027, actor=money.system
    )


def test_a_supplement_is_asked_for_decided_and_added_once(money):
    assert money.supplement().supplement == 1
    money.line(20 * MILLION)
    assert money.total().total.asked == 50 * MILLION
    money.send()
    assert (money.total().total.asked, money.total().total.approved) == (70 * MILLION, 50 * MILLION)
    money.submit()
    money.weigh({EstimateLine.objects.get(amount=20 * MILLION).pk: (15 * MILLION, "Giảm lớp")})
    money.decide()

    told = money.total()
    assert (told.total.asked, told.total.approved) == (70 * MILLION, 65 * MILLION)
    assert [each.supplement for each in YearBudget.objects.order_by("supplement")] == [0, 1]
    assert money.supplement().supplement == 2


def test_what_was_spent_at_one_place_is_told_once_over_both(money):
    money.supplement()
    money.line(20 * MILLION)
    money.send()
    money.submit()
    money.decide()

    money.money(60 * MILLION)

    lines = own_lines(money)
    assert [(line.supplement, line.spent) for line in lines] == [
        (0, 50 * MILLION),
        (1, 10 * MILLION),
    ]
    assert rules.line_sums(lines).spent == 60 * MILLION
    assert flags(money) == [None]
    money.money(11 * MILLION)
    assert flags(money) == [MoneyFlag.ABOVE] * 2


def flags(money):
    entries = queries.money_entries(
        money.world.ta_leng.pk,
        programme=money.programme,
        year=2027,
        lines=own_lines(money),
        actor=money.system,
    )
    return [each.flag for each in entries]


def test_what_is_asked_for_besides_may_be_spent_once_it_is_approved(money):
    money.supplement()
    money.line(20 * MILLION)
    money.send()

    money.money(60 * MILLION)

    assert flags(money) == [MoneyFlag.ABOVE]


def test_one_estimate_of_the_year_is_told_by_itself(money):
    money.supplement()
    money.line(20 * MILLION)
    money.send()
    common = {"programme": money.programme, "year": 2027, "actor": money.system, "is_whole": True}

    def asked(**more):
        whole, bodies = queries.year_overview(money.world.province.pk, **common, **more)
        return whole.total.asked, [(row.supplement, row.money.asked) for row in bodies]

    assert asked() == (70 * MILLION, [(1, 70 * MILLION)])
    assert asked(supplement=0) == (50 * MILLION, [(0, 50 * MILLION)])
    assert asked(supplement=1) == (20 * MILLION, [(1, 20 * MILLION)])
    opened_one = {"unit_id": money.world.province.pk, **common}
    del opened_one["is_whole"]
    for number, amount in ((None, 20), (0, 50), (1, 20)):
        found = queries.body_estimate(money.world.ta_leng.pk, supplement=number, **opened_one)
        lines = queries.body_lines(found, actor=money.system, weighing=True)
        assert [line.amount for line in lines] == [amount * MILLION]


def test_the_estimate_that_is_decided_stays_as_it_is(money):
    with refused(YearIsSubmitted):
        money.line(5 * MILLION, source="giao")
    old = EstimateLine.objects.get()
    money.supplement()
    with refused(EstimateIsSent):
        actions.remove_line(
            by=money.system, unit_id=money.world.ta_leng.pk, line_id=old.pk, now=money.world.now
        )
    with refused(Missing):
        money.line(5 * MILLION, line_id=old.pk)

    assert EstimateLine.objects.get().amount == 50 * MILLION


def test_a_supplement_waits_for_the_decision_before_it(money):
    with refused(Missing):
        money.supplement(year=2028)
    with refused(NotAllowed):
        money.supplement(by=money.world.officer(money.world.ta_leng))
    money.supplement()
    with refused(YearNotDecided):
        money.supplement()
    YearBudget.objects.filter(supplement=1).delete()
    Programme.objects.update(closed_on=money.system.day)
    with refused(ProgrammeIsClosed):
        money.supplement()


def test_in_a_year_of_self_balance_both_stay_within_what_was_assigned(money):
    budgeting = deepcopy(money.programme.budgeting)
    budgeting["rules"][0] |= {"in": [2027], "only": ["tinh", "giao"]}
    Programme.objects.update(budgeting=budgeting)
    money.supplement()
    money.line(20 * MILLION, source="giao")

    with refused(BeyondAssigned):
        money.send(assigned=60 * MILLION)
    money.send(assigned=70 * MILLION)

    assert Estimate.objects.filter(state="SENT").count() == 1


def numbered(money):
    given = DecisionGiven(paper="", on=date.min, body="UBND tỉnh", takes_number=True)
    return money.submit(given)


def test_the_submission_takes_its_number_from_the_register_and_gives_it_up(money):
    money.supplement()
    money.line(20 * MILLION)
    money.send()
    with refused(PaperSignerMissing):
        numbered(money)
    money.world.headed(money.world.province, "Vàng Thị Mỷ")

    budget = numbered(money)

    paper = Paper.objects.get()
    assert (budget.paper, budget.submitted_on) == (paper.symbol, money.system.day)
    assert (paper.series, paper.about_id) == ("TTr", budget.pk)
    assert "bổ sung đợt 1 năm 2027" in paper.title
    actions.reopen_year(year=2027, **money.common)
    paper.refresh_from_db()
    assert (paper.state, paper.void_reason) == ("VOID", "Rút lại để sửa dự toán")
    assert numbered(money).paper != paper.symbol
