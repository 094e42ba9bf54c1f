"""The parts of a plan document: finding one, changing one, saying where a fault stands."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, cast

from aoxanh.kernel.lined import Lined, read_lined
from aoxanh.programmes.rules.plan_columns import (
    Fault,
    Faults,
    column_faults,
    lacking_words,
    list_faults,
)
from aoxanh.programmes.rules.plan_files import plan_faults
from aoxanh.programmes.rules.plan_texts import plan_lines
from aoxanh.programmes.rules.plan_words import field_label
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
_KNOWN_BY: Final[Mapping[Part, str]] = {
    Part.BASES: "number",
    Part.OBJECTIVES: "clause",
    Part.ACHIEVED: "name",
    Part.BUDGET_RULES: "in",
}
"""By what an entry is known that needs no code; of years by the first."""
_LONGEST_KEY = 36
_STRUCTURE = (
    ("phase", "phases"), ("objective", "objectives"), ("body", "bodies"), ("board", "boards"),
    ("base", "bases"),
    ("budget_source", "budget_sources"), ("task", "tasks"), ("indicator", "indicators"),
    ("achieved", "achieved"),
)  # fmt: skip


def entries(document: Document, part: Part) -> list[tuple[str, Entry]]:
    """(key, entry) of a part in order; what is told once has no key.

    A key is the entry's code, else what it is known by: it stays whatever is added or taken away beside it.
    """
    if part == Part.HEAD:
        return [("", {key: document[key] for key in document if key not in _ELSEWHERE})]
    budgeting = document.get(_BUDGETING, {})
    if part == Part.BUDGETING:
        return [("", {key: budgeting[key] for key in budgeting if key != _RULES})]
    rows = (
        budgeting.get(_RULES, []) if part == Part.BUDGET_RULES else document.get(_LISTS[part], [])
    )
    return list(zip(_keys(rows, part), rows, strict=True))


def _keys(rows: Sequence[Entry], part: Part) -> Iterator[str]:
    taken = {str(row["code"]) for row in rows if "code" in row}
    for row in rows:
        if "code" in row:
            yield str(row["code"])
        else:
            key = _free(_known_by(row, part), taken)
            taken.add(key)
            yield key


def _known_by(row: Entry, part: Part) -> str:
    value = row.get(_KNOWN_BY.get(part, "code"))
    text = str(min(value, default="") if isinstance(value, list) else value or "")
    if len(text) <= _LONGEST_KEY:
        return text or part.lower()
    return hashlib.sha256(text.encode()).hexdigest()[:_LONGEST_KEY]


def _free(key: str, taken: set[str]) -> str:
    """Among entries that are known by the same, the first keeps the plain key."""
    number, found = 1, key
    while found in taken:
        number += 1
        found = f"{key}~{number}"
    return found


def entry_of(document: Document, part: Part, key: str) -> Entry | None:
    """One entry, or None when there is none such."""
    return dict(entries(document, part)).get(key)


def with_entry(document: Document, part: Part, key: str, entry: Entry | None) -> dict[str, Any]:
    """The document with an entry put in place of the one called ``key``, added when none is, or taken away.

    All other entries keep their keys, and so does the changed one.
    """
    if part == Part.HEAD:
        kept = {name: document[name] for name in document if name in _ELSEWHERE}
        return {**(entry or {}), **kept}
    budgeting = document.get(_BUDGETING, {})
    if part == Part.BUDGETING:
        kept = {_RULES: budgeting[_RULES]} if _RULES in budgeting else {}
        return _with_money(document, {**(entry or {}), **kept})
    held = entries(document, part)
    named = [(each, entry if each == key else row) for each, row in held]
    rows = _keyed([(each, row) for each, row in named if row is not None], part)
    if entry is not None and key not in dict(held):
        rows.append(entry)
    if part == Part.BUDGET_RULES:
        return _with_money(document, {**budgeting, _RULES: rows})
    return {**document, _LISTS[part]: rows}


def key_of_new(document: Document, part: Part, entry: Entry) -> str:
    """The key under which an entry stands once it is added."""
    return entries(with_entry(document, part, "", entry), part)[-1][0]


def _keyed(named: Sequence[tuple[str, Entry]], part: Part) -> list[Entry]:
    """Entries of which each still bears its key: as its code where it would be known by another one now."""
    rows = [row for _key, row in named]
    return [
        row if now == key or "code" in row else {"code": key, **row}
        for (key, row), now in zip(named, _keys(rows, part), strict=True)
    ]


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
    return cast("Lined", read_lined(plan_lines(document), file=""))


def document_faults(document: Document, world: PlanWorld) -> list[PlanFault]:
    """Everything that is wrong with a document, each at its field; what lacks its form is told first and alone."""
    raw = read_document(document)
    places = dict(_places(raw))
    found = list(_form_faults(raw)) or list(plan_faults(raw, world))
    return [each for fault in dict.fromkeys(found) for each in _placed(fault, places, document)]


def _placed(
    fault: Fault, places: Mapping[int, tuple[Part, str, str]], document: Document
) -> Iterator[PlanFault]:
    """A fault at its field, what is missing by its label."""
    part, key, field = places.get(fault.line, (Part.HEAD, "", ""))
    start = field.rpartition(".")[0]
    for absent in fault.absent:
        missing = f"{start}.{absent}" if start else absent
        label = field_label(document, missing, part)
        yield PlanFault(part, key, missing, lacking_words([label]))
    if not fault.absent:
        yield PlanFault(part, key, fault.field or field, fault.reason)


def _form_faults(raw: Lined) -> Faults:
    yield from column_faults("plan", raw, line=1)
    for part, key in _STRUCTURE:
        yield from list_faults(part, raw.get(key) or [], line=raw.at(key))
    budgeting = raw.get(_BUDGETING) or {}
    yield from list_faults("budget_rule", budgeting.get(_RULES) or [], line=raw.at(_BUDGETING))
    if "scope" in raw:
        yield from column_faults("scope", raw["scope"], line=raw.at("scope"))
    for task in raw.get("tasks") or []:
        if "due" in task:
            yield from column_faults("due", task["due"], line=task.at("due"))
    for each in raw.get("indicators") or []:
        for part, key in (("counter", "counters"), ("band", "bands")):
            yield from list_faults(part, each.get(key) or [], line=each.at(key))


def _places(raw: Lined) -> Iterator[tuple[int, tuple[Part, str, str]]]:
    """Which field of which part begins on which line."""
    for part in (*_LISTS, Part.BUDGET_RULES):
        for key, row in entries(raw, part):
            found = _fields(cast("Lined", row), "")
            yield from ((line, (part, key, field)) for line, field in found)
    for line, field in _fields(raw.get(_BUDGETING, Lined()), ""):
        if field.partition(".")[0] != _RULES:
            yield line, (Part.BUDGETING, "", field)
    for line, field in _fields(raw, ""):
        if field.partition(".")[0] not in _ELSEWHERE:
            yield line, (Part.HEAD, "", field)


def _fields(raw: Lined, path: str) -> Iterator[tuple[int, str]]:
    """Every line below, by what begins there; of two on one line the outer one."""
    for key, line in raw.lines.items():
        inner = f"{path}.{key}" if path else key
        yield from _within(raw[key], inner)
        yield line, inner


def _within(value: object, path: str) -> Iterator[tuple[int, str]]:
    if isinstance(value, Lined):
        yield from _fields(value, path)
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _within(part, f"{path}.{place}")
