"""Scope in one place: which rows an actor may see, found through the rows' own unit column."""

from typing import Any, ClassVar, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from aoxanh.kernel.actors import Actor, ActorKind, Anchors
from aoxanh.kernel.permissions import Permission


Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


def within_reach(anchors: Anchors) -> Q:
    """Closure rows that lie within ``anchors``.

    A keeper row joins a unit to itself and a closed unit to the one heir that writes for it, so OWN reach
    follows keepers; CHILDREN adds one step down; SUBTREE every step (house decisions 2 and 8).
    """
    reached = Q(pk__in=())
    if anchors.own:
        reached |= Q(ancestor_id__in=anchors.own, keeper=True)
    if anchors.children:
        reached |= Q(ancestor_id__in=anchors.children) & (Q(depth__lte=1) | Q(keeper=True))
    if anchors.subtree:
        reached |= Q(ancestor_id__in=anchors.subtree)
    return reached


class ScopedQuerySet(models.QuerySet[Row_co]):
    """Rows that belong to a unit. ``unit_column`` names the column, through joins if need be."""

    unit_column: ClassVar[str] = "unit_id"

    def visible_to(self, actor: Actor, permission: Permission) -> Self:
        """The rows whose unit lies where ``actor`` holds ``permission`` on the actor's day."""
        if actor.is_system:
            return self
        anchors = actor.reach(permission)
        if actor.kind == ActorKind.GUEST or not anchors:
            return self.none()
        closure: Any = apps.get_model("units", "Closure")
        within = closure.objects.filter(
            within_reach(anchors),
            descendant_id=OuterRef(self.unit_column),
            valid_from__lte=actor.day,
            valid_to__gt=actor.day,
        )
        return self.filter(Exists(within))
