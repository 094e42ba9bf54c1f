"""Founding units: one, or a whole tree at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import new_code
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.periods import FOREVER, Period
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.statistics import MANY, renew
from aoxanh.kernel.text import fold, nfc
from aoxanh.units.actions.changes import kinds_by_code, life_of, locked_units, new_change
from aoxanh.units.actions.closure import insert
from aoxanh.units.errors import ParentUnknown
from aoxanh.units.models import Change, Closure, Parenthood, Unit, UnitAlias, UnitKind, UnitVersion
from aoxanh.units.rules.checks import check_levels, check_parent_lives
from aoxanh.units.rules.names import checked_names, search_text, unit_sort_key
from aoxanh.units.types import ClosureRow, Decision, Founding, Level, UnitsFounded, Verb


_AT_ONCE = 500
"""Units of one transaction and one entry: well under two seconds."""


def found(
    *,
    by: Actor,
    kind_code: str,
    name: str,
    short_name: str,
    parent_id: int | None,
    place_id: int | None,
    on: date,
    decision: Decision,
    now: datetime,
) -> Unit:
    """Found a unit below ``parent_id``; only the system founds a root.

    Raises ``NotAllowed``, ``UnitMissing``, ``KindUnknown``, ``NameEmpty``, ``ParentClosed``, ``LevelTooHigh``.
    """
    row = Founding(
        kind_code=kind_code,
        name=name,
        short_name=short_name,
        on=on,
        parent_id=parent_id,
        place_id=place_id,
        decision=decision,
    )
    return found_many(by=by, rows=[row], now=now)[0]


def found_many(*, by: Actor, rows: Sequence[Founding], now: datetime) -> list[Unit]:
    """Found units in the order given, parents before children, in chunks of one transaction each.

    Raises what ``found`` raises, and ``ParentUnknown``; chunks before the refused one stay.
    """
    known: dict[str, int] = {}
    units: list[Unit] = []
    for start in range(0, len(rows), _AT_ONCE):
        units += _found_chunk(by=by, rows=rows[start : start + _AT_ONCE], known=known, now=now)
    if len(units) >= MANY:
        renew(Unit, UnitVersion, Parenthood, Closure)
    return units


@dataclass(slots=True)
class _Parent:
    """What must be known of a unit to found others below it."""

    unit_id: int
    life: Period
    level: Level
    rows: list[ClosureRow] = field(default_factory=list)


@transaction.atomic(savepoint=False)
def _found_chunk(
    *, by: Actor, rows: Sequence[Founding], known: dict[str, int], now: datetime
) -> list[Unit]:
    kinds = kinds_by_code(row.kind_code for row in rows)
    outside = {row.parent_id for row in rows if not row.parent_key and row.parent_id is not None}
    outside |= {known[row.parent_key] for row in rows if row.parent_key in known}
    parents = _parents(by, outside)
    if not by.is_system and any(not row.parent_key and row.parent_id is None for row in rows):
        raise NotAllowed

    units, changes = _written_units(by=by, rows=rows, now=now)
    versions, spells, closure = [], [], []
    for row, unit, change in zip(rows, units, changes, strict=True):
        parent = _parent_of(row, parents, known)
        kind = kinds[row.kind_code]
        versions.append(_version(row, unit, change))
        below = _below(parent, unit, kind)
        parents[unit.pk] = below
        closure += below.rows
        if row.key:
            known[row.key] = unit.pk
        if parent:
            spells.append(_spell(unit, parent, change))

    UnitVersion.objects.bulk_create(versions)
    Parenthood.objects.bulk_create(spells)
    UnitAlias.objects.bulk_create(list(_aliases(rows, units)))
    insert(closure)
    event = UnitsFounded(tuple(unit.pk for unit in units))
    touches = [(unit.pk, unit.founded_on) for unit in units]
    audit.record(by=by, event=event, unit_id=_owner(units, spells), touches=touches, now=now)
    return units


def _owner(units: list[Unit], spells: list[Parenthood]) -> int:
    """The unit whose trail shows the founding: the one below which the first was founded."""
    return spells[0].parent_id if spells and spells[0].unit_id == units[0].pk else units[0].pk


def _parents(by: Actor, unit_ids: Iterable[int]) -> dict[int, _Parent]:
    units = locked_units(unit_ids)
    for unit_id in units:
        by.require(Permission.UNIT_EDIT, at=unit_id)
    versions = UnitVersion.objects.filter(unit_id__in=units).order_by("valid_from", "pk")
    levels = dict(versions.values_list("unit_id", "kind__level"))
    found = {pk: _Parent(pk, life_of(unit), Level(levels[pk])) for pk, unit in units.items()}
    for row in Closure.objects.filter(descendant_id__in=units).order_by("pk"):
        found[row.descendant_id].rows.append(
            ClosureRow(
                row.ancestor_id,
                row.descendant_id,
                row.depth,
                row.keeper,
                row.valid_from,
                row.valid_to,
            )
        )
    return found


def _parent_of(row: Founding, parents: dict[int, _Parent], known: dict[str, int]) -> _Parent | None:
    if row.parent_key:
        if row.parent_key not in known:
            raise ParentUnknown(key=row.parent_key)
        return parents[known[row.parent_key]]
    return None if row.parent_id is None else parents[row.parent_id]


def _below(parent: _Parent | None, unit: Unit, kind: UnitKind) -> _Parent:
    """The new unit as a parent of further ones, with its own closure. Raises ``ParentClosed``, ``LevelTooHigh``."""
    start, level = unit.founded_on, Level(kind.level)
    rows = [ClosureRow(unit.pk, unit.pk, 0, keeper=True, valid_from=start, valid_to=FOREVER)]
    if parent:
        check_parent_lives(life=parent.life, spell=life_of(unit))
        check_levels(level=level, parent_level=parent.level)
        rows += [
            ClosureRow(
                above,
                unit.pk,
                depth + 1,
                keeper=False,
                valid_from=max(start, since),
                valid_to=until,
            )
            for above, _, depth, _, since, until in parent.rows
            if until > start
        ]
    return _Parent(unit.pk, life_of(unit), level, rows)


def _written_units(
    *, by: Actor, rows: Sequence[Founding], now: datetime
) -> tuple[list[Unit], list[Change]]:
    changes = Change.objects.bulk_create(
        [
            new_change(by=by, verb=Verb.FOUND, on=row.on, decision=row.decision, now=now)
            for row in rows
        ]
    )
    units = Unit.objects.bulk_create(
        [
            Unit(code=row.code or new_code(), founding=change, founded_on=row.on)
            for row, change in zip(rows, changes, strict=True)
        ]
    )
    return units, changes


def _version(row: Founding, unit: Unit, change: Change) -> UnitVersion:
    name, short_name = checked_names(row.name, row.short_name)
    return UnitVersion(
        unit=unit,
        kind_id=row.kind_code,
        place_id=row.place_id,
        change=change,
        name=name,
        short_name=short_name,
        header_superior=nfc(row.header_superior),
        header_body=nfc(row.header_body),
        search_text=search_text(name, short_name),
        sort_key=unit_sort_key(short_name),
        valid_from=row.on,
    )


def _spell(unit: Unit, parent: _Parent, change: Change) -> Parenthood:
    return Parenthood(
        unit=unit, parent_id=parent.unit_id, change=change, valid_from=unit.founded_on
    )


def _aliases(rows: Sequence[Founding], units: list[Unit]) -> Iterator[UnitAlias]:
    for row, unit in zip(rows, units, strict=True):
        for folded, alias in {fold(alias): nfc(alias) for alias in row.aliases}.items():
            if folded:
                yield UnitAlias(unit=unit, name=alias, search_text=folded[:250])
