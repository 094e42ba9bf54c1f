"""What a batch asks of a door that fills up: it is found, not looked for among all who came."""

import json
from datetime import timedelta
from itertools import cycle
from uuid import uuid4

import pytest
from django.db import connection

from aoxanh.activities.actions.attendance import counted
from aoxanh.activities.models import Scan, Shift
from aoxanh.activities.types import CheckInMethod, Direction, ScanOutcome
from aoxanh.people.models import Person
from tests.activities.crowd import Crowd


SHIFTS, CAME, ASKED = 400, 2000, 200


@pytest.mark.skipif(connection.vendor != "postgresql", reason="its planner goes by what it knows")
def test_scans_of_some_are_found_without_reading_those_of_all(world):
    """PostgreSQL knows of shifts to which a few came, and of none yet that came to this one."""
    crowd = Crowd.at(world)
    people = Person.objects.bulk_create(
        Person(full_name=f"Lò Văn {number}", unit=world.ta_leng, created_at=world.now)
        for number in range(CAME)
    )
    _come(crowd, people, _others(crowd))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE activities_scan")
    _come(crowd, people, [crowd.shift])

    asked = counted().filter(shift=crowd.shift, person__in=people[:ASKED])
    plan = json.loads(asked.explain(analyze=True, format="json"))[0]["Plan"]

    assert asked.count() == ASKED
    assert _left_out(plan) == 0


def _others(crowd):
    starts = crowd.world.now
    return Shift.objects.bulk_create(
        Shift(
            activity=crowd.activity,
            starts_at=starts,
            ends_at=starts + timedelta(hours=4),
            signup_until=starts,
            minutes_cap=240,
        )
        for _ in range(SHIFTS)
    )


def _come(crowd, people, shifts):
    now = crowd.world.now
    Scan.objects.bulk_create(
        Scan(
            activity=crowd.activity,
            shift=shift,
            person=each,
            uuid=uuid4(),
            direction=Direction.IN,
            method=CheckInMethod.CAMERA,
            outcome=ScanOutcome.ACCEPTED,
            device_at=now,
            device_offset=420,
            happened_at=now,
            received_at=now,
        )
        for each, shift in zip(people, cycle(shifts), strict=False)
    )


def _left_out(plan):
    own = plan.get("Rows Removed by Filter", 0) * plan["Actual Loops"]
    return own + sum(_left_out(each) for each in plan.get("Plans", ()))
