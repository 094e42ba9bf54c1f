"""What the demo's units would change in plans: proposed, decided, and what is still being written."""

from datetime import timedelta
from typing import Any

from aoxanh.jobs.demo.stage import Stage, texts
from aoxanh.jobs.demo.tree import Tree
from aoxanh.programmes import actions, queries
from aoxanh.programmes.types.amending import AmendmentGiven, AmendmentState, DecisionGiven, Part
from aoxanh.programmes.types.drafts import Beginning, DraftGiven


def amend(stage: Stage, made: Tree, *, owner_id: int, programme_id: int, code: str) -> None:
    """Propose what communes ask of the programme; decide what the texts say was decided."""
    for row in texts("planning")["amendments"]:
        entry = _told(stage, code, row)
        proposed = actions.propose_amendment(
            by=stage.by,
            unit_id=made[row["unit"]].unit_id,
            programme_id=programme_id,
            given=AmendmentGiven(
                part=Part.TASKS, key=row["task"], entry=entry, reason=row["reason"]
            ),
            now=stage.now - timedelta(days=row["days_ago"]),
        )
        if "decision" in row:
            _decide(stage, owner_id, proposed.pk, row["decision"])


def _decide(stage: Stage, owner_id: int, amendment_id: int, told: dict[str, Any]) -> None:
    ago = timedelta(days=told["days_ago"])
    actions.decide_amendment(
        by=stage.by,
        unit_id=owner_id,
        amendment_id=amendment_id,
        given=DecisionGiven(
            outcome=AmendmentState.ACCEPTED,
            number=told["number"],
            on=stage.day - ago,
            text=told["text"],
        ),
        now=stage.now - ago,
    )


def draft(stage: Stage, made: Tree, *, code: str) -> None:
    """Begin the plans of the texts, each with one task told differently."""
    for row in texts("planning")["drafts"]:
        unit_id = made[row["unit"]].unit_id
        begun = actions.begin_draft(
            by=stage.by,
            unit_id=unit_id,
            given=DraftGiven(
                beginning=Beginning(row["beginning"]),
                source=code,
                code=row.get("code", ""),
                name=row.get("name", ""),
            ),
            now=stage.now,
        )
        actions.save_draft_part(
            by=stage.by,
            unit_id=unit_id,
            draft_id=begun.pk,
            part=Part.TASKS,
            key=row["task"],
            entry=_changed(begun.document, row),
            now=stage.now,
        )


def _told(stage: Stage, code: str, row: dict[str, Any]) -> dict[str, Any]:
    return _changed(queries.document(code, actor=stage.by), row)


def _changed(document: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    entry = queries.entry_of(document, Part.TASKS, row["task"]) or {}
    return {**entry, "output": row["output"]}
