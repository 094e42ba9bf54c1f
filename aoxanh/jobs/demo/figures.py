"""The programme that the demo is measured by, and the figures of everything loaded."""

from aoxanh.jobs.demo import money, planning
from aoxanh.jobs.demo.boards import put_in_charge
from aoxanh.jobs.demo.decided import freeze_last_year, record_facts
from aoxanh.jobs.demo.stage import Stage
from aoxanh.jobs.demo.tree import ROOT, Tree
from aoxanh.programmes import actions as programmes
from aoxanh.programmes.types import REFERENCE


def reckon(stage: Stage, made: Tree) -> None:
    """Load the province's plan and compute every figure up to the end of the trail."""
    root_id = made[ROOT].unit_id
    programme = programmes.load(
        by=stage.by,
        unit_id=root_id,
        path=REFERENCE / "lai-chau-2024-2030.yaml",
        now=stage.now,
    )
    put_in_charge(stage, root_id, programme.pk)
    record_facts(stage, root_id)
    planning.amend(stage, made, owner_id=root_id, programme_id=programme.pk, code=programme.code)
    planning.draft(stage, made, code=programme.code)
    money.fill(stage, made, code=programme.code)
    while programmes.follow(by=stage.by, now=stage.now):
        continue
    freeze_last_year(stage, root_id, programme.code)
