"""The rules of hours by themselves: to the minute, in the words a refusal says, and as what somebody confirms."""

from datetime import UTC, date, datetime, timedelta

import pytest

from aoxanh.activities.errors import DayFull, MinutesOutOfRange
from aoxanh.activities.rules.hours import check_day, check_minutes, confirming, creditable_minutes
from aoxanh.activities.types.late import Confirmer
from aoxanh.kernel.actors import Actor, ActorKind, Grant
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission, Reach


SEVEN = datetime(2026, 11, 28, 0, 0, tzinfo=UTC)
ORGANISER, HOST, SENDER = 1, 3, 5


@pytest.mark.parametrize(("seconds", "minutes"), [(59, 0), (60, 1), (119, 1), (-1, 0), (-61, 0)])
def test_only_whole_minutes_count(seconds, minutes):
    out = SEVEN + timedelta(seconds=seconds)

    assert creditable_minutes(checked_in=SEVEN, checked_out=out, cap=240) == minutes


@pytest.mark.parametrize("minutes", [1, 240])
def test_minutes_within_the_shift_are_taken(minutes):
    check_minutes(minutes, least=1, cap=240)


@pytest.mark.parametrize("minutes", [0, 241])
def test_other_minutes_are_refused_with_what_may_be(minutes):
    with pytest.raises(MinutesOutOfRange) as refusal:
        check_minutes(minutes, least=1, cap=240)

    assert refusal.value.values == {"least": 1, "most": 240, "hours": "4"}


def test_a_day_holds_as_much_as_it_may():
    check_day(60, known=540, most=600, day=date(2026, 11, 28))


def test_a_minute_more_is_refused_with_the_day():
    with pytest.raises(DayFull) as refusal:
        check_day(61, known=540, most=600, day=date(2026, 11, 28))

    assert refusal.value.values == {"day": "28/11/2026", "known": "9", "most": "10"}


def _holder(*grants):
    return Actor(kind=ActorKind.ACCOUNT, day=SEVEN.date(), account_id=1, grants=grants)


def _grant(unit_id, permission):
    return Grant("COMMUNE_OFFICER", unit_id, Period(SEVEN.date()), {permission: Reach.OWN})


def test_a_host_confirms_as_host():
    found = confirming(
        _holder(_grant(HOST, Permission.HOST_ANSWER)),
        organiser_unit_id=ORGANISER,
        host_unit_ids=[HOST],
    )

    assert (found.capacity, found.unit_id) == (Confirmer.HOST, HOST)


def test_the_persons_own_unit_confirms_as_sender():
    by = _holder(_grant(9, Permission.HOST_ANSWER), _grant(SENDER, Permission.HOURS_CONFIRM))

    found = confirming(by, organiser_unit_id=ORGANISER, sender_unit_id=SENDER)

    assert (found.capacity, found.unit_id) == (Confirmer.SENDER, SENDER)


def test_neither_another_unit_nor_nobodys_confirms():
    by = _holder(_grant(SENDER, Permission.HOURS_CONFIRM))

    assert confirming(by, organiser_unit_id=ORGANISER, sender_unit_id=7) is None
    assert confirming(by, organiser_unit_id=ORGANISER) is None


def test_who_is_inside_confirms_nothing_as_sender():
    by = _holder(
        _grant(ORGANISER, Permission.HOURS_CONFIRM), _grant(SENDER, Permission.HOURS_CONFIRM)
    )

    assert confirming(by, organiser_unit_id=ORGANISER, sender_unit_id=SENDER) is None
