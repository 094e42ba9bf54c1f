"""The columns of lists of models, and compiled tables as such lists."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel import cells
from aoxanh.kernel.imports import Column
from aoxanh.kernel.neutral import harmless
from aoxanh.kernel.tables import Table
from aoxanh.kernel.text import fold, nfc, nfc_lines
from aoxanh.practices.rules.wording import FIRST_YEAR
from aoxanh.practices.types import CompiledRow, CompiledTable, Repair, RepairKind


PROVINCE, YEAR, UNITS, PARTNERS = "province", "year", "units", "partners"
RAW, MENDED = "raw", "mended"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _text(
    code: str, label: str | Promise, *synonyms: str, example: str = "", required: bool = False
) -> Column:
    return Column(
        code=code,
        label=label,
        read=nfc_lines,
        synonyms=synonyms,
        required=required,
        example=example,
        is_long=True,
    )


COLUMNS = (
    Column(
        code=PROVINCE,
        label=_("Tỉnh, thành phố"),
        read=nfc,
        synonyms=("tỉnh", "đơn vị", "tỉnh thành", "tỉnh thành đoàn", "địa phương"),
        required=True,
        can_fill=True,
        example="Lai Châu",
    ),
    _text(
        "title",
        _("Tên mô hình"),
        "mô hình",
        "tên",
        "tên mô hình hoạt động",
        example="Tủ áo ấm bản xa",
        required=True,
    ),
    _text("level", _("Cấp thực hiện"), "cấp", "cấp triển khai", example="Cấp xã"),
    _text("scope", _("Phạm vi"), "quy mô", "địa bàn", "phạm vi thực hiện", example="02 bản"),
    _text("purpose", _("Mục đích"), "mục tiêu", "mục đích yêu cầu", example="Giúp bà con"),
    _text("content", _("Nội dung, cách làm"), "nội dung", "cách làm", "nội dung thực hiện"),
    _text("result", _("Kết quả"), "kết quả đạt được", "hiệu quả", example="Trao 1.280 áo"),
    _text("replicability", _("Khả năng nhân rộng"), "nhân rộng", "tính khả thi"),
    _text("recommendation", _("Kiến nghị, đề xuất"), "kiến nghị", "đề xuất", "ghi chú"),
    Column(
        code=YEAR,
        label=_("Năm"),
        read=cells.year,
        required=True,
        can_fill=True,
        example="2026",
    ),
    _text(
        UNITS,
        _("Đơn vị cùng làm"),
        "đơn vị cùng thực hiện",
        "đơn vị phối hợp thực hiện",
        "các đơn vị thực hiện",
        "cùng đơn vị",
    ),
    _text(
        PARTNERS,
        _("Đối tác"),
        "làm cùng đối tác",
        "đối tác phối hợp",
        "tên đối tác",
        "đơn vị tài trợ",
        "nhà tài trợ",
    ),
    Column(code=RAW, label=_("Nguyên văn"), synonyms=("văn bản gốc",), is_long=True),
    Column(code=MENDED, label=_("Đã sửa khi đọc")),
)
"""The columns of the ten-column table, its year, and what reading one adds."""
_LEFT_OUT_IF_BLANK = {PROVINCE, YEAR, UNITS, PARTNERS}
_MENDED = {
    RepairKind.WORD_JOINED: _("nối chữ bị ngắt trang “%(before)s” thành “%(after)s”"),
    RepairKind.CELLS_ADDED: _("thêm %(after)s ô trống cuối dòng"),
    RepairKind.PROVINCE_CARRIED: _("lấy tên tỉnh ở dòng trên: %(after)s"),
    RepairKind.COMPOSED: _("đưa chữ về dạng dựng sẵn"),
    RepairKind.CELLS_JOINED: _("gộp các ô thừa cuối dòng"),
    RepairKind.SHIFTED: _("dời các ô về đúng cột, vì lệch một cột"),
    RepairKind.MERGED: _("lấy nội dung của ô gộp nhiều dòng"),
    RepairKind.CONVERTED: _("chuyển chữ từ bảng mã cũ sang Unicode"),
    RepairKind.LEFT_OUT: _("không lấy cột “%(before)s”, nguyên văn còn giữ"),
    RepairKind.YEAR_ASSUMED: _("không thấy năm trong bảng: lấy năm %(after)s"),
}


def names_of_columns() -> dict[str, str]:
    """Every heading that names a column, folded, with the column's code."""
    return {
        fold(str(name)): column.code
        for column in COLUMNS
        for name in (column.label, *column.synonyms)
        if column.code not in {RAW, MENDED}
    } | {"tt": "ordinal", "stt": "ordinal"}


def mended(row: CompiledRow) -> str:
    """Every repair of a row in one line of words."""
    said = [
        str(_MENDED[each.kind]) % {"before": each.before, "after": each.after}
        for each in row.repairs
    ]
    return "; ".join(said)


def table_of(compiled: CompiledTable, *, name: str) -> Table:
    """Models that were read as a list with headings, each line with its raw text and its repairs.

    Lines that are no model have their raw text alone. A column that no line fills is left out: the officer is asked.
    """
    rows = [tuple(map(harmless, _cells(row))) for row in compiled.rows]
    headings = tuple(str(column.label) for column in COLUMNS)
    kept = [
        place
        for place, column in enumerate(COLUMNS)
        if column.code not in _LEFT_OUT_IF_BLANK or any(row[place] for row in rows)
    ]
    return Table(
        name=name,
        lines=(0, *(row.line for row in compiled.rows)),
        rows=[[row[place] for place in kept] for row in (headings, *rows)],
    )


def _cells(row: CompiledRow) -> tuple[str, ...]:
    """In the order of ``COLUMNS``."""
    more = (row.year, row.units, row.partners, row.raw, mended(row))
    return (row.province, *row.cells, *more)


def with_years(compiled: CompiledTable, *, name: str, day: date) -> CompiledTable:
    """Each model with a year: its own, that of the heading or of the file's name, else that of ``day``, as is said."""
    found = year_of((*compiled.heading, name), day)
    said = () if found else (Repair(RepairKind.YEAR_ASSUMED, after=str(day.year)),)
    rows = [
        row
        if row.year or not any(row.cells)
        else replace(row, year=str(found or day.year), repairs=(*row.repairs, *said))
        for row in compiled.rows
    ]
    return replace(compiled, rows=tuple(rows))


def year_of(texts: Iterable[str], day: date) -> int | None:
    """The first plausible year that the texts name."""
    years = (int(each) for text in texts for each in _YEAR.findall(text))
    return next((year for year in years if FIRST_YEAR <= year <= day.year), None)
