"""Roles whose term ends soon, and units in which nobody works."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from aoxanh.access.models import RoleGrant
from aoxanh.access.models.grant import RoleGrantQuerySet
from aoxanh.access.rules import WARNED_DAYS
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.units.types import Family


if TYPE_CHECKING:
    from aoxanh.units.models.unit import UnitVersionQuerySet

_WORKING = (Family.DOAN, Family.HOI_LHTN, Family.HOI_SV, Family.GROUP)
"""Families whose units have officers of their own."""


def ending_soon(day: date) -> RoleGrantQuerySet:
    """Grants that end within thirty days of ``day`` and that nobody follows in the same role, earliest first."""
    followed = RoleGrant.objects.filter(
        unit_id=OuterRef("unit_id"), role=OuterRef("role"), valid_to__gt=OuterRef("valid_to")
    )
    return (
        RoleGrant.objects.filter(
            valid_from__lte=day,
            valid_to__gt=day,
            valid_to__lte=day + timedelta(days=WARNED_DAYS),
        )
        .filter(~Exists(followed))
        .select_related("account")
        .order_by("valid_to", "pk")
    )


def ending_roles(unit_id: int, *, actor: Actor) -> RoleGrantQuerySet:
    """Those of the unit and of the units right below: for the holder and for those who hand on roles there."""
    answers = RoleGrant.objects.visible_to(actor, Permission.ACCOUNT_INVITE).values("pk")
    near = units.units(actor=actor, day=actor.day, within=unit_id, depth=1).order_by()
    return ending_soon(actor.day).filter(
        Q(pk__in=answers) | Q(account_id=actor.account_id), unit_id__in=near.values("unit_id")
    )


def units_without_officers(unit_id: int, *, actor: Actor) -> "UnitVersionQuerySet":
    """The units right below in which nobody holds a role today, for those who may restore access."""
    working = RoleGrant.objects.filter(
        unit_id=OuterRef("unit_id"),
        account__is_active=True,
        valid_from__lte=actor.day,
        valid_to__gt=actor.day,
    )
    rows = units.units(actor=actor, day=actor.day, within=unit_id, depth=1)
    if not actor.may(Permission.ACCOUNT_INVITE, at=unit_id):
        return rows.none()
    return rows.filter(~Exists(working), kind__family__in=_WORKING).exclude(unit_id=unit_id)
