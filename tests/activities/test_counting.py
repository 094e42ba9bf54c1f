"""“Đếm nhanh”: taps of several devices, sent late or twice, add up to the results."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import Output, Tally
from aoxanh.activities.types import OutputGiven, TapGiven
from aoxanh.kernel.errors import Missing, NotAllowed
from tests.activities.world import refused


@pytest.fixture
def activity(world):
    """Open, and asks for no preparation."""
    return world.published()


@pytest.fixture
def tap(world):
    return lambda **given: TapGiven(
        **({"uuid": uuid4(), "metric": "thi_sinh", "tapped_at": world.now} | given)
    )


@pytest.fixture
def count(world, activity, officer):
    def counted(*taps, by=None, now=None):
        return actions.count(
            by=by or officer, activity_id=activity.pk, taps=taps, now=now or world.now
        )

    return counted


@pytest.fixture
def close(world, activity):
    """Close it on its day, with ``outputs`` typed."""

    def closed(*outputs):
        by = world.later(5)
        return actions.close(
            by=by,
            activity_id=activity.pk,
            evaluation="Xong",
            outputs=outputs,
            completed=[step.code for step in activity.stages.all()],
            now=world.now + timedelta(days=5, hours=3),
        )

    return closed


def test_taps_of_two_people_add_up(world, count, tap, officer):
    leader = world.officer(world.ta_leng, account_id=8)

    count(tap(), tap(amount=12))
    counted = count(tap(), by=leader)

    assert counted.totals == {"thi_sinh": 14}
    assert set(Tally.objects.values_list("account_id", flat=True)) == {7, 8}


def test_the_same_taps_again_change_nothing(count, tap):
    taps = (tap(amount=5), tap())

    count(*taps)
    again = count(*taps, taps[0])

    assert again.totals == {"thi_sinh": 6}
    assert again.accepted == {each.uuid for each in taps}


def test_a_tap_is_taken_back_once_however_often_it_is_asked(count, tap):
    mistake = tap(amount=50)

    count(tap(), mistake)
    count(tap(undoes=mistake.uuid), tap(undoes=mistake.uuid))
    counted = count(tap(undoes=mistake.uuid))

    assert counted.totals == {"thi_sinh": 1}


def test_a_tap_and_its_undoing_may_arrive_together(count, tap):
    mistake = tap()

    assert count(mistake, tap(undoes=mistake.uuid)).totals == {"thi_sinh": 0}


def test_taking_back_what_never_arrived_counts_nothing(count, tap):
    assert count(tap(undoes=uuid4())).totals == {}


def test_a_tap_made_offline_keeps_its_own_moment(world, count, tap):
    made = world.now - timedelta(hours=2)

    count(tap(tapped_at=made, offline=True))

    assert Tally.objects.get().tapped_at == made


@pytest.mark.parametrize("amount", [0, -4, 100_001])
def test_a_number_out_of_range_is_refused(count, tap, amount):
    with refused(errors.TapOutOfRange):
        count(tap(), tap(amount=amount))

    assert not Tally.objects.exists()


@pytest.mark.parametrize("metric", ["khong_co", "luot_tham_gia"])
def test_what_no_list_holds_or_the_portal_counts_itself_is_refused(count, tap, metric):
    with refused(errors.ChoiceUnknown):
        count(tap(metric=metric))


def test_whoever_may_not_check_in_may_not_count(world, count, tap):
    with refused(NotAllowed):
        count(tap(), by=world.officer(world.binh_lu))
    with refused(Missing):
        actions.count(by=world.system, activity_id=0, taps=[], now=world.now)


def test_a_draft_takes_no_counts(world, tap, officer):
    draft = world.opened()

    with refused(errors.CountingClosed):
        actions.count(by=officer, activity_id=draft.pk, taps=[tap()], now=world.now)


def test_totals_become_results_on_closing(count, tap, close, activity):
    count(tap(amount=120), tap(metric="nguoi_nha", amount=80))

    close(OutputGiven(metric="suat_an", amount="60"))

    results = {row.metric_id: (row.amount, row.counted) for row in Output.objects.all()}
    assert results == {"suat_an": (60, False), "thi_sinh": (120, True), "nguoi_nha": (80, True)}


def test_what_somebody_typed_instead_stays_and_is_not_called_counted(count, tap, close):
    count(tap(amount=120))

    close(OutputGiven(metric="thi_sinh", amount="khoảng 150"))

    row = Output.objects.get()
    assert (row.amount, row.about, row.counted) == (150, True, False)


def test_taps_made_offline_before_closing_still_join_the_result(count, tap, close, world):
    count(tap(amount=10))
    close()

    count(tap(amount=5, offline=True), tap(metric="nguoi_nha", offline=True))

    results = {row.metric_id: row.amount for row in Output.objects.all()}
    assert results == {"thi_sinh": 15, "nguoi_nha": 1}
    with refused(errors.CountingClosed):
        count(tap())


def test_late_taps_leave_a_typed_result_alone(count, tap, close):
    count(tap(amount=10))
    close(OutputGiven(metric="thi_sinh", amount="12"))

    count(tap(amount=5, offline=True))

    assert Output.objects.get().amount == 12


def test_taps_refuse_to_be_changed_or_removed(count, tap):
    count(tap())

    with pytest.raises(DatabaseError), transaction.atomic():
        Tally.objects.update(amount=99)
    with pytest.raises(DatabaseError), transaction.atomic():
        Tally.objects.all().delete()


def test_counters_are_those_of_the_template_and_those_used(count, tap, activity):
    count(tap())

    named = [metric.pk for metric in queries.counters_of(activity, also="nguoi_nha")]

    assert named == ["thi_sinh", "nguoi_nha"]


def test_the_list_says_who_counted_and_what_was_taken_back(count, tap, activity, officer):
    mistake = tap(amount=3)
    count(mistake, tap(undoes=mistake.uuid))

    (line,) = queries.latest_taps(activity_id=activity.pk, actor=officer)

    assert (line.amount, line.account_id, line.taken_back) == (3, 7, True)
