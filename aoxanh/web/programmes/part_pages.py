"""What pages that draft a plan and pages that amend one share: its parts, what a part may name, the form of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.measures import measures
from aoxanh.programmes import queries
from aoxanh.programmes.types import Basis, IndicatorType, Operator
from aoxanh.programmes.types.amending import TOLD_ONCE, Entry, Part
from aoxanh.units import queries as units
from aoxanh.web.programmes.expression_fields import Offered
from aoxanh.web.programmes.part_fields import CODED
from aoxanh.web.programmes.part_forms import PartForm
from aoxanh.web.request import Request


_ORDER = {Part.INDICATORS: 0, Part.TASKS: 1, Part.HEAD: 3}
"""What is changed most stands first."""
_MAIN = frozenset({Part.INDICATORS, Part.TASKS, Part.BODIES, Part.PHASES})
"""What every plan has."""

KINDS: Final[Mapping[IndicatorType, Promise]] = {
    IndicatorType.RATIO: _("Bao nhiêu phần trăm. Ví dụ: 80 % cán bộ được tập huấn."),
    IndicatorType.COUNT: _("Bao nhiêu người, bao nhiêu việc. Ví dụ: 120 người được tập huấn mỗi năm."),
    IndicatorType.YEARLY_EVENT: _("Mỗi năm, hoặc mấy năm, phải có bao nhiêu lần. Ví dụ: hai năm một lần gặp mặt."),
    IndicatorType.COVERAGE: _("Bao nhiêu phần trăm đơn vị đã làm. Ví dụ: 100 % đoàn xã có hoạt động hè."),
    IndicatorType.COMPOUND: _("Trong số đã đạt bước trước, bao nhiêu phần trăm đạt bước sau."),
    IndicatorType.SCORE: _("Một số điểm rơi vào mức nào. Ví dụ: từ 50 là khá, từ 80 là tốt."),
    IndicatorType.DUTY: _("Việc phải xong trong năm đã định. Ví dụ: sơ kết năm 2025."),
    IndicatorType.QUALITATIVE: _("Nhận định bằng lời, không có phần trăm, kèm vài con số nếu muốn."),
}  # fmt: skip
"""What kinds of promises there are, and what each says."""

_BEGINS_WITH: Final[Mapping[IndicatorType, Mapping[str, str]]] = {
    IndicatorType.YEARLY_EVENT: {"basis": Basis.PER_YEAR.lower()},
    IndicatorType.COVERAGE: {"basis": Basis.PER_YEAR.lower()},
    IndicatorType.DUTY: {"basis": Basis.PER_YEAR.lower()},
    IndicatorType.QUALITATIVE: {"operator": Operator.NONE.value},
}
"""What is proposed where such a promise is added, being what most of them say."""


def found_part(part: str) -> Part:
    """The part of a plan in the path. Raises ``Http404``."""
    try:
        return Part(part.upper())
    except ValueError as fault:
        raise Http404 from fault


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part of a plan as it is listed: its entries, whether more can be added."""

    part: Part
    rows: Sequence[tuple[str, str, str]]
    """(key, name, clause)."""
    may_add: bool
    is_rare: bool
    """Whether few plans have it, and this one says nothing there."""


def parts_of(document: dict[str, Any]) -> list[ShownPart]:
    """Everything a plan says, indicators and tasks first."""
    order = sorted(Part, key=lambda part: _ORDER.get(part, 2))
    return [_shown(document, part) for part in order]


def _shown(document: dict[str, Any], part: Part) -> ShownPart:
    held = queries.entries(document, part)
    rows = [
        (key, queries.entry_name(part, row), row.get("clause") or row.get("source") or "")
        for key, row in held
    ]
    is_empty = not any(row for _key, row in held)
    return ShownPart(part, rows, part not in TOLD_ONCE, is_empty and part not in _MAIN)


