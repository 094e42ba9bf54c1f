"""One part of a plan as a form: a field for each entry of the document, called by its path there."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
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
from aoxanh.programmes.errors import PlanPartInvalid
from aoxanh.programmes.types import EVERY_YEAR, Operator, TaskEvery
from aoxanh.programmes.types.amending import Entry, Part


FIELDS: Final[Mapping[Part, tuple[str, ...]]] = {
    Part.HEAD: ("name", "number", "issuer", "issued_on", "from", "to", "scope.territory", "subjects"),
    Part.PHASES: ("name", "from", "to"),
    Part.OBJECTIVES: ("clause", "text"),
    Part.BODIES: ("name", "kinds"),
    Part.BOARDS: ("clause", "name"),
    Part.BUDGET_SOURCES: ("name",),
    Part.TASKS: (
        "clause", "text", "lead", "with", "every", "due.before", "due.around", "due.days", "due.in",
        "output", "budget", "indicators",
    ),
    Part.INDICATORS: ("name", "source", "unit", "operator", "evidence"),
}  # fmt: skip
"""What of each part can be told on a page; the rest stays as the document has it."""

_REQUIRED = frozenset({"name", "from", "to", "clause", "text", "source", "lead", "every"})
_LONG = frozenset({"text", "subjects", "evidence"})
_DAYS = frozenset({"from", "to", "issued_on"})
_HINTS: Mapping[str, str | Promise] = {
    "number": _("Để trống nếu là bản dự thảo."),
    "due.before": _("Ví dụ: 20/03"),
    "due.around": _("Ví dụ: 05/12"),
    "unit": _("Ví dụ: % đơn vị, người, lớp"),
    "kinds": _("Mọi đơn vị đúng loại cùng làm; để trống nếu chỉ nêu tên."),
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
        kinds: Sequence[tuple[str, str]] = (),
        **kwargs: object,
    ) -> None:
        kept = queries.flat(entry)
        initial = {key: _initial(key, value) for key, value in kept.items()}
        super().__init__(*args, initial=initial, prefix="muc", **kwargs)  # type: ignore[arg-type, misc]  # handed on as they are
        self.part, self.base = part, entry
        offered = _Offered(document, kinds)
        named = [*FIELDS[part]]
        if part == Part.INDICATORS:
            named += target_fields(document, entry)
        for name in named:
            self.fields[name] = _field(name, document, offered)

    def entry(self) -> dict[str, Any]:
        """The part as it shall be: what was typed over what the page does not ask."""
        found: dict[str, Any] = deepcopy(dict(self.base or {}))
        for name in self.fields:
            _put(found, name, _kept(name, self.cleaned_data[name]))
        return found

    def tell(self, refusal: PlanPartInvalid, key: str) -> None:
        """Each fault at its field; what lies elsewhere in the plan above the fields."""
        for fault in refusal.faults:
            is_here = fault.part == self.part and fault.key == key and fault.field in self.fields
            self.add_error(fault.field if is_here else None, fault.reason)


def _initial(key: str, value: object) -> object:
    if key in _DAYS:
        return Kept(date.fromisoformat(str(value)))
    return [str(each) for each in value] if isinstance(value, list) else value


def _kept(name: str, value: Any) -> object:  # noqa: ANN401  what a field cleaned
    """What was typed as a document keeps it."""
    if name == "due.in":
        return [int(year) for year in value]
    return nfc(value).strip() if isinstance(value, str) else value


def _put(entry: dict[str, Any], path: str, value: object) -> None:
    """What is empty is left out, as documents do."""
    head, _dot, inner = path.partition(".")
    if inner:
        held = dict(entry.get(head) or {})
        _put(held, inner, value)
        value, path = held, head
    if value in (None, "", [], {}):
        entry.pop(path, None)
    else:
        entry[path] = value


def target_fields(document: Mapping[str, Any], entry: Entry | None) -> list[str]:
    """The phases, “every year”, and the years that are named already."""
    known = (entry or {}).get("targets", {})
    codes = [each["code"] for each in document.get("phases", [])]
    named = [*codes, EVERY_YEAR, *(code for code in known if code not in {*codes, EVERY_YEAR})]
    return [f"targets.{code}" for code in named]


@dataclass(frozen=True, slots=True)
class _Offered:
    """What can be chosen in a plan."""

    document: Mapping[str, Any]
    kinds: Sequence[tuple[str, str]]

    def of(self, name: str) -> list[tuple[str, str]]:
        if name == "kinds":
            return list(self.kinds)
        if name == "due.in":
            return [(str(year), str(year)) for year in self._years()]
        rows: Iterable[Entry] = self.document.get(_LISTED.get(name, name), [])
        return [(row["code"], row["name"]) for row in rows]

    def _years(self) -> range:
        first, end = (date.fromisoformat(self.document[key]) for key in ("from", "to"))
        return range(first.year, (end - timedelta(days=1)).year + 1)


_CHOICES: Mapping[str, Sequence[tuple[str, str | Promise]]] = {
    "every": TaskEvery.choices,
    "operator": [(Operator.AT_LEAST.value, Operator.AT_LEAST.label), *Operator.choices[1:]],
}
_LISTED = {"lead": "bodies", "with": "bodies", "budget": "budget_sources"}
_SEVERAL = frozenset({"lead", "with", "budget", "indicators", "kinds", "due.in"})


def _field(name: str, document: Mapping[str, Any], offered: _Offered) -> forms.Field:
    asked: dict[str, Any] = {
        "label": queries.field_label(document, name),
        "required": name in _REQUIRED,
        "help_text": _HINTS.get(name, ""),
    }
    if name.startswith("targets.") or name == "due.days":
        return NumberField(label=asked["label"])
    if name in _DAYS:
        return DayField(is_last=name == "to", **asked)
    if name in _SEVERAL:
        several = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=offered.of(name), widget=several, **asked)
    if name in _CHOICES:
        return forms.ChoiceField(choices=_CHOICES[name], **(asked | {"required": name == "every"}))
    widget = forms.Textarea(attrs={"rows": 3}) if name in _LONG else forms.TextInput()
    return forms.CharField(widget=widget, **asked)
