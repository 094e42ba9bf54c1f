"""Reference files: loaded whole or not at all."""

import pytest

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import (
    ActivityKind,
    FieldOfWork,
    LifecycleRow,
    SafetyRule,
    Template,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from tests.activities.world import refused


KIND = """
- code: ra_quan
  name: Lễ ra quân
  family: EVENT
  yields_hours: false
"""
LIFECYCLE = """
- code: hai_buoc
  name: Hai bước
  runs: lam
  evaluates: nghi_lai
  stages:
    - {code: lam, name: Làm}
    - {code: nghi_lai, name: Nghĩ lại}
"""
TEMPLATE = """
- code: ra_quan_he
  name: Ra quân hè
  kind: ra_quan
  lifecycle: hai_buoc
  field: moi_truong
  scene: gathering
  places: 20
  shift_hours: 2
  roles: [{code: dai_bieu, name: Đại biểu}]
  stages: {}
"""


@pytest.fixture
def folder(tmp_path):
    def write(**files):
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def load(db, system, now):
    return lambda source: actions.load_reference(by=system, folder=source, now=now)


def test_the_shipped_files_load_and_loading_again_writes_nothing(db, system, now):
    first = actions.load_reference(by=system, now=now)
    second = actions.load_reference(by=system, now=now)

    assert first.created > 40
    assert (second.created, second.changed) == (0, 0)


def test_the_eight_named_fields_come_first(db, system, now):
    actions.load_reference(by=system, now=now)

    named = [field.pk for field in queries.fields_of_work()][:8]
    assert named == [
        "nong_thon_moi",
        "van_minh_do_thi",
        "an_sinh_xa_hoi",
        "moi_truong",
        "thien_tai",
        "an_toan_giao_thong",
        "trat_tu_xa_hoi",
        "suc_khoe",
    ]


def test_volunteering_and_the_kinds_of_event_of_the_plans_are_known(db, system, now):
    actions.load_reference(by=system, now=now)

    kinds = {kind.pk: kind.yields_hours for kind in queries.kinds()}
    assert [code for code, yields in kinds.items() if yields] == ["tinh_nguyen"]
    assert set(kinds) >= {
        "ngay_hoi_tinh_nguyen", "lien_hoan_clb", "dien_dan_tntn", "dien_dan_chuyen_sau", "hoi_thao",
        "gap_mat_clb", "gap_mat_mo_hinh", "cuoc_thi", "tap_huan",
    }  # fmt: skip
    assert {template.kind_id for template in queries.templates()} <= set(kinds)
    assert queries.output_metrics().filter(is_money=True).get().pk == "tien_ung_ho"


def test_a_second_lifecycle_and_a_second_kind_load_from_files_and_work(world, folder):
    actions.load_reference(
        by=world.system,
        folder=folder(kinds=KIND, lifecycles=LIFECYCLE, templates=TEMPLATE),
        now=world.now,
    )

    draft = world.opened("ra_quan_he")

    assert draft.kind.name == "Lễ ra quân"
    assert list(draft.stages.order_by("position").values_list("name", "part")) == [
        ("Làm", "RUNNING"),
        ("Nghĩ lại", "EVALUATING"),
    ]


def test_a_changed_line_changes_one_row(db, system, now, folder):
    actions.load_reference(by=system, folder=folder(kinds=KIND), now=now)

    report = actions.load_reference(
        by=system, folder=folder(kinds=KIND.replace("Lễ ra", "Ra")), now=now
    )

    assert (report.created, report.changed) == (0, 1)
    assert ActivityKind.objects.get().name == "Ra quân"


def test_names_are_stored_composed(db, system, now, folder):
    actions.load_reference(
        by=system, folder=folder(fields="- {code: f, name: 'Mo\u0302i trươ\u0300ng'}"), now=now
    )

    assert FieldOfWork.objects.get().name == "Môi trường"


@pytest.mark.parametrize(
    ("table", "text", "line"),
    [
        ("fields", "- code: a\n  name: A\n- name: B", 3),
        ("fields", "- {code: a, name: A}\n- {code: a, name: B}", 2),
        ("fields", "- {code: A B, name: A}", 1),
        ("fields", "- {code: a, name: ''}", 1),
        ("fields", "- {code: a, name: A, colour: red}", 1),
        ("fields", "- code: a\n  name: A\n  name: B", 3),
        ("fields", "code: a", 1),
        ("fields", "- code: [a\n", 1),
        ("kinds", KIND.replace("EVENT", "PARTY"), 2),
        ("kinds", KIND.replace("false", "'no'"), 2),
        ("safety", "- {code: a, text: A, traits: [INDOOR]}", 1),
        ("lifecycles", LIFECYCLE.replace("evaluates: nghi_lai", "evaluates: lam"), 2),
        ("lifecycles", LIFECYCLE.replace("runs: lam", "runs: khong_co"), 2),
        ("templates", TEMPLATE.replace("kind: ra_quan", "kind: khong_co"), 2),
        ("templates", TEMPLATE.replace("hai_buoc", "ba_buoc"), 2),
        ("templates", TEMPLATE.replace("moi_truong", "khong_co"), 2),
        ("templates", TEMPLATE.replace("[{code: dai_bieu, name: Đại biểu}]", "[]"), 2),
        ("templates", TEMPLATE.replace("name: Đại biểu", "title: Đại biểu"), 10),
        (
            "templates",
            TEMPLATE.replace("{}", "\n    lam: {use: LEFT_OUT, reason: Không cần}"),
            12,
        ),
        ("templates", TEMPLATE.replace("{}", "\n    lam: {use: MERGED, reason: ''}"), 12),
        ("templates", TEMPLATE.replace("{}", "\n    lam: {use: GONE, reason: x}"), 12),
        ("templates", TEMPLATE.replace("{}", "{bay: {use: MERGED, reason: x}}"), 2),
    ],
)
def test_a_line_that_cannot_be_is_refused_with_file_and_line(load, folder, table, text, line):
    others = {"kinds": KIND, "lifecycles": LIFECYCLE, "fields": "- {code: moi_truong, name: M}"}
    source = folder(**(others | {table: text}))

    with refused(errors.ReferenceFileRefused) as refusal:
        load(source)

    assert refusal.value.values["file"] == f"{table}.yaml"
    assert refusal.value.values["line"] == line
    assert f"{table}.yaml" in str(refusal.value)
    assert not FieldOfWork.objects.exists()


def test_a_code_in_two_files_of_a_table_is_refused(load, folder):
    source = folder(kinds=KIND, kinds_them=KIND)

    with refused(errors.ReferenceFileRefused) as refusal:
        load(source)

    assert "đã có ở trên" in str(refusal.value)


def test_a_second_full_path_is_refused(db, system, now, folder):
    actions.load_reference(by=system, now=now)
    second = LIFECYCLE.replace("  runs:", "  full_path: true\n  runs:")

    with refused(errors.ReferenceFileRefused):
        actions.load_reference(by=system, folder=folder(lifecycles=second), now=now)

    assert LifecycleRow.objects.filter(is_full_path=True).count() == 1


def test_a_folder_without_files_is_refused(db, system, now, tmp_path):
    with refused(errors.ReferenceFolderEmpty):
        actions.load_reference(by=system, folder=tmp_path, now=now)


def test_only_the_system_loads(db, now, today):
    with refused(NotAllowed):
        actions.load_reference(by=Actor.guest(day=today), now=now)


def test_every_template_has_its_own_words_and_a_scene(db, system, now):
    actions.load_reference(by=system, now=now)

    for template in Template.objects.order_by("pk"):
        assert template.scene
        assert template.summary
        assert template.definition["roles"]
    assert SafetyRule.objects.count() > 5
