"""Units that recorded and declared activities, and a trail that followers may read at once."""

from datetime import date
from decimal import Decimal

import pytest

from aoxanh.activities import actions as activities
from aoxanh.activities.types import HeldGiven, TotalsGiven
from aoxanh.audit import queries as trail
from aoxanh.audit.models import Entry
from aoxanh.kernel.periods import Period
from aoxanh.people.models import Person
from aoxanh.programmes import actions, queries
from tests.activities.world import World


class Figures:
    """Facts of units, and what is read of them."""

    def __init__(self, world, now):
        self.world, self.now, self.system = world, now, world.system

    def recorded(self, unit, day, place="Tả Lèng"):
        held = HeldGiven(
            title="Dọn đường",
            kind_code="tinh_nguyen",
            field_code="moi_truong",
            first_day=day,
            last_day=day,
            place_id=self.world.places[place].pk,
            turns=10,
            persons=10,
            paper="Báo cáo 5-BC/ĐTN",
        )
        return activities.record_held(by=self.system, unit_id=unit.pk, held=held, now=self.now)

    def declared(self, unit, year, number):
        totals = TotalsGiven(
            first_day=date(year, 1, 1), last_day=date(year, 12, 31), activities=number
        )
        return activities.declare_totals(
            by=self.system, unit_id=unit.pk, totals=totals, now=self.now
        )

    def follow(self):
        while actions.follow(by=self.system, now=self.now):
            pass

    def months(self, unit, year, code="activities_recorded", **map_read):
        months = queries.flow_by_month(
            actor=self.system,
            codes=(code,),
            unit_id=unit.pk,
            period=Period.year(year),
            **map_read,
        )
        return months[code]

    def total(self, unit, year, code="activities_recorded", **map_read):
        return sum(self.months(unit, year, code, **map_read).values())

    def todays(self, unit):
        """What ``unit`` carries on the map of today."""
        return queries.todays_map(actor=self.system, unit_id=unit.pk)

    def total_today(self, unit, year, code="activities_recorded"):
        return self.total(unit, year, code, todays=self.todays(unit))

    def value(self, unit, period=None, **map_read):
        each = queries.indicator("LC-2", actor=self.system)
        return queries.indicator_value(
            each, actor=self.system, unit_id=unit.pk, period=period or each.period, **map_read
        )


@pytest.fixture
def figures(db, system, today, now, monkeypatch):
    """On PostgreSQL a test's own transaction is never finished: its entries are read all the same."""
    monkeypatch.setattr(trail, "_final", lambda: Entry.objects.order_by("xact", "pk"))
    return Figures(World(system=system, day=today, now=now).build(), now)


@pytest.fixture
def half():
    return Decimal("50.0")


@pytest.fixture
def crowd_of(now):
    """A person of a unit."""

    def make(unit, name="Lò Thị Mai"):
        return Person.objects.create(
            unit=unit, full_name=name, search_text=name, sort_key=name, created_at=now
        )

    return make
