"""What communes are counted as comes in from a list, within one's own territory."""

from datetime import date

import pytest

from aoxanh.places import queries as places
from aoxanh.places.models import PlaceFlag
from aoxanh.places.types import Flag
from aoxanh.units.errors import PlaceBeyond, TraitPeriodReversed, TraitSaidAlready
from aoxanh.work import actions as work
from aoxanh.work.errors import ListKindUnknown
from aoxanh.work.models import BatchRow
from aoxanh.work.types import RowState
from tests.activities.world import World, refused
from tests.work.lists import applied, brought, pasted


HEAD = ("Tên xã", "Thuộc diện", "Từ ngày", "Đến ngày", "Căn cứ")


@pytest.fixture
def world(db, system, today, now):
    return World(system=system, day=today, now=now).build()


@pytest.fixture
def bring(world, now):
    def make(*rows, unit=None):
        unit = unit or world.province
        officer = world.officer(unit)
        return brought(officer, unit.pk, pasted(HEAD, *rows), now, of="place_traits")

    return make


def _faults(batch):
    rows = BatchRow.objects.filter(batch=batch, state=RowState.FAULTY).order_by("line")
    return [tuple(found) for row in rows for found in row.findings if found[2]]


def _border(day):
    return [place.name for place in places.flags(day=day, flag=Flag.BORDER)]


def test_communes_are_counted_from_the_day_in_the_list(world, bring, now):
    batch = bring(("xã Bình Lư", "Xã biên giới", "01/09/2025", "31/12/2025", "QĐ 120/QĐ-UBND"))

    applied(world.officer(world.province), batch, now)

    row = PlaceFlag.objects.get(flag=Flag.BORDER)
    assert (row.note, row.valid_from, row.valid_to) == (
        "QĐ 120/QĐ-UBND",
        date(2025, 9, 1),
        date(2026, 1, 1),
    )
    assert [_border(date(2025, 8, 31)), _border(date(2025, 12, 31)), _border(date(2026, 1, 1))] == [
        [],
        ["Bình Lư"],
        [],
    ]


def test_faults_are_told_by_line_and_column(world, bring):
    batch = bring(
        ("xã Bình Lư", "biên giới", "01/09/2025", "", ""),
        ("xã Bình Lư", "biên giới", "01/10/2025", "", ""),
        ("xã Tả Lèng", "đbkk", "01/09/2025", "31/08/2025", ""),
        ("xã Không Có", "đbkk", "01/09/2025", "", ""),
        ("xã Tả Lèng", "miền núi", "01/09/2025", "", ""),
    )

    found = _faults(batch)

    assert [column for column, _said, _fault in found] == ["flag", "last_day", "place", "flag"]
    sentence = TraitSaidAlready(flag="biên giới", first_day="01/09/2025")
    assert found[0][1] == str(sentence)
    assert found[1][1] == str(TraitPeriodReversed())


def test_a_commune_says_nothing_of_its_neighbour(world, bring):
    batch = bring(("xã Bình Lư", "biên giới", "01/09/2025", "", ""), unit=world.ta_leng)

    assert _faults(batch) == [("place", str(PlaceBeyond()), True)]


def test_a_list_is_taken_back_whole(world, bring, now):
    officer = world.officer(world.province)
    batch = bring(("xã Tả Lèng", "đặc biệt khó khăn", "01/09/2025", "", ""))
    applied(officer, batch, now)

    work.undo(by=officer, batch_id=batch.pk, now=now)

    assert not PlaceFlag.objects.filter(flag=Flag.DIFFICULT).exists()


def test_who_may_not_change_units_brings_no_list(world, now):
    with refused(ListKindUnknown):
        brought(
            world.officer(world.province, "LOCAL_AUTHORITY"), world.province.pk, pasted(HEAD), now,
            of="place_traits",
        )  # fmt: skip
