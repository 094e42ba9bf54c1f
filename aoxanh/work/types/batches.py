"""The words of lists brought in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event
from aoxanh.kernel.retention import KeptLine


class BatchState(TextChoices):
    MAPPING = "MAPPING", _("Chờ ghép cột")
    CHECKING = "CHECKING", _("Đang kiểm tra")
    CHECKED = "CHECKED", _("Chờ xác nhận")
    APPLYING = "APPLYING", _("Đang nhập")
    APPLIED = "APPLIED", _("Đã nhập")
    UNDOING = "UNDOING", _("Đang hoàn tác")
    UNDONE = "UNDONE", _("Đã hoàn tác")


BUSY_STATES = (BatchState.CHECKING, BatchState.APPLYING, BatchState.UNDOING)
"""While a worker is at the list, nobody else is."""


class RowState(TextChoices):
    READY = "READY", _("Nhập được")
    FAULTY = "FAULTY", _("Cần sửa")
    NOTE = "NOTE", _("Không phải dữ liệu")
    APPLIED = "APPLIED", _("Đã nhập")
    UNDONE = "UNDONE", _("Đã hoàn tác")
    KEPT = "KEPT", _("Giữ lại")


class NotData(TextChoices):
    """Why a line is none of the list's data."""

    ABOVE = "ABOVE", _("Dòng phía trên bảng")
    HEADING = "HEADING", _("Dòng tiêu đề")
    NUMBERING = "NUMBERING", _("Dòng đánh số cột")
    REMARK = "REMARK", _("Dòng ghi chú hoặc dòng cộng")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceColumn:
    """One column of the list as the mapping page shows it."""

    place: int
    heading: str
    samples: Sequence[str]
    code: str
    """The column it is read as; empty when it is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellShown:
    """One cell as it will be saved or, when it cannot be, as it stands, with what is to be said about it."""

    label: str
    text: str
    faults: Sequence[str] = ()
    remarks: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    """One line as pages show it; ``faults`` and ``remarks`` are those of the whole line."""

    line: int
    state: RowState
    cells: Sequence[CellShown]
    faults: Sequence[str] = ()
    remarks: Sequence[str] = ()

    @property
    def remark_count(self) -> int:
        """How much is to be looked at in the line and its cells."""
        return len(self.remarks) + sum(len(cell.remarks) for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTexts:
    """What a line says, by column code, and what is wrong with it, as (column code, sentence)."""

    texts: Mapping[str, str]
    faults: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batched:
    """How a pass over a list ended."""

    ready: int
    faulty: int
    applied: int
    kept: int


@dataclass(frozen=True, slots=True)
class ListReceived(Event):
    batch_id: int
    kind: str
    lines: int


@dataclass(frozen=True, slots=True)
class ListApplied(Event):
    batch_id: int
    kind: str
    lines: int
    faulty: int


@dataclass(frozen=True, slots=True)
class ListUndone(Event):
    batch_id: int
    kind: str
    lines: int
    kept: int


@dataclass(frozen=True, slots=True)
class ListTaken(Event):
    kind: str
    lines: int


@dataclass(frozen=True, slots=True)
class ListDiscarded(Event):
    batch_id: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingKept:
    """How much of a holding units still keep; ``going`` of it goes soon, the first on ``first_on``."""

    code: str
    label: str | Promise
    since: str | Promise
    period: timedelta
    number: int
    going: int
    first_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineKept:
    """One line of a holding and the day on which it goes, if nothing new is heard of it."""

    line: KeptLine
    on: date
    soon: bool


@dataclass(frozen=True, slots=True)
class DataForgotten(Event):
    """What was kept for a time was deleted; ``holding`` is its code in the periods."""

    holding: str
    rows: int
