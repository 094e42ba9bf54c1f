"""What units were called and what they were on a day."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.compiled import Compiled
from aoxanh.kernel.permissions import Permission
from aoxanh.units.errors import UnitMissing
from aoxanh.units.models import Unit, UnitVersion


def unit(*, unit_id: int, actor: Actor) -> Unit:
    """The unit, if the actor may see it. Raises ``UnitMissing``."""
    found = Unit.objects.visible_to(actor, Permission.UNIT_VIEW).filter(pk=unit_id).first()
    if found is None:
        raise UnitMissing
    return found


def public_unit(*, code: str, day: date) -> UnitVersion:
    """A unit as its public page shows it on ``day``, closed ones under their last name. Raises ``UnitMissing``."""
    rows = UnitVersion.objects.filter(unit__code=code).select_related("unit", "kind", "place")
    found = _latest(rows.order_by("valid_from", "pk"), day)
    if not found:
        raise UnitMissing
    return next(iter(found.values()))


def version_at(*, unit_id: int, day: date) -> UnitVersion:
    """What the unit was on ``day``; its first version before it was founded, its last once closed.

    Raises ``UnitMissing``.
    """
    found = versions_at({unit_id}, day)
    if not found:
        raise UnitMissing
    return found[unit_id]


def versions_at(unit_ids: Iterable[int], day: date) -> dict[int, UnitVersion]:
    """``version_at`` of many units in one statement, with their kinds."""
    rows = UnitVersion.objects.filter(unit_id__in=set(unit_ids)).select_related("unit", "kind")
    return _latest(rows.order_by("valid_from", "pk"), day)


def names_at(unit_ids: Iterable[int], day: date) -> dict[int, str]:
    """Full names on ``day`` by unit id, in one statement; closed units bear their last name."""
    return {pk: names[0] for pk, names in _both_names_at(unit_ids, day).items()}


def short_names_at(unit_ids: Iterable[int], day: date) -> dict[int, str]:
    """Short names on ``day`` by unit id, in one statement."""
    return {pk: names[1] for pk, names in _both_names_at(unit_ids, day).items()}


def _versions(unit_ids: Collection[int]) -> QuerySet[UnitVersion, Any]:
    rows = UnitVersion.objects.filter(unit_id__in=unit_ids).order_by("valid_from", "pk")
    return rows.values_list("unit_id", "valid_from", "name", "short_name")


_OF_ONE = Compiled(lambda unit_id: _versions((unit_id,)), unit_id=int)


def _both_names_at(unit_ids: Iterable[int], day: date) -> Mapping[int, tuple[str, str]]:
    wanted = set(unit_ids)
    rows = _OF_ONE.rows(unit_id=wanted.pop()) if len(wanted) == 1 else _versions(wanted)
    found: dict[int, tuple[str, str]] = {}
    for pk, starts, name, short in rows:
        if pk not in found or starts <= day:
            found[pk] = (name, short)
    return found


def _latest(rows: Iterable[UnitVersion], day: date) -> dict[int, UnitVersion]:
    found: dict[int, UnitVersion] = {}
    for row in rows:
        if row.unit_id not in found or row.valid_from <= day:
            found[row.unit_id] = row
    return found
