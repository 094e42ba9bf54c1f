"""Money of a programme: an estimate being drawn up, one that was sent, what was spent, a scheme."""

from datetime import date, datetime

from aoxanh.programmes.models import (
    Estimate,
    EstimateLine,
    MoneyEntry,
    Programme,
    Scheme,
    Task,
    YearBudget,
)
from aoxanh.units.models import Unit


def with_money(
    unit: Unit, below: Unit, programme: Programme, task: Task, now: datetime
) -> dict[str, object]:
    """The unit draws its estimate up, the unit below has sent its own; the unit proposes and consents itself."""
    programme.budget_sources = [
        {"code": "tinh", "name": "Ngân sách tỉnh", "kind": "state", "tier": "province"}
    ]
    programme.budgeting = {"proposes": "don_vi", "with": ["don_vi"]}
    programme.save(update_fields=["budget_sources", "budgeting"])
    year = YearBudget.objects.create(programme=programme, year=2026)
    common = {"task": task, "source": "tinh", "kind": "STATE"}
    own, sent = (
        EstimateLine.objects.create(
            estimate=Estimate.objects.create(budget=year, unit=each, state=state, sent_at=now),
            amount=50_000_000,
            **common,
        )
        for each, state in ((unit, "DRAFT"), (below, "SENT"))
    )
    Scheme.objects.create(programme=programme, unit=unit, name="Giảm nghèo bền vững")
    entry = MoneyEntry.objects.create(
        programme=programme,
        unit=unit,
        year=2026,
        entry="SPENT",
        amount=20_000_000,
        document="UNC 12",
        document_on=date(2026, 3, 2),
        recorded_at=now,
        **common,
    )
    return {"money_line": own, "money_sent": sent, "money": entry, "money_body": below}
