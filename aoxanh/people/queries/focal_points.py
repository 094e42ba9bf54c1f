"""Whom to call at a unit about volunteering, and the units that name nobody (ORG-06)."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from aoxanh.kernel.actors import Actor
from aoxanh.people.models import FocalPoint
from aoxanh.people.types import FocalPerson
from aoxanh.units import queries as units
from aoxanh.units.types import Family, Level


if TYPE_CHECKING:
    from aoxanh.units.models.unit import UnitVersionQuerySet

_NAMING = (Family.DOAN, Family.HOI_LHTN, Family.HOI_SV)
"""Families whose units name a focal person (ORG-06)."""


def focal_person(unit_id: int, day: date) -> FocalPerson | None:
    """The focal person of a unit on ``day``. Public: name, department and office phone are meant to be called."""
    return focal_persons((unit_id,), day).get(unit_id)


def focal_persons(unit_ids: Collection[int], day: date) -> dict[int, FocalPerson]:
    """Like ``focal_person`` for many units: one statement."""
    rows = (
        FocalPoint.objects.filter(unit_id__in=unit_ids, valid_from__lte=day, valid_to__gt=day)
        .order_by("valid_from", "pk")
        .values_list("unit_id", "person__full_name", "department", "phone", "valid_from")
    )
    return {
        unit_id: FocalPerson(
            unit_id=unit_id, full_name=name, department=department, phone=phone, since=since
        )
        for unit_id, name, department, phone, since in rows
    }


def units_without_focal_point(*, actor: Actor, day: date) -> "UnitVersionQuerySet":
    """The Union and Federation units above the branch that name nobody on ``day``, as far as the actor sees."""
    named = FocalPoint.objects.filter(
        unit_id=OuterRef("unit_id"), valid_from__lte=day, valid_to__gt=day
    )
    return (
        units.units(actor=actor, day=day)
        .filter(kind__family__in=_NAMING)
        .exclude(kind__level=Level.BRANCH)
        .filter(~Exists(named))
    )
