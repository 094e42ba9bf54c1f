"""Kinds of records read from a file; whether a step may follow."""

import re
from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext as _

from aoxanh.cooperation.errors import (
    KindsRefused,
    MistakeUntold,
    NoteNeeded,
    NumberNeeded,
    OnlyNumbersKept,
    PaperNeeded,
    RecordEnded,
    StateNotYet,
    StateOnlyOnce,
    StateUnknown,
    StepBeforeLast,
    StepInFuture,
    StepOfOtherSide,
)
from aoxanh.cooperation.types import (
    CorrectionGiven,
    Kind,
    Kinds,
    Mistake,
    Needs,
    Partner,
    RecordGiven,
    Side,
    State,
    StepGiven,
)
from aoxanh.kernel import small_counts
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.lined import Columns, Lined, LinedFault, read_rows


_KIND: Columns = {
    "code": str, "name": str, "one": str, "about": str, "partner": str, "asks": str, "icon": str, "states": list,
}  # fmt: skip
_STATE = {"code", "name", "needs", "counts", "last", "once", "by", "after", "with"}
_NUMBER = re.compile(r"\d{1,6}[a-z]?(/\d{1,4})?")


def read_kinds(text: str, *, file: str) -> Kinds:
    """What a file of kinds says, by code. Raises ``KindsRefused`` with the line."""
    try:
        rows = read_rows(
            text,
            file=file,
            required=_KIND,
            optional={"units": list, "numbered": bool, "fewest": int},
            make=Lined,
        )
    except LinedFault as fault:
        raise KindsRefused(file=file, line=fault.line, reason=fault.reason) from fault
    for row in rows:
        for line, reason in _faults(row):
            raise KindsRefused(file=file, line=line, reason=reason)
    return {row["code"]: _kind(row) for row in rows}


def _faults(row: Lined) -> Iterator[tuple[int, str]]:
    if row["partner"] not in Partner.values:
        yield row.line, _("không rõ phối hợp với ai: %(text)s") % {"text": row["partner"]}
    if row.get("numbered") and row["partner"] != Partner.BODY:
        yield row.line, _("loại ghi bằng số trong sổ chỉ phối hợp với body")
    if bool(row.get("numbered")) != (row.get("fewest", 0) > 1):
        yield row.line, _("loại ghi bằng số trong sổ, và chỉ loại đó, cần fewest từ 2 trở lên")
    if not row["states"]:
        yield row.line, _("cần ít nhất một bước")
    if all(
        isinstance(each, Lined) and {"code", "name"} <= set(each) <= _STATE
        for each in row["states"]
    ):
        yield from _states_faults(row)
    else:
        yield row.line, _("mỗi bước cần code và name")


def _states_faults(row: Lined) -> Iterator[tuple[int, str]]:
    codes: set[str] = set()
    for state in row["states"]:
        yield from _state_faults(state, codes)
        codes.add(state["code"])
    yield from _order_faults(row, codes)


def _order_faults(row: Lined, codes: Collection[str]) -> Iterator[tuple[int, str]]:
    for state in row["states"]:
        for code in (*state.get("after", ()), *state.get("with", ())):
            if code not in codes or code == state["code"]:
                yield state.line, _("không có bước “%(code)s” khác") % {"code": code}


def _state_faults(state: Lined, codes: set[str]) -> Iterator[tuple[int, str]]:
    if state["code"] in codes:
        yield state.line, _("mã “%(code)s” đã có ở trên") % {"code": state["code"]}
    if state.get("needs", "") not in Needs.values:
        yield state.line, _("bước chỉ cần note hoặc paper")
    if state.get("by", Side.OWN) not in Side.values:
        yield state.line, _("bước chỉ do own hoặc partner ghi")


