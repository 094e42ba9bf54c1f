"""A matter between a unit and another."""

from datetime import date

from aoxanh.cooperation.models import Record, Step
from aoxanh.units.models import Unit
from tests.activities.world import World


def a_cooperation(world: World, unit: Unit, number: int) -> dict[str, object]:
    """A proposal of the unit to an authority that was sent."""
    record = Record.objects.create(
        unit=unit,
        kind="tham_muu",
        title=f"Chính sách hỗ trợ {number}",
        partner_name="UBND tỉnh",
        state="de_xuat",
        since=date(2026, 1, 5),
        recorded_at=world.now,
    )
    Step.objects.create(record=record, state="de_xuat", on=record.since, recorded_at=world.now)
    return {"cooperation": record}
