"""The rules of the door by themselves: which sign-up a scan is for, when it counts, who may come, what a pass says."""

from datetime import UTC, datetime, timedelta

import pytest

from aoxanh.activities.errors import BirthYearNeeded, TooYoung
from aoxanh.activities.rules.checkin import (
    EARLY,
    Choice,
    choose,
    door_is_open,
    happened_at,
    in_time,
    method_of,
    presence,
)
from aoxanh.activities.rules.passes import pass_terms
from aoxanh.activities.rules.signups import check_age
from aoxanh.activities.types import LATE, ActivityState, CheckInMethod, KeptReason, SignupState


SEVEN = datetime(2026, 11, 28, 0, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MOMENT = timedelta(seconds=1)


def _choice(signup_id=1, *, shift_id=1, state=SignupState.CONFIRMED, begins=SEVEN, hours=4):
    return Choice(signup_id, shift_id, state, begins, begins + hours * HOUR)


@pytest.mark.parametrize(
    ("ahead", "offline", "stands_for"),
    [
        (-HOUR, True, -HOUR),
        (HOUR, True, 0 * HOUR),
        (-HOUR, False, 0 * HOUR),
        (HOUR, False, 0 * HOUR),
    ],
)
def test_a_scan_stands_for_the_devices_instant_when_it_was_offline(ahead, offline, stands_for):
    found = happened_at(device_at=SEVEN + ahead, received_at=SEVEN, offline=offline)

    assert found == SEVEN + stands_for


@pytest.mark.parametrize(
    ("instant", "belongs"),
    [
        (SEVEN - EARLY - MOMENT, False),
        (SEVEN - EARLY, True),
        (SEVEN + 4 * HOUR + LATE, True),
        (SEVEN + 4 * HOUR + LATE + MOMENT, False),
    ],
)
def test_a_scan_belongs_to_a_shift_from_the_gathering_to_its_last_minute(instant, belongs):
    assert in_time(_choice(), instant) is belongs
    _, reason = choose([_choice()], instant=instant, shift_id=None)
    assert reason == (KeptReason.NONE if belongs else KeptReason.NOT_ITS_TIME)


def test_nobodys_pass_is_unknown():
    assert choose([], instant=SEVEN, shift_id=None) == (None, KeptReason.UNKNOWN_PASS)


def test_the_shift_that_was_chosen_wins():
    first, second = _choice(1), _choice(2, shift_id=2, begins=SEVEN + 5 * HOUR)

    assert choose([first, second], instant=SEVEN, shift_id=2)[0] == second
    assert choose([first, second], instant=SEVEN, shift_id=1)[0] == first
    assert choose([first, second], instant=SEVEN, shift_id=3) == (None, KeptReason.OTHER_SHIFT)


@pytest.mark.parametrize(
    ("hours", "meant"),
    [(0, 1), (3.9, 1), (4, 1), (4.4, 1), (4.5, 1), (4.6, 2), (5, 2), (-2, 1), (8.9, 2), (10, 2)],
)
def test_without_a_chosen_shift_the_nearest_in_time_is_meant(hours, meant):
    first, second = _choice(1), _choice(2, shift_id=2, begins=SEVEN + 5 * HOUR)

    found, _ = choose([second, first], instant=SEVEN + hours * HOUR, shift_id=None)

    assert found.signup_id == meant


def test_at_the_moment_between_two_shifts_the_one_that_begins_is_meant():
    first, second = _choice(2), _choice(1, shift_id=2, begins=SEVEN + 4 * HOUR)

    found, _ = choose([first, second], instant=SEVEN + 4 * HOUR, shift_id=None)

    assert found == second


def test_a_confirmed_sign_up_goes_before_a_nearer_one_that_is_not():
    waiting = _choice(1, state=SignupState.WAITING)
    confirmed = _choice(2, shift_id=2, begins=SEVEN + 2 * HOUR)

    assert choose([waiting, confirmed], instant=SEVEN, shift_id=None) == (
        confirmed,
        KeptReason.NONE,
    )


@pytest.mark.parametrize(
    "state", [state for state in SignupState if state != SignupState.CONFIRMED]
)
def test_of_what_is_not_confirmed_the_last_one_says_why(state):
    first, last = _choice(1, state=SignupState.WITHDRAWN), _choice(2, state=state)

    assert choose([last, first], instant=SEVEN, shift_id=None) == (last, KeptReason(state.value))


@pytest.mark.parametrize(
    ("state", "online", "offline"),
    [
        (ActivityState.DRAFT, False, False),
        (ActivityState.PLANNED, False, False),
        (ActivityState.OPEN, True, True),
        (ActivityState.RUNNING, True, True),
        (ActivityState.CLOSED, False, True),
        (ActivityState.CANCELLED, False, False),
    ],
)
def test_the_door_is_open_while_it_runs_and_afterwards_for_what_was_offline(state, online, offline):
    assert door_is_open(state, offline=False) is online
    assert door_is_open(state, offline=True) is offline


def test_the_first_in_and_the_last_out_hold():
    ins, outs = [SEVEN + HOUR, SEVEN], [SEVEN + 2 * HOUR, SEVEN + 3 * HOUR, SEVEN - HOUR]

    assert presence(ins, outs) == (SEVEN, SEVEN + 3 * HOUR)
    assert presence(ins, [SEVEN]) == (SEVEN, SEVEN)
    assert presence(ins, [SEVEN - MOMENT]) == (SEVEN, None)
    assert presence([], outs) is None


@pytest.mark.parametrize(
    ("raw", "short_code", "method"),
    [
        ("x", "", CheckInMethod.CAMERA),
        ("x", "7K3M", CheckInMethod.CAMERA),
        ("", "7K3M", CheckInMethod.CODE),
        ("", "", CheckInMethod.LIST),
    ],
)
def test_how_somebody_was_named_follows_from_what_was_sent(raw, short_code, method):
    assert method_of(raw=raw, short_code=short_code) == method


@pytest.mark.parametrize("min_age", [None, 0])
def test_an_activity_without_a_least_age_asks_for_none(min_age):
    check_age(min_age=min_age, birth_year=None, year=2026)


def test_the_least_age_is_reached_in_the_year_of_the_activity():
    check_age(min_age=16, birth_year=2010, year=2026)

    with pytest.raises(TooYoung, match="16"):
        check_age(min_age=16, birth_year=2011, year=2026)
    with pytest.raises(BirthYearNeeded):
        check_age(min_age=16, birth_year=None, year=2026)


def test_a_pass_says_who_comes_when_and_where():
    shifts = [(SEVEN, SEVEN + 4 * HOUR), (SEVEN + 24 * HOUR, SEVEN + 28.5 * HOUR)]

    terms = pass_terms(name="Giàng Thị Mỷ", shifts=shifts, where="Bản Hồ Pên", meet="6:15 tại cổng")

    assert terms == [
        ("Người tham gia", "Giàng Thị Mỷ"),
        ("Thứ Bảy", "28/11/2026, 7:00–11:00"),
        ("Chủ nhật", "29/11/2026, 7:00–11:30"),
        ("Địa điểm", "Bản Hồ Pên"),
        ("Tập trung", "6:15 tại cổng"),
    ]
    assert pass_terms(name="A", shifts=[], where="B", meet="") == [
        ("Người tham gia", "A"),
        ("Địa điểm", "B"),
    ]
