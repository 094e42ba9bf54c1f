"""What a shift gives at most, by its kind of activity, and that the hours say so."""

import pytest

from aoxanh.activities import actions, queries
from aoxanh.activities.models import HoursEntry, Shift
from aoxanh.activities.rules.hours import shift_cap
from aoxanh.kernel.errors import NotAllowed
from tests.activities.crowd import Crowd
from tests.activities.world import refused


@pytest.mark.parametrize(
    ("whole", "given", "minutes"),
    [(240, None, 240), (240, 120, 120), (1200, None, 720), (1200, 900, 720), (2881, None, 2160)],
)
def test_a_shift_gives_no_more_than_its_kind_allows_for_each_day(whole, given, minutes):
    assert shift_cap(whole=whole, given=given, most=720) == minutes


def test_a_kind_without_a_figure_of_its_own_follows_the_common_one():
    rules = queries.ledger_rules()

    assert rules.most_of_shift("tinh_nguyen") == 12 * 60
    assert rules.most_of_shift("another") == 14 * 60


def test_a_long_shift_counts_up_to_the_cap_of_its_kind_and_says_why(world):
    crowd = Crowd.at(world)
    slot = crowd.add_shift(begin=5, end=20)
    held = crowd.sign_up(slots=[slot.pk])
    crowd.scan(held, now=crowd.clock(5))
    crowd.leave(held, now=crowd.clock(19))
    crowd.close(now=crowd.clock(21))

    crowd.settle(now=crowd.clock(21))

    entry = HoursEntry.objects.get()
    assert entry.minutes == 720
    assert entry.reason == "Có mặt 14 giờ, ca này tính nhiều nhất 12 giờ"


def test_a_cap_that_came_later_holds_for_shifts_without_hours(world, system, officer):
    counted, waiting = Crowd.at(world), Crowd.at(world)
    counted.scan(counted.sign_up())
    counted.close()
    counted.settle()
    Shift.objects.update(minutes_cap=900)

    lowered = actions.lower_caps(by=system, now=world.now)
    again = actions.lower_caps(by=system, now=world.now)

    assert (lowered, again) == (1, 0)
    assert (counted.shift.minutes_cap, waiting.shift.minutes_cap) == (900, 720)
    with refused(NotAllowed):
        actions.lower_caps(by=officer, now=world.now)
