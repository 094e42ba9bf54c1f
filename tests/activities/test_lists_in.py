"""Lists about activities: declared totals, what past years held, and sign-ups through the guard of places."""

from datetime import date, timedelta

import pytest

from aoxanh.activities.errors import PeriodMissing, SlotUnclear
from aoxanh.activities.models import Activity, DeclaredTotal, Evidence, HoursEntry, Pass, Signup
from aoxanh.activities.types import SignupState
from aoxanh.kernel.errors import Missing
from aoxanh.places.models import PlaceSuccession
from aoxanh.places.types import Share
from aoxanh.units.models import Closure
from aoxanh.work import actions as work
from aoxanh.work import queries
from aoxanh.work.models import BatchRow
from aoxanh.work.types import RowState
from tests.activities.crowd import Crowd
from tests.activities.world import World, refused
from tests.work.lists import applied, brought, pasted


@pytest.fixture
def world(db, system, today, now):
    return World(system=system, day=today, now=now).build()


@pytest.fixture
def officer(world):
    return world.officer(world.ta_leng)


@pytest.fixture
def bring(world, officer, now):
    def make(kind, *rows, subject_id=None, **fills):
        return brought(
            officer,
            world.ta_leng.pk,
            pasted(*rows),
            now,
            of=kind,
            subject_id=subject_id,
            fills=fills,
        )

    return make


def faults(batch):
    rows = BatchRow.objects.filter(batch=batch, state=RowState.FAULTY).order_by("line")
    return [
        (row.line, column) for row in rows for column, _said, is_fault in row.findings if is_fault
    ]


def said(batch):
    return [each[1] for row in BatchRow.objects.filter(batch=batch) for each in row.findings]


TOTALS = ("Năm", "Từ ngày", "Đến ngày", "Số hoạt động", "Lượt người", "Số người", "Đơn vị")


def test_declared_totals_of_years_and_spans_come_in(world, officer, bring, now):
    batch = bring(
        "declared_totals",
        TOTALS,
        ("2023", "", "", "1.280", "15.000", "9000", ""),
        ("", "1/1/2024", "30/6/2024", "12", "", "", world.ta_leng.code),
    )
    applied(officer, batch, now)

    rows = DeclaredTotal.objects.order_by("valid_from")
    assert [(row.valid_from.year, row.activities, row.turns) for row in rows] == [
        (2023, 1280, 15000), (2024, 12, None),
    ]  # fmt: skip
    assert not HoursEntry.objects.exists()


def test_faults_of_totals_are_told_at_their_columns(world, bring):
    batch = bring(
        "declared_totals",
        TOTALS,
        ("2023", "", "", "12", "10", "20", ""),
        ("2026", "", "", "12", "", "", ""),
        ("", "", "", "12", "", "", ""),
        ("2022", "", "", "12,5", "", "", ""),
        ("2021", "", "", "12", "", "", "Đoàn xã Không Có"),
        ("2020", "", "", "12", "", "", ""),
        ("", "1/6/2020", "1/9/2020", "3", "", "", ""),
        ("", "2/9/2019", "1/9/2019", "3", "", "", ""),
    )

    assert faults(batch) == [
        (2, "persons"), (3, "year"), (4, "first_day"), (5, "activities"), (6, "unit"), (8, "first_day"),
        (9, "first_day"),
    ]  # fmt: skip
    assert str(PeriodMissing()) in said(batch)


def test_totals_that_were_corrected_since_are_kept_by_the_undo(officer, bring, now):
    batch = applied(
        officer,
        bring("declared_totals", TOTALS, ("2023", *[""] * 2, "9", "", "", ""), ("2022", *[""] * 2, "8", "", "", "")),
        now,
    )  # fmt: skip
    later = now + timedelta(days=1)
    DeclaredTotal.objects.filter(valid_from__year=2023).update(declared_at=later)

    undone = work.undo(by=officer, batch_id=batch.pk, now=later)

    assert undone.kept == 1
    assert [row.valid_from.year for row in DeclaredTotal.objects.all()] == [2023]
    assert any("01/01/2023" in text for text in said(batch))


