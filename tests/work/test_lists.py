"""A list on its way: columns proposed and remembered, a preview that equals the result, undo by name."""

import pytest

from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import Missing
from aoxanh.people.models import Person
from aoxanh.work import actions, queries
from aoxanh.work.errors import (
    BatchBusy,
    ColumnsMissing,
    FillUnreadable,
    ListKindUnknown,
    NothingToApply,
    NothingToUndo,
    PreviewOutdated,
    TooLateToDiscard,
    TooLateToMap,
)
from aoxanh.work.models import Batch, BatchRow, Job
from aoxanh.work.types import RowState
from tests.access.organisation import Organisation, refused
from tests.work.lists import applied, brought, pasted, table_in, workbook


HEAD = ("TT", "Họ tên", "Năm sinh", "SĐT", "Cột lạ")
ONE = ("1", "Lò Thị Ón", "2005", "0912 345 678", "?")
FILLS = {"kind": "Đoàn viên"}


@pytest.fixture
def org(db, system, today, now):
    return Organisation(system=system, day=today, now=now).build()


@pytest.fixture
def secretary(org):
    return org.officer("COMMUNE_OFFICER", org.ta_leng)


@pytest.fixture
def bring(org, secretary, now):
    def make(*rows, fills=FILLS, table=None):
        return brought(secretary, org.ta_leng.pk, table or pasted(*rows), now, fills=fills)

    return make


@pytest.fixture
def receive(org, secretary, now):
    def make(table, by=secretary, kind="members", unit=None):
        unit = unit or org.ta_leng
        return actions.receive(by=by, kind=kind, unit_id=unit.pk, table=table, now=now)

    return make


def test_columns_are_proposed_from_headings_in_any_spelling(receive):
    batch = receive(pasted(("STT", "HO VA TEN *", "Ngày, tháng, năm sinh", "Zalo", "Giới"), ONE))

    assert batch.mapping == ["", "full_name", "birth", "phone", "gender"]


def test_a_list_without_headings_is_told_by_what_it_holds(receive):
    batch = receive(
        pasted(("Lò Thị Ón", "0912345678", "01/09/2005"), ("Bé Na", "0912345679", "2004"))
    )

    assert batch.mapping == ["full_name", "phone", "birth"]
    assert (batch.headings[0], batch.ready) == ("Cột 1", 2)


def test_headings_below_a_title_and_over_two_lines_are_found(receive):
    def merge(_book, sheet):
        sheet.merge_range(0, 0, 0, 5, "DANH SÁCH ĐOÀN VIÊN")
        sheet.merge_range(1, 1, 1, 2, "Họ và tên")
        sheet.merge_range(1, 3, 1, 4, "Ngày sinh")
        for place, word in enumerate(("TT", None, None, None, None, "SĐT")):
            sheet.write(1, place, word) if word else None
        for place, word in enumerate(("", "", "", "Nam", "Nữ", "")):
            sheet.write(2, place, word)
        for place, word in enumerate(("1", "Lò Thị", "Ón", "", "2005", "0912345678")):
            sheet.write(3, place, word)

    batch = receive(table_in(workbook(prepare=merge)))

    assert batch.headings_through == 3
    assert batch.mapping == ["", "full_name", "full_name", "birth", "birth", "phone"]
    assert "Ngày sinh – Nam" in batch.headings


def test_what_was_said_of_a_column_is_remembered_for_the_unit_and_kind(
    org, secretary, receive, now
):
    first = receive(pasted(HEAD, ONE))
    actions.map_columns(
        by=secretary,
        batch_id=first.pk,
        mapping=["", "full_name", "birth", "phone", "availability"],
        fills=FILLS,
        now=now,
    )

    assert receive(pasted(HEAD, ONE)).mapping[4] == "availability"
    other = org.officer("COMMUNE_OFFICER", org.binh_lu)
    assert receive(pasted(HEAD, ONE), by=other, unit=org.binh_lu).mapping[4] == ""


def test_nothing_is_saved_before_somebody_says_so(bring):
    batch = bring(HEAD, ONE)

    assert (batch.state, batch.ready) == ("CHECKED", 1)
    assert not Person.objects.exists()


