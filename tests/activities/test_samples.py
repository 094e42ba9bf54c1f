"""Drawn samples: reproducible from seed and pool, each check written down, nobody checks their own."""

from datetime import timedelta

import pytest

from aoxanh.access import actions as access
from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import Sample, SampleCheck
from aoxanh.activities.types.samples import CheckOutcome, SampleGiven
from aoxanh.audit.models import Entry
from aoxanh.kernel.draws import drawn, pool_digest
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.units import actions as units
from aoxanh.units.types import Decision
from tests.activities.test_signals import Served
from tests.activities.world import refused


def test_the_same_seed_draws_the_same_from_the_same_pool_in_any_order():
    pool = list(range(1, 200))

    first = drawn(pool, seed="7K3MQ9TD2XVB84RH", size=5)

    assert first == drawn(reversed(pool), seed="7K3MQ9TD2XVB84RH", size=5)
    assert first != drawn(pool, seed="8K3MQ9TD2XVB84RH", size=5)
    assert sorted(drawn([3, 1, 2], seed="x", size=9)) == [1, 2, 3]
    assert pool_digest([2, 1]) == pool_digest([1, 2]) != pool_digest([12])


@pytest.fixture
def served(world):
    served = Served(world, world.ta_leng, places=20)
    served.add(12)
    return served


@pytest.fixture
def superior(world):
    return world.officer(world.province, "PROVINCE_OFFICER", account_id=8)


def _draw(world, by, served, *, size=5, days=0, unit=None):
    day = served.activity.starts_on
    return actions.draw_sample(
        by=by,
        unit_id=(unit or world.province).pk,
        given=SampleGiven(day, day + timedelta(days=days), size),
        now=served.shift.ends_at + timedelta(hours=1),
    )


def test_a_draw_is_repeated_from_its_seed_and_its_pool(world, served, superior):
    sample = _draw(world, superior, served)
    served.add(3, recorded_at=served.shift.ends_at + timedelta(days=1))

    again = queries.redrawn(sample)

    assert (sample.size, sample.pool_size, sample.checks.count()) == (5, 12, 5)
    assert (again.pool_size, again.is_same) == (12, True)
    assert _draw(world, superior, served).seed != sample.seed
    listed = queries.samples(actor=superior, unit_id=world.province.pk)
    assert listed.count() == 2


def _merge_into(world, into, *, on):
    units.merge(
        by=world.system, into_id=into.pk, unit_ids=[world.ta_leng.pk], on=on,
        decision=Decision("11-QĐ/TĐTN", world.day, "Ban Thường vụ"), now=world.now,
    )  # fmt: skip


@pytest.mark.parametrize("heir", ["binh_lu", "province"])
def test_a_draw_is_repeated_after_a_merger_dated_before_it(world, served, superior, heir):
    sample = _draw(world, superior, served)
    _merge_into(world, getattr(world, heir), on=world.day)

    again = queries.redrawn(sample)

    assert Entry.objects.get(event="activities.SampleDrawn").values["unit_ids"] == [
        world.ta_leng.pk
    ]
    assert (again.pool_size, again.is_same) == (12, True)


def test_a_draw_that_was_noted_without_its_units_is_repeated_by_the_tree(world, served, superior):
    sample = _draw(world, superior, served)
    checks = list(sample.checks.order_by("position"))
    sample.pk = None
    sample.save()
    for check in checks:
        SampleCheck.objects.create(
            sample=sample, participation_id=check.participation_id, position=check.position
        )

    assert queries.redrawn(sample).is_same

    _merge_into(world, world.province, on=world.day)
    assert queries.redrawn(sample).pool_size == 0


def test_a_presence_that_vanished_shows_when_the_draw_is_repeated(world, served, superior):
    sample = _draw(world, superior, served)
    Sample.objects.filter(pk=sample.pk).update(pool_digest=pool_digest([1, 2, 3]))
    first = sample.checks.order_by("position")[0]
    SampleCheck.objects.filter(pk=first.pk).delete()
    sample.refresh_from_db()

    again = queries.redrawn(sample)

    assert not again.same_pool
    assert not again.same_sample


def test_a_draw_is_refused_with_a_reason(world, served, superior):
    for error, given in [
        (errors.SampleSizeWrong, {"size": 0}),
        (errors.SampleSizeWrong, {"size": 101}),
        (errors.SampleDaysWrong, {"days": -1}),
        (NotAllowed, {"by": world.officer(world.ta_leng, "CLUB_LEADER")}),
        (errors.SamplePoolEmpty, {"by": world.officer(world.ta_leng), "unit": world.ta_leng}),
    ]:
        with refused(error):
            _draw(world, given.pop("by", superior), served, **given)
    assert not Sample.objects.exists()


def test_each_check_is_written_down_with_words_when_it_differs(world, served, superior):
    sample = _draw(world, superior, served)
    check = sample.checks.order_by("position")[0]

    def record(outcome, note="", *, by=superior, pk=check.pk):
        return actions.record_check(
            by=by, check_id=pk, outcome=CheckOutcome(outcome), note=note, now=world.now
        )

    with refused(errors.CheckNoteMissing):
        record("DIFFERENT", " ")
    record("DIFFERENT", "Chỉ làm buổi sáng")

    shown = queries.sample_checks(sample_id=sample.pk, actor=superior)[0]
    assert (shown.outcome, shown.note, shown.minutes) == ("DIFFERENT", "Chỉ làm buổi sáng", 240)
    listed = queries.samples(actor=superior, unit_id=world.province.pk).get()
    assert (listed.done, listed.different) == (1, 1)
    with refused(NotAllowed):
        record("RIGHT", by=world.officer(world.binh_lu))
    with refused(Missing):
        record("RIGHT", pk=0)


def test_nobody_checks_their_own_hours(world, served, superior, account_of):
    sample = _draw(world, superior, served)
    check = sample.checks.select_related("participation__person").order_by("position")[0]
    by = account_of(check.participation.person)

    with refused(errors.ConfirmationFromOutside):
        actions.record_check(by=by, check_id=check.pk, outcome=CheckOutcome.RIGHT, now=world.now)


@pytest.fixture
def account_of(world):
    def make(person):
        account = access.register(
            by=world.system, contact="0912000077", full_name=person.full_name,
            password="áo xanh trên núi", now=world.now,
        )  # fmt: skip
        person.account = account
        person.save()
        return world.officer(world.province, "PROVINCE_OFFICER", account_id=account.pk)

    return make
