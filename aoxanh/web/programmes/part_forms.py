"""One part of a plan as a form: a field for each entry of the document, called by its path there."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.numbers import amount, parse_number
from aoxanh.kernel.text import nfc
from aoxanh.programmes import queries
from aoxanh.programmes.errors import PlanPartInvalid
from aoxanh.programmes.types import EVERY_YEAR, Basis, IndicatorType, Operator, TaskEvery
from aoxanh.programmes.types.amending import Entry, Part
from aoxanh.programmes.types.budget import BudgetTier, SourceKind
from aoxanh.web.programmes.expression_fields import (
    EXPRESSIONS,
    Choice,
    Offered,
    ShownExpression,
    expression,
    faults,
    fields_of,
    is_told,
    rows_in,
    shown,
    told_of,
)


if TYPE_CHECKING:
    from django.http import QueryDict

FIELDS: Final[Mapping[Part, tuple[str, ...]]] = {
    Part.HEAD: ("name", "number", "issuer", "issued_on", "from", "to", "scope.territory", "subjects"),
    Part.PHASES: ("name", "from", "to"),
    Part.OBJECTIVES: ("clause", "text"),
    Part.BODIES: ("name", "kinds"),
    Part.BOARDS: ("clause", "name", "body", "standing", "groups", "tasks"),
    Part.BUDGET_SOURCES: ("name", "kind", "tier"),
    Part.BUDGETING: ("proposes", "with"),
    Part.BUDGET_RULES: ("in", "only", "within_assigned", "basis", "clause"),
    Part.TASKS: (
        "clause", "text", "lead", "with", "every", "due.before", "due.around", "due.days", "due.in",
        "output", "budget", "indicators",
    ),
    Part.ACHIEVED: ("name", "result"),
    Part.INDICATORS: ("name", "source", "unit", "operator", "evidence"),
}  # fmt: skip
"""What of each part can be told on a page; the rest stays as the document has it."""

RARE: Final[Mapping[Part, frozenset[str]]] = {
    Part.TASKS: frozenset(
        {"with", "due.around", "due.days", "due.in", "output", "budget", "indicators"}
    ),
    Part.BOARDS: frozenset({"groups", "tasks"}),
    Part.INDICATORS: frozenset({"baseline", "level", "across", "family"}),
}
"""What few entries have: folded away on the page until it is asked for."""

_FOLDED: Final[Mapping[Part, Promise]] = {
    Part.TASKS: _("Phối hợp, thời hạn khác, sản phẩm, kinh phí, chỉ tiêu"),
    Part.BOARDS: _("Nhóm đối tượng, nhận báo cáo của nhiệm vụ nào"),
    Part.INDICATORS: _("Cấp, loại đơn vị được tính; kết quả giai đoạn trước"),
}

_REQUIRED = frozenset(
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
_FREE = frozenset({Part.BOARDS, Part.BUDGET_RULES})
"""Parts whose clause may stay unsaid."""

_LONG = frozenset({"text", "subjects", "evidence"})
_DAYS = frozenset({"from", "to", "issued_on"})
_HINTS: Mapping[str, str | Promise] = {
    "number": _("Để trống nếu là bản dự thảo."),
    "due.before": _("Ví dụ: 20/03"),
    "due.around": _("Ví dụ: 05/12"),
    "unit": _("Ví dụ: % đơn vị, người, lớp"),
    "groups": _("Cách nhau bằng dấu phẩy. Ví dụ: học sinh, thiếu nhi."),
    "kinds": _("Mọi đơn vị đúng loại cùng làm; để trống nếu chỉ nêu tên."),
    "only": _("Nguồn khác không được đề nghị trong các năm này."),
    "within_assigned": _("Phần ngân sách, chi thường xuyên nằm trong dự toán đã giao cho đơn vị."),
}


class NumberField(forms.CharField):
    """A number as people write it: 62,5."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  handed on as they are
        super().__init__(max_length=20, required=False, **kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def prepare_value(self, value: object) -> object:
        return amount(value) if isinstance(value, int | float) else value

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


class DayField(forms.DateField):
    """A day as a document keeps it: a text. Where the document has the first day after, the page has the last one."""

    def __init__(self, *, is_last: bool, **kwargs: Any) -> None:  # noqa: ANN401  handed on as they are
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        wrong = {"invalid": _("Hãy chọn ngày theo lịch.")}
        super().__init__(widget=widget, error_messages=wrong, **kwargs)
        self.after = timedelta(days=int(is_last))

    def prepare_value(self, value: object) -> object:
        """Only what the document says is turned; what was typed stays as typed."""
        return value.day - self.after if isinstance(value, Kept) else value

    def clean(self, value: object) -> Any:  # noqa: ANN401  Django's own signature
        day = super().clean(value)
        return (day + self.after).isoformat() if day else None


BUILT = ("type", "basis", "level", "across", "family")
"""What is asked besides where an indicator is built, not only amended."""


def _named(
    part: Part, entry: Entry | None, document: Mapping[str, Any], offered: Offered
) -> list[str]:
    """The fields of a part that have a name of their own: targets follow the phases."""
    if part != Part.INDICATORS:
        return list(FIELDS[part])
    built = ("baseline", *BUILT) if offered.measures else ()
    return [*FIELDS[part], *built, *target_fields(document, entry)]


@dataclass(frozen=True, slots=True)
class Kept:
    """A day of the document."""

    day: date


class PartForm(forms.Form):
    """A part of a plan: what it says now, and what it shall say."""

    def __init__(
        self,
        *args: object,
        part: Part,
        entry: Entry | None,
        document: Mapping[str, Any],
        offered: Offered,
        typed: Mapping[str, Any] | None = None,
        **kwargs: object,
    ) -> None:
        """``typed`` stands for what the document says: so a form grows by a row without being sent."""
        kept = queries.flat(entry)
        initial = {key: _initial(key, value) for key, value in kept.items()}
        initial |= told_of(entry) if typed is None else typed
        super().__init__(*args, initial=initial, prefix="muc", **kwargs)  # type: ignore[arg-type, misc]  # handed on as they are
        self.part, self.base, self._offered = part, entry, offered
        for name in _named(part, entry, document, offered):
            self.fields[name] = _field(part, name, document, offered)
        if part in _FREE:
            self.fields["clause"].required = False
        self.asked = [name for name in EXPRESSIONS if self._is_asked(name)]
        for name in self.asked:
            self.fields |= fields_of(name, self._told_now(), offered)

    def _is_asked(self, name: str) -> bool:
        return (
            self.part == Part.INDICATORS
            and bool(self._offered.measures)
            and is_told(self.base, name)
        )

    def _told_now(self) -> Mapping[str, Any]:
        """What the fields say by name: as sent, else as the document has it."""
        if not self.is_bound:
            return self.initial
        start = f"{self.prefix}-"
        sent = cast("QueryDict", self.data)
        return {
            key.removeprefix(start): _last_or_all(key, values)
            for key, values in sent.lists()
            if key.startswith(start)
        }

    def grown(self, name: str) -> dict[str, Any]:
        """What is typed now, with one more row of an expression."""
        typed = {each.name: each.value() for each in self}
        return typed | {f"{name}.{rows_in(name, typed)}.measure": ""}

    def usual(self) -> list[forms.BoundField]:
        """The fields that are asked at once."""
        return [
            each
            for each in self
            if each.name not in RARE.get(self.part, ())
            and each.name.partition(".")[0] not in EXPRESSIONS
        ]

    def expressions(self) -> list[ShownExpression]:
        """What an indicator is computed from, where it is built."""
        if self.part != Part.INDICATORS or not self._offered.measures:
            return []
        return [shown(self, name, self.base) for name in EXPRESSIONS]

    def clean(self) -> dict[str, Any]:
        """Faults of expressions at their rows."""
        typed: dict[str, Any] = super().clean() or {}
        for name in self.asked:
            for field, reason in faults(name, dict(typed), self._offered):
                self.add_error(field, str(reason))
        return typed

    def rare(self) -> list[forms.BoundField]:
        """The fields that are folded away."""
        return [each for each in self if each.name in RARE.get(self.part, ())]

    def rare_title(self) -> str:
        """What is folded away, in words."""
        return str(_FOLDED[self.part]) if self.part in _FOLDED else ""

    def rare_told(self) -> int:
        """How many of the folded ones say something."""
        return sum(bool(each.value()) for each in self.rare())

    def rare_refused(self) -> bool:
        """Whether a folded one has to be mended, and so is shown."""
        return any(each.errors for each in self.rare())

    def entry(self) -> dict[str, Any]:
        """The part as it shall be: what was typed over what the page does not ask."""
        found: dict[str, Any] = deepcopy(dict(self.base or {}))
        for name in self.fields:
            if name.partition(".")[0] not in EXPRESSIONS:
                _put(found, name, _kept(name, self.cleaned_data[name]))
        for name in self.asked:
            _put(found, name, expression(name, self.cleaned_data, self.base or {}))
        return found

    def tell(self, refusal: PlanPartInvalid, key: str) -> None:
        """Each fault at its field; what lies elsewhere in the plan above the fields."""
        for fault in refusal.faults:
            is_here = fault.part == self.part and fault.key == key
            near = [
                each for each in (fault.field, f"{fault.field}.0.measure") if each in self.fields
            ]
            self.add_error(near[0] if is_here and near else None, fault.reason)


def _last_or_all(key: str, values: Sequence[object]) -> object:
    """One value, or all where a row is narrowed by several."""
    single = key.rpartition(".")[2] in {"measure", "less", "reach", "day", "days", "joining"}
    return values[-1] if single and values else values


def _initial(key: str, value: object) -> object:
    if key == "groups" and isinstance(value, list):
        return ", ".join(value)
    if key in _DAYS:
        return Kept(date.fromisoformat(str(value)))
    return [str(each) for each in value] if isinstance(value, list) else value


def _kept(name: str, value: Any) -> object:  # noqa: ANN401  what a field cleaned
    """What was typed as a document keeps it."""
    if name in _YEARS:
        return [int(year) for year in value]
    if name == "groups":
        return [group for part in nfc(value).split(",") if (group := part.strip())]
    return nfc(value).strip() if isinstance(value, str) else value


def _put(entry: dict[str, Any], path: str, value: object) -> None:
    """What is empty is left out, as documents do."""
    head, _dot, inner = path.partition(".")
    if inner:
        held = dict(entry.get(head) or {})
        _put(held, inner, value)
        value, path = held, head
    if value is False or value in (None, "", [], {}):
        entry.pop(path, None)
    else:
        entry[path] = value


def target_fields(document: Mapping[str, Any], entry: Entry | None) -> list[str]:
    """The phases, “every year”, and the years that are named already."""
    known = (entry or {}).get("targets", {})
    codes = [each["code"] for each in document.get("phases", [])]
    named = [*codes, EVERY_YEAR, *(code for code in known if code not in {*codes, EVERY_YEAR})]
    return [f"targets.{code}" for code in named]


def _several(name: str, document: Mapping[str, Any], offered: Offered) -> Sequence[Choice]:
    """What can be chosen of a plan's own lists, of its years, or of kinds of units."""
    if name in {"kinds", "level", "across"}:
        return offered.kinds
    if name in _YEARS:
        first, end = (date.fromisoformat(document[key]) for key in ("from", "to"))
        years = range(first.year, (end - timedelta(days=1)).year + 1)
        return [(str(year), str(year)) for year in years]
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
}
_YEARS = frozenset({"due.in", "in"})
_SEVERAL = frozenset(
    {"lead", "with", "budget", "only", "indicators", "kinds", "level", "across", "tasks", *_YEARS}
)
_NOBODY: Mapping[str, Choice] = {
    "body": ("", _("Chưa có cơ quan, đơn vị")),
    "proposes": ("", _("Không cơ quan nào")),
}


