"""Whom to call at a unit about volunteering, and the units that name nobody (ORG-06)."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from aoxanh.kernel.actors import Actor
from aoxanh.people.models import FocalPoint
from aoxanh.people.types import FocalPerson
from aoxanh.units import queries as units


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


def units_without_focal_point(*, actor: Actor, day: date) -> QuerySet:
    named = FocalPoint.objects.filter(
        unit_id=OuterRef("unit_id"), valid_from__lte=day, valid_to__gt=day
    )
    return units.units(actor=actor, day=day).filter(~Exists(named))
