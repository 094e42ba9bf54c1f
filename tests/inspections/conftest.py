"""A province that looks into its communes."""

from datetime import date

import pytest

from aoxanh.inspections import actions
from aoxanh.inspections.types import Mark, VisitGiven
from tests.activities.world import World


CHECKLIST = "trien_khai_ke_hoach"


@pytest.fixture
def world(db, system, today, now):
    actions.load_reference(by=system, now=now)
    return World(system=system, day=today, now=now).build()


@pytest.fixture
def inspector(world):
    """The officer of the province."""
    return world.officer(world.province, "PROVINCE_OFFICER")


@pytest.fixture
def planned(world, inspector):
    """Plan a visit of the province to units."""

    def plan(*units, year=2026, by=None, checklist=CHECKLIST):
        return actions.plan_visits(
            by=by or inspector,
            unit_id=world.province.pk,
            year=year,
            unit_ids=[unit.pk for unit in units],
            checklist=checklist,
            now=world.now,
        )

    return plan


@pytest.fixture
def conclude(world, inspector):
    """Conclude a visit with everything in order, but for what is said."""

    def act(visit, *, by=None, **given):
        marks = {item["code"]: Mark.GOOD for item in visit.items}
        found = VisitGiven(
            **(
                {
                    "held_on": date(2026, 11, 12),
                    "team": "Ban Kiểm tra",
                    "conclusion": "Triển khai tốt",
                    "marks": marks,
                }
                | given
            )
        )
        return actions.conclude(by=by or inspector, visit_id=visit.pk, visit=found, now=world.now)

    return act
