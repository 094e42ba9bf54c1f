"""No cell of any spreadsheet that leaves is a formula, whatever stands in whichever field."""

import csv
import dataclasses
from io import StringIO

import pytest

from aoxanh.jobs.sheets import write_csv
from aoxanh.kernel import exports
from aoxanh.kernel.neutral import plain
from tests.house.source import ROOT, python_files
from tests.web.lists.test_exports import client, filled, formulas, pages
from tests.work.lists import table_in


__all__ = ["client", "filled"]

STARTS = [
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    " =",
    "\u00a0+",
    "＝",
    "＋",
    "－",
    "＠",
    "﹢",
    "﹣",
    "﹦",
    "﹫",
]
TEXT = 'HYPERLINK("http://x")'


@pytest.fixture
def poisoned(monkeypatch):
    """Every text of every list begins with each sign in turn; its other cells stay as they are."""
    real = exports.export

    def found(code):
        export = real(code)

        def rows(actor, filters):
            held = list(export.rows(actor, filters)) or [[str(name) for name in export.headings]]
            for row in held:
                for start in STARTS:
                    yield [start + TEXT if isinstance(cell, str) else cell for cell in row]

        return dataclasses.replace(export, rows=rows)

    monkeypatch.setattr(exports, "export", found)


@pytest.mark.parametrize("code", [each.code for each in exports.exports()])
def test_no_field_of_any_list_leaves_as_a_formula(client, world, filled, poisoned, code):
    path = pages(world, filled)[code]

    book, text = client.get(path + "tai=xlsx"), client.get(path + "tai=csv")

    cells = [
        cell
        for row in list(csv.reader(StringIO(text.content.decode("utf-8-sig"))))[1:]
        for cell in row
    ]
    poison = [cell for cell in cells if TEXT in cell]
    assert formulas(book.content) == 0
    assert len(poison) >= len(STARTS)
    assert {cell[0] for cell in poison} == {"'"}
    assert {plain(cell) for cell in poison} == {start + TEXT for start in STARTS}
    written = [cell for row in table_in(book.content).rows[1:] for cell in row if TEXT in cell]
    assert len(written) == len(poison)
    assert {cell[0] for cell in written} == {"'"}


def test_two_files_write_all_spreadsheets():
    writing = {
        path.relative_to(ROOT).as_posix()
        for path in python_files(with_tests=False)
        for line in path.read_text(encoding="utf-8").splitlines()
        if "csv.writer" in line or "DictWriter" in line or "import Workbook" in line
    }

    assert writing == {"aoxanh/files/rules/writing.py", "aoxanh/jobs/sheets.py"}


def test_tables_on_the_command_line_hold_no_formula_either(capsys):
    @dataclasses.dataclass
    class Line:
        name: str
        places: int

    write_csv(Line, [Line("=1+1", 7), Line("Tả Lèng", -1)])

    assert capsys.readouterr().out == "name,places\n'=1+1,7\nTả Lèng,-1\n"
