"""The columns of lists of models, and compiled tables as such lists."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel import cells
from aoxanh.kernel.imports import Column
from aoxanh.kernel.tables import Table
from aoxanh.kernel.text import nfc, nfc_lines
from aoxanh.practices.errors import NotATable
from aoxanh.practices.rules.compiled import read_compiled
from aoxanh.practices.types import CompiledRow, RepairKind


PROVINCE, YEAR, RAW, MENDED = "province", "year", "raw", "mended"


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
    Column(code=RAW, label=_("Nguyên văn"), synonyms=("văn bản gốc",)),
    Column(code=MENDED, label=_("Đã sửa khi đọc")),
)
"""The columns of the ten-column table, its year, and what reading one adds."""
_MENDED = {
    RepairKind.WORD_JOINED: _("nối chữ bị ngắt trang “%(before)s” thành “%(after)s”"),
    RepairKind.CELLS_ADDED: _("thêm %(after)s ô trống cuối dòng"),
    RepairKind.PROVINCE_CARRIED: _("lấy tên tỉnh ở dòng trên: %(after)s"),
    RepairKind.COMPOSED: _("đưa chữ về dạng dựng sẵn"),
    RepairKind.CELLS_JOINED: _("gộp các ô thừa cuối dòng"),
}


def mended(row: CompiledRow) -> str:
    """Every repair of a row in one line of words."""
    said = [
        str(_MENDED[each.kind]) % {"before": each.before, "after": each.after}
        for each in row.repairs
    ]
    return "; ".join(said)


def table_of(text: str, *, name: str, year: int) -> Table:
    """A compiled table as a list with headings, each line with its raw text and its repairs.

    Raises ``NotATable``.
    """
    compiled = read_compiled(text)
    if not compiled.rows:
        raise NotATable
    headings = tuple(str(column.label) for column in COLUMNS)
    rows = [(row.province, *row.cells, str(year), row.raw, mended(row)) for row in compiled.rows]
    return Table(name=name, lines=(0, *(row.line for row in compiled.rows)), rows=(headings, *rows))


def year_of(text: str, day: date) -> int:
    """The year that the heading of a compiled table names, else that of ``day``."""
    heading = " ".join(read_compiled(text).heading)
    years = [int(word.strip(".,()")) for word in heading.split() if word.strip(".,()").isdecimal()]
    return next((year for year in years if 1975 <= year <= day.year), day.year)
