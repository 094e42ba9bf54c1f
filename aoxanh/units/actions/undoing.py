"""Taking back what was prepared ahead, before its day has come."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.periods import FOREVER, Period
from aoxanh.units.actions.changes import life_of, locked_units, require_edit
from aoxanh.units.actions.closure import below, rewrite
from aoxanh.units.errors import CannotTakeBack, PartOfReorganisation, UnitMissing
from aoxanh.units.models import (
    Change,
    Parenthood,
    ReorganisationLine,
    Succession,
    Unit,
    UnitVersion,
)
from aoxanh.units.rules.checks import check_parent_lives
from aoxanh.units.types import ChangeTakenBack, Verb


@transaction.atomic(savepoint=False)
def take_back(*, by: Actor, change_id: int, now: datetime) -> None:
    """Drop a rename, another kind, a move or an ending whose day is still to come; all is as if never planned.

    Raises ``UnitMissing`` when there is no such change, ``NotAllowed``, ``CannotTakeBack``, ``ParentClosed`` when
    a unit would return below one that ends, ``PartOfReorganisation`` for what is taken back with others.
    """
    change = Change.objects.filter(pk=change_id).first()
    if change is None:
        raise UnitMissing
    if ReorganisationLine.objects.filter(change=change).exists():
        raise PartOfReorganisation
    drop_change(by=by, change=change, now=now)


def drop_change(*, by: Actor, change: Change, now: datetime) -> None:
    """``take_back`` for what is known to stand alone: whoever may end units may let them live on, with all below them.

    Raises ``NotAllowed``, ``CannotTakeBack``, ``ParentClosed``.
    """
    units = locked_units(_units_of(change))
    ending = Unit.objects.filter(closing=change).order_by("pk").values_list("pk", flat=True)
    require_edit(by=by, unit_ids=list(ending) or units)
    if change.on <= by.day or change.verb == Verb.FOUND:
        raise CannotTakeBack

    affected = below(units)
    Succession.objects.filter(change=change).delete()
    _drop_versions(change)
    _reopen(change)
    moved = _drop_spells(change)
    _check_parents(moved)
    back = Parenthood.objects.filter(pk__in=moved)
    rewrite(affected, targets=back.values_list("parent_id", flat=True))
    change_id, verb, on = change.pk, change.verb, change.on
    change.delete()
    audit.record(
        by=by,
        event=ChangeTakenBack(change_id, verb, on),
        unit_id=min(units),
        touches=[(unit_id, on) for unit_id in units],
        now=now,
    )


def _units_of(change: Change) -> set[int]:
    """The units whose own rows rest on the change."""
    found = set(Unit.objects.filter(closing=change).values_list("pk", flat=True))
    found |= set(Unit.objects.filter(founding=change).values_list("pk", flat=True))
    found |= set(UnitVersion.objects.filter(change=change).values_list("unit_id", flat=True))
    return found | set(Parenthood.objects.filter(change=change).values_list("unit_id", flat=True))


def _reopen(change: Change) -> None:
    """Let units that would have ended live on, with their last name and parent."""
    ended = Unit.objects.filter(closing=change)
    for rows in (
        UnitVersion.objects.filter(unit__in=ended, valid_to=change.on),
        Parenthood.objects.filter(unit__in=ended, valid_to=change.on),
    ):
        rows.update(valid_to=FOREVER)
    ended.update(closed_on=FOREVER, closing=None)


def _drop_versions(change: Change) -> None:
    for version in UnitVersion.objects.filter(change=change).order_by("pk"):
        earlier = UnitVersion.objects.filter(unit_id=version.unit_id, valid_to=version.valid_from)
        version.delete()
        earlier.update(valid_to=version.valid_to)


def _drop_spells(change: Change) -> list[int]:
    """Return units below the parents they had before; the ids of the spells that grew."""
    grown: list[int] = []
    for spell in Parenthood.objects.filter(change=change).order_by("pk"):
        if spell.valid_from != change.on:
            raise CannotTakeBack
        earlier = Parenthood.objects.filter(unit_id=spell.unit_id, valid_to=spell.valid_from)
        grown += earlier.values_list("pk", flat=True)
        spell.delete()
        earlier.update(valid_to=spell.valid_to)
    return grown


def _check_parents(spells: Collection[int]) -> None:
    rows = Parenthood.objects.filter(pk__in=spells).select_related("parent")
    for spell in rows.order_by("pk"):
        check_parent_lives(
            life=life_of(spell.parent), spell=Period(spell.valid_from, spell.valid_to)
        )
