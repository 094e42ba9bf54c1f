"""Sixty teams founded from one list, and taken back."""

import pytest

from aoxanh.audit.models import Entry
from aoxanh.places.errors import PlaceUnclear
from aoxanh.units import actions as units
from aoxanh.units import queries
from aoxanh.units.errors import UnitNamedAlready, UnitUnclear
from aoxanh.units.models import Change, Unit
from aoxanh.units.types import Decision
from aoxanh.work import actions as work
from aoxanh.work.models import BatchRow
from aoxanh.work.types import RowState
from tests.activities.world import World
from tests.work.lists import applied, brought, pasted, table_in, workbook


HEAD = ("Tên đội", "Tên ngắn", "Loại hình", "Trực thuộc", "Địa bàn", "Ngày thành lập", "Số QĐ")


@pytest.fixture
def world(db, system, today, now):
    return World(system=system, day=today, now=now).build()


@pytest.fixture
def officer(world):
    return world.officer(world.ta_leng)


@pytest.fixture
def group():
    return next(kind.name for kind in queries.kinds() if kind.family == "GROUP")


@pytest.fixture
def bring(world, officer, now):
    def make(*rows, table=None, **fills):
        table = table or pasted(HEAD, *rows)
        return brought(officer, world.ta_leng.pk, table, now, of="units", fills=fills)

    return make


def faults(batch):
    rows = BatchRow.objects.filter(batch=batch, state=RowState.FAULTY).order_by("line")
    return [
        (row.line, column) for row in rows for column, _said, is_fault in row.findings if is_fault
    ]


def test_sixty_teams_are_founded_from_a_workbook(world, officer, bring, group, now):
    rows = [
        (
            f"Đội thanh niên tình nguyện số {n}",
            f"Đội {n}",
            group,
            "",
            "xã Tả Lèng",
            "1/3/2026",
            "12-QĐ",
        )
        for n in range(1, 61)
    ]
    before = Unit.objects.count()

    done = applied(officer, bring(table=table_in(workbook(HEAD, *rows))), now)

    below = queries.children_of(unit_id=world.ta_leng.pk, actor=officer, day=world.day)
    assert (done.applied, Unit.objects.count() - before) == (60, 60)
    assert len(list(below)) == 60
    assert Change.objects.filter(decision_number="12-QĐ").count() == 60


def test_faults_of_units_are_told_at_their_columns(world, officer, bring, group, now):
    applied(officer, bring(("Đội Một", "", group, "", "", "1/3/2026", "")), now)

    batch = bring(
        ("Đội Một", "", group, "", "", "1/3/2026", ""),
        ("Đội Hai", "", "Loại lạ", "", "", "1/3/2026", ""),
        ("Đội Ba", "", group, "Đoàn xã Không Có", "", "1/3/2026", ""),
        ("Đội Bốn", "", group, "", "xã Không Có Đâu", "1/3/2026", ""),
        ("Đội Năm", "", group, "", "", "1/3/1990", ""),
        ("Đội Sáu", "", "", "", "", "hôm qua", ""),
        kind="",
    )

    assert faults(batch) == [
        (2, "name"), (3, "kind"), (4, "parent"), (5, "place"), (6, "on"), (7, "kind"), (7, "on"),
    ]  # fmt: skip
    assert UnitNamedAlready.sentence
    assert UnitUnclear.sentence
    assert PlaceUnclear.sentence


def test_units_are_taken_back_unless_something_stands_below_them(
    world, officer, bring, group, system, now
):
    batch = applied(
        officer,
        bring(*[(f"Đội {n}", "", group, "", "", "1/3/2026", "") for n in ("Một", "Hai", "Ba")]),
        now,
    )
    kept = Unit.objects.order_by("-pk")[0]
    units.add_alias(by=system, unit_id=kept.pk, name="Đội cũ", now=now)
    other = Unit.objects.order_by("-pk")[1]
    units.rename(
        by=system, unit_id=other.pk, name="Đội Mới", short_name="Mới", on=world.day,
        decision=Decision(), now=now,
    )  # fmt: skip

    undone = work.undo(by=officer, batch_id=batch.pk, now=now)

    assert undone.kept == 1
    assert Unit.objects.filter(pk=other.pk).exists()
    assert not Unit.objects.filter(pk=kept.pk).exists()
    assert Entry.objects.get(event="units.UnitsTakenBack").values == {"units": 2}
