"""What a device's clock is worth."""

from datetime import UTC, datetime, timedelta

import pytest

from aoxanh.activities.rules.clocks import made_at, skew_of


GIVEN = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
MADE = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
SENT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
DAY = 86400


@pytest.mark.parametrize(
    ("behind", "seconds"), [(0, 0), (29, 0), (31, 60), (-95, -120), (3 * DAY + 12, 3 * DAY)]
)
def test_skew_is_told_in_whole_minutes(behind, seconds):
    shown = SENT - timedelta(seconds=behind)

    assert skew_of(sent_at=shown, received_at=SENT) == seconds


@pytest.mark.parametrize(
    ("shown", "told", "skew"),
    [
        (0, None, 0),
        (-3 * DAY, None, 3 * DAY),
        (-3 * DAY, 3 * DAY, 3 * DAY),
        (0, 0, 40 * DAY),
        (-40 * DAY, 0, 40 * DAY),
    ],
    ids=["right", "behind", "as told", "lost after the scan", "lost before the scan"],
)
def test_a_scan_stands_for_the_right_moment(shown, told, skew):
    device_at = MADE + timedelta(seconds=shown)

    found = made_at(device_at=device_at, told=told, skew=skew, since=GIVEN, received_at=SENT)

    assert found == MADE


def test_nothing_is_received_before_it_was_made():
    ahead = SENT + timedelta(hours=1)

    assert made_at(device_at=ahead, told=None, skew=0, since=GIVEN, received_at=SENT) == SENT


def test_a_clock_lost_between_two_impossible_times_is_not_ahead_either():
    ahead = SENT + timedelta(days=5)

    assert made_at(device_at=ahead, told=0, skew=DAY, since=GIVEN, received_at=SENT) == SENT


MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("device_at", "told", "skew", "moment"),
    [
        (MADE + timedelta(days=3), -3 * DAY, 3 * DAY, MADE),
        (MADE, 0, 600, MADE + 10 * MINUTE),
        (GIVEN - 2 * MINUTE, 0, 40 * DAY, GIVEN - 2 * MINUTE),
        (GIVEN - 2 * MINUTE - timedelta(seconds=1), 0, 40 * DAY, SENT),
        (SENT - MINUTE, 0, 40 * DAY, SENT - MINUTE),
        (GIVEN - 3 * MINUTE, 120, 0, GIVEN - MINUTE),
        (GIVEN - 3 * MINUTE, 119, 0, GIVEN - 3 * MINUTE),
    ],
    ids=[
        "set back and lost",
        "both can be",
        "as it was given",
        "before it was given",
        "as it was sent",
        "two minutes apart",
        "the same clock",
    ],
)
def test_of_two_estimates_the_one_that_can_be_holds_and_else_todays(device_at, told, skew, moment):
    found = made_at(device_at=device_at, told=told, skew=skew, since=GIVEN, received_at=SENT)

    assert found == moment


@pytest.mark.parametrize(("ahead", "counted"), [(0, 0), (30, 30), (60, 60), (61, 0)])
def test_a_minute_ahead_is_the_roundings(ahead, counted):
    found = made_at(
        device_at=SENT + timedelta(seconds=ahead), told=None, skew=0, since=GIVEN, received_at=SENT
    )

    assert found == SENT + timedelta(seconds=counted)