@dataclass(frozen=True, slots=True)
class AskedPart:
    """The part of a plan that a page is about: which one, and what it says or begins with."""

    part: Part
    key: str
    entry: Entry
    document: dict[str, Any]

    @property
    def is_new(self) -> bool:
        return not self.key and self.part not in TOLD_ONCE

    @property
    def may_drop(self) -> bool:
        return bool(self.key)

    @property
    def name(self) -> str:
        """By what a reader knows it; nothing while it is new."""
        return "" if self.is_new else queries.entry_name(self.part, self.entry)

    def key_of(self, entry: Entry) -> str:
        """The key under which the entry is told once it is saved."""
        return queries.key_of_new(self.document, self.part, entry) if self.is_new else self.key


def _offered(request: Request, unit_id: int, asked: AskedPart) -> Offered:
    """What a part may name: measures and what narrows them, kinds of units, plans above."""
    kinds = [(kind.code, kind.name) for kind in units.kinds()]
    if asked.part == Part.HEAD:
        kept = asked.entry.get("parent")
        above = queries.plans_above(unit_id, actor=request.actor)
        more = [(kept, kept)] if kept and kept not in dict(above) else []
        return Offered(kinds, parents=[*above, *more])
    if asked.part != Part.INDICATORS:
        return Offered(kinds)
    return Offered(
        kinds=kinds,
        measures=[(each.code, each.label) for each in measures()],
        filters={name: list(named.items()) for name, named in queries.plan_names().items()},
        narrowing={each.code: queries.filters_of(each) for each in measures()},
    )


def asked_part(request: Request, document: dict[str, Any], part: str) -> AskedPart:
    """The part in the path, its entry in the address; a new one when none is named. Raises ``Http404``."""
    asked, key = found_part(part), request.GET.get("muc", "")
    entry = queries.entry_of(document, asked, key)
    if entry is None and (key or asked in TOLD_ONCE):
        raise Http404
    if entry is None:
        entry = _new_entry(request, document, asked)
    return AskedPart(asked, key, entry, document)


def _new_entry(request: Request, document: dict[str, Any], part: Part) -> dict[str, Any]:
    """What a new entry has before anything is typed: a code of its own, the days of the plan."""
    taken = {key for key, _row in queries.entries(document, part)}
    if part == Part.INDICATORS:
        return {"code": queries.free_indicator(document["code"], taken, actor=request.actor)}
    if part not in CODED:
        return {}
    number = next(each for each in range(1, len(taken) + 2) if f"{CODED[part]}{each}" not in taken)
    entry = {"code": f"{CODED[part]}{number}"}
    days = {"from": document["from"], "to": document["to"]}
    return entry | days if part == Part.PHASES else entry


def asks_kind(request: Request, asked: AskedPart) -> bool:
    """Whether it has to be said first what kind of promise a new indicator is."""
    kind = request.GET.get("dang", "").upper()
    chosen = request.method == "POST" or kind in IndicatorType.values
    return asked.is_new and asked.part == Part.INDICATORS and not chosen


def _proposed(request: Request, asked: AskedPart) -> dict[str, str]:
    """What a new indicator of the kind that was chosen begins with."""
    kind = request.GET.get("dang", "").upper()
    if not asked.is_new or kind not in IndicatorType.values:
        return {}
    return {"type": kind.lower(), **_BEGINS_WITH.get(IndicatorType(kind), {})}


def part_form(
    request: Request, unit_id: int, asked: AskedPart, *, sends: bool
) -> tuple[PartForm, bool]:
    """(the form of a part, whether it was sent); one more row, and nothing sent, when that is asked."""
    told: dict[str, Any] = {
        "part": asked.part,
        "entry": asked.entry,
        "document": asked.document,
        "offered": _offered(request, unit_id, asked),
        "is_new": asked.is_new,
    }
    if not sends:
        return PartForm(typed=_proposed(request, asked), **told), False
    form = PartForm(request.POST, **told)
    more = request.POST.get("add", "")
    typed = form.grown(more)
    return (PartForm(typed=typed, grew=more, **told), False) if typed else (form, True)
