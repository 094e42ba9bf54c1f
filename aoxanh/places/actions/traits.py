"""Saying what places are counted as for a time: border, island, especially difficult (ORG-08)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.places.models import PlaceFlag
from aoxanh.places.types import TraitGiven, TraitsTakenBack, TraitsWritten


@transaction.atomic(savepoint=False)
def write_traits(
    *, by: Actor, unit_id: int, rows: Sequence[TraitGiven], now: datetime
) -> list[PlaceFlag]:
    """Keep what places are counted as, said by the unit; the caller has seen that nothing overlaps.

    Raises ``NotAllowed``.
    """
    by.require(Permission.UNIT_EDIT, at=unit_id)
    made = PlaceFlag.objects.bulk_create(
        PlaceFlag(
            place_id=row.place_id,
            flag=row.flag,
            note=row.note,
            valid_from=row.period.start,
            valid_to=row.period.end,
        )
        for row in rows
    )
    audit.record(by=by, event=TraitsWritten(len(made)), unit_id=unit_id, now=now)
    return made


@transaction.atomic(savepoint=False)
def take_back_traits(*, by: Actor, unit_id: int, trait_ids: Collection[int], now: datetime) -> int:
    """Take back what was said of places; returns how many. Raises ``NotAllowed``."""
    by.require(Permission.UNIT_EDIT, at=unit_id)
    gone, _by_table = PlaceFlag.objects.filter(pk__in=trait_ids).delete()
    audit.record(by=by, event=TraitsTakenBack(gone), unit_id=unit_id, now=now)
    return gone
