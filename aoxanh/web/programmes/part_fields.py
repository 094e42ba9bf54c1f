"""What of each part of a plan is asked on a page: a field for each entry of the document, called by its path there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.numbers import amount, parse_number
from aoxanh.kernel.text import nfc
from aoxanh.programmes import queries
from aoxanh.programmes.types import EVERY_YEAR, Basis, IndicatorType, Operator, TaskEvery
from aoxanh.programmes.types.amending import Entry, Part
from aoxanh.programmes.types.budget import BudgetTier, SourceKind
from aoxanh.web.days import DayField
from aoxanh.web.programmes.expression_fields import Choice, Offered


FIELDS: Final[Mapping[Part, tuple[str, ...]]] = {
    Part.HEAD: (
        "name", "number", "issuer", "issued_on", "from", "to", "subjects", "parent", "scope.unit_kind",
        "scope.territory",
    ),
    Part.BASES: ("number", "about", "issuer", "issued_on"),
    Part.PHASES: ("name", "from", "to"),
    Part.OBJECTIVES: ("clause", "text"),
    Part.BODIES: ("name", "kinds"),
    Part.BOARDS: ("clause", "name", "body", "standing", "groups", "tasks"),
    Part.BUDGET_SOURCES: ("name", "kind", "tier"),
    Part.BUDGETING: ("proposes", "with"),
    Part.BUDGET_RULES: ("in", "only", "within_assigned", "basis", "clause"),
    Part.TASKS: (
        "clause", "text", "lead", "every", "due.before", "with", "due.around", "due.days", "due.in",
        "output", "budget", "indicators",
    ),
    Part.ACHIEVED: ("name", "result"),
    Part.INDICATORS: (
        "name", "source", "type", "basis", "operator", "unit", "of", "cycle", "across", "level", "awaits",
        "evidence", "family", "baseline",
    ),
}  # fmt: skip
"""What is one field each; targets, expressions and lists within an indicator have several."""

CODED: Final[Mapping[Part, str]] = {
    Part.PHASES: "gd",
    Part.BODIES: "co_quan_",
    Part.BOARDS: "phu_trach_",
    Part.BUDGET_SOURCES: "nguon_",
    Part.TASKS: "NV-",
    Part.INDICATORS: "",
}
"""Parts whose new entries bear a code that may be told, and how it begins; a number follows."""

DEFAULTS: Final[Mapping[Part, Mapping[str, str]]] = {
    Part.INDICATORS: {"basis": Basis.AT_DATE.lower(), "operator": Operator.AT_LEAST.value},
}
"""What holds where a document says nothing."""

_NEEDED = frozenset(
    {
        "type",
        "name",
        "from",
        "to",
        "clause",
        "text",
        "source",
        "lead",
        "every",
        "body",
        "in",
        "only",
    }
)
_NEEDED_HERE: Final[Mapping[Part, frozenset[str]]] = {
    Part.BASES: frozenset({"number", "about"}),
    Part.BUDGET_RULES: frozenset({"in", "only", "basis"}),
    Part.BOARDS: frozenset({"name", "body"}),
    Part.ACHIEVED: frozenset({"name", "result"}),
}
_LONG = frozenset({"text", "subjects", "evidence", "about"})
_DAYS = frozenset({"from", "to", "issued_on"})
_NUMBERS = frozenset({"due.days", "cycle"})
LISTED: Final = frozenset({"groups", "awaits"})
"""Several words in one field."""
YEARS: Final = frozenset({"due.in", "in"})
_SEVERAL = frozenset(
    {"lead", "with", "budget", "only", "indicators", "kinds", "level", "across", "tasks", *YEARS}
)
_HINTS: Mapping[str, str | Promise] = {
    "number": _("Để trống nếu là bản dự thảo."),
    "due.before": _("Ví dụ: 20/03"),
    "due.around": _("Ví dụ: 05/12"),
    "unit": _("Ví dụ: % đơn vị, người, lớp"),
    "groups": _("Cách nhau bằng dấu phẩy. Ví dụ: học sinh, thiếu nhi."),
    "kinds": _("Mọi đơn vị đúng loại cùng làm; để trống nếu chỉ nêu tên."),
    "only": _("Nguồn khác không được đề nghị trong các năm này."),
    "within_assigned": _("Phần ngân sách, chi thường xuyên nằm trong dự toán đã giao cho đơn vị."),
    "code": _("Ngắn, không trùng trong kế hoạch. Sau này giữ nguyên."),
    "cycle": _("Để trống nếu năm nào cũng làm. Ví dụ: 2 là hai năm một lần."),
    "of": _("Mẫu số là số đã đạt của chỉ tiêu này. Chọn ở đây thì bỏ trống phần mẫu số."),
    "across": _("Đếm bao nhiêu đơn vị thuộc các loại này đã có."),
    "level": _("Để trống thì mọi cấp đều tính."),
    "awaits": _("Mã của số đo sẽ có sau, cách nhau bằng dấu phẩy. Chưa có thì chỉ tiêu là “chưa có số liệu”."),
    "family": _("Cùng tên nhóm thì đặt cạnh chỉ tiêu của kế hoạch khác để so sánh."),
    "parent": _("Chương trình mà kế hoạch này thực hiện."),
}  # fmt: skip
_HINTS_HERE: Final[Mapping[tuple[Part, str], str | Promise]] = {
    (Part.BASES, "number"): _("Ví dụ: 1481/QĐ-TTg"),
}


class NumberField(forms.CharField):
    """A number as people write it: 62,5."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  handed on as they are
        super().__init__(max_length=20, required=False, **kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def prepare_value(self, value: object) -> object:
        return amount(value) if isinstance(value, int | float) else value

    def has_changed(self, initial: object, data: object) -> bool:
        """As it is shown: a number with more decimals than people read stays as it was."""
        shown = self.prepare_value(initial)
        return str(data or "").strip() != ("" if shown is None else str(shown))

    def clean(self, value: object) -> object:
        typed = nfc(str(super().clean(value) or "")).strip()
        if not typed:
            return None
        try:
            return plain_number(parse_number(typed))
        except ValueError as fault:
            raise ValidationError(_("Hãy ghi một số, ví dụ 62,5.")) from fault


def plain_number(value: Decimal) -> int | float:
    """A number as a document keeps it."""
    return int(value) if value == int(value) else float(value)


@dataclass(frozen=True, slots=True)
class Kept:
    """A day of the document."""

    day: date


class DocumentDayField(DayField):
    """A day as a document keeps it: a text. Where the document has the first day after, the page has the last one."""

    def __init__(self, *, is_last: bool, **kwargs: Any) -> None:  # noqa: ANN401  handed on as they are
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        wrong = {"invalid": _("Hãy chọn ngày theo lịch.")}
        super().__init__(widget=widget, error_messages=wrong, **kwargs)
        self.after = timedelta(days=int(is_last))

    def prepare_value(self, value: object) -> object:
        """Only what the document says is turned; what was typed stays as typed."""
        return value.day - self.after if isinstance(value, Kept) else value

    def has_changed(self, initial: object, data: object) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: object) -> Any:  # noqa: ANN401  Django's own signature
        day = super().clean(value)
        return (day + self.after).isoformat() if day else None


