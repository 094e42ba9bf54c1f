"""A part of a plan in words: what its fields are called, what a change says."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.numbers import amount
from aoxanh.programmes.rules.plan_expressions import Names, expression_words
from aoxanh.programmes.types import EVERY_YEAR, Basis, IndicatorType, Operator, TaskEvery
from aoxanh.programmes.types.amending import TOLD_ONCE, Change, Entry, Part
from aoxanh.programmes.types.budget import BudgetTier, SourceKind


OPENED: Final = frozenset({"scope", "due", "targets"})
"""Entries within entries: told field by field."""

FIELD_LABELS: Final[Mapping[str, str | Promise]] = {
    "code": lazy("Mã"),
    "name": lazy("Tên"),
    "number": lazy("Số, ký hiệu"),
    "issuer": lazy("Cơ quan ban hành"),
    "issued_on": lazy("Ngày ban hành"),
    "parent": lazy("Chương trình cấp trên"),
    "from": lazy("Từ ngày"),
    "to": lazy("Đến hết ngày"),
    "subjects": lazy("Đối tượng"),
    "scope.unit_kind": lazy("Loại đơn vị thực hiện"),
    "scope.territory": lazy("Địa bàn"),
    "about": lazy("Về việc gì"),
    "phases": lazy("Giai đoạn"),
    "clause": lazy("Mục trong kế hoạch"),
    "text": lazy("Nội dung"),
    "kinds": lazy("Loại đơn vị"),
    "body": lazy("Văn bản giao cho"),
    "standing": lazy("Thường trực cả chương trình"),
    "groups": lazy("Nhóm đối tượng"),
    "tasks": lazy("Nhận báo cáo của nhiệm vụ"),
    "lead": lazy("Chủ trì"),
    "with": lazy("Phối hợp"),
    "every": lazy("Định kỳ"),
    "due.before": lazy("Xong trước ngày"),
    "due.around": lazy("Tổ chức quanh ngày"),
    "due.days": lazy("Trước, sau mấy ngày"),
    "due.in": lazy("Chỉ trong các năm"),
    "output": lazy("Sản phẩm"),
    "budget": lazy("Nguồn kinh phí"),
    "indicators": lazy("Chỉ tiêu liên quan"),
    "type": lazy("Dạng chỉ tiêu"),
    "basis": lazy("Cách tính"),
    "operator": lazy("So với mức"),
    "family": lazy("Nhóm chỉ tiêu chung"),
    "source": lazy("Mục trong kế hoạch"),
    "unit": lazy("Đơn vị tính"),
    "level": lazy("Cấp được tính"),
    "across": lazy("Trên các loại đơn vị"),
    "evidence": lazy("Minh chứng"),
    "baseline": lazy("Kết quả giai đoạn trước"),
    "result": lazy("Kết quả"),
    "numerator": lazy("Tử số"),
    "denominator": lazy("Mẫu số"),
    "of": lazy("Tính trong số đã đạt của chỉ tiêu"),
    "requires": lazy("Chỉ tính khi đã có số liệu về"),
    "awaits": lazy("Số đo cổng chưa có"),
    "cycle": lazy("Mấy năm một lần"),
    "bands": lazy("Các mức điểm"),
    "bands.from": lazy("Từ điểm"),
    "bands.name": lazy("Gọi là"),
    "counters": lazy("Số liệu kèm theo"),
    "counters.name": lazy("Tên số liệu"),
    "counters.value": lazy("Đếm gì"),
    "kind": lazy("Loại nguồn"),
    "tier": lazy("Cấp ngân sách"),
    "proposes": lazy("Cơ quan đề xuất"),
    "in": lazy("Trong các năm"),
    "only": lazy("Chỉ được dùng nguồn"),
    "within_assigned": lazy("Không vượt dự toán đã giao"),
}
_IN_PART: Final[Mapping[tuple[Part, str], str | Promise]] = {
    (Part.BUDGETING, "with"): lazy("Cùng thống nhất"),
    (Part.BUDGET_RULES, "basis"): lazy("Căn cứ"),
}
"""What is called otherwise in one part than in the others."""


def field_label(document: Mapping[str, Any], field: str, part: Part | None = None) -> str:
    """What a field is called, in one part perhaps otherwise; a target by its phase or year."""
    if part is not None and (part, field) in _IN_PART:
        return str(_IN_PART[part, field])
    head, _dot, code = field.partition(".")
    if head != "targets" or not code:
        plain = ".".join(each for each in field.split(".") if not each.isdecimal())
        return str(FIELD_LABELS.get(plain, plain))
    if code == EVERY_YEAR:
        return _("Mức mỗi năm")
    names = {each["code"]: each["name"] for each in document.get("phases", [])}
    return _("Mức phải đạt, %(when)s") % {
        "when": names.get(code, _("năm %(year)s") % {"year": code})
    }


def flat(entry: Entry | None) -> dict[str, Any]:
    """The fields of an entry by path: ``due.before``."""
    found: dict[str, Any] = {}
    for key, value in (entry or {}).items():
        if key in OPENED and isinstance(value, Mapping):
            found |= {f"{key}.{inner}": part for inner, part in value.items()}
        else:
            found[key] = value
    return found


def changes(
    document: Mapping[str, Any],
    before: Entry | None,
    after: Entry | None,
    part: Part | None = None,
    names: Names | None = None,
) -> Iterator[Change]:
    """What is told differently, field by field, in words; ``names`` are those of codes outside the plan."""
    left, right = flat(before), flat(after)
    for field in sorted({**left, **right}, key=_order):
        if left.get(field) != right.get(field) and field != "code":
            said = (_value(document, field, side.get(field), names or {}) for side in (left, right))
            yield Change(field_label(document, field, part), *said)


def _order(field: str) -> tuple[int, str]:
    """As pages ask for the fields: PostgreSQL keeps no order of its own."""
    known = list(FIELD_LABELS)
    return known.index(field) if field in known else len(known), field


def _value(document: Mapping[str, Any], field: str, value: object, names: Names) -> str:
    if value is None:
        return ""
    if field in _CODES:
        part = _CODES[field]
        rows = document.get(part, [])
        own = {each["code"]: each.get("name") or each["text"] for each in rows}
        codes = value if isinstance(value, list) else [value]
        return "; ".join(str(own.get(code, code)) for code in codes)
    if isinstance(value, list):
        return "; ".join(_each(field, each, names) for each in value)
    return _single(field, value, names)


def _each(field: str, value: Any, names: Names) -> str:  # noqa: ANN401  an entry of a list of a document
    """One of several, in words."""
    if field == "bands":
        return _("từ %(least)s: %(name)s") % {"least": value["from"], "name": value["name"]}
    if field == "counters":
        return f"{value['name']}: {expression_words(value['value'], names)}"
    if field in {"requires", "awaits"}:
        return expression_words(value)
    if field in {"kinds", "level", "across"}:
        return names.get("unit_kind", {}).get(value, str(value))
    return str(value)


def _single(field: str, value: object, names: Names) -> str:
    if field in _CHOICES:
        return _CHOICES[field](value)
    if field in {"numerator", "denominator"}:
        return expression_words(value, names)
    if value is True:
        return _("Có")
    if isinstance(value, int | float):
        return amount(value)
    if field in {"from", "to", "issued_on"}:
        day = date.fromisoformat(str(value))
        return vn_date(day - timedelta(days=1) if field == "to" else day)
    known = names.get("unit_kind", {}) if field == "scope.unit_kind" else {}
    return known.get(str(value), str(value))


_CODES: Final = {
    "lead": "bodies",
    "with": "bodies",
    "body": "bodies",
    "proposes": "bodies",
    "only": "budget_sources",
    "tasks": "tasks",
    "budget": "budget_sources",
    "indicators": "indicators",
    "of": "indicators",
}


def _label(choices: Any, of: Callable[[str], str]) -> Callable[[object], str]:  # noqa: ANN401  an enum of choices
    def told(value: object) -> str:
        code = of(str(value))
        return str(choices(code).label) if code in choices.values else str(value)

    return told


_CHOICES: Final[Mapping[str, Callable[[object], str]]] = {
    "every": _label(TaskEvery, str),
    "operator": _label(Operator, str),
    "type": _label(IndicatorType, str.upper),
    "basis": _label(Basis, str.upper),
    "kind": _label(SourceKind, str.upper),
    "tier": _label(BudgetTier, str),
}


def entry_name(part: Part, entry: Entry | None) -> str:
    """By what a reader knows an entry."""
    if part in TOLD_ONCE or entry is None:
        return str(part.label)
    if part == Part.BUDGET_RULES:
        return _("Năm %(years)s") % {"years": ", ".join(str(year) for year in entry.get("in", []))}
    if part == Part.BASES:
        return f"{entry.get('number', '')} {entry.get('about', '')}".strip()
    return str(entry.get("name") or entry.get("text") or entry.get("code") or "")
