"""Ending units: closing, merging, splitting. What they did stays theirs; their heirs take over."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.periods import FOREVER, Period
from aoxanh.units.actions.changes import locked_units, recorded_change, require_edit
from aoxanh.units.actions.changing import put_under
from aoxanh.units.actions.closure import below, rewrite
from aoxanh.units.errors import (
    HeirNotOpen,
    KeeperNotHeir,
    NotOpen,
    OpenChildren,
    OpenWork,
    OwnAncestor,
    PlannedLater,
    TooFewUnits,
)
from aoxanh.units.models import Change, Hold, Parenthood, Succession, Unit, UnitVersion
from aoxanh.units.types import Decision, UnitClosed, UnitsMerged, UnitSplit, Verb


@transaction.atomic(savepoint=False)
def close(
    *,
    by: Actor,
    unit_id: int,
    on: date,
    decision: Decision,
    heir_ids: Sequence[int] = (),
    keeper_id: int | None = None,
    children_to: int | None = None,
    now: datetime,
) -> Unit:
    """End a unit on a day: the first on which it no longer exists.

    Heirs read what it left; ``keeper_id``, one of them (a single heir is it), goes on writing it. Without heirs
    its last parent inherits. Its open children go to ``children_to``. Raises ``UnitMissing``, ``NotAllowed``,
    ``NotOpen``, ``PlannedLater``, ``OpenWork``, ``OpenChildren``, ``HeirNotOpen``, ``KeeperNotHeir``.
    """
    keeper = _keeper_of(heir_ids, keeper_id)
    units = _checked([unit_id], heirs=[*heir_ids, *_given(children_to)], on=on, by=by)
    _check_no_work([unit_id], on=on, followed=bool(heir_ids))

    change = recorded_change(by=by, verb=Verb.CLOSE, on=on, decision=decision, now=now)
    heirs = {unit_id: [(heir, heir == keeper) for heir in heir_ids]}
    parents = _end(units, [unit_id], on=on, heirs=heirs, children_to=children_to, change=change)
    event = UnitClosed(unit_id, change.pk, tuple(heir_ids), keeper, on)
    touches = [(pk, on) for pk in {unit_id, *heir_ids, *_given(children_to), *parents}]
    audit.record(
        by=by, event=event, unit_id=unit_id, subject=("unit", unit_id), touches=touches, now=now
    )
    return units[unit_id]


@transaction.atomic(savepoint=False)
def merge(
    *,
    by: Actor,
    into_id: int,
    unit_ids: Sequence[int],
    on: date,
    decision: Decision,
    now: datetime,
) -> Unit:
    """End units on a day; ``into_id``, old or newly founded, inherits them alone, with their children and work.

    Raises ``TooFewUnits``, ``UnitMissing``, ``NotAllowed``, ``NotOpen``, ``PlannedLater``, ``HeirNotOpen``.
    """
    ending = sorted(set(unit_ids))
    if not ending:
        raise TooFewUnits(count=1)
    units = _checked(ending, heirs=[into_id], on=on, by=by)

    change = recorded_change(by=by, verb=Verb.MERGE, on=on, decision=decision, now=now)
    heirs = {unit_id: [(into_id, True)] for unit_id in ending}
    parents = _end(units, ending, on=on, heirs=heirs, children_to=into_id, change=change)
    event = UnitsMerged(into_id, change.pk, tuple(ending), on)
    touches = [(pk, on) for pk in {into_id, *ending, *parents}]
    audit.record(
        by=by, event=event, unit_id=into_id, subject=("unit", into_id), touches=touches, now=now
    )
    return units[into_id]


@transaction.atomic(savepoint=False)
def split(
    *,
    by: Actor,
    unit_id: int,
    into_ids: Sequence[int],
    keeper_id: int,
    on: date,
    decision: Decision,
    children_to: int | None = None,
    now: datetime,
) -> Unit:
    """End a unit on a day in favour of several, of which ``keeper_id`` keeps its books.

    Children go where they were moved before, the rest to ``children_to``. Raises ``TooFewUnits`` and what
    ``close`` raises.
    """
    heir_ids = sorted(set(into_ids))
    if len(heir_ids) < 2:
        raise TooFewUnits(count=2)
    keeper = _keeper_of(heir_ids, keeper_id)
    units = _checked([unit_id], heirs=[*heir_ids, *_given(children_to)], on=on, by=by)

    change = recorded_change(by=by, verb=Verb.SPLIT, on=on, decision=decision, now=now)
    heirs = {unit_id: [(heir, heir == keeper) for heir in heir_ids]}
    parents = _end(units, [unit_id], on=on, heirs=heirs, children_to=children_to, change=change)
    event = UnitSplit(unit_id, change.pk, tuple(heir_ids), keeper_id, on)
    touches = [(pk, on) for pk in {unit_id, *heir_ids, *_given(children_to), *parents}]
    audit.record(
        by=by, event=event, unit_id=unit_id, subject=("unit", unit_id), touches=touches, now=now
    )
    return units[unit_id]


def _given(unit_id: int | None) -> list[int]:
    return [] if unit_id is None else [unit_id]


def _keeper_of(heir_ids: Collection[int], keeper_id: int | None) -> int | None:
    if keeper_id is None and len(heir_ids) == 1:
        return next(iter(heir_ids))
    if keeper_id is None and not heir_ids:
        return None
    if keeper_id not in heir_ids:
        raise KeeperNotHeir
    return keeper_id


def _checked(
    ending: Sequence[int], *, heirs: Iterable[int], on: date, by: Actor
) -> dict[int, Unit]:
    """All units under lock, those ending open until ``on``, the heirs from then on."""
    units = locked_units({*ending, *heirs})
    require_edit(by=by, unit_ids=units)
    for unit_id in ending:
        unit = units[unit_id]
        if not unit.founded_on < on <= unit.closed_on or unit.closed_on < FOREVER:
            raise NotOpen(name=_names([unit_id])[unit_id], day=f"{on:%d/%m/%Y}")
    for heir_id in heirs:
        heir = units[heir_id]
        if heir_id in ending or not heir.founded_on <= on < heir.closed_on:
            raise HeirNotOpen(day=f"{on:%d/%m/%Y}")
    return units


def _check_no_work(ending: Collection[int], *, on: date, followed: bool) -> None:
    if followed:
        return
    for unit_id in ending:
        left = Hold.objects.filter(unit_id=unit_id, until__gt=on).count()
        if left:
            raise OpenWork(name=_names([unit_id])[unit_id], count=left)


def _end(
    units: Mapping[int, Unit],
    ending: Sequence[int],
    *,
    on: date,
    heirs: Mapping[int, Sequence[tuple[int, bool]]],
    children_to: int | None,
    change: Change,
) -> set[int]:
    """Write the end of ``ending`` and the closure after it; the last parents, whose figures change too."""
    affected = below(ending)
    _rehouse_children(ending, on=on, to=children_to, change=change)
    for unit_id in ending:
        _trim(unit_id, on)
        units[unit_id].closed_on, units[unit_id].closing = on, change
        units[unit_id].save(update_fields=["closed_on", "closing"])
    Succession.objects.bulk_create(
        Succession(predecessor_id=old, successor_id=new, on=on, keeper=keeps, change=change)
        for old, successors in heirs.items()
        for new, keeps in successors
    )
    targets = {new for successors in heirs.values() for new, _ in successors}
    rewrite(affected, targets=targets | set(_given(children_to)))
    last = Parenthood.objects.filter(unit_id__in=ending, valid_to=on)
    return set(last.values_list("parent_id", flat=True))


def _trim(unit_id: int, on: date) -> None:
    """End the unit's name and parenthood with it. Raises ``PlannedLater``."""
    for rows in (
        UnitVersion.objects.filter(unit_id=unit_id),
        Parenthood.objects.filter(unit_id=unit_id),
    ):
        later = rows.filter(valid_from__gte=on).order_by("valid_from", "pk").first()
        if later:
            name = _names([unit_id])[unit_id]
            raise PlannedLater(name=name, day=f"{later.valid_from:%d/%m/%Y}")
        rows.filter(valid_to__gt=on).update(valid_to=on)


def _rehouse_children(ending: Sequence[int], *, on: date, to: int | None, change: Change) -> None:
    """Move what still stands below after the day; units that end on it together need no new parent."""
    spells = Parenthood.objects.filter(parent_id__in=ending, valid_to__gt=on)
    spells = spells.exclude(unit_id__in=ending).order_by("unit_id", "valid_from", "pk")
    left = list(spells)
    if left and to is None:
        parent_id = left[0].parent_id
        count = len({spell.unit_id for spell in left if spell.parent_id == parent_id})
        raise OpenChildren(name=_names([parent_id])[parent_id], count=count)
    for spell in left:
        if to is None or spell.unit_id == to:
            raise OwnAncestor
        if spell.valid_from >= on:
            Parenthood.objects.filter(pk=spell.pk).update(parent_id=to, change=change)
        else:
            period = Period(on, spell.valid_to)
            put_under(spell.unit_id, to, spell=period, old=spell, change=change)


def _names(unit_ids: Collection[int]) -> dict[int, str]:
    rows = UnitVersion.objects.filter(unit_id__in=unit_ids).order_by("valid_from", "pk")
    return dict(rows.values_list("unit_id", "name"))
