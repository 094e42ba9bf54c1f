"""Past attendance loaded in bulk: the same rows as the door writes, in chunks, fast."""

import time

import pytest

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.actions import history
from aoxanh.activities.models import HoursEntry, Participation, Pass, Signup
from aoxanh.activities.types import HistoryRow, HoursSource, SignupState
from aoxanh.audit.models import Entry
from aoxanh.people.models import Person
from tests.activities.crowd import Crowd
from tests.activities.world import refused


def _persons(crowd, number):
    return Person.objects.bulk_create(
        Person(
            unit=crowd.world.ta_leng,
            full_name=f"Người {each}",
            contact_key=f"{crowd.activity.pk}-{each:040d}",
            created_at=crowd.world.now,
        )
        for each in range(number)
    )


def _row(crowd, person, *, shift=None, slot=None, **changes):
    shift, slot = shift or crowd.shift, slot or crowd.slot
    given = {
        "activity_id": crowd.activity.pk,
        "organiser_unit_id": crowd.activity.unit_id,
        "place_id": crowd.activity.place_id,
        "shift_id": shift.pk,
        "shift_starts_at": shift.starts_at,
        "person_id": person.pk,
        "contact_key": person.contact_key,
        "signed_up_at": crowd.world.now,
        "slot_id": slot.pk,
        "participant_unit_id": crowd.world.binh_lu.pk,
        "checked_in_at": shift.starts_at,
        "checked_out_at": shift.ends_at,
        "minutes": 240,
        "source": HoursSource.SCAN,
    }
    return HistoryRow(**(given | changes))


def _load(crowd, rows):
    return actions.load_history(by=crowd.world.system, rows=rows, now=crowd.world.now)


def test_history_writes_what_the_door_would(crowd):
    person, expected, walker = _persons(crowd, 3)

    loaded = _load(
        crowd,
        [
            _row(crowd, person),
            _row(crowd, expected, checked_in_at=None, minutes=None),
            _row(crowd, walker, slot_id=None, source=HoursSource.ROLL_CALL),
        ],
    )

    assert loaded == 3
    assert Pass.objects.count() == Signup.objects.count() == crowd.slot.taken == 2
    came = Participation.objects.order_by("pk")
    assert [row.method for row in came] == ["CAMERA", "WALK_IN"]
    assert came[0].signup.person_id == person.pk
    assert came[0].participant_unit == crowd.world.binh_lu
    assert queries.hours_of([person.pk]).by_source == {"SCAN": 240}
    crowd.close()
    assert crowd.settle().entries == 0


def test_history_keeps_waiting_and_withdrawn_apart(crowd):
    waiting, withdrawn = _persons(crowd, 2)
    absent = {"checked_in_at": None, "minutes": None}

    _load(
        crowd,
        [
            _row(crowd, waiting, state=SignupState.WAITING, **absent),
            _row(crowd, withdrawn, state=SignupState.WITHDRAWN, **absent),
        ],
    )

    assert (crowd.slot.taken, crowd.slot.waiting) == (0, 1)


def test_late_entries_of_the_past_name_who_confirmed(crowd):
    person, *_others = _persons(crowd, 1)
    late = {"slot_id": None, "source": HoursSource.LATE, "checked_out_at": None}

    with refused(errors.HistoryRefused):
        _load(crowd, [_row(crowd, person, **late)])
    _load(crowd, [_row(crowd, person, confirmed_by_unit_id=crowd.world.province.pk, **late)])

    entry = HoursEntry.objects.get()
    assert entry.confirmed_by_unit == crowd.world.province
    assert not entry.out_assumed
    assert Participation.objects.get().method == "LATE"


def test_each_chunk_has_one_entry_that_names_its_cells(crowd, monkeypatch):
    monkeypatch.setattr(history, "CHUNK", 2)
    crowd.activity.shifts.get().slots.update(capacity=9)

    _load(crowd, [_row(crowd, person) for person in _persons(crowd, 5)])

    entries = Entry.objects.filter(event="activities.HistoryLoaded").order_by("pk")
    assert [entry.values["participations"] for entry in entries] == [2, 2, 1]
    day = crowd.activity.starts_on.isoformat()
    cells = sorted([[crowd.activity.unit_id, day], [crowd.world.binh_lu.pk, day]])
    assert entries[0].touches == cells
    assert entries[0].unit_id == crowd.activity.unit_id


def test_what_cannot_be_leaves_its_chunk_out_and_says_which(crowd, monkeypatch):
    monkeypatch.setattr(history, "CHUNK", 2)
    persons = _persons(crowd, 4)

    with refused(errors.HistoryRefused) as refusal:
        _load(crowd, [_row(crowd, person) for person in persons])
    assert "3 đến 4" in str(refusal.value)


def test_history_of_several_units_belongs_to_no_single_trail(world):
    here, there = Crowd.at(world), Crowd.at(world)
    rows = [_row(each, *_persons(each, 1)) for each in (here, there)]
    rows[1] = _row(there, *_persons(here, 1), organiser_unit_id=world.binh_lu.pk)

    _load(here, rows)

    assert Entry.objects.get(event="activities.HistoryLoaded").unit_id is None


@pytest.mark.drill
def test_history_loads_three_thousand_rows_a_second(world):
    """On a machine that is busy otherwise, measured by what one plain bulk insert costs at that moment."""
    crowd = Crowd.at(world)
    crowd.activity.shifts.get().slots.update(capacity=9000)
    began = time.perf_counter()
    persons = _persons(crowd, 6000)
    plain = time.perf_counter() - began
    shift, slot = crowd.shift, crowd.slot
    rows = [_row(crowd, person, shift=shift, slot=slot) for person in persons]

    began = time.perf_counter()
    loaded = _load(crowd, rows)
    took = time.perf_counter() - began

    assert took <= max(loaded / 3000, 6 * plain), f"{loaded / took:.0f} rows/s"