def target_names(document: Mapping[str, Any], entry: Entry | None) -> tuple[list[str], list[str]]:
    """(targets of phases and of every year, those of single years and of what is named besides)."""
    known = (entry or {}).get("targets", {})
    codes = [each["code"] for each in document.get("phases", [])]
    years = [str(year) for year in plan_years(document)]
    others = [code for code in known if code not in {*codes, *years, EVERY_YEAR}]
    usual = [*codes, EVERY_YEAR]
    return [f"targets.{code}" for code in usual], [f"targets.{code}" for code in [*years, *others]]


def plan_years(document: Mapping[str, Any]) -> range:
    """The years in which a plan runs."""
    first, end = (date.fromisoformat(str(document[key])) for key in ("from", "to"))
    return range(first.year, (end - timedelta(days=1)).year + 1)


def field(part: Part, name: str, document: Mapping[str, Any], offered: Offered) -> forms.Field:
    """How one entry of a part is asked; what is missing is told by the check of the document."""
    needed = name in _NEEDED_HERE.get(part, _NEEDED)
    asked: dict[str, Any] = {
        "label": queries.field_label(document, name, part),
        "required": False,
        "help_text": _HINTS_HERE.get((part, name), _HINTS.get(name, "")),
    }
    found = _kind_of_field(part, name, document, offered, asked)
    if needed and name not in _SEVERAL:
        found.widget.attrs["required"] = True
    return found


