"""Lists, tree, search, counts and export, each as at a day and in a constant number of statements."""

from datetime import date, timedelta

import pytest

from aoxanh.kernel.actors import Actor
from aoxanh.units import actions, errors, queries
from aoxanh.units.types import Decision, Family, Level
from tests.units.conftest import LONG_AGO, REFORM


BASIS = Decision("45-QĐ/TĐTN", date(2025, 6, 25), "Tỉnh đoàn")


def names(rows):
    return [row.short_name for row in rows]


@pytest.fixture
def sectors(found, province):
    return [
        found("Công an tỉnh", parent=province, kind="doan_cong_an"),
        found("Khối Doanh nghiệp", parent=province, kind="doan_khoi"),
    ]


def test_the_tree_is_in_preorder_with_depth_and_children(system, today, province, communes):
    rows = queries.tree(actor=system, day=today)

    assert [(row.short_name, row.depth, row.children) for row in rows] == [
        ("Lai Châu", 0, 1),
        ("Tam Đường", 1, 3),
        ("Bình Lư", 2, 0),
        ("Tả Lèng", 2, 0),
        ("Thèn Sin", 2, 0),
    ]
    assert rows[2].parent_id == rows[1].unit_id
    assert rows[0].has_decision


def test_the_tree_is_asked_from_any_unit_and_to_any_depth(
    system, today, province, district, communes
):
    below = queries.tree(actor=system, day=today, root=district.pk)
    shallow = queries.tree(actor=system, day=today, depth=1)

    assert [(row.short_name, row.depth) for row in below[:2]] == [("Tam Đường", 0), ("Bình Lư", 1)]
    assert names(shallow) == ["Lai Châu", "Tam Đường"]
    top = queries.tree(actor=system, day=today, root=province.pk, depth=0)
    assert [(row.short_name, row.children) for row in top] == [("Lai Châu", 1)]


def test_the_tree_of_another_day_shows_what_was_then(system, now, province, district, communes):
    actions.close(
        by=system, unit_id=district.pk, on=REFORM, children_to=province.pk, decision=BASIS, now=now
    )

    before = queries.tree(actor=system, day=REFORM - timedelta(days=1))
    after = queries.tree(actor=system, day=REFORM)

    assert [row.depth for row in before] == [0, 1, 2, 2, 2]
    assert [(row.short_name, row.depth) for row in after] == [
        ("Lai Châu", 0), ("Bình Lư", 1), ("Tả Lèng", 1), ("Thèn Sin", 1),
    ]  # fmt: skip
    assert queries.tree(actor=system, day=LONG_AGO - timedelta(days=1)) == []


@pytest.mark.parametrize("typed", ["tả lèng", "TA LENG", "Ta\u0309 le\u0300ng", "leng"])
def test_a_search_with_or_without_diacritics_shows_the_way_down(system, today, communes, typed):
    rows = queries.tree(actor=system, day=today, text=typed)

    assert [(row.short_name, row.is_match) for row in rows] == [
        ("Lai Châu", False), ("Tam Đường", False), ("Tả Lèng", True),
    ]  # fmt: skip


def test_search_finds_aliases_and_nothing_for_nothing(system, now, today, communes):
    alias = actions.add_alias(by=system, unit_id=communes[1].pk, name="Nùng Nàng cũ", now=now)

    assert names(queries.search(text="nung nang", actor=system, day=today)) == ["Tả Lèng"]
    assert names(queries.search(text=" … ", actor=system, day=today)) == []
    actions.remove_alias(by=system, alias_id=alias.pk, now=now)
    assert names(queries.search(text="nung nang", actor=system, day=today)) == []


def test_aliases_that_say_nothing_or_are_there_already_are_refused(system, now, communes, refused):
    actions.add_alias(by=system, unit_id=communes[1].pk, name="Nùng Nàng", now=now)

    with refused(errors.AliasTaken):
        actions.add_alias(by=system, unit_id=communes[1].pk, name="nung  nang", now=now)
    with refused(errors.NameEmpty):
        actions.add_alias(by=system, unit_id=communes[1].pk, name="…", now=now)
    with refused(errors.UnitMissing):
        actions.remove_alias(by=system, alias_id=0, now=now)


def test_an_officer_sees_the_own_subtree_only(officer, today, province, district, communes):
    rows = queries.tree(actor=officer(district), day=today)

    assert [(row.short_name, row.depth) for row in rows][:2] == [("Tam Đường", 0), ("Bình Lư", 1)]
    assert queries.unit(unit_id=communes[0].pk, actor=officer(district)) == communes[0]
    with pytest.raises(errors.UnitMissing):
        queries.unit(unit_id=province.pk, actor=officer(district))
    assert queries.tree(actor=Actor.guest(day=today), day=today) == []