HELD = (
    "Tên hoạt động", "Loại", "Lĩnh vực", "Ngày tổ chức", "Đến ngày", "Xã", "Lượt người", "Số người",
    "Minh chứng",
)  # fmt: skip
ONE = (
    "Chủ nhật xanh", "{kind}", "{field}", "12/10/2024", "", "xã Tả Lèng", "120", "80", "BC số 3",
)  # fmt: skip


@pytest.fixture
def held(world):
    """A line about an activity that took place, with other words in some places."""
    known = world.opened(by=world.system)
    names = {"kind": known.kind.name, "field": known.primary_field.name}
    Activity.objects.filter(pk=known.pk).update(starts_on="2025-12-01", ends_on="2025-12-02")

    def make(**other):
        cells = [cell.format(**names) for cell in ONE]
        for place, text in other.items():
            cells[int(place[1:])] = text
        return tuple(cells)

    return make


def test_activities_of_past_years_come_in_with_declared_turns_and_no_hours(
    officer, bring, held, now
):
    batch = applied(officer, bring("past_activities", HELD, held(), held(_0="Hiến máu")), now)

    made = Activity.objects.filter(state="RECORDED").order_by("title")
    assert [(row.title, row.declared_turns, row.place.name) for row in made] == [
        ("Chủ nhật xanh", 120, "Tả Lèng"), ("Hiến máu", 120, "Tả Lèng"),
    ]  # fmt: skip
    assert Evidence.objects.filter(paper="BC số 3").count() == 2
    assert not HoursEntry.objects.exists()
    work.undo(by=officer, batch_id=batch.pk, now=now)
    assert not Activity.objects.filter(state="RECORDED").exists()


def test_the_preview_says_which_place_each_text_means(world, officer, bring, held):
    former = world.place(
        "Nùng Nàng",
        "03420",
        inside="Lai Châu",
        valid_from=date(2000, 1, 1),
        valid_to=date(2025, 7, 1),
    )
    PlaceSuccession.objects.create(
        predecessor=former,
        successor=world.places["Tả Lèng"],
        on=date(2025, 7, 1),
        share=Share.WHOLE,
    )

    batch = bring("past_activities", HELD, held(), held(_0="Hiến máu", _5="xã Nùng Nàng"))

    rows = queries.rows_shown(batch, [RowState.READY], actor=officer, limit=9)
    told = [cell.remarks for row in rows for cell in row.cells if cell.label == "Xã, phường"]
    assert told == [
        ["Là xã Tả Lèng, tỉnh Lai Châu."],
        ["xã Nùng Nàng, tỉnh Lai Châu nay là xã Tả Lèng, tỉnh Lai Châu (từ 01/07/2025)."],
    ]


def test_faults_of_past_activities_are_told_at_their_columns(officer, bring, held, now):
    applied(officer, bring("past_activities", HELD, held()), now)

    batch = bring(
        "past_activities",
        HELD,
        held(),
        held(_0="A", _1="Loại lạ"),
        held(_0="B", _2="Lĩnh vực lạ"),
        held(_0="C", _3="1/1/2030"),
        held(_0="D", _5="xã Không Có Đâu"),
        held(_0="E", _7="500"),
        held(_0="F", _4="1/10/2024"),
        held(_0="G", _8=""),
        held(_0="H", _3="1/1/1990"),
    )

    assert faults(batch) == [
        (2, "title"), (3, "kind"), (4, "field"), (5, "first_day"), (6, "place"), (7, "persons"),
        (8, "last_day"), (9, "paper"), (10, "first_day"),
    ]  # fmt: skip


def test_an_activity_that_was_changed_since_is_kept_by_name(officer, bring, held, now):
    batch = applied(officer, bring("past_activities", HELD, held()), now)
    Activity.objects.filter(state="RECORDED").update(version=2)

    undone = work.undo(by=officer, batch_id=batch.pk, now=now)

    assert undone.kept == 1
    assert "Chủ nhật xanh: đã được sửa hoặc dùng sau khi nhập" in said(batch)


FORM = ("Dấu thời gian", "Họ và tên", "Số điện thoại", "Năm sinh", "Ca")


