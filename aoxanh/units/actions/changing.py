"""Renaming, reclassifying and moving units: at once or prepared ahead."""

from datetime import date, datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.periods import Period
from aoxanh.kernel.text import nfc
from aoxanh.units.actions.changes import (
    kinds_by_code,
    life_of,
    locked_units,
    recorded_change,
    require_edit,
)
from aoxanh.units.actions.closure import below, rewrite
from aoxanh.units.errors import OwnAncestor
from aoxanh.units.models import Change, Parenthood, UnitVersion
from aoxanh.units.rules.checks import check_levels, check_parent_lives, spell_to_split
from aoxanh.units.rules.names import checked_names, search_text, unit_sort_key
from aoxanh.units.types import Decision, Level, UnitMoved, UnitReclassified, UnitRenamed, Verb


@transaction.atomic(savepoint=False)
def rename(
    *,
    by: Actor,
    unit_id: int,
    name: str,
    short_name: str,
    on: date,
    decision: Decision,
    header_superior: str | None = None,
    header_body: str | None = None,
    now: datetime,
) -> UnitVersion:
    """Give a unit another name from a day on, past or to come; a header left out stays as it is.

    Raises ``UnitMissing``, ``NotAllowed``, ``NameEmpty``, ``TwoAtOnce``, ``NotOpen``.
    """
    locked_units([unit_id])
    require_edit(by=by, unit_ids=[unit_id])
    clean, short = checked_names(name, short_name)
    version = _version_to_cut(unit_id, on)

    change = recorded_change(by=by, verb=Verb.RENAME, on=on, decision=decision, now=now)
    version.name, version.short_name = clean, short
    version.search_text = search_text(clean, short)
    version.sort_key = unit_sort_key(short)
    if header_superior is not None:
        version.header_superior = nfc(header_superior)
    if header_body is not None:
        version.header_body = nfc(header_body)
    _cut(version, on=on, change=change)
    event = UnitRenamed(unit_id, change.pk, on)
    audit.record(by=by, event=event, unit_id=unit_id, subject=("unit", unit_id), now=now)
    return version


@transaction.atomic(savepoint=False)
def reclassify(
    *,
    by: Actor,
    unit_id: int,
    kind_code: str,
    on: date,
    decision: Decision,
    place_id: int | None = None,
    now: datetime,
) -> UnitVersion:
    """Make a unit another kind from a day on; ``place_id`` names its territory when that changes with it.

    Raises ``UnitMissing``, ``NotAllowed``, ``KindUnknown``, ``LevelTooHigh``, ``TwoAtOnce``, ``NotOpen``.
    """
    locked_units([unit_id])
    require_edit(by=by, unit_ids=[unit_id])
    kind = kinds_by_code([kind_code])[kind_code]
    version = _version_to_cut(unit_id, on)
    spell = Parenthood.objects.filter(unit_id=unit_id, valid_from__lte=on, valid_to__gt=on).first()
    if spell:
        _check_levels(level=Level(kind.level), parent_id=spell.parent_id, on=on)

    change = recorded_change(by=by, verb=Verb.RECLASSIFY, on=on, decision=decision, now=now)
    version.kind = kind
    version.place_id = version.place_id if place_id is None else place_id
    _cut(version, on=on, change=change)
    event = UnitReclassified(unit_id, change.pk, kind_code, on)
    touches = [(unit_id, on)]
    audit.record(
        by=by, event=event, unit_id=unit_id, subject=("unit", unit_id), touches=touches, now=now
    )
    return version


@transaction.atomic(savepoint=False)
def move(
    *, by: Actor, unit_id: int, parent_id: int, on: date, decision: Decision, now: datetime
) -> Parenthood:
    """Put a unit under another parent from a day on, until the next move that is already known.

    Raises ``UnitMissing``, ``NotAllowed``, ``OwnAncestor``, ``ParentClosed``, ``LevelTooHigh``, ``TwoAtOnce``,
    ``NotOpen``.
    """
    units = locked_units([unit_id, parent_id])
    require_edit(by=by, unit_ids=[unit_id, parent_id])
    if parent_id == unit_id:
        raise OwnAncestor
    spells = list(Parenthood.objects.filter(unit_id=unit_id).order_by("valid_from", "pk"))
    periods = {Period(spell.valid_from, spell.valid_to): spell for spell in spells}
    if periods:
        cut = spell_to_split(periods, on=on, name=_name(unit_id))
    else:
        cut = spell_to_split([life_of(units[unit_id])], on=on, name=_name(unit_id))
    check_parent_lives(life=life_of(units[parent_id]), spell=Period(on, cut.end))
    _check_levels(level=_level(unit_id, on), parent_id=parent_id, on=on)

    change = recorded_change(by=by, verb=Verb.MOVE, on=on, decision=decision, now=now)
    old = periods.get(cut)
    moved = put_under(unit_id, parent_id, spell=Period(on, cut.end), old=old, change=change)
    rewrite(below([unit_id]), targets=[parent_id])
    event = UnitMoved(unit_id, change.pk, parent_id, on)
    touches = [(pk, on) for pk in (unit_id, parent_id, old.parent_id if old else unit_id)]
    audit.record(
        by=by, event=event, unit_id=unit_id, subject=("unit", unit_id), touches=touches, now=now
    )
    return moved


def put_under(
    unit_id: int, parent_id: int, *, spell: Period, old: Parenthood | None, change: Change
) -> Parenthood:
    """End the old spell where the new one begins, and write the new one."""
    if old:
        old.valid_to = spell.start
        old.save(update_fields=["valid_to"])
    return Parenthood.objects.create(
        unit_id=unit_id,
        parent_id=parent_id,
        change=change,
        valid_from=spell.start,
        valid_to=spell.end,
    )


def _version_to_cut(unit_id: int, on: date) -> UnitVersion:
    versions = list(
        UnitVersion.objects.filter(unit_id=unit_id)
        .select_related("kind")
        .order_by("valid_from", "pk")
    )
    periods = {Period(row.valid_from, row.valid_to): row for row in versions}
    return periods[spell_to_split(periods, on=on, name=versions[-1].name)]


def _cut(version: UnitVersion, *, on: date, change: Change) -> None:
    """End the stored version on ``on``; what ``version`` says now becomes a row of its own from there."""
    UnitVersion.objects.filter(pk=version.pk).update(valid_to=on)
    version.pk = None
    version.change, version.valid_from = change, on
    version.save(force_insert=True)


def _name(unit_id: int) -> str:
    rows = UnitVersion.objects.filter(unit_id=unit_id).order_by("-valid_from", "-pk")
    return rows.values_list("name", flat=True).first() or ""


def _level(unit_id: int, on: date) -> Level:
    rows = UnitVersion.objects.filter(unit_id=unit_id, valid_from__lte=on)
    return Level(rows.order_by("-valid_from", "-pk").values_list("kind__level", flat=True)[0])


def _check_levels(*, level: Level, parent_id: int, on: date) -> None:
    check_levels(level=level, parent_level=_level(parent_id, on))
