"""Lines read by the columns of a kind, and which headings name which: without a database."""

import pytest

from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.imports import Column, ImportKind
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.tables import Mark
from aoxanh.work.rules import cells
from aoxanh.work.rules.cells import Reader, problem_of
from aoxanh.work.rules.headings import not_data, proposed
from aoxanh.work.types import NotData


class _Refused(DomainError):
    sentence = "Không được."


def _refuse(_text):
    raise _Refused


def _no(_text):
    raise ValueError


NAME = Column(code="name", label="Tên", required=True, tells=True)
PHONE = Column(code="phone", label="Số", read=int, synonyms=("SĐT",))
KIND = ImportKind(
    code="x", label="x", noun="x", lead="x", permission=Permission.LIST_IMPORT,
    columns=(NAME, PHONE), open=lambda _asked: None,
)  # fmt: skip


def test_a_mended_text_goes_before_what_stands_in_the_cell():
    reader = Reader(KIND, mapping=["name", "phone"], fills={})

    values, findings = reader.read(3, ["Ón", "x1"], mended={"phone": "7"})

    assert (values, findings) == ({"name": "Ón", "phone": 7}, [])
    assert reader.text("phone", ["Ón", "x1"], {"phone": "7"}) == "7"
    assert reader.text("phone", ["Ón", "x1"], {"name": "7"}) == "x1"
    assert reader.text("other", ["Ón", "x1"]) == ""


@pytest.mark.parametrize("most", [0, 1])
def test_texts_are_read_alike_however_many_are_remembered(monkeypatch, most):
    monkeypatch.setattr(cells, "_REMEMBERED", most)
    reader = Reader(KIND, mapping=["name", "phone"], fills={})

    read = [reader.read(line, ["Ón", text])[0].get("phone") for line, text in enumerate("1212x")]

    assert read == [1, 2, 1, 2, None]


def test_marks_beside_the_columns_of_a_list_say_nothing():
    reader = Reader(KIND, mapping=["name", ""], fills={})

    _values, findings = reader.read(1, ["Ón", "2"], marks=[(0, Mark.FORMULA), (1, Mark.FORMULA)])

    assert [(each.column, each.is_fault) for each in findings] == [("name", False)]


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (Column(code="a", label="A", read=_no), "Không đọc được ô này. Hãy kiểm tra lại."),
        (Column(code="a", label="A", read=_no, example="7"), "Không đọc được. Hãy ghi như “7”."),
        (
            Column(code="a", label="A", read=_no, offered=lambda: ("x", "y")),
            "Hãy ghi một trong: x, y.",
        ),
        (Column(code="a", label="A", read=_refuse), "Không được."),
        (Column(code="a", label="A"), ""),
    ],
)
def test_what_a_column_cannot_read_is_told_as_well_as_it_can_be(column, said):
    assert problem_of(column, "?") == said
    assert "bị lỗi (#REF!)" in problem_of(column, "#REF!")


@pytest.mark.parametrize(
    ("headings", "codes"),
    [
        (["SĐT", "Tên", "SĐT"], ["phone", "name", ""]),
        (["Tên – họ", "Tên – tên"], ["name", "name"]),
        (["?", "SĐT"], ["name", "phone"]),
    ],
)
def test_a_column_is_taken_once_but_for_neighbours_under_one_heading(headings, codes):
    rows = [["Ón", "1", "2"][: len(headings)]]

    assert proposed(headings, rows, (NAME, PHONE), {}) == codes


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (["", " ", ""], NotData.REMARK),
        (["Tên", "SĐT", ""], NotData.HEADING),
        (["(1)", "(2)", "(3)"], NotData.NUMBERING),
        (["Tổng cộng", "12", ""], NotData.REMARK),
        (["", "", "ghi chú"], NotData.REMARK),
        (["Ón", "", ""], None),
        (["Ón", "7", ""], None),
    ],
)
def test_lines_that_are_no_data_are_known(line, why):
    assert not_data(line, headings=["tên", "sđt", "ghi"], required=[0]) is why
