"""Activities brought in by the hundred."""

from datetime import UTC, datetime, time, timedelta

import pytest

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import Activity
from aoxanh.activities.types import (
    ActivityRow,
    ActivityState,
    Initiator,
    OutputGiven,
    ShiftGiven,
)
from aoxanh.audit.models import Entry
from aoxanh.kernel.dates import at
from aoxanh.kernel.errors import NotAllowed
from aoxanh.units.models import Hold
from tests.activities.world import refused


LONG_AGO = datetime(2026, 9, 1, tzinfo=UTC)


@pytest.fixture
def row(world):
    def make(ago=20, **given):
        day = world.day - timedelta(days=ago)
        shift = ShiftGiven(starts_at=at(day, time(7)), ends_at=at(day, time(11)), capacity=30)
        usual = {
            "unit_id": world.ta_leng.pk,
            "template_code": "don_duong_lien_ban",
            "title": "Dọn đường bản Pho",
            "place_id": world.places["Tả Lèng"].pk,
            "first_day": day,
            "last_day": day,
            "created_at": LONG_AGO,
            "evaluation": "Đường đã thông.",
            "shifts": (shift,),
        }
        return ActivityRow(**(usual | given))

    return make


def load(world, *rows, by=None):
    return actions.load_activities(by=by or world.system, rows=rows, now=world.now)


def test_a_closed_activity_comes_whole(world, row):
    output = OutputGiven(metric="duong_sua", amount="gần 1.500")

    (loaded,) = load(world, row(outputs=(output,), paper="Báo cáo 12"))

    activity = Activity.objects.get()
    assert activity.state == ActivityState.CLOSED
    assert activity.initiated_by == Initiator.UNION
    assert "ta leng" in activity.search_text
    assert activity.latitude == world.places["Tả Lèng"].latitude
    assert not activity.stages.filter(done_on__isnull=True).exists()
    assert not activity.safety_items.filter(checked_at__isnull=True).exists()
    assert (loaded.slots[0].shift_id, loaded.slots[0].capacity) == (loaded.shifts[0].pk, 30)
    shown = queries.public_activity(code=activity.code, day=world.day)
    assert (shown.outputs[0].about, shown.activity.evidence.get().paper) == (True, "Báo cáo 12")


def test_what_is_to_come_is_open_and_holds_its_unit(world, row):
    load(world, row(ago=-9, state=ActivityState.OPEN, evaluation=""))

    activity = Activity.objects.get()
    assert activity.opened_at == LONG_AGO
    assert activity.stages.get(code="survey").done_on
    assert activity.stages.get(code="evaluation").done_on is None
    assert Hold.objects.get().until == activity.ends_on


def test_drafts_recorded_and_cancelled_ones_come_as_they_are(world, row):
    load(
        world,
        row(ago=-9, state=ActivityState.DRAFT),
        row(state=ActivityState.RECORDED, turns=50, persons=30, shifts=()),
        row(ago=-5, state=ActivityState.CANCELLED, cancel_reason="Rét hại"),
        row(host_unit_id=world.binh_lu.pk, place_id=world.places["Bình Lư"].pk),
    )

    draft, recorded, cancelled, outside = Activity.objects.order_by("pk")
    assert not draft.stages.filter(done_on__isnull=False).exists()
    assert (recorded.declared_turns, recorded.stages.count()) == (50, 0)
    assert cancelled.cancel_reason == "Rét hại"
    assert outside.is_outside
    assert outside.hosts.get().state == "AGREED"


def test_a_chunk_leaves_one_entry_with_the_cells_of_what_was_held(world, row):
    load(world, row(), row(ago=-9, state=ActivityState.OPEN))

    entry = Entry.objects.get(event="activities.ActivitiesLoaded")
    assert entry.values == {"activities": 2}
    assert len(entry.touches) == 1


def test_twenty_cost_hardly_more_statements_than_two(world, row, statements):
    with statements() as few:
        load(world, row(), row(ago=21))
    with statements() as many:
        load(world, *(row(ago=30 + count) for count in range(20)))

    assert many.count < few.count + 5


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"template_code": "khong_co"}, errors.ChoiceUnknown),
        ({"title": " "}, errors.TitleMissing),
        ({"ago": -5}, errors.NotYetHeld),
        ({"evaluation": ""}, errors.EvaluationMissing),
        ({"state": ActivityState.CANCELLED}, errors.CancelReasonMissing),
        ({"state": ActivityState.RECORDED, "turns": 1, "persons": 2}, errors.PersonsExceedTurns),
    ],
)
def test_rows_that_cannot_be_are_refused(world, row, given, error):
    with refused(error):
        load(world, row(), row(**given))

    assert not Activity.objects.exists()


def test_nobody_loads_for_another_unit(world, row):
    with refused(NotAllowed):
        load(world, row(), by=world.officer(world.binh_lu))
