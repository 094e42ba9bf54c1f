"""What reading compiled tables finds: fields, repairs, classes, flags, figures."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PracticeField(StrEnum):
    """The eight fields of the compiled tables, in their order (MOD-01)."""

    TITLE = "title"
    LEVEL = "level"
    SCOPE = "scope"
    PURPOSE = "purpose"
    CONTENT = "content"
    RESULT = "result"
    REPLICABILITY = "replicability"
    RECOMMENDATION = "recommendation"


FIELDS = tuple(PracticeField)


class Replicability(TextChoices):
    """What a text says of copying a model elsewhere; suggested by rule, confirmed by a person (MOD-06)."""

    YES = "YES", _("Nhân rộng được")
    NO = "NO", _("Không nhân rộng")
    TERRITORY = "TERRITORY", _("Chỉ nêu phạm vi")
    UNCLEAR = "UNCLEAR", _("Chưa rõ")
    BLANK = "BLANK", _("Không ghi")


class PracticeLevel(TextChoices):
    """At which level a model was run, as its text suggests."""

    CENTRE = "CENTRE", _("Trung ương")
    PROVINCE = "PROVINCE", _("Cấp tỉnh")
    DISTRICT = "DISTRICT", _("Cấp huyện")
    COMMUNE = "COMMUNE", _("Cấp xã")
    GRASSROOTS = "GRASSROOTS", _("Chi đoàn, chi hội, đội, nhóm, khoa, trường")
    OTHER = "OTHER", _("Khác")


class FlagKind(TextChoices):
    """What in a row deserves a look; nothing is corrected or dropped (MOD-04, MOD-16)."""

    UNKNOWN_PROVINCE = "UNKNOWN_PROVINCE", _("Không nhận ra tỉnh, thành phố")
    OTHER_PROVINCE = "OTHER_PROVINCE", _("Nội dung nói về tỉnh khác")
    SAME_TEXT = "SAME_TEXT", _("Giống hệt một dòng khác")
    SIMILAR_TEXT = "SIMILAR_TEXT", _("Gần giống một dòng khác")
    DRIFTED_COLUMNS = "DRIFTED_COLUMNS", _("Có thể lệch cột")
    PLAN_NOT_RESULT = "PLAN_NOT_RESULT", _("Kết quả ghi như kế hoạch")
    LEVEL_IS_SCOPE = "LEVEL_IS_SCOPE", _("Cấp và phạm vi ghi như nhau")
    UNKNOWN_UNIT = "UNKNOWN_UNIT", _("Không nhận ra đơn vị cùng làm")


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to look at, with what it is about: a province, another row's line, a field."""

    kind: FlagKind
    about: str = ""


class FigureKind(TextChoices):
    COUNT = "COUNT", _("Số lượng")
    MONEY = "MONEY", _("Tiền")
    SHARE = "SHARE", _("Tỷ lệ")
    DAY = "DAY", _("Ngày")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, an amount of money (VND), a share (percent) or a day that a text names (MOD-07)."""

    kind: FigureKind
    value: str
    """The number in plain digits, or the day as ``2014-05-29``."""
    unit: str
    """The words counted (“người”, “suất quà”); empty for money, shares and days."""
    is_about: bool
    start: int
    end: int
    """Where it stands in the text: ``text[start:end]``."""


class RepairKind(StrEnum):
    """What reading a compiled table mended; nothing is mended silently (house decision 10)."""

    WORD_JOINED = "WORD_JOINED"
    """A word that a page break had cut."""
    CELLS_ADDED = "CELLS_ADDED"
    """Empty cells that had fallen off the end of the row."""
    PROVINCE_CARRIED = "PROVINCE_CARRIED"
    """The province of the row above, whose cell was left blank."""
    COMPOSED = "COMPOSED"
    """Letters in decomposed form."""
    CELLS_JOINED = "CELLS_JOINED"
    """More cells than columns: the last ones stand together."""
    SHIFTED = "SHIFTED"
    """Every cell of the row stood one column aside."""
    MERGED = "MERGED"
    """The text of a cell merged over several lines."""
    CONVERTED = "CONVERTED"
    """Letters of an encoding of the time before Unicode."""
    LEFT_OUT = "LEFT_OUT"
    """Text in a column that is none of a model's; it stays in the raw text."""
    YEAR_ASSUMED = "YEAR_ASSUMED"
    """No year stood in the table or above it."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair: what, in which field (empty: the whole row), from what, to what."""

    kind: RepairKind
    field: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledRow:
    """One row of a compiled table as it was read."""

    line: int
    """The line of the source on which the row begins, from 1."""
    raw: str
    """The lines of the source, unchanged; without a title they are no model."""
    province: str
    """As typed; carried from the row above where the cell was blank."""
    ordinal: str
    """As typed, usually lost; never a key."""
    cells: tuple[str, ...]
    """Eight texts in the order of ``FIELDS``; paragraphs are lines."""
    repairs: tuple[Repair, ...]
    year: str = ""
    """As typed, where the table has a column of years."""
    units: str = ""
    """Who does it as well, as typed, where the table has a column of them."""
    partners: str = ""
    """As typed, where the table has a column of them."""

    def cell(self, field: PracticeField) -> str:
        """The text of one field."""
        return self.cells[FIELDS.index(field)]


@dataclass(frozen=True, slots=True)
class CompiledTable:
    """A compiled table: the lines above it and its rows."""

    heading: tuple[str, ...]
    rows: tuple[CompiledRow, ...]
