"""Kinds of records read from a file; whether a step may follow."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from aoxanh.cooperation.errors import (
    KindsRefused,
    NoteNeeded,
    PaperNeeded,
    RecordEnded,
    StateUnknown,
    StepBeforeLast,
    StepInFuture,
)
from aoxanh.cooperation.types import Kind, Kinds, Needs, Partner, State, StepGiven
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.lined import Columns, Lined, LinedFault, read_rows


_KIND: Columns = {
    "code": str, "name": str, "one": str, "about": str, "partner": str, "asks": str, "icon": str, "states": list,
}  # fmt: skip
_STATE = {"code", "name", "needs", "counts", "last"}


def read_kinds(text: str, *, file: str) -> Kinds:
    """What a file of kinds says, by code. Raises ``KindsRefused`` with the line."""
    try:
        rows = read_rows(text, file=file, required=_KIND, optional={"units": list})
    except LinedFault as fault:
        raise KindsRefused(file=file, line=fault.line, reason=fault.reason) from fault
    for row in rows:
        for line, reason in _faults(row):
            raise KindsRefused(file=file, line=line, reason=reason)
    return {row["code"]: _kind(row) for row in rows}


def _faults(row: Lined) -> Iterator[tuple[int, str]]:
    if row["partner"] not in Partner.values:
        yield row.line, _("không rõ phối hợp với ai: %(text)s") % {"text": row["partner"]}
    if not row["states"]:
        yield row.line, _("cần ít nhất một bước")
    codes: set[str] = set()
    for state in row["states"]:
        if isinstance(state, Lined) and {"code", "name"} <= set(state) <= _STATE:
            yield from _state_faults(state, codes)
            codes.add(state["code"])
        else:
            yield row.line, _("mỗi bước cần code và name")


def _state_faults(state: Lined, codes: set[str]) -> Iterator[tuple[int, str]]:
    if state["code"] in codes:
        yield state.line, _("mã “%(code)s” đã có ở trên") % {"code": state["code"]}
    if state.get("needs", "") not in Needs.values:
        yield state.line, _("bước chỉ cần note hoặc paper")


def _kind(row: Lined) -> Kind:
    states = tuple(
        State(
            code=each["code"],
            name=each["name"],
            needs=Needs(each.get("needs", "")),
            counts=each.get("counts", ""),
            is_last=each.get("last", False),
        )
        for each in row["states"]
    )
    named = {key: row[key] for key in ("code", "name", "one", "about", "asks", "icon")}
    return Kind(
        partner=Partner(row["partner"]),
        states=states,
        unit_kinds=frozenset(row.get("units", ())),
        **named,
    )


def step_into(
    kind: Kind, given: StepGiven, *, now_in: str, last_on: date | None, day: date
) -> State:
    """The state a step leads into. ``now_in`` and ``last_on`` are what holds, "" and None for a first step.

    Raises ``RecordEnded``, ``StateUnknown``, ``StepInFuture``, ``StepBeforeLast``, ``NoteNeeded``, ``PaperNeeded``.
    """
    before = kind.state(now_in)
    if before is not None and before.is_last:
        raise RecordEnded
    state = kind.state(given.state)
    if state is None:
        raise StateUnknown
    if given.on > day:
        raise StepInFuture
    if last_on is not None and given.on < last_on:
        raise StepBeforeLast(day=vn_date(last_on))
    if state.needs == Needs.NOTE and not given.note.strip():
        raise NoteNeeded
    if state.needs == Needs.PAPER and not (given.paper.strip() or given.file):
        raise PaperNeeded
    return state
