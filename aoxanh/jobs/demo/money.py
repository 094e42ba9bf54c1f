"""Estimates of the province and its communes in the demo, what was decided of them and what was spent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from aoxanh.jobs.demo.stage import Stage, dice, texts
from aoxanh.jobs.demo.tree import FINANCE, ROOT, Tree
from aoxanh.programmes import actions, queries
from aoxanh.programmes.types.budget import (
    DecisionGiven,
    LineGiven,
    LineShown,
    MoneyGiven,
    MoneyKind,
    SchemeGiven,
    Weighed,
)


_MILLION = 10**6
_COMMUNES = 10
"""So many communes send their estimate."""

_SELF_BALANCE = 2024
_SUMMER = (("submitted", 6), ("proposed", 7), ("decided", 8))
"""In which months a supplement is asked for and decided."""
_Lines = Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Budget:
    """The programme's money as the demo's parts share it."""

    stage: Stage
    unit_id: int
    code: str
    programme_id: int
    tasks: dict[str, int]
    scheme_id: int
    finance_id: int


def fill(stage: Stage, made: Tree, *, code: str) -> None:
    """The year of self-balance, last year and this one decided and spent, next year being drawn up."""
    budget = _begin(stage, made, code)
    told, this = texts("money"), stage.day.year
    communes = [unit for unit in made.of_sort("COMMUNE") if unit.lives_on(stage.day)][:_COMMUNES]
    _ask(budget, budget.unit_id, _SELF_BALANCE, told["self_balance"])
    actions.send_estimate(
        **_of(budget, _SELF_BALANCE), unit_id=budget.unit_id, assigned=60 * _MILLION
    )
    for year in (this - 1, this, this + 1):
        _ask(budget, budget.unit_id, year, told["province"])
        sends = communes if year <= this else communes[: _COMMUNES // 2]
        for unit in sends:
            _ask(budget, unit.unit_id, year, told["commune"])
            actions.send_estimate(**_of(budget, year), unit_id=unit.unit_id)
        if year <= this:
            actions.send_estimate(**_of(budget, year), unit_id=budget.unit_id)
            _decide(budget, year)
            _spend(budget, budget.unit_id, year)
            for unit in sends[: _COMMUNES // 2]:
                _spend(budget, unit.unit_id, year)
    _supplement(budget, this)


def _supplement(budget: _Budget, year: int) -> None:
    """What the province asked for in summer besides this year's estimate, and was given."""
    told, common = texts("money")["supplement"], _of(budget, year)
    actions.open_supplement(**common)
    _ask(budget, budget.unit_id, year, told["lines"])
    actions.send_estimate(**common, unit_id=budget.unit_id)
    on = {step: min(date(year, month, 12), budget.stage.day) for step, month in _SUMMER}
    actions.submit_year(**common, given=DecisionGiven(**told["submitted"], on=on["submitted"]))
    actions.propose_year(
        **common,
        unit_id=budget.finance_id,
        given=DecisionGiven(**told["proposed"], on=on["proposed"]),
    )
    actions.give_opinion(**common, unit_id=budget.unit_id, agrees=True, note="")
    actions.decide_year(**common, given=DecisionGiven(**told["decided"], on=on["decided"]))


def _of(budget: _Budget, year: int) -> dict[str, Any]:
    return {
        "by": budget.stage.by,
        "programme_id": budget.programme_id,
        "year": year,
        "now": budget.stage.now,
    }


def _begin(stage: Stage, made: Tree, code: str) -> _Budget:
    """The finance body gets its part, and the scheme whose money is integrated."""
    told, unit_id = texts("money"), made[ROOT].unit_id
    programme = queries.budget_programme(unit_id, code=code, actor=stage.by)
    tasks = {each.code: each.pk for each in queries.spendable_tasks(programme.pk, actor=stage.by)}
    finance_id = made[FINANCE].unit_id
    named = {each.name: each.pk for each in queries.bodies([programme.pk], actor=stage.by)}
    actions.assign_body(
        by=stage.by, body_id=named["Sở Tài chính"], unit_ids=[finance_id], now=stage.now
    )
    scheme = actions.link_scheme(
        by=stage.by,
        unit_id=unit_id,
        programme_id=programme.pk,
        given=SchemeGiven(
            name=told["scheme"]["name"],
            number=told["scheme"]["number"],
            task_ids=[tasks[each] for each in told["scheme"]["tasks"]],
        ),
        now=stage.now,
    )
    return _Budget(stage, unit_id, code, programme.pk, tasks, scheme.pk, finance_id)


def _ask(budget: _Budget, unit_id: int, year: int, lines: _Lines) -> None:
    for row in lines:
        given = LineGiven(
            task_id=budget.tasks[row["task"]],
            source=row["source"],
            amount=row["amount"] * _MILLION,
            is_about=row.get("about", False),
            scheme_id=budget.scheme_id if row["source"] == "long_ghep" else None,
            content=row["content"],
        )
        actions.set_line(**_of(budget, year), unit_id=unit_id, given=given)


def _decide(budget: _Budget, year: int) -> None:
    """Submitted in November before the year, proposed and decided in December; one line is cut."""
    told, common = texts("money"), _of(budget, year)
    on = {month: date(year - 1, month, day) for month, day in ((11, 14), (12, 10))}
    actions.submit_year(**common, given=DecisionGiven(**told["submitted"], on=on[11]))
    cuts = {row["task"] + row["source"]: row["cut"] for row in told["province"] if "cut" in row}
    lines = _lines(budget, budget.unit_id, year)
    actions.weigh_estimate(
        **common,
        unit_id=budget.finance_id,
        body_unit_id=budget.unit_id,
        amounts={
            line.pk: Weighed(cut["to"] * _MILLION, cut["reason"])
            for line in lines
            if (cut := cuts.get(line.task_code + line.source))
        },
    )
    actions.propose_year(
        **common, unit_id=budget.finance_id, given=DecisionGiven(**told["proposed"], on=on[12])
    )
    actions.give_opinion(**common, unit_id=budget.unit_id, agrees=True, note="")
    actions.decide_year(**common, given=DecisionGiven(**told["decided"], on=on[12]))


def _lines(budget: _Budget, unit_id: int, year: int) -> list[LineShown]:
    actor = budget.stage.by
    programme = queries.budget_programme(budget.unit_id, code=budget.code, actor=actor)
    return queries.own_lines(unit_id, programme=programme, year=year, actor=actor)


def _spend(budget: _Budget, unit_id: int, year: int) -> None:
    """Last year nearly all of it, this year a part; one line a little above what was approved."""
    throws = dice(f"money {year} {unit_id == budget.unit_id}")
    for number, line in enumerate(_lines(budget, unit_id, year), start=1):
        is_past = year < budget.stage.day.year
        share = throws.choice((90, 95, 98, 104)) if is_past else throws.choice((35, 55, 70))
        given = MoneyGiven(
            kind=MoneyKind.SPENT,
            year=year,
            source=line.source,
            amount=line.planned * share // 100,
            document=f"Ủy nhiệm chi {number:02d}",
            document_on=min(date(year, 10, 5 + number), budget.stage.day),
            task_id=line.task_id,
            scheme_id=budget.scheme_id if line.scheme else None,
        )
        actions.record_money(
            by=budget.stage.by,
            unit_id=unit_id,
            programme_id=budget.programme_id,
            given=given,
            now=budget.stage.now,
        )
