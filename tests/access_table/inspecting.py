"""A visit of a unit with something to mend, one that is planned, a draw and a declaration, for the access table."""

from datetime import date

from aoxanh.inspections.models import (
    Checklist,
    Draw,
    InspectionPlan,
    Remedy,
    UseDeclaration,
    Visit,
)
from aoxanh.units.models import Unit
from tests.activities.world import World


def inspections(world: World, unit: Unit, below: Unit, number: int) -> dict[str, object]:
    checklist, _is_new = Checklist.objects.get_or_create(
        code=f"chung_{number}", defaults={"name": "Bảng kiểm chung", "items": []}
    )
    plan, _is_new = InspectionPlan.objects.get_or_create(
        unit=unit, year=world.day.year, defaults={"created_at": world.now}
    )
    draw = Draw.objects.create(
        plan=plan,
        seed="81457",
        pool=[below.code],
        pool_digest="",
        drawn=[below.code],
        names={below.code: below.code},
        drawn_at=world.now,
    )
    common = {"plan": plan, "checklist": checklist, "items": [], "planned_at": world.now}
    planned = Visit.objects.create(unit=unit, kind_id="chi_doan", **common)
    visit = Visit.objects.create(
        unit=below,
        kind_id="chi_doan",
        state="CONCLUDED",
        held_on=date(2026, 11, 12),
        conclusion="Triển khai tốt",
        concluded_at=world.now,
        **common,
    )
    return {
        "draw": draw,
        "planned": planned,
        "visit": visit,
        "remedy": remedy(visit, world),
        "use": used(world, below),
    }


def remedy(visit: Visit, world: World) -> Remedy:
    return Remedy.objects.create(
        visit=visit,
        finding="Chưa phân công",
        remedy="Phân công cán bộ đầu mối",
        due_on=date(2026, 12, 20),
        asked_at=world.now,
    )


def used(world: World, unit: Unit) -> UseDeclaration:
    return UseDeclaration.objects.create(
        unit=unit, uses=[], evidence="Nhóm Zalo", valid_from=world.day, sent_at=world.now
    )
