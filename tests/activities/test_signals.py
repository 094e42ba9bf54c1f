"""Signals for the unit above: each appears at its threshold and opens to its rows, in six statements."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aoxanh.activities import queries
from aoxanh.activities.models import Activity, HoursEntry, Participation, Shift
from aoxanh.activities.queries.signals import signal_rules
from aoxanh.activities.rules.signals import before_deadlines, reaches
from aoxanh.activities.types.signals import Signal, SignalKind, Threshold
from aoxanh.kernel.periods import Period
from aoxanh.people.models import Person


@pytest.mark.parametrize(
    ("number", "of", "is_shown"),
    [(4, 10, True), (3, 10, True), (2, 10, False), (4, 9, False), (30, 0, True), (29, 0, False)],
)
def test_a_figure_is_shown_from_its_threshold_on(number, of, is_shown):
    threshold = Threshold(least=10, above=30)

    assert reaches(Signal(SignalKind.LATE, 1, number, of), threshold) == is_shown


def test_the_days_before_each_deadline_of_the_span():
    span = Period(date(2026, 6, 1), date(2026, 12, 1))

    found = before_deadlines(span, signal_rules())

    assert found == [
        Period(date(2026, 6, 10), date(2026, 6, 16)),
        Period(date(2026, 11, 10), date(2026, 11, 16)),
    ]


class Served:
    """Presences with their minutes at an activity, without the door."""

    def __init__(self, world, unit, *, places=2):
        self.world, self.unit = world, unit
        self.activity = world.opened(unit=unit, by=world.system, places=places)
        self.shift = Shift.objects.get(activity=self.activity)
        self.number = 0

    def person(self):
        self.number += 1
        name = f"Lò Văn {self.number}"
        return Person.objects.create(
            unit=self.unit, full_name=name, search_text=name.lower(),
            sort_key=f"{self.number:05d}", created_at=self.world.now,
        )  # fmt: skip

    def add(
        self, count=1, *, person=None, source="SCAN", minutes=240, recorded_at=None, **presence
    ):
        for _each in range(count):
            row = Participation.objects.create(
                shift=self.shift, activity=self.activity, person=person or self.person(),
                organiser_unit=self.unit, place=self.activity.place, day=self.activity.starts_on,
                method="CAMERA",
                **{"checked_in_at": self.shift.starts_at, "checked_out_at": self.shift.ends_at}
                | presence,
            )  # fmt: skip
            HoursEntry.objects.create(
                participation=row, activity=self.activity, person=row.person,
                organiser_unit=self.unit, place=row.place, day=row.day, minutes=minutes,
                source=source, confirmed_by_unit=self.world.province if source == "LATE" else None,
                reason="Hết pin" if source == "LATE" else "",
                recorded_at=recorded_at or self.shift.ends_at,
            )  # fmt: skip


@pytest.fixture
def served(world):
    return Served(world, world.ta_leng, places=20)


@pytest.fixture
def superior(world):
    return world.officer(world.province, "PROVINCE_OFFICER", account_id=8)


def _span(world, days=10):
    return Period(world.day - timedelta(days=90), world.day + timedelta(days=days))


def _found(superior, world):
    rows = queries.signals(actor=superior, unit_id=world.province.pk, span=_span(world))
    return {(row.kind.value, row.unit_id): row for row in rows}


def _rows(superior, world, kind):
    return queries.signal_rows(
        kind=SignalKind(kind), organiser_id=world.ta_leng.pk, actor=superior,
        unit_id=world.province.pk, span=_span(world),
    )  # fmt: skip


def _late(served):
    served.add(7)
    served.add(3, source="LATE")


def _same_minutes(served):
    served.add(10, minutes=123)


def _one_device(served):
    rules = signal_rules().thresholds[SignalKind.ONE_DEVICE]
    Shift.objects.update(minutes_cap=240)
    served.add(rules.above, device_id="may-mot")


def _above_places(served):
    served.add(26)


def _two_places(served):
    person = served.person()
    served.add(person=person)
    Served(served.world, served.world.binh_lu).add(person=person, minutes=120)


def _before_deadline(served):
    long_after = served.shift.ends_at.replace(year=2027, month=3, day=13)
    served.add(7)
    served.add(4, recorded_at=long_after)


@pytest.mark.parametrize(
    ("kind", "happens", "number", "rows"),
    [
        ("late", _late, 3, 3),
        ("same_minutes", _same_minutes, 10, 10),
        ("one_device", _one_device, 120, 120),
        ("above_places", _above_places, 26, 1),
        ("two_places", _two_places, 1, 1),
        ("before_deadline", _before_deadline, 4, 4),
    ],
)
def test_each_signal_opens_to_the_rows_behind_it(
    served, superior, world, kind, happens, number, rows
):
    assert _found(superior, world) == {}

    happens(served)

    found = _found(superior, world)[kind, world.ta_leng.pk]
    assert found.number == number
    behind = _rows(superior, world, kind)
    assert len(behind) == rows
    assert {row.activity_id for row in behind} == {served.activity.pk}
    assert all(row.words for row in behind)


def test_signals_are_for_the_unit_above_alone(served, world):
    _late(served)

    for unit in (world.ta_leng, world.binh_lu):
        officer = world.officer(unit)
        assert queries.signals(actor=officer, unit_id=unit.pk, span=_span(world)) == []


def test_signals_ask_six_statements_for_one_organiser_and_for_many(served, superior, world):
    _late(served)

    def asked():
        with CaptureQueriesContext(connection) as queries_asked:
            assert _found(superior, world)
        return len(queries_asked)

    before = asked()
    for name in ("Nậm Tăm", "Pa Tần"):
        more = Served(world, world.found(name, parent=world.province))
        _late(more)
        _same_minutes(more)
    assert asked() == before == 6
    assert Activity.objects.count() == 3
