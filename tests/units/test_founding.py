"""Founding units: one, a tree at once, and what is refused."""

from datetime import date, timedelta

import pytest

from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import NotAllowed
from aoxanh.units import actions, errors, queries
from aoxanh.units.models import Closure, Unit, UnitAlias, UnitVersion
from aoxanh.units.types import Decision, Founding
from tests.units.conftest import LONG_AGO, REFORM


def row(name, **more):
    values = {"kind_code": "doan_xa", "on": LONG_AGO, **more}
    return Founding(name=f"Đoàn xã {name}", short_name=name, **values)


def test_a_tree_of_five_levels_resolves_every_ancestor(system, now, kinds, today):
    rows = [
        row("Trung ương", kind_code="trung_uong_doan", key="1"),
        row("Lai Châu", kind_code="tinh_doan", key="2", parent_key="1"),
        row("Tam Đường", kind_code="huyen_doan", key="3", parent_key="2"),
        row("Tả Lèng", key="4", parent_key="3"),
        row("Lùng Than", kind_code="chi_doan", key="5", parent_key="4"),
    ]

    units = actions.found_many(by=system, rows=rows, now=now)

    above = queries.ancestors(unit_id=units[-1].pk, day=today)
    assert above == [unit.pk for unit in reversed(units[:-1])]


def test_the_stored_closure_equals_the_rule(communes, true_closure):
    true_closure()


def test_one_unit_keeps_its_names_composed_its_kind_and_its_legal_basis(system, now, province):
    unit = actions.found(
        by=system,
        kind_code="doan_xa",
        name="Đoàn  xã Tả\u0323 Lèng ",
        short_name="Ta\u0309 Lèng",
        parent_id=province.pk,
        place_id=None,
        on=REFORM,
        decision=Decision("12-QĐ/TĐTN", date(2025, 6, 20), "Tỉnh đoàn Lai Châu"),
        now=now,
    )

    version = UnitVersion.objects.get(unit=unit)
    assert (version.short_name, version.kind_id) == ("Tả Lèng", "doan_xa")
    assert version.search_text == "doan xa ta leng"
    assert (unit.founding.decision_number, unit.founding.on) == ("12-QĐ/TĐTN", REFORM)


def test_four_hundred_units_are_founded_in_few_statements(
    system, now, province, statements, true_closure
):
    rows = [
        row(f"Số {number}", key=str(number), parent_key=str(number // 8) if number > 7 else "",
            parent_id=province.pk)
        for number in range(1, 401)
    ]  # fmt: skip

    with statements() as counted:
        units = actions.found_many(by=system, rows=rows, now=now)

    assert len(units) == 400
    assert counted.count <= 30
    true_closure()


def test_a_large_batch_is_committed_in_chunks_with_one_entry_each(system, now, province):
    rows = [row("Đầu", key="top", parent_id=province.pk)]
    rows += [row(f"Số {number}", parent_key="top") for number in range(1100)]

    units = actions.found_many(by=system, rows=rows, now=now)

    entries = Entry.objects.filter(event="units.UnitsFounded").order_by("-pk")[:3]
    assert sorted(len(entry.values["unit_ids"]) for entry in entries) == [101, 500, 500]
    assert queries.ancestors(unit_id=units[-1].pk, day=LONG_AGO) == [units[0].pk, province.pk]


def test_aliases_of_a_founding_are_kept_once_each(system, now, province):
    aliases = ("Đoàn xã Tả Lèng cũ", "doan xa ta leng cu", " ")

    unit = actions.found_many(
        by=system, rows=[row("Tả Lèng", parent_id=province.pk, aliases=aliases)], now=now
    )[0]

    assert UnitAlias.objects.filter(unit=unit).count() == 1


def test_a_given_public_code_is_kept(system, now, province):
    rows = [row("Tả Lèng", parent_id=province.pk, code="7K3MQ9TD2X")]

    assert actions.found_many(by=system, rows=rows, now=now)[0].code == "7K3MQ9TD2X"


def test_an_officer_founds_below_the_own_unit_and_nowhere_else(
    district, found, province, officer, now, refused
):
    other = found("Phong Thổ", parent=province, kind="huyen_doan")
    by = officer(district)

    founded = actions.found_many(by=by, rows=[row("Bản Bo", parent_id=district.pk)], now=now)
    with refused(NotAllowed):
        actions.found_many(by=by, rows=[row("Ma Li Pho", parent_id=other.pk)], now=now)
    with refused(NotAllowed):
        actions.found_many(by=by, rows=[row("Gốc mới")], now=now)

    assert len(founded) == 1
    assert not UnitVersion.objects.filter(short_name="Ma Li Pho").exists()


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"kind_code": "doan_hanh_tinh"}, errors.KindUnknown),
        ({"name": " ", "short_name": "x"}, errors.NameEmpty),
        ({"name": "Đoàn xã", "short_name": "…"}, errors.NameEmpty),
        ({"parent_id": 987654}, errors.UnitMissing),
        ({"parent_key": "nowhere"}, errors.ParentUnknown),
        ({"on": LONG_AGO - timedelta(days=1)}, errors.ParentClosed),
        ({"kind_code": "trung_uong_doan"}, errors.LevelTooHigh),
    ],
)
def test_a_founding_that_cannot_be_is_refused_and_nothing_stays(
    system, now, province, refused, more, error
):
    values = {
        "kind_code": "doan_xa",
        "name": "Đoàn xã Tả Lèng",
        "short_name": "Tả Lèng",
        "on": REFORM,
        "parent_id": province.pk,
        **more,
    }
    before = (Unit.objects.count(), Closure.objects.count(), Entry.objects.count())

    with refused(error):
        actions.found_many(by=system, rows=[Founding(**values)], now=now)

    assert (Unit.objects.count(), Closure.objects.count(), Entry.objects.count()) == before