def _one_of(part: Part, name: str, document: Mapping[str, Any]) -> Sequence[Choice]:
    """What a field chooses one of; nothing where it is typed."""
    if name in _NOBODY:
        bodies = _rows_of(name, document)
        return [_NOBODY[name], *bodies] if name == "proposes" or not bodies else bodies
    if part == Part.BUDGET_RULES:
        return ()
    return _CHOICES.get(name, ())


def _field(part: Part, name: str, document: Mapping[str, Any], offered: Offered) -> forms.Field:
    is_required = name in _REQUIRED or (part == Part.BUDGET_RULES and name == "basis")
    asked: dict[str, Any] = {
        "label": queries.field_label(document, name, part),
        "required": is_required,
        "help_text": _HINTS.get(name, ""),
    }
    if name.startswith("targets.") or name == "due.days":
        return NumberField(label=asked["label"])
    if name in _DAYS:
        return DayField(is_last=name == "to", **asked)
    if name in _SEVERAL:
        several = forms.CheckboxSelectMultiple
        chosen = _several(name, document, offered)
        return forms.MultipleChoiceField(choices=chosen, widget=several, **asked)
    if name in {"standing", "within_assigned"}:
        return forms.BooleanField(**asked)
    one_of = _one_of(part, name, document)
    if one_of:
        return forms.ChoiceField(choices=one_of, **asked)
    widget = forms.Textarea(attrs={"rows": 3}) if name in _LONG else forms.TextInput()
    return forms.CharField(widget=widget, **asked)
