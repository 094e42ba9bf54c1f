"""What bodies sent becomes the annual estimate: returned, submitted, proposed, weighed, decided."""

from datetime import date

import pytest

from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.programmes import actions, queries
from aoxanh.programmes.errors.budget import (
    CutNeedsReason,
    NoProposalYet,
    NothingToSubmit,
    NotTheProposer,
    OpinionGivenAlready,
    PaperNeeded,
    ReasonNeeded,
    WeighedAboveAsked,
    YearIsSubmitted,
    YearNotSubmitted,
)
from aoxanh.programmes.models import EstimateLine
from aoxanh.programmes.types.budget import DecisionGiven, EstimateState
from tests.activities.world import World, refused
from tests.programmes.budgeting import MILLION, Budgeting


@pytest.fixture
def money(db, system, today, now):
    """Two communes that sent their estimates of 2027, and the province that has not."""
    made = Budgeting(World(system=system, day=today, now=now).build()).build()
    made.line(50 * MILLION)
    made.line(20 * MILLION, unit=made.world.binh_lu)
    made.send()
    made.send(made.world.binh_lu)
    made.line(90 * MILLION, unit=made.world.province)
    return made


def asked(money, unit, *, is_whole):
    return queries.year_overview(
        unit.pk, programme=money.programme, year=2027, actor=money.system, is_whole=is_whole
    )


def returned(money, reason="Thiếu thuyết minh", **more):
    return actions.return_estimate(
        year=2027, body_unit_id=money.world.ta_leng.pk, reason=reason, **money.common | more
    )


def reopened(money, **more):
    return actions.reopen_year(year=2027, **money.common | more)


def line_of(money):
    return EstimateLine.objects.get(estimate__unit=money.world.ta_leng)


def test_bodies_stand_side_by_side_and_drafts_count_for_nothing(money):
    _whole, rows = asked(money, money.world.province, is_whole=True)

    assert [(row.unit_id, row.state, row.money.asked) for row in rows] == [
        (money.world.province.pk, EstimateState.DRAFT, 0),
        (money.world.ta_leng.pk, EstimateState.SENT, 50 * MILLION),
        (money.world.binh_lu.pk, EstimateState.SENT, 20 * MILLION),
    ]
    total, own = asked(money, money.world.binh_lu, is_whole=False)
    assert [row.unit_id for row in own] == [money.world.binh_lu.pk]
    assert total.total.asked == 20 * MILLION
    whole, _rows = asked(money, money.world.province, is_whole=True)
    assert [(row.name, row.asked) for row in whole.rows] == [("Ngân sách tỉnh", 70 * MILLION)]


def test_an_estimate_is_returned_with_a_reason_and_sent_again(money):
    with refused(ReasonNeeded):
        returned(money, " ")
    with refused(NotAllowed):
        returned(money, by=money.world.officer(money.world.ta_leng))

    sent_back = returned(money)
    assert sent_back.reason == "Thiếu thuyết minh"
    with refused(Missing):
        returned(money)
    money.line(40 * MILLION, line_id=line_of(money).pk)
    money.send()

    assert money.total().total.asked == 60 * MILLION


def test_a_year_is_submitted_by_a_paper_and_then_nothing_changes(money):
    with refused(PaperNeeded):
        money.submit(DecisionGiven(paper=" ", on=date(2026, 11, 2)))
    with refused(PaperNeeded):
        money.submit(DecisionGiven(paper="1", on=date(2026, 11, 24)))
    with refused(Missing):
        actions.submit_year(
            year=2028, given=DecisionGiven(paper="1", on=date(2026, 11, 2)), **money.common
        )

    money.submit()

    for late in (
        money.submit,
        lambda: returned(money),
        lambda: money.line(unit=money.world.province, task="NV-1", source="giao"),
    ):
        with refused(YearIsSubmitted):
            late()


def test_what_nobody_sent_is_not_submitted(money):
    returned(money)
    actions.return_estimate(
        year=2027, body_unit_id=money.world.binh_lu.pk, reason="Sai", **money.common
    )

    with refused(NothingToSubmit):
        money.submit()
    for early in (money.decide, lambda: reopened(money), money.propose):
        with refused(YearNotSubmitted):
            early()


