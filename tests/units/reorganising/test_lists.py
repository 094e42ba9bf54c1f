"""A whole province from one list: resolved by name, alias or code, every fault at its line, undone until applied."""

import pytest

from aoxanh.kernel.errors import Missing
from aoxanh.units import actions
from aoxanh.units.errors import HeirEndsToo, UnitTwice, VerbUnknown
from aoxanh.units.models import ReorganisationHeir, ReorganisationLine
from aoxanh.work import actions as work
from aoxanh.work.models import BatchRow
from aoxanh.work.types import RowState
from tests.access.organisation import refused
from tests.units.reorganising.decisions import merge
from tests.work.lists import applied as saved
from tests.work.lists import brought, pasted


HEAD = ("Đơn vị cũ", "Hình thức", "Đơn vị mới", "Đơn vị giữ hồ sơ", "Cán bộ đi theo")


@pytest.fixture
def bring(org, draft, admin, now):
    """``bring(draft, row, …)``: a list about the draft, checked."""

    def make(about, *rows):
        table = pasted(HEAD, *rows)
        return brought(admin, org.province.pk, table, now, of="reorganisation", subject_id=about.pk)

    return make


@pytest.fixture
def communes(org):
    return [org.found(name, parent=org.province) for name in ("Thèn Sin", "Bản Bo", "Sơn Bình")]


def faults(batch):
    rows = BatchRow.objects.filter(batch=batch, state=RowState.FAULTY).order_by("line")
    return [
        (row.line, column, said)
        for row in rows
        for column, said, is_fault in row.findings
        if is_fault
    ]


def test_units_are_named_by_name_alias_or_code(org, draft, bring, communes, admin, now):
    actions.add_alias(by=admin, unit_id=communes[0].pk, name="Đoàn xã Thèn Xin", now=now)
    made = draft()

    saved(
        admin,
        bring(
            made,
            ("Đoàn xã Thèn Xin", "sáp nhập", "Đoàn Tả Lèng", "", ""),
            (communes[1].code, "Nhập", org.ta_leng.code, "", "Không"),
            ("Sơn Bình", "Chia tách", "Tả Lèng; Bình Lư", "Bình Lư", ""),
        ),
        now,
    )

    lines = list(made.lines.order_by("pk").values_list("unit_id", "verb", "officers"))
    assert lines == [
        (communes[0].pk, "MERGE", "ALL"),
        (communes[1].pk, "MERGE", "NONE"),
        (communes[2].pk, "SPLIT", "ALL"),
    ]
    keeper = ReorganisationHeir.objects.get(line__verb="SPLIT", keeper=True)
    assert keeper.unit_id == org.binh_lu.pk


def test_every_fault_is_told_at_its_line_and_column(org, draft, bring, communes):
    made = draft(merge(communes[2], org.ta_leng))

    batch = bring(
        made,
        ("Bản Bo", "bán", "Tả Lèng", "", ""),
        ("Xã không có", "Nhập", "Tả Lèng", "", ""),
        ("Sơn Bình", "Nhập", "Tả Lèng", "", ""),
        ("Bình Lư", "Tách", "Tả Lèng; Bản Bo", "", ""),
        ("Thèn Sin", "Nhập", "Bình Lư", "", ""),
    )

    told = faults(batch)
    assert [(line, column) for line, column, _said in told] == [
        (2, "verb"),
        (3, "unit"),
        (4, "unit"),
        (5, "keeper"),
    ]
    words = "Nhập, Tách, Giải thể, Chuyển"
    assert told[0][2] == str(VerbUnknown(text="bán", words=words))
    assert told[2][2] == str(UnitTwice(name="Đoàn Sơn Bình"))


def test_who_ends_in_the_list_receives_nobody(draft, bring, communes):
    batch = bring(
        draft(),
        ("Bình Lư", "Nhập", "Tả Lèng", "", ""),
        ("Thèn Sin", "Nhập", "Bình Lư", "", ""),
    )

    assert faults(batch) == [(3, "heirs", str(HeirEndsToo(name="Đoàn Bình Lư")))]


def test_a_list_is_undone_until_it_is_applied(draft, bring, communes, admin, applied, now):
    made = draft()
    batch = saved(admin, bring(made, ("Bình Lư", "Nhập", "Tả Lèng", "", "")), now)

    work.undo(by=admin, batch_id=batch.pk, now=now)
    assert not ReorganisationLine.objects.exists()

    again = saved(admin, bring(made, ("Bình Lư", "Nhập", "Tả Lèng", "", "")), now)
    applied(made)
    undone = work.undo(by=admin, batch_id=again.pk, now=now)
    assert ReorganisationLine.objects.count() == 1
    assert undone.kept == 1


def test_a_list_is_about_a_draft_of_the_unit_itself(org, draft, system, now):
    made = draft()

    with refused(Missing):
        brought(system, org.ta_leng.pk, pasted(HEAD), now, of="reorganisation", subject_id=made.pk)
