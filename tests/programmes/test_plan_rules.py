"""All faults of a plan, read one after another; a phase's target holds in each of its years."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from aoxanh.kernel.lined import read_lined
from aoxanh.kernel.periods import Period
from aoxanh.programmes import rules
from aoxanh.programmes.types import PlanWorld, ProgrammeKnown, TargetShown
from tests.programmes.definitions import definitions


INVENTED = Path(__file__).parent / "plans" / "invented.yaml"
WORLD = PlanWorld(
    measures=dict.fromkeys(
        ("activities_recorded", "activities_declared", "teams", "turns"),
        frozenset({"kind", "field", "around"}),
    ),
    values={},
    kinds=frozenset({"tinh_doan", "so_ban_nganh", "doan_xa", "doan_phuong"}),
    by_unit=frozenset({"activities_recorded"}),
    programmes=(
        ProgrammeKnown(code="BELOW", number="", issuer="", parent="XX-2025-2029", closed_on=None),
    ),
)


def _faults(old, new):
    text = INVENTED.read_text(encoding="utf-8")
    assert old in text
    raw = read_lined(text.replace(old, new, 1), file="plan.yaml")
    return [fault.reason for fault in rules.plan_faults(raw, WORLD)]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("number: 12/KH-UBND", "parent: QD-0", "chưa có chương trình cấp trên QD-0"),
        ("number: 12/KH-UBND", "parent: BELOW", "không thể thuộc chính chương trình dưới nó"),
        ("number: 12/KH-UBND", "colour: blue", "không có mục tên colour"),
        ("{reach: [turns, 10]}", "5", "biểu thức chưa đúng"),
        ("    of: XX-3\n", "    of: XX-4\n", "dẫn về chính nó"),
        ("    of: XX-3\n", "    of: ZZ-3\n", "không có chỉ tiêu ZZ-3"),
        ("cuoi: 90", "cuoi: 190", "không nằm trong 0–100"),
        ("cuoi: 90", "cuoi: nhiều", "không phải là số"),
        ("  - {clause: I.1, text: Nâng năng lực điều phối}", "  - 5", "cần các mục clause, text"),
        ("subjects: Cán bộ Đoàn, Hội, Hội Sinh viên", "subjects: 5", "cần là một đoạn chữ"),
    ],
)
def test_the_other_faults_of_a_plan_are_found_too(old, new, told):
    found = _faults(old, new)

    assert any(told in reason for reason in found)
    assert any("không đếm được cho từng đơn vị" in reason for reason in found)


def test_the_target_of_a_phase_holds_in_each_of_its_years():
    each = definitions()["LC-7"]
    phases = [
        TargetShown(name, period, value)
        for (name, period), value in zip(each.phases, (120, 150), strict=True)
    ]

    found = rules.dues(replace(each, targets=tuple(phases)), date(2026, 5, 5))

    assert [due.target for due in found] == [120, 120, 150]
    assert found[0].period == Period.year(2024)


def test_a_plan_without_a_scope_has_no_fault_for_that():
    as_it_is = _faults("subjects:", "subjects:")

    assert _faults("scope: {unit_kind: tinh_doan, territory: Tỉnh khác}\n", "") == as_it_is
