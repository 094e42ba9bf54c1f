"""The instance and the kinds: files in, a working installation out, at no cost on pages."""

from dataclasses import replace
from datetime import date

import pytest

from aoxanh.kernel.errors import NotAllowed
from aoxanh.places.models import Place
from aoxanh.units import actions, errors, queries
from aoxanh.units.models import Instance, UnitKind
from aoxanh.units.types import REFERENCE, Family, InstanceSettings, Level, Scale


INSTANCES = REFERENCE / "instances"
SETTINGS = InstanceSettings(
    scale=Scale.PROVINCE,
    name="Cổng tình nguyện Lai Châu",
    short_name="Lai Châu",
    place_name="Lai Châu",
)
DISTRICT = """
scale: DISTRICT
name: Trang tình nguyện huyện Chi Lăng
short_name: Chi Lăng
portal_label: Trang thông tin
place_name: Chi Lăng
theme: nui
second_factor: OPTIONAL
root: {kind: huyen_doan, name: Huyện đoàn Chi Lăng, short_name: Chi Lăng, founded_on: 1964-01-01,
  decision_number: 01-QĐ/ĐTN, decision_signed_on: 1963-12-20, decided_by: Tỉnh đoàn Lạng Sơn}
"""


@pytest.fixture
def territory(db):
    def place(level, code, name, parent=None):
        return Place.objects.create(
            parent=parent, level=level, code=code, kind=level, name=name, full_name=name,
            search_text=name, sort_key=name, valid_from=date(2025, 7, 1),
        )  # fmt: skip

    place("PROVINCE", "12", "Lai Châu")
    place("COMMUNE", "06463", "Chi Lăng", place("PROVINCE", "20", "Lạng Sơn"))


def test_pages_have_bland_names_before_the_set_up(db):
    info = queries.instance()

    assert (info.name, info.is_set_up, info.portal_label) == ("Áo Xanh", False, "Cổng thông tin")


def test_the_second_page_reads_the_instance_at_no_cost(db, statements):
    queries.instance()

    with statements() as counted:
        queries.instance()

    assert counted.count == 0


@pytest.mark.parametrize(
    ("file", "scale", "name", "unit"),
    [
        ("lai-chau.yaml", Scale.PROVINCE, "Cổng tình nguyện Lai Châu", "Tỉnh đoàn Lai Châu"),
        ("chi-lang.yaml", Scale.COMMUNE, "Trang tình nguyện Chi Lăng", "Đoàn xã Chi Lăng"),
    ],
)
def test_each_shipped_configuration_gives_a_working_instance(
    kinds, territory, system, now, today, file, scale, name, unit
):
    queries.instance()

    row = actions.load_instance(by=system, path=INSTANCES / file, now=now)

    info = queries.instance()
    assert (info.scale, info.name, info.is_set_up) == (scale, name, True)
    assert queries.names_at([info.root_id], today) == {row.root_id: unit}
    assert queries.public_unit(code=info.root_code, day=today).place_id == info.place_id
    assert queries.tree(actor=system, day=today)[0].unit_id == row.root_id


def test_a_district_runs_from_the_same_code(kinds, system, now, tmp_path):
    path = tmp_path / "district.yaml"
    named = DISTRICT.replace("theme: nui", "theme: nui\nyear_themes: {2014: Năm Tình nguyện}")
    path.write_text(named, encoding="utf-8")

    row = actions.load_instance(by=system, path=path, now=now)

    assert (queries.instance().scale, row.place) == (Scale.DISTRICT, None)
    assert row.root.founding.decision_on == date(1963, 12, 20)
    assert queries.instance().year_themes == {"2014": "Năm Tình nguyện"}


def test_loading_again_changes_settings_and_founds_nothing(kinds, territory, system, now, tmp_path):
    path = tmp_path / "portal.yaml"
    text = (INSTANCES / "lai-chau.yaml").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    first = actions.load_instance(by=system, path=path, now=now)
    path.write_text(text.replace("theme: nui", "theme: bien"), encoding="utf-8")

    again = actions.load_instance(by=system, path=path, now=now)

    assert again.root_id == first.root_id
    assert queries.instance().theme == "bien"


