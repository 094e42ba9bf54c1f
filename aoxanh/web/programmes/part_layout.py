"""What of a part is asked at once, and what is folded away until somebody opens it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from aoxanh.programmes.types import IndicatorType
from aoxanh.programmes.types.amending import Part


Fold = tuple[Promise, Sequence[str]]
"""(what the line says that opens it, what is behind it)."""

FOLDED: Final[Mapping[Part, Sequence[Fold]]] = {
    Part.HEAD: (
        (
            lazy("Chương trình cấp trên, đơn vị thực hiện, địa bàn"),
            ("parent", "scope.unit_kind", "scope.territory"),
        ),
    ),
    Part.TASKS: (
        (
            lazy("Phối hợp, thời hạn khác, sản phẩm, kinh phí, chỉ tiêu"),
            ("with", "due.around", "due.days", "due.in", "output", "budget", "indicators"),
        ),
    ),
    Part.BOARDS: ((lazy("Nhóm đối tượng, nhận báo cáo của nhiệm vụ nào"), ("groups", "tasks")),),
}  # fmt: skip

_ALWAYS: Final = ("name", "source")
_ASKED_BY: Final[Mapping[IndicatorType, Sequence[str]]] = {
    IndicatorType.RATIO: ("numerator", "denominator", "basis"),
    IndicatorType.COUNT: ("numerator", "basis"),
    IndicatorType.YEARLY_EVENT: ("numerator", "basis", "cycle"),
    IndicatorType.COVERAGE: ("across", "numerator", "basis"),
    IndicatorType.COMPOUND: ("numerator", "of", "denominator", "basis"),
    IndicatorType.QUALITATIVE: ("counters",),
    IndicatorType.DUTY: ("numerator", "across", "basis"),
    IndicatorType.SCORE: ("numerator", "bands", "basis"),
}
"""What each kind of promise has to say; what stands here is asked at once."""
_REST: Final[Sequence[Fold]] = (
    (
        lazy("Thêm đơn vị được tính, chu kỳ, cách tính khác"),
        ("numerator", "denominator", "of", "across", "level", "cycle", "basis"),
    ),
    (lazy("Thêm cách so, mức phải đạt"), ("operator", "unit", "targets")),
    (lazy("Thêm mức riêng cho từng năm"), ("years",)),
    (lazy("Thêm số liệu kèm theo, mức điểm"), ("counters", "bands")),
    (lazy("Thêm điều kiện để tính"), ("requires", "awaits")),
    (lazy("Thêm minh chứng, nhóm chỉ tiêu chung, kết quả trước"), ("evidence", "family", "baseline")),
    (lazy("Đổi dạng chỉ tiêu"), ("type",)),
)  # fmt: skip


def counted_title(name: str, kind: IndicatorType) -> str:
    """What an expression is asked as: only a share has something above and beneath its line."""
    if name == "denominator":
        return _("Mẫu số: trên tổng số nào")
    if kind in {IndicatorType.RATIO, IndicatorType.COMPOUND}:
        return _("Tử số: đếm gì")
    return _("Đơn vị đạt khi có gì") if kind == IndicatorType.COVERAGE else _("Đếm gì")


def usual_of(part: Part, kind: IndicatorType, names: Sequence[str]) -> list[str]:
    """What is asked at once, in order."""
    if part != Part.INDICATORS:
        behind = {"code", *(name for _title, inner in FOLDED.get(part, ()) for name in inner)}
        return [name for name in names if name not in behind]
    targets = () if kind == IndicatorType.QUALITATIVE else ("operator", "targets", "unit")
    return [*_ALWAYS, *_ASKED_BY[kind], *targets]


def folds_of(part: Part, kind: IndicatorType) -> Iterator[Fold]:
    """What is folded away, line by line."""
    at_once = {*usual_of(part, kind, ())}
    for title, names in _REST if part == Part.INDICATORS else FOLDED.get(part, ()):
        rest = [name for name in names if name not in at_once]
        if rest:
            yield title, rest
    yield lazy("Đặt mã khác"), ("code",)
