"""“Quy về đơn vị hiện nay”: months, shares and stocks under the units that carry them today."""

from datetime import date

import pytest

from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.periods import Period
from aoxanh.people.models import Post
from aoxanh.programmes import queries
from aoxanh.units import actions as units
from aoxanh.units.types import Decision
from tests.programmes.test_indicators import SHIPPED


MARCH, AUGUST = date(2025, 3, 8), date(2025, 8, 2)
FIRST_OF_JULY = date(2025, 7, 1)
DECISION = Decision("12-QĐ/TĐTN", date(2025, 6, 20), "Ban Thường vụ Tỉnh đoàn")
PLAIN = {"decision": DECISION, "on": FIRST_OF_JULY}


@pytest.fixture
def programme(figures):
    return figures.world.plans_once(SHIPPED)[0]


@pytest.fixture
def merged(figures, programme, system, now):
    """Bình Lư declared 4 and recorded 1, Tả Lèng declared 2 and recorded 1; then Bình Lư went into Tả Lèng."""
    world = figures.world
    figures.declared(world.binh_lu, 2025, 4)
    figures.declared(world.ta_leng, 2025, 2)
    figures.recorded(world.binh_lu, MARCH, place="Bình Lư")
    figures.recorded(world.ta_leng, MARCH)
    units.merge(by=system, into_id=world.ta_leng.pk, unit_ids=[world.binh_lu.pk], now=now, **PLAIN)
    figures.recorded(world.ta_leng, AUGUST)
    figures.follow()
    return figures


@pytest.fixture
def divided(figures, programme, system, now):
    """A union that worked in both communes, declared 4, and was split between the two unions of the communes."""
    world = figures.world
    figures.old = world.found("Tam Đường", kind="huyen_doan", parent=world.province)
    figures.declared(figures.old, 2025, 4)
    figures.recorded(figures.old, MARCH, place="Tả Lèng")
    figures.recorded(figures.old, MARCH, place="Tả Lèng")
    figures.recorded(figures.old, MARCH, place="Bình Lư")
    units.split(
        by=system,
        unit_id=figures.old.pk,
        into_ids=[world.ta_leng.pk, world.binh_lu.pk],
        keeper_id=world.ta_leng.pk,
        now=now,
        **PLAIN,
    )
    figures.follow()
    return figures


def test_after_a_merger_the_heir_carries_the_months(merged):
    heir = merged.world.ta_leng

    assert merged.months(heir, 2025) == {date(2025, 3, 1): 1, date(2025, 8, 1): 1}
    assert merged.months(heir, 2025, todays=merged.todays(heir)) == {
        date(2025, 3, 1): 2,
        date(2025, 8, 1): 1,
    }


def test_after_a_merger_the_heir_carries_the_share(merged):
    heir = merged.world.ta_leng

    then, today = merged.value(heir), merged.value(heir, todays=merged.todays(heir))

    assert (then.numerator, then.denominator, then.units_with_data) == (2, 2, 1)
    assert (today.numerator, today.denominator) == (3, 6)
    assert merged.value(merged.world.province).denominator == 6


def test_the_list_of_the_heir_sums_what_it_carries(merged):
    each = queries.indicator("LC-2", actor=merged.system)
    heir = merged.world.ta_leng
    todays = merged.todays(heir)

    (row,) = queries.unit_years(
        each, actor=merged.system, unit_id=heir.pk, period=each.period, todays=todays
    )

    assert (row.unit_id, row.numerator, row.denominator, row.is_allocated) == (heir.pk, 3, 6, True)
    assert row.values["activities_declared"] == 6


def test_a_unit_that_is_gone_is_not_expected_today(merged):
    province = merged.world.province
    todays = merged.todays(province)

    then = merged.value(province)
    today = merged.value(province, todays=todays)

    assert (then.units_expected, today.units_expected) == (3, 2)