def test_a_submitted_year_is_taken_back_with_what_was_weighed(money):
    money.submit()
    money.weigh({line_of(money).pk: (1, "Ít tiền")})
    money.propose()

    reopened(money)

    line = line_of(money)
    assert (line.approved, line.proposed, line.reason) == (None, None, "")
    returned(money)


def test_the_finance_body_proposes_and_others_agree(money):
    money.submit()
    line = line_of(money)
    other = money.world.ta_leng
    with refused(NotTheProposer):
        money.weigh({line.pk: (1, "Ít")}, unit=other)
    with refused(NotTheProposer):
        money.propose(other)
    with refused(NotTheProposer):
        money.opinion(other)
    with refused(NoProposalYet):
        money.opinion()

    money.weigh({line.pk: (45 * MILLION, "Theo khả năng cân đối")}, unit=money.finance)
    budget = money.propose()
    with refused(ReasonNeeded):
        money.opinion(agrees=False)
    money.opinion(agrees=False, note="Giữ mức cũ")
    with refused(OpinionGivenAlready):
        money.opinion()

    said = queries.opinions(budget, actor=money.system)
    assert [(each.agrees, each.note) for each in said] == [(False, "Giữ mức cũ")]
    again = money.propose()
    assert not queries.opinions(again, actor=money.system).exists()
    proposed = EstimateLine.objects.filter(proposed__isnull=False).order_by("proposed")
    assert list(proposed.values_list("proposed", flat=True)) == [20 * MILLION, 45 * MILLION]


def test_the_decision_approves_as_noted_else_as_proposed_else_as_asked(money):
    money.submit()
    line = line_of(money)
    with refused(WeighedAboveAsked) as refusal:
        money.weigh({line.pk: (51 * MILLION,)})
    assert refusal.value.values == {"line": line.pk}
    with refused(CutNeedsReason):
        money.weigh({line.pk: (49 * MILLION,)})
    with refused(Missing):
        money.weigh({}, body=money.world.province)
    money.weigh({line.pk: (45 * MILLION, "Theo đề xuất")}, unit=money.finance)
    money.propose()
    money.weigh({line.pk: (40 * MILLION, "Cắt phần in ấn")})
    assert money.total().total.approved is None

    money.decide()

    assert money.total().total.approved == 60 * MILLION
    line = line_of(money)
    assert (line.approved, line.reason) == (40 * MILLION, "Cắt phần in ấn")
    with refused(YearNotSubmitted):
        money.decide()
    estimate = queries.body_estimate(
        money.world.ta_leng.pk,
        unit_id=money.finance.pk,
        programme=money.programme,
        year=2027,
        actor=money.world.officer(money.finance, "FINANCE_OFFICER"),
    )
    (shown,) = queries.body_lines(estimate, actor=money.system, weighing=False)
    assert (shown.approved, shown.proposed) == (40 * MILLION, 45 * MILLION)


def test_who_does_not_weigh_sees_no_estimate_of_another_body(money):
    common = {"programme": money.programme, "year": 2027}
    sibling = money.world.officer(money.world.binh_lu)
    with refused(Missing):
        queries.body_estimate(
            money.world.ta_leng.pk, unit_id=money.world.binh_lu.pk, actor=sibling, **common
        )
    mine = queries.year_lines(money.world.binh_lu.pk, actor=sibling, **common)
    assert {line.unit_id for line in mine} == {money.world.binh_lu.pk}
    finance = money.world.officer(money.finance, "FINANCE_OFFICER")
    every = queries.year_lines(money.finance.pk, actor=finance, **common)
    assert {line.unit_id for line in every} == {money.world.ta_leng.pk, money.world.binh_lu.pk}


def test_the_same_scheme_for_one_task_at_two_bodies_is_pointed_out(money):
    scheme = money.scheme()
    for unit in (money.world.ta_leng, money.world.binh_lu):
        actions.return_estimate(year=2027, body_unit_id=unit.pk, reason="Thêm", **money.common)
        money.line(5, source="long_ghep", scheme_id=scheme.pk, unit=unit)
        money.send(unit)

    (found,) = queries.doubled(
        money.world.province.pk,
        programme=money.programme,
        year=2027,
        actor=money.system,
        is_whole=True,
    )

    assert found.scheme == "Giảm nghèo bền vững"
    assert set(found.unit_ids) == {money.world.ta_leng.pk, money.world.binh_lu.pk}
