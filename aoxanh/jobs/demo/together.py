"""What units of the demo do with others; invented."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aoxanh.cooperation import actions
from aoxanh.cooperation.types import CorrectionGiven, Mistake, RecordGiven, StepGiven
from aoxanh.jobs.demo.stage import texts
from aoxanh.jobs.demo.world import World


if TYPE_CHECKING:
    from aoxanh.jobs.demo.tree import DemoUnit


def fill(world: World) -> None:
    """Every matter of the texts, with its steps; the other side is a commune of today, the province, or a body."""
    stage = world.stage
    (province,) = world.tree.of_sort("PROVINCE")
    communes = [unit for unit in world.tree.of_sort("COMMUNE") if unit.lives_on(stage.day)]
    for row in texts("together"):
        for title in row.get("numbers", [row.get("title")]):
            _keep(world, {**row, "title": title}, communes, province)


def _keep(
    world: World, row: dict[str, Any], communes: list["DemoUnit"], province: "DemoUnit"
) -> None:
    """One matter; a step written by mistake is taken back."""
    stage = world.stage
    owner = world.tree[row["unit"]] if "unit" in row else province
    partner = _partner(row, communes, province)
    first, *rest = row["steps"]
    made = actions.open_record(
        by=stage.by,
        unit_id=owner.unit_id,
        given=RecordGiven(
            kind=row["kind"],
            title=row["title"].format(partner=partner.name if partner else ""),
            text=row.get("text", ""),
            partner_id=partner.unit_id if partner else None,
            partner_name="" if partner else row.get("with", ""),
        ),
        first=_step(world, first),
        now=stage.now,
    )
    for each in rest:
        of_matter: dict[str, Any] = {"by": stage.by, "record_id": made.pk, "now": stage.now}
        writes = province if each.get("by") == "above" else owner
        actions.add_step(**of_matter, unit_id=writes.unit_id, given=_step(world, each))
        if "mistake" in each:
            mistake = CorrectionGiven(mistake=Mistake(each["mistake"]), note=each["why"])
            actions.take_back_step(**of_matter, unit_id=writes.unit_id, given=mistake)


def _partner(
    row: dict[str, Any], communes: list["DemoUnit"], province: "DemoUnit"
) -> "DemoUnit | None":
    if row.get("with") == "above":
        return province
    return communes[row["commune"]] if "commune" in row else None


def _step(world: World, told: dict[str, Any]) -> StepGiven:
    return StepGiven(
        state=told["state"],
        on=world.stage.day - timedelta(days=told["days_ago"]),
        note=told.get("note", ""),
        paper=told.get("paper", ""),
    )
