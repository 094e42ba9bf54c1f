"""Holds: what a unit must see through before it may close, set by the contexts above."""

from datetime import date, datetime

from django.db import transaction

from aoxanh.kernel.actors import Actor
from aoxanh.units.errors import UnitMissing, WouldBeClosed
from aoxanh.units.models import Hold, Succession, Unit


@transaction.atomic(savepoint=False)
def hold(*, by: Actor, unit_id: int, key: str, until: date, now: datetime) -> None:
    """Note that work called ``key`` keeps the unit busy up to, not including, ``until``; again to change the day.

    The caller has checked the permission and writes the entry. Raises ``UnitMissing``, ``WouldBeClosed`` when
    the unit ends before and nobody follows it.
    """
    del by, now
    rows = Unit.objects.select_for_update(of=("self",), no_key=True)
    unit = rows.filter(pk=unit_id).order_by("pk").first()
    if unit is None:
        raise UnitMissing
    ends_before = unit.closed_on < until
    if ends_before and not Succession.objects.filter(predecessor=unit, keeper=True).exists():
        raise WouldBeClosed(day=f"{unit.closed_on:%d/%m/%Y}")

    Hold.objects.bulk_create(
        [Hold(unit=unit, key=key, until=until)],
        update_conflicts=True,
        unique_fields=("unit", "key"),
        update_fields=("until",),
    )


def release(*, by: Actor, unit_id: int, key: str, now: datetime) -> None:
    """Forget the work called ``key``; nothing happens when there is none."""
    del by, now
    Hold.objects.filter(unit_id=unit_id, key=key).delete()