def test_the_preview_is_what_becomes_of_the_list(bring, secretary, now):
    rows = [
        HEAD,
        ONE,
        ("2", "vàng  a chư", "1/2/2004", "84 987 654 321", ""),
        ("3", "?", "", "", ""),
    ]
    batch = bring(*rows)
    shown = queries.rows_shown(batch, [RowState.READY], actor=secretary, limit=9)

    applied(secretary, batch, now)
    batch.refresh_from_db()

    saved = queries.rows_shown(batch, [RowState.APPLIED], actor=secretary, limit=9)
    assert [row.cells for row in saved] == [row.cells for row in shown]
    cells = [{cell.label: cell.text for cell in row.cells} for row in shown]
    assert [cell["Họ và tên"] for cell in cells] == [
        person.full_name for person in Person.objects.order_by("pk")
    ]
    assert cells[1]["Số điện thoại"] == "0987 654 321"


def test_lines_that_are_no_data_are_named_and_left_out(bring, secretary):
    batch = bring(
        ("DANH SÁCH", "", "", "", ""),
        HEAD,
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        ONE,
        HEAD,
        ("", "Tổng cộng: 1 người", "", "", ""),
        ("Người lập biểu", "", "", "", ""),
    )

    noted = queries.rows_shown(batch, [RowState.NOTE], actor=secretary, limit=9)
    assert [(row.line, *row.remarks) for row in noted] == [
        (1, "Dòng phía trên bảng"),
        (2, "Dòng phía trên bảng"),
        (3, "Dòng đánh số cột"),
        (5, "Dòng tiêu đề"),
        (6, "Dòng ghi chú hoặc dòng cộng"),
        (7, "Dòng ghi chú hoặc dòng cộng"),
    ]
    assert (batch.ready, batch.faulty, batch.noted) == (1, 0, 6)


def test_formulas_and_merged_cells_are_taken_and_said(bring, secretary):
    def more(_book, sheet):
        sheet.write_formula(1, 1, '="Lò "&"Thị Ón"', None, "Lò Thị Ón")
        sheet.merge_range(1, 3, 2, 3, "0912345678")
        sheet.write(2, 1, "Lò Văn Ơn")

    batch = bring(table=table_in(workbook(HEAD, prepare=more)))

    shown = queries.rows_shown(batch, [RowState.READY], actor=secretary, limit=9)
    said = [remark for row in shown for cell in row.cells for remark in cell.remarks]
    assert [text.split(":")[0] for text in said] == ["Ô có công thức", "Ô gộp nhiều dòng"]


def test_a_broken_formula_is_a_fault(bring):
    batch = bring(HEAD, ("1", "#REF!", "", "", ""))

    assert "Công thức trong ô bị lỗi" in BatchRow.objects.get(batch=batch, line=2).findings[0][1]


def test_required_columns_are_asked_for_by_name(bring):
    with refused(ColumnsMissing) as refusal:
        bring(("SĐT", "Lớp"), ("0912345678", "11A2"), fills={})

    assert "Họ và tên, Tư cách" in str(refusal.value)


def test_a_text_for_all_lines_must_be_readable(bring):
    with refused(FillUnreadable):
        bring(HEAD, ONE, fills={"kind": "Vua"})


def test_a_mended_line_keeps_what_it_said_and_is_checked_again(bring, secretary, now):
    batch = bring(HEAD, ("1", "Lò Thị Ón", "2005", "12", ""))

    texts = {"full_name": "Lò Thị Ón", "phone": "0912 345 678"}
    mended = actions.mend(by=secretary, batch_id=batch.pk, line=2, texts=texts, now=now)

    row = BatchRow.objects.get(batch=batch, line=2)
    assert (mended.ready, mended.faulty) == (1, 0)
    assert row.cells == ["1", "Lò Thị Ón", "2005", "12", ""]
    with refused(Missing):
        actions.mend(by=secretary, batch_id=batch.pk, line=2, texts=texts, now=now)


def test_lines_mended_after_the_others_were_saved_are_saved_by_themselves(bring, secretary, now):
    batch = applied(secretary, bring(HEAD, ONE, ("2", "Lò Văn Ơn", "2005", "12", "")), now)
    assert (batch.applied, batch.faulty) == (1, 1)

    actions.mend(by=secretary, batch_id=batch.pk, line=3, texts={"phone": ""}, now=now)
    batch.refresh_from_db()
    done = applied(secretary, batch, now)

    assert (done.state, done.applied, done.faulty) == ("APPLIED", 2, 0)
    assert Person.objects.count() == 2


