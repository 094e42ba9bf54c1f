"""An officer who wants the checks themselves to see nothing: signals, samples, objections, papers."""

from datetime import timedelta

import pytest
import time_machine

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import HoursObjection, PaperRoll, Sample, SampleCheck
from aoxanh.activities.types.ledger import PaperGiven
from aoxanh.activities.types.samples import CheckOutcome, SampleGiven
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.periods import Period
from tests.activities.crowd import Crowd
from tests.activities.test_signals import Served
from tests.activities.world import refused
from tests.files.uploads import picture


def _signals(superior, world):
    span = Period(world.day - timedelta(days=90), world.day + timedelta(days=10))
    found = queries.signals(actor=superior, unit_id=world.province.pk, span=span)
    return {(row.kind.value, row.unit_id): row.number for row in found}


def test_splitting_an_activity_to_stay_under_the_thresholds(world, superior):
    for _part in range(5):
        part = Served(world, world.ta_leng, places=20)
        part.add(1)
        part.add(1, source="LATE")

    assert _signals(superior, world)["late", world.ta_leng.pk] == 5


def test_declaring_fewer_places_to_look_modest(world, superior):
    served = Served(world, world.ta_leng, places=20)

    served.add(26)

    assert ("above_places", world.ta_leng.pk) in _signals(superior, world)


@pytest.fixture
def served(world):
    served = Served(world, world.ta_leng, places=20)
    served.add(12)
    return served


def _draw(served, by, unit):
    day = served.activity.starts_on
    return actions.draw_sample(
        by=by, unit_id=unit.pk, given=SampleGiven(day, day, 5),
        now=served.shift.ends_at + timedelta(hours=1),
    )  # fmt: skip


def test_drawing_the_sample_of_ones_own_hours(world, officer, served):
    with refused(NotAllowed):
        _draw(served, officer, world.province)
    with refused(errors.SamplePoolEmpty):
        _draw(served, officer, world.ta_leng)


def test_choosing_the_seed_of_a_sample(world, superior, served, desks):
    client = desks.at(world.province, "PROVINCE_OFFICER")
    day = served.activity.starts_on.isoformat()
    asked = {"first_day": day, "last_day": day, "size": "5", "seed": "7K3MQ9TD2XVB84RH"}

    with time_machine.travel(served.shift.ends_at + timedelta(hours=1), tick=False):
        client.post(f"/dieu-phoi/{world.province.pk}/kiem-tra-mau/", asked)

    assert Sample.objects.count() == 1
    assert not Sample.objects.filter(seed=asked["seed"]).exists()


def test_drawing_again_until_it_pleases(world, superior, served, seen_above):
    for _each in range(3):
        _draw(served, superior, world.province)

    listed = queries.samples(actor=superior, unit_id=world.province.pk)
    assert len({row.seed for row in listed}) == 3
    assert len(seen_above("activities.SampleDrawn")) == 3


def test_checking_the_sample_of_ones_own_hours(world, officer, superior, served):
    sample = _draw(served, superior, world.province)
    check = SampleCheck.objects.filter(sample=sample).order_by("pk")[0]

    with refused(NotAllowed):
        actions.record_check(
            by=officer, check_id=check.pk, outcome=CheckOutcome.RIGHT, now=served.shift.ends_at
        )


@pytest.fixture
def objection(crowd):
    """Somebody says that an hour is missing."""
    held = crowd.sign_up("Lò Thị Hương")
    crowd.scan(held)
    crowd.leave(held, now=crowd.clock(10))
    crowd.close()
    crowd.settle()
    return actions.object_by_pass(
        by=crowd.guest(), token=held.token, text="Tôi làm đến 11 giờ", now=crowd.clock(14)
    )


def test_objecting_for_somebody_else(crowd, objection):
    with refused(Missing):
        actions.object_to_own(
            by=crowd.officer, activity_id=crowd.activity.pk, text="Thiếu giờ", now=crowd.clock(14)
        )
    with refused(Missing):
        actions.object_by_pass(
            by=crowd.officer, token="x" * 22, text="Thiếu giờ", now=crowd.clock(14)
        )

    assert HoursObjection.objects.count() == 1


def test_closing_an_objection_without_a_word(crowd, objection, seen_above):
    with refused(errors.ObjectionWordsMissing):
        actions.keep_on_objection(
            by=crowd.officer, objection_id=objection.pk, answer=" ", now=crowd.clock(16)
        )

    actions.keep_on_objection(
        by=crowd.officer, objection_id=objection.pk, answer="Sổ ghi 10 giờ", now=crowd.clock(16)
    )
    assert [row.subject_id for row in seen_above("activities.ObjectionAnswered")] == [
        crowd.activity.pk
    ]


def test_letting_ones_own_hours_grow_by_an_objection(crowd, objection):
    with refused(errors.ConfirmationFromOutside):
        actions.correct_on_objection(
            by=crowd.officer, objection_id=objection.pk, minutes=240, answer="Đúng",
            now=crowd.clock(16),
        )  # fmt: skip


def test_photographing_one_paper_for_two_activities(world, crowd):
    other = Crowd.at(world, places=5)

    def enter(at, **picture_of):
        held = at.sign_up()
        return actions.enter_paper_roll(
            by=at.officer, shift_id=at.shift.pk, person_ids=[held.person_id],
            paper=PaperGiven("ký.jpg", picture(**picture_of)), now=at.clock(9, days=1),
        )  # fmt: skip

    enter(crowd)
    with refused(errors.PaperPhotoUsed):
        enter(other)
    enter(other, size=(65, 48))

    assert PaperRoll.objects.count() == 2
