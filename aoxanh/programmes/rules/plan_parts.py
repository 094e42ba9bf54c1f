"""The parts of a plan document: finding one, changing one, saying where a fault stands."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from aoxanh.kernel.lined import Lined, read_lined
from aoxanh.programmes.rules.plan_columns import Faults, column_faults, list_faults
from aoxanh.programmes.rules.plan_files import plan_faults
from aoxanh.programmes.rules.plan_texts import plan_text
from aoxanh.programmes.types import PlanWorld
from aoxanh.programmes.types.amending import Entry, Part, PlanFault


Document = Mapping[str, Any]
_BUDGETING, _RULES = "budgeting", "rules"
_LISTS = {
    part: part.lower()
    for part in Part
    if part not in {Part.HEAD, Part.BUDGETING, Part.BUDGET_RULES}
}
_ELSEWHERE = frozenset({*_LISTS.values(), _BUDGETING})
"""What the head does not tell."""
_STRUCTURE = (
    ("phase", "phases"), ("objective", "objectives"), ("body", "bodies"), ("board", "boards"),
    ("base", "bases"),
    ("budget_source", "budget_sources"), ("task", "tasks"), ("indicator", "indicators"),
    ("achieved", "achieved"),
)  # fmt: skip


def entries(document: Document, part: Part) -> list[tuple[str, Entry]]:
    """(key, entry) of a part in order: by code, or by place where entries have none; what is told once has no key."""
    if part == Part.HEAD:
        return [("", {key: document[key] for key in document if key not in _ELSEWHERE})]
    budgeting = document.get(_BUDGETING, {})
    if part == Part.BUDGETING:
        return [("", {key: budgeting[key] for key in budgeting if key != _RULES})]
    rows = (
        budgeting.get(_RULES, []) if part == Part.BUDGET_RULES else document.get(_LISTS[part], [])
    )
    return [(str(row.get("code", place)), row) for place, row in enumerate(rows, start=1)]


def entry_of(document: Document, part: Part, key: str) -> Entry | None:
    """One entry, or None when there is none such."""
    return dict(entries(document, part)).get(key)


def with_entry(document: Document, part: Part, key: str, entry: Entry | None) -> dict[str, Any]:
    """The document with an entry put in place of the one called ``key``, added when none is, or taken away."""
    if part == Part.HEAD:
        kept = {name: document[name] for name in document if name in _ELSEWHERE}
        return {**(entry or {}), **kept}
    budgeting = document.get(_BUDGETING, {})
    if part == Part.BUDGETING:
        kept = {_RULES: budgeting[_RULES]} if _RULES in budgeting else {}
        return _with_money(document, {**(entry or {}), **kept})
    rows = [
        entry if each == key else row
        for each, row in entries(document, part)
        if each != key or entry is not None
    ]
    if entry is not None and entry_of(document, part, key) is None:
        rows.append(entry)
    if part == Part.BUDGET_RULES:
        return _with_money(document, {**budgeting, _RULES: rows})
    return {**document, _LISTS[part]: rows}


def _with_money(document: Document, budgeting: Mapping[str, Any]) -> dict[str, Any]:
    """The document with what it says of money; what says nothing is left out."""
    told = {key: value for key, value in budgeting.items() if value}
    kept = {key: value for key, value in document.items() if key != _BUDGETING}
    return {**kept, _BUDGETING: told} if told else kept


def merged(now: object, base: object, proposed: object) -> object:
    """``now`` with what ``proposed`` tells differently from ``base``: what others changed meanwhile stays."""
    if not all(isinstance(each, Mapping) for each in (now, base, proposed)):
        return now if base == proposed else proposed
    left, was, new = (cast("Entry", each) for each in (now, base, proposed))
    found = {key: merged(left.get(key), was.get(key), new.get(key)) for key in {**left, **new}}
    return {key: value for key, value in found.items() if value is not None}


def read_document(document: Document) -> Lined:
    """A document with the lines of its file, days as days."""
    return cast("Lined", read_lined(plan_text(document), file=""))


def document_faults(document: Document, world: PlanWorld) -> list[PlanFault]:
    """Everything that is wrong with a document, each at its field; what lacks its form is told first and alone."""
    raw = read_document(document)
    places = dict(_places(raw))
    found = list(_form_faults(raw)) or list(plan_faults(raw, world))
    nowhere = (Part.HEAD, "", "")
    return [PlanFault(*places.get(line, nowhere), reason) for line, reason in dict.fromkeys(found)]


def _form_faults(raw: Lined) -> Faults:
    yield from column_faults("plan", raw, line=1)
    for part, key in _STRUCTURE:
        yield from list_faults(part, raw.get(key) or [], line=raw.at(key))
    budgeting = raw.get(_BUDGETING) or {}
    yield from list_faults("budget_rule", budgeting.get(_RULES) or [], line=raw.at(_BUDGETING))


def _places(raw: Lined) -> Iterator[tuple[int, tuple[Part, str, str]]]:
    """Which field of which part begins on which line."""
    for part in (*_LISTS, Part.BUDGET_RULES):
        for key, row in entries(raw, part):
            found = _fields(cast("Lined", row), "")
            yield from ((line, (part, key, field)) for line, field in found)
    for line, field in _fields(raw.get(_BUDGETING, Lined()), ""):
        yield line, (Part.BUDGETING, "", field)
    for line, field in _fields(raw, ""):
        if field.partition(".")[0] not in _ELSEWHERE:
            yield line, (Part.HEAD, "", field)


def _fields(raw: Lined, path: str) -> Iterator[tuple[int, str]]:
    for key, line in raw.lines.items():
        inner = f"{path}.{key}" if path else key
        yield line, inner
        if isinstance(raw[key], Lined):
            yield from _fields(raw[key], inner)