def test_new_names_show_at_once(system, now, province):
    actions.set_up_instance(by=system, root_id=province.pk, settings=SETTINGS, now=now)
    queries.instance()

    renamed = replace(SETTINGS, name="Cổng mới", support_phone="0213 3876 543")
    actions.set_up_instance(by=system, root_id=province.pk, settings=renamed, now=now)

    assert queries.instance().name == "Cổng mới"
    assert Instance.objects.get().support_phone == "0213 3876 543"


def test_an_instance_serves_one_root_and_is_set_up_by_the_system(
    system, now, province, district, officer, refused
):
    actions.set_up_instance(by=system, root_id=province.pk, settings=SETTINGS, now=now)

    with refused(errors.InstanceElsewhere):
        actions.set_up_instance(by=system, root_id=district.pk, settings=SETTINGS, now=now)
    with refused(NotAllowed):
        actions.set_up_instance(
            by=officer(province), root_id=province.pk, settings=SETTINGS, now=now
        )


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_demo_never_becomes_real_nor_the_other_way(province, system, now, refused, is_demo):
    first, other = replace(SETTINGS, is_demo=is_demo), replace(SETTINGS, is_demo=not is_demo)
    actions.set_up_instance(by=system, root_id=province.pk, settings=first, now=now)

    with refused(errors.DemoAndReal):
        actions.set_up_instance(by=system, root_id=province.pk, settings=other, now=now)

    assert Instance.objects.get().is_demo is is_demo


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("scale: DISTRICT", "scale: PLANET"),
        ("name: Trang tình nguyện huyện Chi Lăng", "name: ''"),
        ("founded_on: 1964-01-01", "founded_on: lâu rồi"),
        ("second_factor: OPTIONAL", "second_factor: OPTIONAL\nis_demo: maybe"),
        ("second_factor: OPTIONAL", "second_factor: OPTIONAL\nplace: '99999'"),
        ("place_name: Chi Lăng", "place_name: 5"),
        ("theme: nui", "theme: nui\nyear_themes: {năm nay: Năm xanh}"),
        ("theme: nui", "theme: nui\nyear_themes: {2026: 5}"),
        ("root: {", "root: [{"),
    ],
)
def test_a_configuration_with_a_fault_is_refused_with_its_place(
    kinds, system, now, tmp_path, refused, old, new
):
    path = tmp_path / "district.yaml"
    path.write_text(DISTRICT.replace(old, new, 1), encoding="utf-8")

    with refused(errors.FileRefused, "district.yaml"):
        actions.load_instance(by=system, path=path, now=now)

    assert not Instance.objects.exists()


def test_kinds_are_data_of_every_family_and_level(kinds):
    rows = queries.kinds()

    assert len(rows) == kinds == UnitKind.objects.count()
    assert {row.family for row in rows} == set(Family)
    assert {row.level for row in rows} == set(Level)
    assert rows[0].code == "trung_uong_doan"


def test_another_file_adds_and_changes_kinds_and_removes_none(kinds, system, now, tmp_path):
    path = tmp_path / "kinds.yaml"
    path.write_text(
        "- {code: doan_xa, family: DOAN, level: COMMUNE, name: Đoàn cấp xã}\n"
        "- {code: doi_hinh, family: GROUP, level: BRANCH, name: Đội hình, is_sector: true}\n",
        encoding="utf-8",
    )

    actions.load_kinds(by=system, path=path, now=now)

    assert UnitKind.objects.get(pk="doan_xa").name == "Đoàn cấp xã"
    assert UnitKind.objects.count() == kinds + 1


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("- {code: a", "dòng"),
        ("code: a", "dòng 1"),
        ("[]", "dòng 1"),
        ("- 5", "mục 1"),
        ("- {code: a, family: DOAN, level: MOON, name: A}", "dòng 1"),
        ("- {code: a, family: DOAN, level: BRANCH}", "dòng 1"),
        ("- {code: a, family: DOAN, level: BRANCH, name: A}\n" * 2, "dòng 2"),
        ("- {code: a, code: b}", "ghi hai lần"),
        (None, "không có tệp"),
    ],
)
def test_a_file_of_kinds_with_a_fault_is_refused_with_its_place(
    db, system, now, tmp_path, refused, text, where
):
    path = tmp_path / "kinds.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")

    with refused(errors.FileRefused, where):
        actions.load_kinds(by=system, path=path, now=now)

    assert not UnitKind.objects.exists()


def test_only_the_system_loads_kinds(province, officer, now, refused):
    with refused(NotAllowed):
        actions.load_kinds(by=officer(province), now=now)
