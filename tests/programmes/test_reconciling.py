"""What was recorded is held against declarations, plans and papers, and the gap is told unit by unit."""

from datetime import date, timedelta

import pytest

from aoxanh.activities.models import Activity
from aoxanh.kernel.errors import NotAllowed
from aoxanh.programmes import queries
from aoxanh.programmes.models import Programme, Task, TaskReport


def rows(figures, *, actor=None, unit=None):
    return queries.reconciliation(
        (unit or figures.world.province).pk, year=2026, actor=actor or figures.system
    )


def reported(figures, unit, *, paper="Báo cáo 9-BC/ĐTN"):
    world = figures.world
    programme, _ = Programme.objects.get_or_create(
        unit=world.province, code="CT-1", name="Chương trình",
        valid_from=date(2025, 1, 1), valid_to=date(2028, 1, 1),
    )  # fmt: skip
    task = Task.objects.create(
        programme=programme, code=f"NV-{unit.pk}", clause="I", text="Báo cáo", position=unit.pk,
        every="year", deadline={},
    )  # fmt: skip
    return TaskReport.objects.create(
        task=task,
        unit=unit,
        year=2026,
        done_on=date(2026, 3, 2),
        paper=paper,
        reported_at=world.now,
    )


def test_the_gap_is_what_any_source_knows_and_the_portal_lacks(figures):
    world = figures.world
    figures.recorded(world.ta_leng, date(2026, 3, 8))
    over = world.published(places=2, by=world.system)
    past = figures.system.day - timedelta(days=9)
    Activity.objects.filter(pk=over.pk).update(starts_on=past, ends_on=past + timedelta(days=1))
    reported(figures, world.ta_leng)
    figures.follow()

    first = rows(figures)[0]

    assert (first.unit_id, first.recorded, first.declared) == (world.ta_leng.pk, 1, None)
    assert (first.planned, first.papers) == (1, 1)
    assert (first.whole, first.gap, first.understated) == (3, 2, 0)


def test_what_is_to_come_is_cancelled_or_names_its_activity_is_no_gap(figures):
    world = figures.world
    world.published(places=2, by=world.system)
    held = figures.recorded(world.ta_leng, date(2026, 3, 8))
    reported(figures, world.ta_leng).activities.add(held.pk)
    TaskReport.objects.filter(pk=reported(figures, world.binh_lu).pk).update(withdrawn_at=world.now)
    figures.follow()

    assert [(row.gap, row.planned, row.papers) for row in rows(figures)] == [(0, 0, 0)] * 3


def test_a_declaration_below_what_is_known_is_understated(figures):
    world = figures.world
    for day in (8, 9, 10):
        figures.recorded(world.ta_leng, date(2025, 3, day))
    figures.declared(world.ta_leng, 2025, 2)
    figures.declared(world.binh_lu, 2025, 5)
    figures.follow()

    found = queries.reconciliation(world.province.pk, year=2025, actor=figures.system)

    assert [(row.name, row.gap, row.understated) for row in found[:2]] == [
        ("Đoàn Bình Lư", 5, 0),
        ("Đoàn Lai Châu", 0, 0),
    ]
    assert next(row for row in found if row.recorded).understated == 1


def test_only_who_may_see_a_units_figures_reconciles_them(figures):
    with pytest.raises(NotAllowed):
        rows(
            figures, actor=figures.world.officer(figures.world.binh_lu), unit=figures.world.ta_leng
        )


def test_reconciling_costs_the_same_for_any_number_of_units(figures, statements):
    figures.recorded(figures.world.ta_leng, date(2026, 3, 8))
    figures.follow()

    with statements() as counted:
        rows(figures)

    assert counted.count <= 5, counted.sqls
