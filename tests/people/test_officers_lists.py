"""Lists of officers: posts for who is known, records with posts for who is not."""

import pytest

from aoxanh.people.models import Person, Post
from aoxanh.units import actions as units
from aoxanh.work import actions as work
from aoxanh.work.models import BatchRow
from aoxanh.work.types import RowState
from tests.work.lists import applied, brought, pasted


HEAD = ("Họ và tên", "SĐT", "Đơn vị", "Chức vụ", "Đứng đầu", "Từ ngày", "Đến ngày")
HEADED = ("Lò Thị Ón", "0912345678", "", "Bí thư", "x", "1/3/2024", "")


@pytest.fixture
def bring(org, secretary, now):
    def make(*rows):
        return brought(secretary, org.ta_leng.pk, pasted(HEAD, *rows), now, of="officers")

    return make


def said(batch, *states):
    rows = BatchRow.objects.filter(batch=batch, state__in=states).order_by("line")
    return [(row.line, *finding) for row in rows for finding in row.findings]


def test_officers_come_in_with_their_posts(secretary, bring, now):
    batch = applied(
        secretary,
        bring(HEADED, ("Vàng A Chư", "", "", "Phó Bí thư", "", "1/3/2024", "28/2/2026")),
        now,
    )

    posts = Post.objects.order_by("pk").values_list("person__full_name", "title", "is_head")
    assert list(posts) == [("Lò Thị Ón", "Bí thư", True), ("Vàng A Chư", "Phó Bí thư", False)]
    assert batch.applied == 2


def test_who_is_known_gets_the_post_and_no_second_record(secretary, enrol, bring, now):
    known = enrol("Lò Thị Ón", phone="0912345678")
    batch = bring(HEADED)
    assert any("ghi thêm chức danh" in each[2] for each in said(batch, RowState.READY))

    applied(secretary, batch, now)

    assert Person.objects.count() == 1
    assert Post.objects.get().person == known


def test_faults_of_officers_are_told_at_their_columns(secretary, bring, now):
    applied(secretary, bring(HEADED), now)

    batch = bring(
        HEADED,
        ("Vàng A Chư", "", "Đoàn xã Không Có", "Phó Bí thư", "", "1/3/2024", ""),
        ("Lò Văn Ơn", "", "", "Ủy viên", "", "1/3/2024", "1/2/2024"),
        ("Lò Văn Panh", "", "", "", "có lẽ", "1/3/2024", ""),
        ("Lò Văn Xôm", "", "", "x" * 121, "", "1/3/2024", ""),
    )

    found = [(line, column) for line, column, _said, fault in said(batch, RowState.FAULTY) if fault]
    assert found == [
        (2, "title"), (3, "unit"), (4, "valid_to"), (5, "title"), (5, "is_head"), (6, "title"),
    ]  # fmt: skip


def test_undoing_keeps_whom_something_hangs_on(org, secretary, enrol, bring, now):
    enrol("Lò Thị Ón", phone="0912345678")
    batch = applied(
        secretary, bring(HEADED, ("Vàng A Chư", "", "", "Phó Bí thư", "", "1/3/2024", "")), now
    )
    new = Person.objects.get(full_name="Vàng A Chư")
    Post.objects.create(person=new, unit=org.ta_leng, title="Khác", valid_from="2024-01-01")

    undone = work.undo(by=secretary, batch_id=batch.pk, now=now)

    assert undone.kept == 1
    assert set(Person.objects.values_list("full_name", flat=True)) == {"Lò Thị Ón", "Vàng A Chư"}
    assert set(Post.objects.values_list("title", flat=True)) == {"Phó Bí thư", "Khác"}


@pytest.fixture
def bring_below(org, now):
    """``bring_below(row, …)``: the province's officer brings a list for its communes."""
    officer = org.officer("PROVINCE_OFFICER", org.province)

    def make(*rows):
        return officer, brought(officer, org.province.pk, pasted(HEAD, *rows), now, of="officers")

    return make


def test_a_province_brings_in_the_posts_of_its_communes_in_one_list(org, system, bring_below, now):
    units.add_alias(by=system, unit_id=org.binh_lu.pk, name="thị trấn Tam Đường", now=now)

    officer, batch = bring_below(
        ("Lò Thị Ón", "0912345678", "Đoàn Tả Lèng", "Bí thư", "x", "1/3/2024", ""),
        ("Vàng A Chư", "0912345679", org.binh_lu.code, "Bí thư", "x", "1/3/2024", ""),
        ("Lò Văn Ơn", "0912345670", "thị trấn Tam Đường", "Phó Bí thư", "", "1/3/2024", ""),
        ("Tẩn A Dao", "0912345671", "", "Chánh Văn phòng", "", "1/3/2024", ""),
    )
    applied(officer, batch, now)

    posts = Post.objects.order_by("pk").values_list("person__full_name", "unit_id")
    assert list(posts) == [
        ("Lò Thị Ón", org.ta_leng.pk),
        ("Vàng A Chư", org.binh_lu.pk),
        ("Lò Văn Ơn", org.binh_lu.pk),
        ("Tẩn A Dao", org.province.pk),
    ]
    assert set(Person.objects.values_list("unit_id", flat=True)) == {
        org.ta_leng.pk, org.binh_lu.pk, org.province.pk,
    }  # fmt: skip


def test_a_name_that_is_short_for_a_unit_is_told_in_full(org, bring_below):
    _officer, batch = bring_below(
        ("Lò Thị Ón", "0912345678", "Tả Lèng", "Bí thư", "x", "1/3/2024", "")
    )

    assert (2, "unit", "Đoàn Tả Lèng", False) in said(batch, RowState.READY)


def test_units_that_are_not_below_are_a_fault_of_their_line(org, bring):
    batch = bring(
        ("Lò Thị Ón", "0912345678", org.binh_lu.code, "Bí thư", "x", "1/3/2024", ""),
        ("Vàng A Chư", "", "bản Pho", "Bí thư", "x", "1/3/2024", ""),
    )

    assert [each[:2] for each in said(batch, RowState.FAULTY)] == [(2, "unit")]


def test_a_list_of_many_communes_costs_what_one_costs(
    org, bring_below, django_assert_max_num_queries
):
    communes = [org.found(f"Xã {number}", parent=org.province) for number in range(30)]
    rows = [
        ("Lò Văn Ơn", f"09123{number:05d}", unit.code, "Bí thư", "x", "1/3/2024", "")
        for number, unit in enumerate(communes)
    ]

    with django_assert_max_num_queries(40):
        _officer, batch = bring_below(*rows)

    assert batch.ready == 30
