"""Who is in charge of the province's programme in the demo, before and now."""

from typing import Any

from aoxanh.jobs.demo.stage import Stage, texts
from aoxanh.programmes import actions, queries
from aoxanh.programmes.types.boards import BoardGiven, TermGiven


def put_in_charge(stage: Stage, unit_id: int, programme_id: int) -> None:
    """Name who holds the standing board through time, and delegate two matters."""
    (standing,) = queries.boards([programme_id], actor=stage.by)
    told = texts("boards")
    _give(stage, standing.pk, unit_id, told["standing"])
    offered = queries.tasks_offered(programme_id, actor=stage.by)
    for row in told["delegated"]:
        board = actions.add_board(
            by=stage.by,
            programme_id=programme_id,
            given=BoardGiven(
                name=row["name"],
                groups=row.get("groups", []),
                task_ids=[pk for pk, text in offered if row.get("task", "–") in text],
            ),
            now=stage.now,
        )
        _give(stage, board.pk, unit_id, row["terms"])


def _give(stage: Stage, board_id: int, unit_id: int, terms: list[dict[str, Any]]) -> None:
    for term in terms:
        given = TermGiven(
            unit_id=unit_id,
            department=term["department"],
            decision=term["decision"],
            valid_from=term["from"],
        )
        actions.give_board(by=stage.by, board_id=board_id, given=given, now=stage.now)
