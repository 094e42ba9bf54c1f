"""What an event may carry, and that a measure has one owner."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from aoxanh.kernel.events import Event
from aoxanh.kernel.measures import measures, register


@dataclass(frozen=True, slots=True)
class Counted(Event):
    day: date
    share: Decimal
    unit_ids: tuple[int, ...]


def test_an_event_is_written_as_json_can_hold_it():
    event = Counted(day=date(2026, 11, 23), share=Decimal("38.50"), unit_ids=(3, 5))

    assert event.values() == {"day": "2026-11-23", "share": "38.50", "unit_ids": [3, 5]}


def test_a_measure_cannot_be_registered_by_a_second_owner():
    taken = measures()[0]

    with pytest.raises(ValueError, match=taken.code):
        register(taken)
