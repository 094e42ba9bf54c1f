"""Clusters of the demo: the communes of each former district go on learning from each other."""

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from aoxanh.jobs.demo.world import World
from aoxanh.units import actions
from aoxanh.units.types.clusters import ClusterGiven


if TYPE_CHECKING:
    from aoxanh.jobs.demo.tree import DemoUnit


def form(world: World) -> None:
    """One cluster for each former district with several communes, led by the largest of them."""
    stage = world.stage
    (province,) = world.tree.of_sort("PROVINCE")
    parts: dict[str, list[DemoUnit]] = defaultdict(list)
    for unit in world.tree.of_sort("COMMUNE"):
        if unit.lives_on(stage.day) and unit.districts:
            parts[unit.districts[0]].append(unit)
    for code, members in sorted(parts.items()):
        if len(members) < actions.FEWEST_IN_CLUSTER:
            continue
        lead = max(members, key=lambda unit: (unit.size, unit.key))
        given = ClusterGiven(
            name=f"Cụm {world.land.districts[code].place.name}",
            about="Các xã cùng vùng: chung bài học, mượn người, mượn xe khi cần.",
            unit_ids=[unit.unit_id for unit in members],
            on=max(date(stage.day.year, 1, 1), *(unit.founded_on for unit in members)),
            lead_id=lead.unit_id,
        )
        actions.form_cluster(by=stage.by, unit_id=province.unit_id, given=given, now=stage.now)
