"""The form of a plan file: which entries each part has, of what type and length."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext as _

from aoxanh.kernel.lined import Lined


class Fault(NamedTuple):
    """What is wrong on a line of a plan."""

    line: int
    reason: str
    field: str = ""
    """Where in its entry, if the line alone does not tell: “numerator.max.1.where.kind”."""
    absent: tuple[str, ...] = ()
    """The entries that are missing there."""


Faults = Iterator[Fault]

_Column = type | int
"""A type; or the longest text."""

REQUIRED: Final[Mapping[str, Mapping[str, _Column]]] = {
    "plan": {
        "code": 30, "name": 300, "from": date, "to": date, "phases": list, "indicators": list,
    },
    "scope": {"unit_kind": 40},
    "base": {"number": 80, "about": 400},
    "phase": {"code": 20, "name": 120, "from": date, "to": date},
    "objective": {"clause": 40, "text": 600},
    "body": {"code": 40, "name": 200},
    "budget_source": {"code": 40, "name": 200},
    "budgeting": {},
    "budget_rule": {"in": list, "only": list, "basis": 200},
    "task": {"code": 30, "clause": 40, "text": 600, "lead": list, "every": 10},
    "board": {"code": 30, "name": 200, "body": 40},
    "due": {},
    "indicator": {"code": 20, "type": 12, "name": 400, "source": 120},
    "counter": {"name": 120, "value": object},
    "band": {"from": int, "name": 60},
    "achieved": {"name": 400, "result": 200},
}  # fmt: skip
OPTIONAL: Final[Mapping[str, Mapping[str, _Column]]] = {
    "plan": {
        "number": 60, "issuer": 200, "issued_on": date, "parent": 30, "scope": Lined, "subjects": 400,
        "bases": list, "objectives": list, "bodies": list, "budget_sources": list, "budgeting": Lined,
        "tasks": list, "boards": list, "achieved": list,
    },
    "scope": {"territory": 120},
    "base": {"code": 40, "issued_on": date, "issuer": 200},
    "objective": {"code": 40},
    "body": {"kinds": list},
    "budget_source": {"kind": 12, "tier": 12},
    "budgeting": {"proposes": 40, "with": list, "rules": list},
    "budget_rule": {"code": 40, "clause": 40, "within_assigned": bool},
    "task": {"with": list, "due": Lined, "output": 300, "budget": list, "indicators": list},
    "board": {"clause": 40, "standing": bool, "groups": list, "tasks": list},
    "due": {"before": 5, "around": 5, "days": int, "in": list},
    "indicator": {
        "family": 40, "basis": 10, "operator": 4, "unit": 60, "level": list, "evidence": 400,
        "numerator": object, "denominator": object, "requires": list, "awaits": list, "across": list,
        "of": 20, "cycle": int, "targets": Lined, "bands": list, "counters": list,
        "baseline": 200,
    },
    "achieved": {"code": 40},
}  # fmt: skip


_IN_ADDRESSES = frozenset({"plan", "indicator"})
"""Parts whose codes are named by addresses of pages."""

_ADDRESSED = re.compile(r"\w[^/\\?#%]*")


def is_addressable(code: str) -> bool:
    """Whether a page can be called by this code."""
    return _ADDRESSED.fullmatch(code) is not None


def column_faults(part: str, raw: object, *, line: int) -> Faults:
    """What is missing, unheard of, of another type or too long in one part of a plan."""
    required = REQUIRED[part]
    if not isinstance(raw, Lined):
        yield Fault(line, _("cần các mục %(keys)s.") % {"keys": ", ".join(required)})
        return
    yield from lacking(raw, required)
    columns = {**required, **OPTIONAL.get(part, {})}
    for key, value in raw.items():
        if key not in columns:
            yield Fault(raw.at(key), _("không có mục tên %(key)s.") % {"key": key})
        else:
            yield from _value_faults(raw.at(key), key, value, columns[key])
    code = raw.get("code")
    if part in _IN_ADDRESSES and isinstance(code, str) and code and not is_addressable(code):
        said = _(
            "mã %(code)s cần bắt đầu bằng chữ hoặc số, không có dấu gạch chéo, dấu hỏi, dấu thăng, dấu phần trăm."
        )
        yield Fault(raw.at("code"), said % {"code": code})


def lacking(raw: Lined, needed: Iterable[str]) -> Faults:
    """One fault for all that is missing in one part."""
    absent = tuple(key for key in needed if key not in raw)
    if absent:
        yield Fault(raw.line, lacking_words(absent), absent=absent)


def lacking_words(names: Iterable[str]) -> str:
    """What is missing: by its keys in a file, by its labels on a page."""
    return _("thiếu mục %(keys)s.") % {"keys": ", ".join(names)}


def _value_faults(line: int, key: str, value: object, column: _Column) -> Faults:
    if isinstance(column, type):
        if not isinstance(value, column) or (column is date and type(value) is not date):
            yield Fault(line, _("mục %(key)s chưa đúng kiểu.") % {"key": key})
    elif not isinstance(value, str) or not value:
        yield Fault(line, _("mục %(key)s cần là một đoạn chữ.") % {"key": key})
    elif len(value) > column:
        said = _("mục %(key)s dài quá %(most)s ký tự.")
        yield Fault(line, said % {"key": key, "most": column})


def list_faults(part: str, rows: list[Any], *, line: int) -> Faults:
    """Faults of every entry of a list, and of a code that stands there twice."""
    seen: set[object] = set()
    for raw in rows:
        yield from column_faults(part, raw, line=line)
        code = raw.get("code") if isinstance(raw, Lined) else None
        if code is not None and code in seen:
            yield Fault(raw.at("code"), _("mã %(code)s đã có ở trên.") % {"code": code})
        seen.add(code)


def unknown(line: int, named: Iterable[Any], known: Collection[str], said: str) -> Faults:
    """A name that is not ``known``; ``said`` tells it: “không có số đo %(code)s.”."""
    for code in named:
        if str(code) not in known:
            yield Fault(line, said % {"code": code})
