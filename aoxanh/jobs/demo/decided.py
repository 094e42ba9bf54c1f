"""What stands beside the computed figures of the demo: facts, a decision, frozen figures and what came after."""

from datetime import date
from typing import Any

from aoxanh.jobs.demo.stage import Stage, texts
from aoxanh.programmes import actions
from aoxanh.programmes.types.decisions import DecisionGiven
from aoxanh.programmes.types.recorded import FactGiven


LAST_YEAR_ENDED = date(2025, 12, 31)


def record_facts(stage: Stage, unit_id: int) -> None:
    """What the province did that is no activity, and which units it inspects since there are no districts."""
    told = texts("decided")
    for row in told["facts"]:
        given = FactGiven(
            kind=row["kind"],
            year=row["year"],
            on=row["day"],
            title=row["title"],
            number=row["number"],
        )
        actions.record_fact(by=stage.by, unit_id=unit_id, given=given, now=stage.now)
    actions.rebase_duty(
        by=stage.by,
        unit_id=unit_id,
        code=told["rebasing"]["code"],
        given=_given(told["rebasing"]),
        now=stage.now,
    )


def freeze_last_year(stage: Stage, unit_id: int, programme: str) -> None:
    """The figures of 2025 as reported, and the statement that was only written afterwards."""
    frozen = actions.freeze_figures(
        by=stage.by,
        unit_id=unit_id,
        code=programme,
        day=LAST_YEAR_ENDED,
        number="135-BC/TĐTN",
        now=stage.now,
    )
    told = texts("decided")["statement"]
    actions.state_in_words(
        by=stage.by, unit_id=unit_id, code=told["code"], given=_given(told), now=stage.now
    )
    actions.correct_freeze(by=stage.by, freeze_id=frozen.pk, now=stage.now)


def _given(row: dict[str, Any]) -> DecisionGiven:
    return DecisionGiven(
        year=row["year"],
        text=row["text"],
        number=row["number"],
        kinds=tuple(row.get("kinds", ())),
    )
