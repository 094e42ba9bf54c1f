"""Renaming, reclassifying, moving: periods that never overlap, changes prepared ahead, no unit above itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.permissions import Reach
from aoxanh.units import actions, errors, queries
from aoxanh.units.models import Closure, Parenthood, UnitVersion
from aoxanh.units.types import Decision, Founding
from tests.units.conftest import LONG_AGO, REFORM


BASIS = Decision("44-QĐ/TĐTN", date(2025, 6, 25), "Tỉnh đoàn")
NEXT_YEAR = date(2027, 1, 1)


def renamed(by, unit, name, on, now):
    return actions.rename(
        by=by,
        unit_id=unit.pk,
        name=f"Đoàn xã {name}",
        short_name=name,
        on=on,
        decision=BASIS,
        now=now,
    )


def test_an_old_record_keeps_the_name_of_its_day(system, now, communes):
    unit = communes[0]

    renamed(system, unit, "Bình Lư Mới", REFORM, now)

    assert queries.names_at([unit.pk], REFORM - timedelta(days=1)) == {unit.pk: "Đoàn Bình Lư"}
    assert queries.names_at([unit.pk], REFORM) == {unit.pk: "Đoàn xã Bình Lư Mới"}
    assert queries.short_names_at([unit.pk], LONG_AGO - timedelta(days=9)) == {unit.pk: "Bình Lư"}


def test_a_name_prepared_ahead_shows_on_its_day_and_not_before(system, now, today, communes):
    renamed(system, communes[0], "Mai Sau", NEXT_YEAR, now)

    assert queries.version_at(unit_id=communes[0].pk, day=today).short_name == "Bình Lư"
    assert queries.version_at(unit_id=communes[0].pk, day=NEXT_YEAR).short_name == "Mai Sau"


def test_a_name_between_two_others_ends_where_the_later_one_begins(system, now, communes):
    renamed(system, communes[0], "Ba", NEXT_YEAR, now)
    renamed(system, communes[0], "Hai", REFORM, now)

    rows = UnitVersion.objects.filter(unit=communes[0]).order_by("valid_from")
    assert [row.short_name for row in rows] == ["Bình Lư", "Hai", "Ba"]
    assert rows[0].valid_to == rows[1].valid_from
    assert rows[1].valid_to == rows[2].valid_from


def test_headers_stay_unless_they_are_given(system, now, communes):
    actions.rename(
        by=system, unit_id=communes[0].pk, name="Đoàn A", short_name="A", on=REFORM, decision=BASIS,
        header_superior="HUYỆN ĐOÀN", header_body="ĐOÀN XÃ A", now=now,
    )  # fmt: skip

    later = renamed(system, communes[0], "B", NEXT_YEAR, now)

    assert (later.header_superior, later.header_body) == ("HUYỆN ĐOÀN", "ĐOÀN XÃ A")


@pytest.mark.parametrize(
    ("on", "error"), [(LONG_AGO, errors.TwoAtOnce), (date(2000, 1, 1), errors.NotOpen)]
)
def test_two_names_at_once_or_before_the_founding_are_refused(
    system, now, communes, refused, on, error
):
    with refused(error, "hãy chọn ngày khác|Hãy chọn ngày"):
        renamed(system, communes[0], "Khác", on, now)

    assert UnitVersion.objects.filter(unit=communes[0]).count() == 1


def test_a_sibling_may_not_rename(now, communes, officer, refused):
    with refused(NotAllowed):
        renamed(officer(communes[1]), communes[0], "Khác", REFORM, now)


def test_who_holds_the_own_unit_only_may_not_rename_below(
    now, district, communes, officer, refused
):
    with refused(NotAllowed):
        renamed(officer(district, Reach.OWN), communes[0], "Khác", REFORM, now)


def test_a_unit_that_does_not_exist_cannot_change(system, now, kinds, refused):
    with refused(errors.UnitMissing):
        actions.rename(
            by=system, unit_id=5, name="A", short_name="A", on=REFORM, decision=BASIS, now=now
        )


def test_another_kind_holds_from_its_day_with_the_name_kept(system, now, communes):
    actions.reclassify(
        by=system,
        unit_id=communes[0].pk,
        kind_code="doan_phuong",
        on=REFORM,
        decision=BASIS,
        now=now,
    )

    before, after = UnitVersion.objects.filter(unit=communes[0]).order_by("valid_from")
    assert (before.kind_id, after.kind_id) == ("doan_xa", "doan_phuong")
    assert after.short_name == "Bình Lư"


def test_a_root_may_become_another_kind(system, now, province):
    version = actions.reclassify(
        by=system, unit_id=province.pk, kind_code="thanh_doan", place_id=None, on=REFORM,
        decision=BASIS, now=now,
    )  # fmt: skip

    assert version.kind_id == "thanh_doan"


def test_a_move_of_very_many_units_reads_whole_tables(
    system, now, province, district, true_closure
):
    rows = [
        Founding(kind_code="chi_doan", name=f"Chi đoàn {n}", short_name=f"{n}", on=LONG_AGO,
                 parent_id=district.pk)
        for n in range(1000)
    ]  # fmt: skip
    units = actions.found_many(by=system, rows=rows, now=now)
    other = actions.found_many(
        by=system, now=now,
        rows=[replace(rows[0], kind_code="huyen_doan", parent_id=province.pk)],
    )[0]  # fmt: skip

    moved(system, district, other, REFORM, now)

    assert queries.ancestors(unit_id=units[-1].pk, day=REFORM)[1] == other.pk
    true_closure()


def test_a_kind_above_the_parents_level_is_refused(system, now, communes, refused):
    with refused(errors.LevelTooHigh):
        actions.reclassify(
            by=system,
            unit_id=communes[0].pk,
            kind_code="tinh_doan",
            on=REFORM,
            decision=BASIS,
            now=now,
        )


def moved(by, unit, parent, on, now):
    return actions.move(by=by, unit_id=unit.pk, parent_id=parent.pk, on=on, decision=BASIS, now=now)


def test_a_move_takes_the_whole_subtree_along_and_leaves_the_past(
    system, now, province, district, communes, found, true_closure
):
    branch = found("Chi đoàn bản", parent=communes[0], kind="chi_doan")

    moved(system, communes[0], province, REFORM, now)

    before = queries.ancestors(unit_id=branch.pk, day=REFORM - timedelta(days=1))
    assert before == [communes[0].pk, district.pk, province.pk]
    assert queries.ancestors(unit_id=branch.pk, day=REFORM) == [communes[0].pk, province.pk]
    true_closure()


def test_a_move_writes_the_closure_of_those_affected_only(system, now, province, communes):
    untouched = set(Closure.objects.exclude(descendant=communes[0]).values_list("pk", flat=True))

    moved(system, communes[0], province, REFORM, now)

    left = set(Closure.objects.exclude(descendant=communes[0]).values_list("pk", flat=True))
    assert left == untouched


def test_a_move_before_a_planned_one_ends_with_it(system, now, province, communes, found, district):
    other = found("Phong Thổ", parent=province, kind="huyen_doan")
    moved(system, communes[0], other, NEXT_YEAR, now)

    moved(system, communes[0], province, REFORM, now)

    spells = Parenthood.objects.filter(unit=communes[0]).order_by("valid_from")
    assert [spell.parent_id for spell in spells] == [district.pk, province.pk, other.pk]
    assert spells[1].valid_to == NEXT_YEAR


def test_a_root_can_be_put_under_a_new_top(system, now, province, found, true_closure):
    central = found("Trung ương", kind="trung_uong_doan")

    moved(system, province, central, REFORM, now)

    assert queries.ancestors(unit_id=province.pk, day=REFORM) == [central.pk]
    true_closure()


def test_the_trail_names_both_parents_on_the_day(system, now, province, district, communes):
    moved(system, communes[0], province, REFORM, now)

    entry = Entry.objects.order_by("-pk").first()
    touched = {tuple(cell) for cell in entry.touches}
    assert entry.event == "units.UnitMoved"
    assert touched == {(unit.pk, "2025-07-01") for unit in (communes[0], district, province)}


def test_a_unit_cannot_be_put_under_itself_or_what_lies_below_it(
    system, now, found, province, refused, true_closure
):
    outer = found("Ngoài", parent=province)
    inner = found("Trong", parent=outer)
    innermost = found("Trong cùng", parent=inner)

    for target in (outer, inner, innermost):
        with refused(errors.OwnAncestor, "chính mình"):
            moved(system, outer, target, REFORM, now)

    assert queries.ancestors(unit_id=outer.pk, day=REFORM) == [province.pk]
    true_closure()


def test_a_parent_must_live_through_the_whole_spell(
    system, now, province, found, communes, refused
):
    young = found("Mới", parent=province, kind="huyen_doan", on=NEXT_YEAR)

    with refused(errors.ParentClosed):
        moved(system, communes[0], young, REFORM, now)


def test_two_parents_from_one_day_are_refused(system, now, province, communes, refused):
    moved(system, communes[0], province, REFORM, now)

    with refused(errors.TwoAtOnce):
        moved(system, communes[0], province, REFORM, now)


def test_a_mover_needs_the_permission_at_both_ends(
    now, province, communes, officer, found, refused
):
    other = found("Phong Thổ", parent=province, kind="huyen_doan")

    with refused(NotAllowed):
        moved(officer(communes[0]), communes[0], other, REFORM, now)


@pytest.mark.skipif("sqlite" in connection.vendor, reason="PostgreSQL excludes overlaps")
def test_the_database_itself_refuses_an_overlap(communes):
    version = UnitVersion.objects.get(unit=communes[0])
    version.pk, version.valid_from = None, REFORM

    with pytest.raises(IntegrityError), transaction.atomic():
        version.save(force_insert=True)
