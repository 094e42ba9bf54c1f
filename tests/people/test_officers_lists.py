"""Lists of officers: posts for who is known, records with posts for who is not."""

import pytest

from aoxanh.people.models import Person, Post
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
