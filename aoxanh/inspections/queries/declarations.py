"""Declarations of IT use: what the portal proposes, what units sent, what waits for a superior."""

from datetime import timedelta

from aoxanh.activities import queries as activities
from aoxanh.inspections.models import ItUse, UseDeclaration
from aoxanh.inspections.models.declaration import UseDeclarationQuerySet
from aoxanh.inspections.types import DeclarationState, ProposedUse, SeenBy
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission


LOOKED_BACK = timedelta(days=365)


def proposed_uses(*, actor: Actor, unit_id: int) -> list[ProposedUse]:
    """Every way of using IT with what the portal saw of it at the unit in twelve months: four statements."""
    seen = activities.use_of(unit_id, actor=actor, since=actor.day - LOOKED_BACK)
    return [
        ProposedUse(
            code=each.code,
            name=each.name,
            seen=seen.get(each.seen_by, 0),
            seen_as=str(SeenBy(each.seen_by).label),
        )
        for each in ItUse.objects.order_by("position", "pk")
    ]


def uses_by_code() -> dict[str, str]:
    """What the ways of using IT are called."""
    return dict(ItUse.objects.order_by("position", "pk").values_list("code", "name"))


def declarations_of(unit_id: int, *, actor: Actor) -> UseDeclarationQuerySet:
    """What a unit declared, latest first."""
    rows = UseDeclaration.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    return rows.filter(unit=unit_id).order_by("-sent_at", "pk")


def declarations_waiting(*, actor: Actor) -> UseDeclarationQuerySet:
    """What waits for the actor to look at it, the oldest first."""
    rows = UseDeclaration.objects.visible_to(actor, Permission.DECLARATION_REVIEW)
    return rows.filter(state=DeclarationState.SENT).order_by("sent_at", "pk")
