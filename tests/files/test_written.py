"""Lists as they leave: every kind of cell as one would type it."""

import zipfile
from csv import reader
from datetime import date
from decimal import Decimal
from io import BytesIO

from django.utils.translation import gettext_lazy

from aoxanh.files import queries
from aoxanh.files.types import FileType
from aoxanh.kernel.sheets import Sheet
from tests.conftest import NOW
from tests.work.lists import table_in


CELLS = [
    (NOW, "23/11/2026 09:00"),
    (NOW.replace(hour=7, minute=30, tzinfo=None), "23/11/2026 07:30"),
    (date(2026, 11, 23), "23/11/2026"),
    (True, "Có"),
    (False, "Không"),
    (7, "7"),
    (2.5, "2,5"),
    (Decimal("2.50"), "2,50"),
    (gettext_lazy("Có"), "Có"),
    ("", ""),
    (None, ""),
    ("=x", "'=x"),
]


def test_every_kind_of_cell_leaves_as_one_would_type_it():
    sheet = Sheet(title="x", headings=["Ô"] * len(CELLS), rows=[[cell for cell, _text in CELLS]])

    (_head, row) = table_in(queries.written(sheet, FileType.XLSX)).rows
    csv = queries.written(sheet, FileType.CSV).decode("utf-8-sig").splitlines()

    wanted = [text for _cell, text in CELLS]
    assert row == [text.replace("2,50", "2,5") for text in wanted]
    assert next(reader(csv[1:])) == wanted


def test_words_to_choose_from_are_offered_where_a_sheet_can_hold_them():
    offered = [("Nam", "Nữ"), ("a,b", "c"), ("x" * 200, "y" * 60), ()]
    sheet = Sheet(title="", headings=["Ô"] * 4, rows=[], offered=offered)

    with zipfile.ZipFile(BytesIO(queries.written(sheet, FileType.XLSX))) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()

    assert page.count("<dataValidation ") == 1
    assert "Nam,Nữ" in page
    assert "<autoFilter" not in page
