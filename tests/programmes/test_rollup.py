"""Roll-ups: kept by the trail, always equal to a rebuild."""

import random
from datetime import date, timedelta

import pytest

from aoxanh.kernel.periods import Period
from aoxanh.people import actions as people
from aoxanh.people.models import Merger
from aoxanh.programmes import actions, queries
from aoxanh.programmes.models import Cell, Total
from aoxanh.units import actions as units
from aoxanh.units.types import Decision
from tests.activities.crowd import Crowd


MARCH = date(2026, 3, 8)


def test_what_is_recorded_reaches_every_unit_above(figures):
    figures.recorded(figures.world.ta_leng, MARCH)

    figures.follow()

    assert figures.total(figures.world.ta_leng, 2026) == 1
    assert figures.total(figures.world.province, 2026) == 1
    assert figures.total(figures.world.binh_lu, 2026) == 0


def test_a_cell_keeps_the_unit_the_place_and_the_day_of_the_fact(figures):
    figures.recorded(figures.world.ta_leng, MARCH, place="Bình Lư")

    figures.follow()

    cell = Cell.objects.get(measure="activities_recorded")
    assert (cell.unit_id, cell.place_id, cell.day) == (
        figures.world.ta_leng.pk,
        figures.world.places["Bình Lư"].pk,
        MARCH,
    )


def test_following_twice_changes_nothing(figures):
    figures.recorded(figures.world.ta_leng, MARCH)
    figures.follow()

    figures.follow()

    assert figures.total(figures.world.province, 2026) == 1
    assert queries.mismatches() == []


def test_increments_equal_a_rebuild_after_random_changes(figures):
    chance = random.Random(7)  # noqa: S311  the same figures in every run
    units_at_hand = [figures.world.ta_leng, figures.world.binh_lu, figures.world.province]
    for step in range(30):
        day = date(2025, 1, 5) + timedelta(days=chance.randrange(600))
        figures.recorded(chance.choice(units_at_hand), day, chance.choice(["Tả Lèng", "Bình Lư"]))
        if step % 7 == 0:
            figures.follow()
    figures.follow()

    assert queries.mismatches() == []


def test_a_figure_that_was_tampered_with_is_found(figures, system, now):
    figures.recorded(figures.world.ta_leng, MARCH)
    figures.follow()
    of_province = Total.objects.filter(unit=figures.world.province)
    of_province.filter(measure="activities_recorded").update(value=99)

    found = queries.mismatches()

    assert [(each.table, each.stored, each.rebuilt) for each in found] == [("Total", 99, 1)]
    actions.rebuild(by=system, now=now)
    assert queries.mismatches() == []


def test_a_fact_without_the_follower_is_a_mismatch(figures):
    figures.recorded(figures.world.ta_leng, MARCH)

    assert {each.table for each in queries.mismatches()} == {"Cell"}


@pytest.fixture
def merged(figures, system, now):
    """Bình Lư went into Tả Lèng on 1 July 2026; both had recorded before, Tả Lèng after, too."""
    world = figures.world
    figures.recorded(world.binh_lu, MARCH, place="Bình Lư")
    figures.recorded(world.ta_leng, MARCH)
    figures.follow()
    units.merge(
        by=system,
        into_id=world.ta_leng.pk,
        unit_ids=[world.binh_lu.pk],
        on=date(2026, 7, 1),
        decision=Decision("12-QĐ/TĐTN", date(2026, 6, 20), "Ban Thường vụ Tỉnh đoàn"),
        now=now,
    )
    figures.recorded(world.ta_leng, date(2026, 8, 2))
    figures.follow()
    return figures


def test_a_merger_leaves_every_figure_as_it_was_then(merged):
    world = merged.world

    assert merged.total(world.binh_lu, 2026) == 1
    assert merged.total(world.ta_leng, 2026) == 2
    assert merged.total(world.province, 2026) == 3


def test_after_a_merger_the_heir_carries_the_figures_on_todays_map(merged):
    world = merged.world

    assert merged.total_today(world.ta_leng, 2026) == 3
    assert merged.total_today(world.binh_lu, 2026) == 0
    assert merged.total_today(world.province, 2026) == 3


def test_after_a_merger_increments_still_equal_a_rebuild(merged):
    assert queries.mismatches() == []


def test_officers_are_counted_on_a_day(figures, system, today):
    counted = queries.stock_at(
        actor=system, code="officers_in_post", unit_id=figures.world.province.pk, day=today
    )

    assert counted == 0


def test_distinct_persons_are_counted_over_any_period(figures, system):
    counted = queries.count_distinct(
        actor=system,
        code="persons_served",
        unit_id=figures.world.province.pk,
        period=Period(date(2026, 1, 1), date(2026, 2, 15)),
    )

    assert counted == 0


def test_a_merged_person_is_counted_once_and_twice_again_when_taken_apart(figures, system, now):
    """As of now, in every period: that two records are one person is known of the past, too."""
    crowd = Crowd.at(figures.world)
    first, second = crowd.sign_up("Lò Thị Mai"), crowd.sign_up("Lò Thị Mai")
    for held in (first, second):
        crowd.scan(held)
    asked = {"actor": system, "code": "persons_served", "unit_id": figures.world.province.pk}

    def counted():
        figures.follow()
        assert queries.mismatches() == []
        periods = (Period.year(2026), Period.month(2026, 11))
        return [queries.count_distinct(**asked, period=each) for each in periods]

    before = counted()
    people.merge(by=system, person_id=first.person_id, into_id=second.person_id, now=now)
    merged = counted()
    people.take_apart(by=system, merger_id=Merger.objects.get().pk, now=now)

    assert (before, merged, counted()) == ([2, 2], [1, 1], [2, 2])