def test_the_tree_costs_the_same_for_few_and_for_many(
    system, today, province, district, found, costs_the_same
):
    def grow():
        for number in range(5):
            below = found(f"Xã {number}", parent=district)
            found(f"Chi đoàn {number}", parent=below, kind="chi_doan")

    costs_the_same(lambda: queries.tree(actor=system, day=today, text="xa"), grow)


def test_the_tree_without_search_is_one_statement(system, today, communes, statements):
    with statements() as counted:
        queries.tree(actor=system, day=today)

    assert counted.count == 1


def test_names_of_many_units_are_one_statement(today, communes, statements):
    with statements() as counted:
        found = queries.names_at([unit.pk for unit in communes], today)

    assert (len(found), counted.count) == (3, 1)


def test_direct_unions_are_listed_apart_from_territorial_ones(system, today, district, sectors):
    direct = queries.units(actor=system, day=today, is_sector=True)
    territorial = queries.units(
        actor=system, day=today, family=Family.DOAN, level=Level.DISTRICT, is_sector=False
    )

    assert names(direct) == ["Khối Doanh nghiệp", "Công an tỉnh"]
    assert names(territorial) == ["Tam Đường"]


def test_the_count_of_district_unions_is_derived_from_the_register(
    system, now, today, province, district, sectors, found
):
    assert queries.district_unions(day=today, within=province.pk) == {district.pk}

    ninth = found("Phong Thổ", parent=province, kind="huyen_doan", on=date(2020, 1, 1))
    actions.close(by=system, unit_id=district.pk, on=REFORM, decision=BASIS, now=now)

    before = REFORM - timedelta(days=1)
    assert queries.district_unions(day=before, within=province.pk) == {district.pk, ninth.pk}
    assert queries.district_unions(day=today, within=province.pk) == {ninth.pk}
    with_sector = queries.district_unions(day=today, within=province.pk, with_sector=True)
    assert with_sector == {ninth.pk, *(unit.pk for unit in sectors)}
    assert queries.kind_counts(day=before, within=province.pk)["huyen_doan"] == 2


def test_union_and_federation_counts_differ_by_family(
    system, now, today, province, found, communes
):
    federation = found("Hội Lai Châu", parent=province, kind="hoi_lhtn_tinh")

    actions.link_counterparts(by=system, unit_id=province.pk, counterpart_id=federation.pk, now=now)

    province.refresh_from_db()
    federation.refresh_from_db()
    assert (province.counterpart, federation.counterpart) == (federation, province)
    counts = queries.kind_counts(day=today)
    assert (counts["tinh_doan"], counts["hoi_lhtn_tinh"], counts["doan_xa"]) == (1, 1, 3)


def test_a_new_counterpart_lets_the_old_one_go(system, now, province, found, refused):
    first, second = (found(name, parent=province, kind="hoi_lhtn_tinh") for name in "AB")
    link = {"by": system, "unit_id": province.pk, "now": now}
    actions.link_counterparts(counterpart_id=first.pk, **link)

    actions.link_counterparts(counterpart_id=second.pk, **link)

    first.refresh_from_db()
    assert first.counterpart is None
    with refused(errors.SameFamily):
        actions.link_counterparts(by=system, unit_id=first.pk, counterpart_id=second.pk, now=now)


def test_units_without_a_founding_decision_are_listed(system, today, province, found):
    found("Có", parent=province)
    found("Chưa có", parent=province, decision=Decision(signed_on=LONG_AGO))
    found("Sở Nội vụ", parent=province, kind="so_ban_nganh", decision=Decision(issuer="UBND"))

    assert names(queries.without_decision(actor=system, day=today)) == ["Chưa có"]


def test_the_export_tells_each_unit_with_its_parent_and_decision(system, today, province, communes):
    rows = list(queries.export(actor=system, day=today))

    assert [row.short_name for row in rows][:2] == ["Lai Châu", "Tam Đường"]
    assert (rows[0].parent_code, rows[1].parent_code) == ("", province.code)
    assert (rows[0].closed_on, rows[0].decision_number) == (None, "01-QĐ/TĐTN")


def test_the_subtree_holds_closed_units_below_their_heirs(system, now, communes, district, today):
    actions.merge(
        by=system,
        into_id=communes[1].pk,
        unit_ids=[communes[0].pk],
        on=REFORM,
        decision=BASIS,
        now=now,
    )

    assert queries.subtree_ids(unit_id=communes[1].pk, day=today) == {
        unit.pk for unit in communes[:2]
    }


def test_a_code_or_unit_nobody_bears_is_missing(today, kinds):
    with pytest.raises(errors.UnitMissing):
        queries.public_unit(code="0000000000", day=today)
    with pytest.raises(errors.UnitMissing):
        queries.version_at(unit_id=0, day=today)