def test_what_a_divided_union_did_counts_where_its_place_lies(divided):
    world = divided.world

    assert divided.total_today(world.ta_leng, 2025) == 2
    assert divided.total_today(world.binh_lu, 2025) == 1
    assert divided.total_today(world.province, 2025) == 3
    assert divided.total(world.ta_leng, 2025) == 0


def test_the_share_of_a_divided_union_stays_with_the_unit_above_its_heirs(divided):
    world, system = divided.world, divided.system
    each = queries.indicator("LC-2", actor=system)
    todays = divided.todays(world.province)

    (row,) = queries.unit_years(
        each, actor=system, unit_id=world.province.pk, period=each.period, todays=todays
    )

    assert (row.unit_id, row.numerator, row.denominator) == (world.province.pk, 3, 4)
    assert row.is_allocated is False
    assert divided.value(world.ta_leng, todays=divided.todays(world.ta_leng)).percent is None


def test_a_level_above_every_heir_reads_the_same_on_both_maps(divided):
    province = divided.world.province
    todays = divided.todays(province)

    assert divided.value(province).percent == divided.value(province, todays=todays).percent
    assert divided.months(province, 2025) == divided.months(province, 2025, todays=todays)


def test_a_unit_alone_carries_what_came_to_itself_and_not_what_its_units_carry(divided):
    world, system = divided.world, divided.system
    alone = queries.todays_map(actor=system, unit_id=world.province.pk, below=False)
    heir = queries.todays_map(actor=system, unit_id=world.ta_leng.pk, below=False)

    assert divided.months(world.province, 2025, todays=alone) == {}
    assert divided.total(world.province, 2025, "activities_declared", todays=alone) == 4
    assert divided.total(world.ta_leng, 2025, todays=heir) == 2


def test_a_unit_alone_leaves_what_a_merger_brought_to_a_unit_below(merged):
    province = merged.world.province
    alone = queries.todays_map(actor=merged.system, unit_id=province.pk, below=False)

    assert merged.total(province, 2025, todays=alone) == 0


def test_officers_in_post_then_are_counted_to_the_heir(merged, crowd_of):
    world = merged.world
    Post.objects.create(
        person=crowd_of(world.binh_lu), unit=world.binh_lu, title="Bí thư", valid_from=MARCH
    )
    asked = {"actor": merged.system, "code": "officers_in_post", "day": date(2025, 4, 1)}

    then = queries.stock_at(unit_id=world.ta_leng.pk, **asked)
    today = queries.stock_at(unit_id=world.ta_leng.pk, todays=merged.todays(world.ta_leng), **asked)

    assert (then, today) == (0, 1)


def test_persons_are_counted_on_todays_map_without_a_fact_of_theirs(merged):
    heir = merged.world.ta_leng
    asked = {
        "actor": merged.system,
        "code": "persons_served",
        "unit_id": heir.pk,
        "period": Period.year(2025),
    }

    assert queries.count_distinct(todays=merged.todays(heir), **asked) == 0
    assert not queries.distinct_rows(todays=merged.todays(heir), **asked).exists()


def test_todays_map_of_another_unit_is_not_told(merged):
    officer = merged.world.officer(merged.world.ta_leng)

    with pytest.raises(NotAllowed):
        queries.todays_map(actor=officer, unit_id=merged.world.province.pk)


def test_todays_map_costs_the_same_for_one_fact_and_for_many(divided, costs_the_same):
    world = divided.world
    each = queries.indicator("LC-2", actor=divided.system)

    def read():
        todays = divided.todays(world.ta_leng)
        divided.months(world.ta_leng, 2025, todays=todays)
        queries.unit_years(
            each,
            actor=divided.system,
            unit_id=world.ta_leng.pk,
            period=each.period,
            todays=todays,
        )

    def grow():
        for day in range(10, 16):
            divided.recorded(world.binh_lu, date(2025, 2, day), place="Bình Lư")
            divided.recorded(world.ta_leng, date(2025, 5, day))
            divided.declared(world.ta_leng, 2015 + day - 10, 3)
        divided.follow()

    costs_the_same(read, grow)
