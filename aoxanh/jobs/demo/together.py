"""What units of the demo do with others; invented."""

from datetime import timedelta
from typing import Any

from aoxanh.cooperation import actions
from aoxanh.cooperation.types import RecordGiven, StepGiven
from aoxanh.jobs.demo.stage import texts
from aoxanh.jobs.demo.world import World


def fill(world: World) -> None:
    """Every matter of the texts, with its steps; the other side is a commune of today by turns, or a body."""
    stage = world.stage
    (province,) = world.tree.of_sort("PROVINCE")
    communes = [unit for unit in world.tree.of_sort("COMMUNE") if unit.lives_on(stage.day)]
    for row in texts("together"):
        partner = communes[row["commune"]] if "commune" in row else None
        first, *rest = [_step(world, each) for each in row["steps"]]
        made = actions.open_record(
            by=stage.by,
            unit_id=province.unit_id,
            given=RecordGiven(
                kind=row["kind"],
                title=row["title"].format(partner=partner.name if partner else ""),
                text=row.get("text", ""),
                partner_id=partner.unit_id if partner else None,
                partner_name=row.get("with", ""),
            ),
            first=first,
            now=stage.now,
        )
        for step in rest:
            actions.add_step(
                by=stage.by,
                unit_id=province.unit_id,
                record_id=made.pk,
                given=step,
                now=stage.now,
            )


def _step(world: World, told: dict[str, Any]) -> StepGiven:
    return StepGiven(
        state=told["state"],
        on=world.stage.day - timedelta(days=told["days_ago"]),
        note=told.get("note", ""),
        paper=told.get("paper", ""),
    )
