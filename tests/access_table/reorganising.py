"""A reorganisation that a unit prepares, with one line, for the access table."""

from datetime import date

from aoxanh.units.models import Reorganisation, ReorganisationLine, Unit
from tests.activities.world import World


def a_reorganisation(world: World, unit: Unit, below: Unit, number: int) -> dict[str, object]:
    draft = Reorganisation.objects.create(
        unit=unit,
        on=date(2027, 1, 1),
        decision_number=f"{number}-QĐ/TĐTN",
        decision_key=f"{number} 2026",
        decision_on=date(2026, 11, 20),
        decided_by="Ban Thường vụ",
        prepared_at=world.now,
    )
    line = ReorganisationLine.objects.create(reorganisation=draft, unit=below, verb="CLOSE")
    return {"draft_reorganisation": draft, "reorganisation_line": line}
