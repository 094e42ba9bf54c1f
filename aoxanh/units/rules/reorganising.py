"""What one decision may do to units on one day."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from aoxanh.kernel.reorganising import Plan, Step
from aoxanh.kernel.text import fold, nfc
from aoxanh.units.errors import (
    DayTooFarBack,
    DecisionIncomplete,
    HeirEndsToo,
    KeeperNotHeir,
    OneReceiver,
    OwnAncestor,
    TooFewUnits,
)
from aoxanh.units.types import Decision, LineGiven, OfficersGo, Verb


ENDING = frozenset({Verb.MERGE, Verb.SPLIT, Verb.CLOSE})
_ONE_RECEIVER = frozenset({Verb.MERGE, Verb.MOVE})


def checked_decision(decision: Decision) -> tuple[Decision, str]:
    """The decision as it is stored, and the key by which it is found again. Raises ``DecisionIncomplete``."""
    number, issuer = nfc(decision.number)[:80], nfc(decision.issuer)[:200]
    if not number or not issuer or decision.signed_on is None:
        raise DecisionIncomplete
    bare = "".join(letter for letter in fold(number) if letter.isalnum())
    key = f"{bare} {decision.signed_on.year}"
    return Decision(number, decision.signed_on, issuer), key


def check_day(on: date, *, today: date, days_back: int) -> None:
    """Raise ``DayTooFarBack`` when the day lies too long ago to be entered now."""
    if on < today - timedelta(days=days_back):
        raise DayTooFarBack(days=days_back)


def checked_line(given: LineGiven) -> LineGiven:
    """The line with its keeper filled in: a single heir is it.

    Raises ``OneReceiver``, ``TooFewUnits``, ``KeeperNotHeir``, ``OwnAncestor``.
    """
    heirs = tuple(dict.fromkeys(given.heir_ids))
    if given.verb in _ONE_RECEIVER and len(heirs) != 1:
        raise OneReceiver
    if given.verb == Verb.SPLIT and len(heirs) < 2:
        raise TooFewUnits(count=2)
    if given.unit_id in heirs:
        raise OwnAncestor
    keeper = heirs[0] if len(heirs) == 1 else given.keeper_id
    if heirs and keeper not in heirs:
        raise KeeperNotHeir
    return LineGiven(
        unit_id=given.unit_id,
        verb=given.verb,
        heir_ids=heirs,
        keeper_id=keeper if heirs else None,
        officers=given.officers,
        named=tuple(sorted(set(given.named))) if given.officers == OfficersGo.NAMED else (),
    )


def check_heir(heir_ids: Iterable[int], *, ending: Mapping[int, str]) -> None:
    """Raise ``HeirEndsToo`` when one of the heirs is among the units that end, given with their names."""
    for heir_id in heir_ids:
        if heir_id in ending:
            raise HeirEndsToo(name=ending[heir_id])


def step_of(line: LineGiven, *, parent_id: int | None) -> Step:
    """What the contexts above need to know of a line; ``parent_id`` acts for a unit that nobody follows."""
    ends = line.verb in ENDING
    acting = (line.keeper_id or parent_id or line.unit_id) if ends else line.unit_id
    named = {
        OfficersGo.ALL: None,
        OfficersGo.NAMED: frozenset(line.named),
        OfficersGo.NONE: frozenset[int](),
    }[line.officers]
    return Step(
        unit_id=line.unit_id,
        ends=ends,
        heirs=line.heir_ids,
        acting_id=acting,
        named=named if ends else None,
    )


def plan_of(
    lines: Iterable[LineGiven],
    *,
    parents: Mapping[int, int],
    reorganisation_id: int,
    unit_id: int,
    on: date,
) -> Plan:
    """The plan as contexts above see it; ``parents`` are those of the last day before."""
    steps = tuple(step_of(line, parent_id=parents.get(line.unit_id)) for line in lines)
    return Plan(reorganisation_id=reorganisation_id, unit_id=unit_id, on=on, steps=steps)