def _kind_of_field(
    part: Part, name: str, document: Mapping[str, Any], offered: Offered, asked: dict[str, Any]
) -> forms.Field:
    if name.startswith("targets.") or name in _NUMBERS:
        return NumberField(label=asked["label"], help_text=asked["help_text"])
    if name in _DAYS:
        return DocumentDayField(is_last=name == "to", **asked)
    if name in _SEVERAL:
        several = forms.CheckboxSelectMultiple
        chosen = _several(name, document, offered)
        return forms.MultipleChoiceField(choices=chosen, widget=several, **asked)
    if name in {"standing", "within_assigned"}:
        return forms.BooleanField(**asked)
    one_of = _one_of(part, name, document, offered)
    if one_of:
        return forms.ChoiceField(choices=one_of, **asked)
    widget = forms.Textarea(attrs={"rows": 3}) if name in _LONG else forms.TextInput()
    return forms.CharField(widget=widget, **asked)


def _several(name: str, document: Mapping[str, Any], offered: Offered) -> Sequence[Choice]:
    """What can be chosen of a plan's own lists, of its years, or of kinds of units."""
    if name in {"kinds", "level", "across"}:
        return offered.kinds
    if name in YEARS:
        return [(str(year), str(year)) for year in plan_years(document)]
    return _rows_of(name, document)


def _rows_of(name: str, document: Mapping[str, Any]) -> list[Choice]:
    """The entries of a list of the plan, by code and name."""
    rows: Iterable[Entry] = document.get(_LISTED.get(name, name), [])
    return [(row["code"], row.get("name") or row["text"]) for row in rows]


_CHOICES: Mapping[str, Sequence[tuple[str, str | Promise]]] = {
    "every": TaskEvery.choices,
    "type": [(each.value.lower(), each.label) for each in IndicatorType],
    "basis": [(each.value.lower(), each.label) for each in Basis],
    "operator": [(Operator.AT_LEAST.value, Operator.AT_LEAST.label), *Operator.choices[1:]],
    "kind": [("", _("Không ghi")), *((each.value.lower(), each.label) for each in SourceKind)],
    "tier": [("", _("Không phải ngân sách nhà nước")), *BudgetTier.choices],
}
_LISTED = {
    "lead": "bodies",
    "with": "bodies",
    "body": "bodies",
    "proposes": "bodies",
    "budget": "budget_sources",
    "only": "budget_sources",
    "of": "indicators",
}
_NOBODY: Mapping[str, Choice] = {
    "body": ("", _("Chọn cơ quan, đơn vị")),
    "proposes": ("", _("Không cơ quan nào")),
    "of": ("", _("Không chọn")),
}


def _one_of(
    part: Part, name: str, document: Mapping[str, Any], offered: Offered
) -> Sequence[Choice]:
    """What a field chooses one of; nothing where it is typed."""
    if name in _NOBODY:
        return [_NOBODY[name], *_rows_of(name, document)]
    if name == "parent":
        return [("", _("Không thuộc chương trình nào")), *offered.parents]
    if name == "scope.unit_kind":
        return [("", _("Không ghi")), *offered.kinds]
    if part == Part.BUDGET_RULES:
        return ()
    return _CHOICES.get(name, ())
