"""Twenty thousand lines with five hundred faults; a million as a drill."""

import os
import resource
import time
from collections.abc import Sequence

import pytest

from aoxanh.kernel.tables import Table
from aoxanh.people.models import Membership, Person
from aoxanh.work import actions as work
from aoxanh.work.models import BatchRow
from aoxanh.work.types import RowState
from tests.access.organisation import Organisation


HEAD = [
    "STT",
    "Họ và tên",
    "SĐT",
    "E-mail",
    "Ngày sinh",
    "Giới tính",
    "Tư cách",
    "Từ ngày",
    "Lớp",
    "Đối tượng",
]
FAMILY = ("Lò", "Vàng", "Giàng", "Nguyễn", "Tẩn", "Phàn", "Đèo", "Mùa", "Sùng", "Hoàng")
MIDDLE = ("Thị", "Văn", "A", "Seo", "Láo", "Minh", "Thu", "Xuân", "Ngọc", "Hồng")
GIVEN = ("Ón", "Chư", "Mỷ", "San", "Dợ", "Páo", "Lử", "Sính", "Cở", "Quỳnh")
FAULTS = {
    "no name": (1, ""),
    "name of digits": (1, "Lò 123"),
    "short phone": (2, "0912"),
    "letters for a phone": (2, "không có"),
    "no address": (3, "lo.on@"),
    "no day": (4, "31/02/2005"),
    "to be born": (4, "01/01/2030"),
    "a child": (4, "01/01/2019"),
    "no gender": (5, "Khác lạ"),
    "no kind": (6, "Vua"),
    "no since": (7, "hôm qua"),
    "a long class": (8, "x" * 61),
}
SAID_AT = {"a child": "guardian_full_name"}
COLUMNS = (
    "",
    "full_name",
    "phone",
    "email",
    "birth",
    "gender",
    "kind",
    "valid_from",
    "class_name",
    "youth_category",
)


def line(number):
    name = f"{FAMILY[number % 10]} {MIDDLE[number // 10 % 10]} {GIVEN[number // 100 % 10]}"
    return [
        str(number), name, f"09{number:08d}", f"u{number}@example.org",
        f"{number % 28 + 1:02d}/{number % 12 + 1:02d}/{1990 + number % 18}", ("Nam", "Nữ")[number % 2],
        "Đoàn viên", "01/09/2025", f"{number % 12 + 1}A{number % 6}", ("Học sinh", "Sinh viên")[number % 2],
    ]  # fmt: skip


def table_of(rows, *, faults=0):
    """A table, and where its faults are: one in every so many lines, of each kind in turn."""
    listed, wrong = [HEAD], {}
    every = rows // faults if faults else 0
    kinds = list(FAULTS)
    for number in range(1, rows + 1):
        cells = line(number)
        if every and number % every == 0 and len(wrong) < faults:
            kind = kinds[len(wrong) % len(kinds)]
            place, text = FAULTS[kind]
            cells[place] = text
            wrong[number + 1] = SAID_AT.get(kind, COLUMNS[place])
        listed.append(cells)
    return Table(name="nhiều", lines=range(1, rows + 2), rows=listed), wrong


@pytest.fixture
def org(db, system, today, now):
    return Organisation(system=system, day=today, now=now).build()


def bring(org, table, now):
    """The list received, checked and applied as a worker would; what the check said by line."""
    by = org.officer("COMMUNE_OFFICER", org.ta_leng)
    given = {"by": by, "now": now}
    batch = work.receive(kind="members", unit_id=org.ta_leng.pk, table=table, **given)
    work.map_columns(batch_id=batch.pk, mapping=batch.mapping, fills={}, **given)
    run = {"batch_id": batch.pk, "report": lambda _done, _total: None, **given}
    checked = work.run_pass(task=work.CHECK, **run)
    work.apply(batch_id=batch.pk, expected=checked.ready, **given)
    return batch, checked, work.run_pass(task=work.APPLY, **run)


def test_twenty_thousand_lines_with_five_hundred_faults_are_told_apart(org, now):
    table, wrong = table_of(20_000, faults=500)

    started = time.process_time()
    batch, checked, done = bring(org, table, now)
    spent = time.process_time() - started

    rows = BatchRow.objects.filter(batch=batch, state=RowState.FAULTY).order_by("line")
    found = {row.line: [column for column, _said, _fault in row.findings] for row in rows}
    assert found == {number: [column] for number, column in wrong.items()}
    assert (checked.ready, checked.faulty, done.applied) == (19_500, 500, 19_500)
    assert Person.objects.count() == Membership.objects.count() == 19_500
    assert spent < 30


class Endless(Sequence):
    """Lines that are made when they are asked for, so that memory tells what the list takes, not the table."""

    def __init__(self, rows):
        self._rows = rows

    def __len__(self):
        return self._rows + 1

    def __getitem__(self, index):
        if index > self._rows:
            raise IndexError(index)
        return line(index) if index else HEAD


@pytest.mark.drill
@pytest.mark.postgres
@pytest.mark.skipif(
    not os.environ.get("TEST_DATABASE_URL", "").startswith("postgres"),
    reason="SQLite of the tests lies in memory and grows with its rows",
)
@pytest.mark.django_db(transaction=True)
def test_a_million_lines_come_in_within_a_bounded_memory(org, now, told):
    rows = int(os.environ.get("AOXANH_LINES", "1_000_000"))
    table = Table(name="một triệu", lines=range(1, rows + 2), rows=Endless(rows))
    before = peak()

    started = time.perf_counter()
    _batch, _checked, done = bring(org, table, now)
    spent = time.perf_counter() - started

    figure = f"{spent:.0f} s, memory {before} MB before and {peak()} MB at most"
    told(f"{rows:,} lines in one list", f"load {os.getloadavg()[1]:.0f}", figure, "every line once")
    assert done.applied == rows
    assert peak() - before < 300


def peak():
    """The most memory that this process has taken, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
