"""What units declared themselves: totals of each stretch of a year, apart from what the portal recorded."""

from collections.abc import Mapping, Sequence
from datetime import date

from aoxanh.activities import actions as activities
from aoxanh.activities.types import TotalsGiven
from aoxanh.jobs.demo.stage import REORGANISED_ON, Stage, dice
from aoxanh.jobs.demo.tree import Tree
from aoxanh.kernel.periods import Period


_DECLARING = ("COMMUNE", "DISTRICT", "SECTOR", "COLLEGE", "SCHOOL", "PROVINCE")
_SILENT = 0.14
"""So many units declared nothing for a stretch: “chưa có số liệu”, never nought."""


def declare(stage: Stage, made: Tree, days_by_unit: Mapping[str, Sequence[date]]) -> int:
    """Declare for every stretch that is over; gives how many declarations."""
    throws = dice("declared")
    declarations = 0
    for period in _stretches(stage.day):
        for unit in made.of_sort(*_DECLARING):
            recorded = sum(day in period for day in days_by_unit[unit.key])
            silent = throws.random() < _SILENT or not recorded
            more = throws.uniform(1.05, 1.75)
            each = throws.randint(18, 34)
            if silent or not unit.lives_on(period.start) or not unit.lives_on(period.last_day):
                continue
            count = max(recorded, round(recorded * more))
            totals = TotalsGiven(
                first_day=period.start,
                last_day=period.last_day,
                activities=count,
                turns=count * each,
                persons=round(count * each * throws.uniform(0.4, 0.7)),
                note=f"Báo cáo số {throws.randint(10, 90)}-BC/ĐTN",
            )
            activities.declare_totals(
                by=stage.by, unit_id=unit.unit_id, totals=totals, now=stage.now
            )
            declarations += 1
    return declarations


def _stretches(day: date) -> list[Period]:
    """Half-years from two years back, cut where the districts ended, the last one at the end of last month."""
    end = day.replace(day=1)
    start = date(day.year - 2, 7, 1)
    found = []
    while start < end:
        half = date(start.year, 7, 1) if start.month < 7 else date(start.year + 1, 1, 1)
        cut = REORGANISED_ON if start < REORGANISED_ON < half else half
        found.append(Period(start, min(cut, end)))
        start = min(cut, end)
    return found
