"""A list of members brought in whole, against bare calamine, a few checks and COPY: `python -m bench.imports`.

Then all of them taken away as a workbook, against bare XlsxWriter that writes cells it is given.

With DATABASE_URL and AOXANH_HOME of a PostgreSQL that `bench.seed` has filled. Prints rows a second of both in turn.
"""

import argparse
import os
import re
import statistics
import time
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from itertools import count
from tempfile import TemporaryFile
from typing import Any

import django
import xlsxwriter
from python_calamine import CalamineWorkbook


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aoxanh.config.settings")
django.setup()

from django.db import connection  # noqa: E402  Django must be set up first
from django.utils import timezone  # noqa: E402

from aoxanh.files import queries as files  # noqa: E402
from aoxanh.files.types import FileType  # noqa: E402
from aoxanh.kernel import exports  # noqa: E402
from aoxanh.kernel.actors import Actor  # noqa: E402
from aoxanh.kernel.sheets import Sheet  # noqa: E402
from aoxanh.units import queries as units  # noqa: E402
from aoxanh.work import actions as work  # noqa: E402


HEAD = (
    "Họ và tên",
    "SĐT",
    "E-mail",
    "Ngày sinh",
    "Giới tính",
    "Tư cách",
    "Từ ngày",
    "Lớp",
    "Khoa",
    "Kỹ năng",
)
FAMILY = ("Lò", "Vàng", "Giàng", "Nguyễn", "Tẩn", "Phàn", "Đèo", "Mùa", "Sùng", "Hoàng")
MIDDLE = ("Thị", "Văn", "A", "Seo", "Láo", "Minh", "Thu", "Xuân", "Ngọc", "Hồng")
GIVEN = ("Ón", "Chư", "Mỷ", "San", "Dợ", "Páo", "Lử", "Sính", "Cở", "Quỳnh")
_PHONE = re.compile(r"0\d{9}$")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$")
_TABLE = "bench_import"
_COLUMNS = "name, phone, email, born, gender, kind, since, class, faculty, skills"
_NUMBERS = count(1)


class Lists:
    """The same workbook both ways; each time with telephones that nobody has had before."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.system = Actor.system(cause="bench", day=date(2026, 11, 23))
        self.unit_id = units.instance().root_id
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TABLE IF NOT EXISTS {_TABLE} (id bigserial PRIMARY KEY, name text, "
                "phone text UNIQUE, email text, born date, gender text, kind text, since date, class text, "
                "faculty text, skills text)"
            )

    def workbook(self) -> bytes:
        """A workbook of ``rows`` members with days as days."""
        target, first = BytesIO(), next(_NUMBERS) * self.rows
        book = xlsxwriter.Workbook(target, {"constant_memory": True})
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEAD)
        for line in range(1, self.rows + 1):
            for place, cell in enumerate(_member(first + line)):
                if isinstance(cell, date):
                    sheet.write_datetime(line, place, cell, day)
                else:
                    sheet.write_string(line, place, cell)
        book.close()
        return target.getvalue()

    def ours(self, content: bytes, now: datetime) -> None:
        """Everything an officer's list goes through: read, kept, checked, shown, checked again, written."""
        table = files.table(name="ds.xlsx", size=len(content), read=lambda: content)
        given = {"by": self.system, "now": now}
        batch = work.receive(kind="members", unit_id=self.unit_id, table=table, **given)
        work.map_columns(batch_id=batch.pk, mapping=batch.mapping, fills={}, **given)
        run = {"batch_id": batch.pk, "report": lambda _done, _total: None, **given}
        checked = work.run_pass(task=work.CHECK, **run)
        work.apply(batch_id=batch.pk, expected=checked.ready, **given)
        done = work.run_pass(task=work.APPLY, **run)
        if (done.applied, done.faulty) != (self.rows, 0):
            raise AssertionError(done)

    def limit(self, content: bytes) -> None:
        """calamine, a few checks, COPY into one table: nothing kept, no rights, no trail."""
        rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
        good, seen = [], set()
        for row in rows[1:]:
            if row[1] in seen or not isinstance(row[3], date):
                continue
            if _PHONE.match(row[1]) and _EMAIL.match(row[2]):
                seen.add(row[1])
                row[0] = unicodedata.normalize("NFC", row[0]).strip()
                good.append(row)
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {_TABLE} ({_COLUMNS}) FROM STDIN") as copy,
        ):
            for row in good:
                copy.write_row(row)
        if len(good) != self.rows:
            raise AssertionError(len(good))

    def everybody(self) -> Sheet:
        """The list of people as an officer takes it away."""
        list_ = exports.export("people")
        headings = [str(heading) for heading in list_.headings]
        rows = list_.rows(self.system, {"unit_id": self.unit_id})
        return Sheet(title="ds", headings=headings, rows=rows)

    def taken(self) -> None:
        """That list, from the tables into a file."""
        with TemporaryFile() as target:
            files.write(self.everybody(), FileType.XLSX, target)

    def bare(self, cells: list[list[Any]]) -> None:
        """The same cells by XlsxWriter alone: nothing is read, nothing looked at."""
        with TemporaryFile() as target:
            book = xlsxwriter.Workbook(target, {"constant_memory": True})
            sheet = book.add_worksheet()
            for line, row in enumerate(cells, start=1):
                for place, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(line, place, cell)
                    elif cell is not None:
                        sheet.write(line, place, cell)
            book.close()


def timed(rows: int, step: Callable[[], None]) -> float:
    """Rows a second."""
    began = time.perf_counter()
    step()
    return rows / (time.perf_counter() - began)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.imports", description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    lists = Lists(options.rows)
    pairs = []
    for _ in range(options.rounds):
        own, bare = lists.workbook(), lists.workbook()
        ours = timed(options.rows, lambda content=own: lists.ours(content, timezone.now()))
        pairs.append((ours, timed(options.rows, lambda content=bare: lists.limit(content))))
    _told(f"import of {options.rows:,} members", pairs, "calamine, checks and COPY", 0.5)
    _taken_away(lists, options.rounds)


def _taken_away(lists: Lists, rounds: int) -> None:
    cells = [list(row) for row in lists.everybody().rows]
    pairs = [
        (timed(len(cells), lists.taken), timed(len(cells), lambda: lists.bare(cells)))
        for _ in range(rounds)
    ]
    _told(f"{len(cells):,} people taken away", pairs, "XlsxWriter", 0.7)


def _told(what: str, pairs: list[tuple[float, float]], limit: str, goal: float) -> None:
    """Medians of both sides, and that of the rounds' ratios."""
    mine, other = (statistics.median(each) for each in zip(*pairs, strict=True))
    ratio = statistics.median(own / bare for own, bare in pairs)
    print(
        f"{what}, rows a second: {mine:,.0f}; {limit}: {other:,.0f}; ratio {ratio:.2f}, goal {goal:.2f}",
        flush=True,
    )


def _member(number: int) -> tuple[Any, ...]:
    name = f"{FAMILY[number % 10]} {MIDDLE[number // 10 % 10]} {GIVEN[number // 100 % 10]}"
    return (
        name,
        f"09{number % 10**8:08d}",
        f"u{number}@example.org",
        date(1990 + number % 18, 1 + number % 12, 1 + number % 28),
        ("Nam", "Nữ")[number % 2],
        "Đoàn viên",
        date(2025, 9, 1),
        f"{number % 12 + 1}A{number % 6}",
        "Khoa Sư phạm",
        "sơ cấp cứu",
    )


if __name__ == "__main__":
    main()
