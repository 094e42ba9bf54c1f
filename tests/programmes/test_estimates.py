"""A body writes its yearly estimate and sends it; money is recorded by documents and never overwritten."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.programmes import actions, queries
from aoxanh.programmes.errors import ProgrammeIsClosed, UnknownProgramme
from aoxanh.programmes.errors.budget import (
    AmountNotPositive,
    BeyondAssigned,
    EntryCorrectedAlready,
    EntryUnchanged,
    EstimateIsEmpty,
    EstimateIsSent,
    LineSaidAlready,
    NoNewMoney,
    NotABody,
    PaperNeeded,
    SchemeKnownAlready,
    SchemeNeeded,
    SpentOnTask,
    TaskNotOfBody,
    UnknownScheme,
    YearOutside,
)
from aoxanh.programmes.models import EstimateLine, MoneyEntry, Programme
from aoxanh.programmes.types.budget import MoneyFlag, MoneyKind
from aoxanh.work import actions as work
from aoxanh.work.models import BatchRow
from tests.activities.world import World, refused
from tests.programmes.budgeting import MILLION, Budgeting
from tests.work.lists import applied, brought, pasted


@pytest.fixture
def money(db, system, today, now):
    return Budgeting(World(system=system, day=today, now=now).build()).build()


def test_a_body_writes_changes_and_sends_its_estimate(money):
    line = money.line()
    money.line(30 * MILLION, line_id=line.pk, is_about=True)
    money.line(10 * MILLION, source="xa_hoi")
    gone = money.line(5 * MILLION, task="NV-2")
    _removed(money, gone)
    assert money.total().rows == ()

    money.send()

    rows = money.total().rows
    assert [(row.name, row.asked, row.is_about) for row in rows] == [
        ("Ngân sách tỉnh", 30 * MILLION, True),
        ("Xã hội hóa", 10 * MILLION, False),
    ]
    for late in (lambda: money.line(task="NV-2"), lambda: _removed(money, line), money.send):
        with refused(EstimateIsSent):
            late()


def _removed(money, line):
    return actions.remove_line(
        by=money.system, unit_id=money.world.ta_leng.pk, line_id=line.pk, now=money.world.now
    )


def test_a_line_that_cannot_stand_is_refused(money):
    told = [
        ({"amount": -5}, AmountNotPositive),
        ({"year": 2031}, YearOutside),
        ({"year": 2024}, NoNewMoney),
        ({"source": "long_ghep"}, SchemeNeeded),
        ({"source": "long_ghep", "scheme_id": 0}, UnknownScheme),
        ({"line_id": 0}, Missing),
    ]
    for given, refusal in told:
        with refused(refusal):
            money.line(**given)

    assert not EstimateLine.objects.exists()


def test_a_body_unknown_to_the_plan_asks_for_nothing(money):
    with refused(NotABody):
        money.line(unit=money.finance)
    with refused(TaskNotOfBody):
        money.line(unit=money.world.province, task="NV-2")
    with refused(NotAllowed):
        money.line(by=money.world.officer(money.world.binh_lu))
    with refused(Missing):
        actions.send_estimate(
            by=money.system,
            unit_id=money.finance.pk,
            programme_id=0,
            year=2027,
            now=money.world.now,
        )


def test_one_task_has_one_line_from_a_source(money):
    first = money.line()
    with refused(LineSaidAlready):
        money.line(1)
    with pytest.raises(IntegrityError), transaction.atomic():
        EstimateLine.objects.create(
            estimate=first.estimate, task=first.task, source="tinh", kind="STATE", amount=1
        )


def test_an_empty_estimate_is_not_sent_nor_one_of_a_closed_programme(money):
    with refused(EstimateIsEmpty):
        money.send()
    Programme.objects.update(closed_on=date(2026, 6, 1))
    with refused(ProgrammeIsClosed):
        money.line()


def test_in_the_year_of_self_balance_a_body_stays_within_its_assigned_estimate(money):
    money.line(40 * MILLION, source="giao", year=2024)
    money.line(90 * MILLION, source="xa_hoi", year=2024)
    for assigned in (None, 39 * MILLION):
        with refused(BeyondAssigned):
            money.send(year=2024, assigned=assigned)

    sent = money.send(year=2024, assigned=40 * MILLION)

    assert sent.assigned == 40 * MILLION


def test_integrated_money_is_shown_with_its_scheme_and_counted_there(money):
    scheme = money.scheme()
    money.line(source="long_ghep", scheme_id=scheme.pk)
    money.line(10 * MILLION)
    money.send()

    total = money.total().total

    assert (total.asked, total.integrated) == (10 * MILLION, 50 * MILLION)
    lines = queries.own_lines(
        money.world.ta_leng.pk, programme=money.programme, year=2027, actor=money.system
    )
    assert [line.scheme for line in lines] == ["Giảm nghèo bền vững", ""]
    known = queries.schemes_at(
        money.world.ta_leng.pk, programme_id=money.programme.pk, actor=money.system
    )
    assert list(known) == [scheme]
    named = queries.tasks_of_schemes([scheme.pk], actor=money.system)
    assert named == {scheme.pk: [("III.1", "Nhiệm vụ 1")]}


def test_a_scheme_is_linked_once_and_is_another_one(money):
    money.scheme()
    with refused(SchemeKnownAlready):
        money.scheme()
    with refused(SchemeKnownAlready):
        money.scheme("Chính nó", programme_code="CT-1")


def test_a_scheme_of_a_sibling_cannot_be_named(money):
    theirs = money.scheme(unit=money.world.binh_lu)
    with refused(UnknownScheme):
        money.line(source="long_ghep", scheme_id=theirs.pk)
    with refused(UnknownScheme):
        money.money(source="long_ghep", scheme_id=theirs.pk)


def _entries(money):
    asked = {"programme": money.programme, "year": 2027, "actor": money.system}
    unit_id = money.world.ta_leng.pk
    return queries.money_entries(unit_id, lines=queries.own_lines(unit_id, **asked), **asked)


def test_spending_without_an_estimate_or_above_it_is_kept_and_flagged(money):
    money.line(30 * MILLION)
    money.send()
    money.money(20 * MILLION)
    assert [row.flag for row in _entries(money)] == [None]

    money.money(11 * MILLION)
    money.money(1, source="xa_hoi")
    money.money(7, MoneyKind.PLACED)

    flags = {(row.kind, row.source_name): row.flag for row in _entries(money)}
    assert flags == {
        (MoneyKind.SPENT, "Ngân sách tỉnh"): MoneyFlag.ABOVE,
        (MoneyKind.SPENT, "Xã hội hóa"): MoneyFlag.UNPLANNED,
        (MoneyKind.PLACED, "Ngân sách tỉnh"): None,
    }
    total = money.total().total
    assert (total.spent, total.placed) == (31 * MILLION + 1, 7)


def test_a_correction_is_a_new_entry_and_nought_takes_back(money):
    wrong = money.money(20 * MILLION)
    right = money.correct(wrong, 25 * MILLION)
    with refused(EntryCorrectedAlready):
        money.correct(wrong, 26 * MILLION)
    with refused(EntryUnchanged):
        money.correct(right, 25 * MILLION)
    assert money.total().total.spent == 25 * MILLION
    assert [row.corrects for row in _entries(money)] == [True]

    money.correct(right, 0)

    assert money.total().total.spent == 0
    assert _entries(money) == []
    assert MoneyEntry.objects.count() == 3


def test_the_database_refuses_to_overwrite_money(money):
    entry = money.money()

    for change in (lambda: MoneyEntry.objects.update(amount=1), entry.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()

    assert MoneyEntry.objects.get().amount == 20 * MILLION


def test_money_that_cannot_be_is_refused(money):
    told = [
        ({"amount": 0}, AmountNotPositive),
        ({"year": 2023}, YearOutside),
        ({"document": "  "}, PaperNeeded),
        ({"document_on": date(2026, 11, 24)}, PaperNeeded),
        ({"task_id": None}, SpentOnTask),
        ({"task_id": 0}, Missing),
    ]
    for given, refusal in told:
        with refused(refusal):
            money.money(**given)

    assert not MoneyEntry.objects.exists()


def test_who_may_not_see_a_unit_sees_none_of_its_money(money):
    money.line()
    money.send()
    sibling = money.world.officer(money.world.binh_lu)
    province = money.world.officer(money.world.province, "PROVINCE_OFFICER")

    assert money.total(actor=sibling).rows == ()
    assert money.total(actor=province).total.asked == 50 * MILLION
    with refused(UnknownProgramme):
        queries.money_of("CT-9", actor=province, unit_id=money.world.province.pk)


HEADINGS = ("Năm", "Mã nhiệm vụ", "Nguồn", "Chương trình lồng ghép", "Nội dung chi", "Số tiền")


def _listed(money, *rows):
    unit_id, by, now = money.world.ta_leng.pk, money.system, money.world.now
    table = pasted(HEADINGS, *rows)
    kind, subject = "estimate_lines", money.programme.pk
    return brought(by, unit_id, table, now, of=kind, subject_id=subject)


def test_a_years_lines_come_in_as_one_table_and_are_taken_back(money):
    money.scheme()
    batch = _listed(
        money,
        ("2027", "NV-1", "Ngân sách tỉnh", "", "In tài liệu", "khoảng 45,8 triệu"),
        ("2027", "nhiệm vụ 2", "long_ghep", "Giảm nghèo bền vững", "", "3.000.000.000"),
        ("2028", "NV-1", "Ngân sách tỉnh", "", "", "1 triệu"),
    )
    assert batch.ready == 3

    applied(money.system, batch, money.world.now)
    rows = EstimateLine.objects.order_by("pk").values_list("amount", "is_about", "scheme__name")
    assert list(rows) == [
        (45_800_000, True, None),
        (3_000_000_000, False, "Giảm nghèo bền vững"),
        (1_000_000, False, None),
    ]
    money.send()
    work.undo(by=money.system, batch_id=batch.pk, now=money.world.now)

    assert EstimateLine.objects.count() == 2


def test_a_list_of_lines_names_each_fault_by_line_and_column(money):
    money.line()
    money.line(year=2028)
    money.send(year=2028)
    batch = _listed(
        money,
        ("2027", "NV-1", "Ngân sách tỉnh", "", "", "1 triệu"),
        ("2028", "NV-2", "Ngân sách tỉnh", "", "", "1 triệu"),
        ("2024", "NV-2", "Ngân sách tỉnh", "", "", "1 triệu"),
        ("2027", "NV-9", "Ngân sách tỉnh", "", "", "1 triệu"),
        ("2027", "NV-2", "Vay", "", "", "1 triệu"),
        ("2027", "NV-2", "Lồng ghép", "Đề án lạ", "", "1 triệu"),
        ("2027", "NV-2", "Xã hội hóa", "", "", "-5"),
    )

    rows = BatchRow.objects.filter(batch=batch).order_by("line")
    assert batch.ready == 0
    assert [row.findings[0][0] for row in rows[1:]] == [
        "task", "year", "source", "task", "source", "scheme", "amount",
    ]  # fmt: skip
