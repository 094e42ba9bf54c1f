"""What every verb needs: its legal basis, its units under lock, and cutting a spell in two."""

from collections.abc import Iterable, Set
from dataclasses import replace
from datetime import date, datetime

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.units.actions.closure import lock_tree
from aoxanh.units.errors import KindUnknown, UnitMissing
from aoxanh.units.models import Change, Unit, UnitKind
from aoxanh.units.types import Decision, Verb


def locked_units(unit_ids: Iterable[int]) -> dict[int, Unit]:
    """The units under the tree's lock. Raises ``UnitMissing`` when one does not exist."""
    lock_tree()
    wanted = set(unit_ids)
    found = {
        unit.pk: unit
        for unit in Unit.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=wanted)
        .order_by("pk")
    }
    if wanted - found.keys():
        raise UnitMissing
    return found


def require_edit(*, by: Actor, unit_ids: Iterable[int]) -> None:
    """Raise ``NotAllowed`` unless the actor may change each of the units."""
    left = frozenset(pk for pk in unit_ids if not by.may(Permission.UNIT_EDIT, at=pk))
    if left - editable(by=by, unit_ids=left):
        raise NotAllowed


def editable(*, by: Actor, unit_ids: Set[int]) -> frozenset[int]:
    """Those of the units that the actor may change; one still to be founded is asked about on its first day."""
    found = by.among(Permission.UNIT_EDIT, unit_ids=unit_ids)
    if found == unit_ids:
        return found
    rows = Unit.objects.filter(pk__in=unit_ids - found, founded_on__gt=by.day).order_by("pk")
    coming: dict[date, set[int]] = {}
    for unit_id, day in rows.values_list("pk", "founded_on"):
        coming.setdefault(day, set()).add(unit_id)
    for day, later in coming.items():
        found |= replace(by, day=day).among(Permission.UNIT_EDIT, unit_ids=later)
    return found


def new_change(*, by: Actor, verb: Verb, on: date, decision: Decision, now: datetime) -> Change:
    """The unsaved legal basis of a change."""
    return Change(
        verb=verb,
        on=on,
        decision_number=nfc(decision.number),
        decision_on=decision.signed_on,
        decided_by=nfc(decision.issuer),
        account_id=by.account_id,
        recorded_at=now,
    )


def recorded_change(
    *, by: Actor, verb: Verb, on: date, decision: Decision, now: datetime
) -> Change:
    """The saved legal basis of a change."""
    change = new_change(by=by, verb=verb, on=on, decision=decision, now=now)
    change.save()
    return change


def kinds_by_code(codes: Iterable[str]) -> dict[str, UnitKind]:
    """Kinds by code. Raises ``KindUnknown`` at the first that does not exist."""
    wanted = set(codes)
    found = UnitKind.objects.in_bulk(sorted(wanted))
    for code in sorted(wanted - found.keys()):
        raise KindUnknown(kind=code)
    return found


def life_of(unit: Unit) -> Period:
    """The days on which a unit exists."""
    return Period(unit.founded_on, unit.closed_on)