def test_what_became_faulty_since_the_preview_is_not_saved(bring, secretary, now):
    first, second = bring(HEAD, ONE), bring(HEAD, ONE)
    applied(secretary, first, now)

    late = applied(secretary, second, now)

    assert (late.applied, late.faulty) == (0, 1)
    assert Person.objects.count() == 1


def test_another_number_than_the_preview_showed_is_refused(bring, secretary, now):
    batch = bring(HEAD, ONE)

    with refused(PreviewOutdated):
        actions.apply(by=secretary, batch_id=batch.pk, expected=2, now=now)
    applied(secretary, batch, now)
    with refused(NothingToApply):
        actions.apply(by=secretary, batch_id=batch.pk, expected=0, now=now)


def test_a_list_that_was_applied_is_neither_mapped_anew_nor_thrown_away(bring, secretary, now):
    batch = applied(secretary, bring(HEAD, ONE), now)

    with refused(TooLateToMap):
        actions.map_columns(
            by=secretary, batch_id=batch.pk, mapping=batch.mapping, fills=FILLS, now=now
        )
    with refused(TooLateToDiscard):
        actions.discard(by=secretary, batch_id=batch.pk, now=now)


def test_a_list_of_which_nothing_was_saved_can_be_thrown_away(bring, secretary, now):
    batch = bring(HEAD, ONE)
    with refused(NothingToUndo):
        actions.undo(by=secretary, batch_id=batch.pk, now=now)

    actions.discard(by=secretary, batch_id=batch.pk, now=now)

    assert not Batch.objects.exists()
    assert not BatchRow.objects.exists()
    assert Entry.objects.order_by("-pk").first().event == "work.ListDiscarded"


def test_a_long_list_is_left_to_a_worker_and_to_nobody_else_meanwhile(bring, secretary, now):
    rows = [
        (str(n), f"Lò Thị {'Ánh' * (n % 5 + 1)}", "2005", f"0912{n:06d}", "") for n in range(500)
    ]
    batch = bring(HEAD, *rows)
    job = Job.objects.get(pk=batch.job_id)
    assert (batch.state, job.kind) == ("CHECKING", "lists.check")
    with refused(BatchBusy):
        actions.discard(by=secretary, batch_id=batch.pk, now=now)

    told = []
    done = actions.run_pass(
        by=secretary, task=job.kind, batch_id=batch.pk, report=lambda *n: told.append(n), now=now
    )

    assert (done.ready, done.faulty) == (500, 0)
    assert told[-1] == (500, 500)


def test_a_pass_that_was_cut_off_goes_on_where_it_was(bring, secretary, now, monkeypatch):
    monkeypatch.setattr("aoxanh.work.actions.passes.AT_ONCE", 1)
    batch = bring(HEAD, ONE, ("2", "Lò Văn Ơn", "2004", "", ""))

    def run(task):
        silent = lambda _done, _total: None  # noqa: E731
        return actions.run_pass(by=secretary, task=task, batch_id=batch.pk, report=silent, now=now)

    run("lists.check")
    batch.refresh_from_db()
    actions.apply(by=secretary, batch_id=batch.pk, expected=2, now=now)
    BatchRow.objects.filter(batch=batch, line=2).update(state=RowState.APPLIED)
    done = run("lists.apply")

    assert done.applied == 2
    assert Person.objects.count() == 1
    assert run("lists.apply") is None


def test_other_units_see_nothing_of_a_list(org, bring, receive):
    batch = bring(HEAD, ONE)
    sibling = org.officer("COMMUNE_OFFICER", org.binh_lu)
    above = org.officer("PROVINCE_OFFICER", org.province)

    for other in (sibling, above):
        with refused(Missing):
            queries.batch(batch.code, actor=other)
        assert list(queries.batches(org.ta_leng.pk, actor=other)) == []
        with refused(ListKindUnknown):
            receive(pasted(HEAD, ONE), by=other)


def test_who_may_not_edit_people_brings_in_none(org, receive):
    leader = org.officer("CLUB_LEADER", org.ta_leng)

    with refused(ListKindUnknown):
        receive(pasted(HEAD, ONE), by=leader)


def test_a_preview_costs_the_same_for_more_lines(bring, secretary, costs_the_same):
    batches = [bring(HEAD, ONE)]

    def grow():
        more = [(str(n), f"Vàng A {'Chư' * n}", "2004", "", "") for n in range(1, 7)]
        batches.append(bring(HEAD, *more))

    costs_the_same(
        lambda: queries.rows_shown(batches[-1], [RowState.READY], actor=secretary, limit=20), grow
    )