def _kind(row: Lined) -> Kind:
    states = tuple(
        State(
            code=each["code"],
            name=each["name"],
            needs=Needs(each.get("needs", "")),
            counts=each.get("counts", ""),
            is_last=each.get("last", False),
            is_once=each.get("once", False),
            by=Side(each.get("by", Side.OWN)),
            after=frozenset(each.get("after", ())),
            together=frozenset(each.get("with", ())),
        )
        for each in row["states"]
    )
    named = {key: row[key] for key in ("code", "name", "one", "about", "asks", "icon")}
    return Kind(
        partner=Partner(row["partner"]),
        states=states,
        unit_kinds=frozenset(row.get("units", ())),
        is_numbered=row.get("numbered", False),
        fewest=row.get("fewest", 0),
        **named,
    )


def check_number(kind: Kind, given: RecordGiven) -> None:
    """A person is kept by a number of the unit's own book. Raises ``NumberNeeded``, ``OnlyNumbersKept``."""
    if not kind.is_numbered:
        return
    read_number(given.title)
    if given.text.strip():
        raise OnlyNumbersKept


def read_number(typed: str) -> str:
    """A number of the unit's own book. Raises ``NumberNeeded``."""
    if not _NUMBER.fullmatch(typed.strip()):
        raise NumberNeeded
    return typed.strip()


def step_into(
    kind: Kind,
    given: StepGiven,
    *,
    passed: Collection[str],
    now_in: str,
    last_on: date | None,
    day: date,
    side: Side = Side.OWN,
) -> State:
    """The state a step leads into. ``passed`` are the states there were, ``now_in`` and ``last_on`` what holds.

    Raises ``RecordEnded``, ``StateUnknown``, ``StepOfOtherSide``, ``StateOnlyOnce``, ``StateNotYet``, ``StepInFuture``,
    ``StepBeforeLast``, ``NoteNeeded``, ``PaperNeeded``, ``OnlyNumbersKept``.
    """
    before = kind.state(now_in)
    if before is not None and before.is_last:
        raise RecordEnded
    state = kind.state(given.state)
    if state is None:
        raise StateUnknown
    if state.by != side:
        raise StepOfOtherSide
    if state.is_once and state.code in passed:
        raise StateOnlyOnce
    missing = [each.name for each in kind.states if each.code in state.after - set(passed)]
    if missing:
        raise StateNotYet(states=", ".join(missing))
    _check_day(given, last_on, day)
    _check_proof(kind, state, given)
    return state


def _check_day(given: StepGiven, last_on: date | None, day: date) -> None:
    if given.on > day:
        raise StepInFuture
    if last_on is not None and given.on < last_on:
        raise StepBeforeLast(day=vn_date(last_on))


def _check_proof(kind: Kind, state: State, given: StepGiven) -> None:
    if kind.is_numbered and (given.note.strip() or given.file):
        raise OnlyNumbersKept
    if state.needs == Needs.NOTE and not given.note.strip():
        raise NoteNeeded
    if state.needs == Needs.PAPER and not (given.paper.strip() or given.file):
        raise PaperNeeded


def counts(state: State, *, passed: Collection[str]) -> str:
    """The measure to which a step into the state adds, "" for none: once its companions have been passed too."""
    return state.counts if state.together <= set(passed) else ""


def check_mistake(kind: Kind, given: CorrectionGiven) -> None:
    """Of a person nothing is told but the mistake. Raises ``OnlyNumbersKept``, ``MistakeUntold``."""
    if kind.is_numbered and (given.note.strip() or given.mistake == Mistake.OTHER):
        raise OnlyNumbersKept
    if given.mistake == Mistake.OTHER and not given.note.strip():
        raise MistakeUntold


def waiting_states(kind: Kind) -> frozenset[str]:
    """The states in which the word of the other side is missing: those after which it may answer."""
    answers = [each for each in kind.by(Side.PARTNER) if each.after]
    return frozenset(code for each in answers for code in each.after)


def is_few(kind: Kind, *, running: int, ended: int) -> bool:
    """Whether running and ended persons of a kind are not told to others, nor their sum."""
    parts = {"running": (running,), "ended": (ended,)}
    whole = small_counts.is_small((running + ended,), fewest=kind.fewest)
    return bool(small_counts.withheld_parts(parts, is_hidden=whole, fewest=kind.fewest))
