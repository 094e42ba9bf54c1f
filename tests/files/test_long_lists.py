"""Lists that leave: a long one takes no more memory than a short one, in every kind of file but Word's."""

import errno
import gc
import os
import re
import time
import tracemalloc
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from aoxanh.audit.models import Entry
from aoxanh.files import actions, queries
from aoxanh.files.models import StoredFile
from aoxanh.files.rules import writing
from aoxanh.files.types import FileKind, FileType
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.sheets import Sheet


pytestmark = pytest.mark.django_db

SHORT, LONG = 1_500, 5_000
"""What a workbook has in its hands before it writes on is full by the first."""

FLAT = 100_000
"""Bytes by which the two may differ."""

MILLION = int(os.environ.get("AOXANH_LINES", "1_000_000"))
HEADINGS = ["STT", "Họ và tên", "SĐT", "Ngày sinh", "Lớp", "Giờ"]


def rows_of(number):
    born = date(1990, 1, 1)
    for line in range(1, number + 1):
        day = born + timedelta(line % 6000)
        yield [line, f"Giàng Thị Mỷ {line}", f"09{line:08d}", day, f"{line % 12 + 1}A", line % 40]


def sheet_of(number):
    return Sheet(title="Dài", headings=HEADINGS, rows=rows_of(number))


@pytest.fixture
def keep(system, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def kept(sheet, file_type=FileType.XLSX):
        return actions.store_list(
            by=system,
            unit_id=1,
            name="Dài.xlsx",
            sheet=sheet,
            file_type=file_type,
            keep_until=system.day + timedelta(7),
            now=now,
        )

    return kept


def peak_of(step):
    tracemalloc.start()
    try:
        step()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("file_type", [FileType.XLSX, FileType.CSV])
def test_a_list_is_kept_as_it_would_be_answered(keep, file_type):
    stored = keep(sheet_of(SHORT), file_type)

    content = queries.content(stored)
    assert (stored.size, stored.kind) == (len(content), FileKind.EXPORT)
    assert Entry.objects.filter(event="files.FileStored", subject_id=stored.pk).exists()
    table = queries.table(name="x", size=len(content), read=lambda: content)
    answered = queries.written(sheet_of(SHORT), file_type)
    assert table.rows == queries.table(name="x", size=1, read=lambda: answered).rows
    assert len(table.rows) == SHORT + 1


def test_of_a_list_that_breaks_off_nothing_is_kept(keep, tmp_path):
    def broken():
        yield from rows_of(SHORT)
        raise Missing

    with pytest.raises(Missing):
        keep(Sheet(title="Dài", headings=HEADINGS, rows=broken()))

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not StoredFile.objects.exists()


class FullDisk(BytesIO):
    is_full = True

    def write(self, content):
        if self.is_full:
            raise OSError(errno.ENOSPC, "full")
        return super().write(content)


@pytest.mark.parametrize("file_type", [FileType.XLSX, FileType.CSV])
def test_a_full_disk_is_told_as_one(file_type):
    target = FullDisk()

    with pytest.raises(OSError, match="full") as told:
        queries.write(sheet_of(SHORT), file_type, target)

    assert told.value.errno == errno.ENOSPC
    target.is_full = False  # what was begun closes itself
    del told
    gc.collect()


@pytest.mark.parametrize("file_type", [FileType.XLSX, FileType.CSV])
def test_a_long_list_takes_no_more_memory_than_a_short_one(keep, file_type):
    keep(sheet_of(SHORT), file_type)
    short, long = (peak_of(lambda n=n: keep(sheet_of(n), file_type)) for n in (SHORT, LONG))

    assert long - short < FLAT


@pytest.mark.parametrize("file_type", [FileType.XLSX, FileType.CSV])
def test_kept_in_memory_it_would(monkeypatch, file_type):
    monkeypatch.setitem(writing._OPTIONS, "constant_memory", value=False)

    def write(number):
        queries.write(sheet_of(number), file_type, BytesIO())

    write(SHORT)
    short, long = (peak_of(lambda n=n: write(n)) for n in (SHORT, LONG))

    assert long - short > FLAT


@pytest.mark.drill
@pytest.mark.parametrize("file_type", [FileType.XLSX, FileType.CSV])
def test_a_million_rows_are_written_within_the_memory_of_few(keep, told, file_type):
    keep(sheet_of(LONG), file_type)
    taken, spent, sizes = [], [], []
    for number in (LONG, MILLION):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        began, before = time.perf_counter(), highest()
        sizes.append(keep(sheet_of(number), file_type).size)
        spent.append(time.perf_counter() - began)
        taken.append(highest() - before)

    told(
        f"N1 a list of {MILLION:,} rows leaves as {file_type.label}",
        f"{LONG:,} rows, then {MILLION:,}",
        f"{spent[1]:.0f} s, {sizes[1] // 2**20} MB; memory grew by {taken[0]} and {taken[1]} MB",
        "memory is flat",
    )
    assert taken[1] - taken[0] < 5


def highest():
    """The most memory that this process has taken since it was last asked to forget, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024
