"""What is decided or said of a programme's figures, recorded facts, and figures that were frozen."""

from datetime import date

from aoxanh.programmes.models import (
    FigureDecision,
    Freeze,
    FreezeVersion,
    Indicator,
    Programme,
    RecordedFact,
)
from aoxanh.units.models import Unit
from tests.activities.world import World


def decided(
    world: World, unit: Unit, below: Unit, programme: Programme, number: int
) -> dict[str, object]:
    """All of it for a programme of the unit."""
    indicator = Indicator.objects.create(
        programme=programme,
        code=f"CT-{unit.pk}-{number}",
        name="Đoàn xã có hoạt động",
        position=1,
        type="COVERAGE",
        definition={"across": ["doan_xa"], "numerator": "activities_recorded"},
        source="II.1",
    )
    return {
        "indicator": indicator,
        "decision": said(world, unit, indicator, 2026),
        "frozen": frozen(world, unit, programme, 2024),
        **_recorded(world, unit, below, number),
    }


def said(world: World, unit: Unit, indicator: Indicator, year: int) -> FigureDecision:
    """What the unit said of an indicator in a year."""
    return FigureDecision.objects.create(
        indicator=indicator,
        kind="STATEMENT",
        unit=unit,
        decided_by=unit,
        year=year,
        text="Các xã đều có hoạt động.",
        recorded_at=world.now,
    )


def frozen(world: World, unit: Unit, programme: Programme, year: int) -> Freeze:
    """Figures of a year that were frozen and once corrected."""
    made = Freeze.objects.create(
        programme=programme, unit=unit, day=date(year, 12, 31), frozen_at=world.now
    )
    for number in (1, 2):
        corrected(world, made, number)
    return made


def corrected(world: World, made: Freeze, number: int) -> FreezeVersion:
    """A version of frozen figures."""
    event = {"event": "units.UnitsMerged", "unit_id": made.unit_id, "times": 1}
    return FreezeVersion.objects.create(
        freeze=made,
        number=number,
        made_at=world.now,
        digest="",
        events=[event] if number > 1 else [],
        xact=0,
        entry_id=number,
    )


def _recorded(world: World, unit: Unit, below: Unit, number: int) -> dict[str, object]:
    """A fact of the unit that counts, and one of the unit below that waits for it."""
    own, sent = (
        RecordedFact.objects.create(
            kind=kind,
            unit=doer,
            recorded_by=doer,
            year=2026,
            on=date(2026, 3, 2),
            counted_on=date(2026, 3, 2),
            title="Báo cáo năm",
            number=f"{number}-BC/ĐTN",
            slot=f"paper:{number}",
            state=state,
            recorded_at=world.now,
        )
        for kind, doer, state in (
            ("yearly_reports_done", unit, "COUNTED"),
            ("yearly_reports_accepted", below, "SENT"),
        )
    )
    return {"fact": own, "sent": sent}