@pytest.fixture
def crowd(world):
    return Crowd.at(world, places=2)


@pytest.fixture
def signed(crowd, bring):
    def make(*people, head=FORM):
        rows = [("1/11/2026", name, phone, year, slot) for name, phone, year, slot in people]
        return bring("signups", head, *rows, subject_id=crowd.activity.pk)

    return make


def test_a_forms_list_becomes_sign_ups_and_the_rest_waits(officer, crowd, signed, now):
    batch = signed(
        ("Lò Thị Ón", "0912345601", "2000", ""),
        ("Vàng A Chư", "0912345602", "2001", ""),
        ("Giàng Thị Mỷ", "0912345603", "2002", ""),
    )
    assert [text for text in said(batch) if "dự bị" in text] == ["Hết chỗ: vào Danh sách dự bị."]

    done = applied(officer, batch, now)

    states = Signup.objects.order_by("pk").values_list("person__full_name", "state")
    assert done.applied == 3
    assert list(states) == [
        ("Lò Thị Ón", SignupState.CONFIRMED),
        ("Vàng A Chư", SignupState.CONFIRMED),
        ("Giàng Thị Mỷ", SignupState.WAITING),
    ]
    crowd.slot.refresh_from_db()
    assert (crowd.slot.taken, crowd.slot.waiting) == (2, 1)


def test_faults_of_sign_ups_are_told_before_anybody_is_signed_up(crowd, signed):
    crowd.sign_up("Lò Thị Ón", "0912345601")

    batch = signed(
        ("Lò Thị Ón", "0912345601", "2000", ""),
        ("Vàng A Chư", "", "2001", ""),
        ("Bé Na", "0912345603", "2018", ""),
        ("Lò Văn Ơn", "0912345604", "2000", "Ca đêm"),
    )

    assert faults(batch) == [(2, "phone"), (3, "phone"), (4, "guardian_full_name"), (5, "slot")]
    assert any("Hãy ghi ca, vai trò là một trong" in text for text in said(batch))
    assert SlotUnclear(offered="x")


def test_a_full_activity_without_a_list_refuses_the_rest(crowd, signed):
    type(crowd.shift).objects.update(waiting_until=None)

    batch = signed(*[(f"Lò Văn {'Ơ' * n}n", f"091234560{n}", "2000", "") for n in range(1, 4)])

    assert (batch.ready, faults(batch)) == (2, [(4, "slot")])


def test_a_place_that_went_meanwhile_is_not_sold_twice(officer, crowd, signed, now):
    type(crowd.shift).objects.update(waiting_until=None)
    batch = signed(
        ("Lò Thị Ón", "0912345601", "2000", ""), ("Vàng A Chư", "0912345602", "2001", "")
    )
    crowd.sign_up("Giàng Thị Mỷ", "0912345603")

    done = applied(officer, batch, now)

    assert (done.applied, done.faulty) == (1, 1)
    crowd.slot.refresh_from_db()
    assert crowd.slot.taken == crowd.slot.capacity


def test_sign_ups_are_withdrawn_again_but_not_of_who_has_come(officer, crowd, signed, now):
    batch = applied(
        officer,
        signed(("Lò Thị Ón", "0912345601", "2000", ""), ("Vàng A Chư", "0912345602", "2001", "")),
        now,
    )
    crowd.scan(Pass.objects.get(person__full_name="Lò Thị Ón"))

    undone = work.undo(by=officer, batch_id=batch.pk, now=now)

    assert undone.kept == 1
    assert "Lò Thị Ón: đã điểm danh hoặc ca đã bắt đầu" in said(batch)
    assert Signup.objects.get(person__full_name="Vàng A Chư").state == SignupState.WITHDRAWN


def test_a_list_for_the_activity_of_another_unit_is_refused(world, crowd, now):
    neighbour = world.officer(world.binh_lu)

    with refused(Missing):
        brought(
            neighbour,
            world.binh_lu.pk,
            pasted(FORM),
            now,
            of="signups",
            subject_id=crowd.activity.pk,
        )
    assert Closure.objects.exists()
