"""What stands beside a unit: its counterpart in another family, and names people search it by."""

from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import NOWHERE, Actor
from aoxanh.kernel.text import fold, nfc
from aoxanh.units.actions.changes import locked_units, require_edit
from aoxanh.units.errors import AliasTaken, NameEmpty, SameFamily, UnitMissing
from aoxanh.units.models import Unit, UnitAlias, UnitVersion
from aoxanh.units.types import AliasAdded, AliasRemoved, CounterpartsLinked


@transaction.atomic(savepoint=False)
def link_counterparts(*, by: Actor, unit_id: int, counterpart_id: int, now: datetime) -> Unit:
    """Let two units of different families stand beside each other (ORG-02); earlier partners are let go.

    Raises ``UnitMissing``, ``NotAllowed``, ``SameFamily``.
    """
    units = locked_units([unit_id, counterpart_id])
    require_edit(by=by, unit_ids=units)
    families = UnitVersion.objects.filter(unit_id__in=units).order_by("valid_from", "pk")
    if len(set(dict(families.values_list("unit_id", "kind__family")).values())) < 2:
        raise SameFamily

    Unit.objects.filter(counterpart_id__in=units).update(counterpart=None)
    for unit, other in ((unit_id, counterpart_id), (counterpart_id, unit_id)):
        units[unit].counterpart_id = other
        units[unit].save(update_fields=["counterpart"])
    event = CounterpartsLinked(unit_id, counterpart_id)
    audit.record(by=by, event=event, unit_id=unit_id, subject=("unit", unit_id), now=now)
    return units[unit_id]


@transaction.atomic(savepoint=False)
def add_alias(*, by: Actor, unit_id: int, name: str, now: datetime) -> UnitAlias:
    """Let a unit be found by another name. Raises ``UnitMissing``, ``NotAllowed``, ``NameEmpty``, ``AliasTaken``."""
    locked_units([unit_id])
    require_edit(by=by, unit_ids=[unit_id])
    folded = fold(name)[:250]
    if not folded:
        raise NameEmpty
    if UnitAlias.objects.filter(unit_id=unit_id, search_text=folded).exists():
        raise AliasTaken

    alias = UnitAlias.objects.create(unit_id=unit_id, name=nfc(name)[:200], search_text=folded)
    event = AliasAdded(unit_id, alias.pk)
    audit.record(by=by, event=event, unit_id=unit_id, subject=("unit", unit_id), now=now)
    return alias


@transaction.atomic(savepoint=False)
def remove_alias(*, by: Actor, alias_id: int, now: datetime) -> None:
    """Take a search name away. Raises ``UnitMissing``, ``NotAllowed``."""
    alias = UnitAlias.objects.filter(pk=alias_id).first()
    require_edit(by=by, unit_ids=[alias.unit_id if alias else NOWHERE])
    if alias is None:
        raise UnitMissing

    alias.delete()
    event = AliasRemoved(alias.unit_id, alias_id)
    audit.record(
        by=by, event=event, unit_id=alias.unit_id, subject=("unit", alias.unit_id), now=now
    )
