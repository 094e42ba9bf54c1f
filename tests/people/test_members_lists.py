"""Lists of members: read, looked at, saved, undone."""

from datetime import date

import pytest

from aoxanh.audit.models import Entry
from aoxanh.people import queries
from aoxanh.people.models import Consent, Membership, Person
from aoxanh.work import actions as work
from aoxanh.work.models import BatchRow
from aoxanh.work.types import RowState
from tests.work.lists import applied, brought, pasted


HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "SĐT", "Lớp")


@pytest.fixture
def bring(org, secretary, now):
    def make(*rows, by=secretary, **fills):
        fills = {"kind": "Đoàn viên"} | fills
        return brought(by, org.ta_leng.pk, pasted(*rows), now, fills=fills)

    return make


def test_a_pasted_list_becomes_members(org, bring, secretary, now):
    batch = bring(
        HEAD,
        ("1", "Lò Thị Ón", "1/9/2005", "nữ", "0912 345 678", "11A2"),
        ("2", "Vàng A Chư", "2004", "Nam", "", "11A2"),
    )
    done = applied(secretary, batch, now)

    people = queries.people(actor=secretary, unit_id=org.ta_leng.pk)
    assert [(p.full_name, p.birth_date, p.birth_year, p.gender, p.phone) for p in people] == [
        ("Vàng A Chư", None, 2004, "MALE", ""),
        ("Lò Thị Ón", date(2005, 9, 1), 2005, "FEMALE", "+84912345678"),
    ]
    assert {m.class_name for m in Membership.objects.all()} == {"11A2"}
    assert Consent.objects.filter(given_by="UNIT").count() == 2
    assert (done.state, done.applied) == ("APPLIED", 2)
    assert Entry.objects.filter(event="people.PersonsEnrolled").count() == 1


def test_faults_are_told_by_line_and_column_and_the_others_are_saved(bring, secretary, now):
    batch = bring(
        HEAD,
        ("1", "Lò Thị Ón", "1/9/2005", "nữ", "0912 345 678", ""),
        ("2", "", "1/9/2005", "nữ", "0912 345 679", ""),
        ("3", "Lò Văn Ơn", "32/9/2005", "?", "12", ""),
        ("4", "LÒ THỊ ÓN", "1/9/2005", "nữ", "84912345678", ""),
        ("5", "Bé Na", "2018", "nữ", "", ""),
    )

    found = {
        (row.line, column)
        for row in BatchRow.objects.filter(batch=batch, state=RowState.FAULTY)
        for column, sentence, is_fault in row.findings
        if is_fault and sentence
    }
    assert found == {
        (3, "full_name"), (4, "birth"), (4, "gender"), (4, "phone"), (5, "full_name"),
        (6, "guardian_full_name"),
    }  # fmt: skip
    assert (batch.ready, batch.faulty) == (1, 4)
    assert not Person.objects.exists()
    applied(secretary, batch, now)
    assert [p.full_name for p in Person.objects.all()] == ["Lò Thị Ón"]


def test_undoing_takes_everybody_out_again(bring, secretary, now):
    batch = applied(secretary, bring(HEAD, ("1", "Lò Thị Ón", "2005", "", "", "")), now)

    undone = work.undo(by=secretary, batch_id=batch.pk, now=now)

    assert (undone.state, undone.applied, undone.kept) == ("UNDONE", 0, 0)
    assert not Person.objects.exists()
    assert not Membership.objects.exists()
    assert Entry.objects.filter(event="people.PersonsTakenBack").exists()
