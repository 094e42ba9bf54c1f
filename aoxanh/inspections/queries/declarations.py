"""Declarations of IT use: what the portal proposes, what units sent, what waits for a superior."""

from datetime import timedelta

from django.db.models import Exists, Q

from aoxanh.activities import queries as activities
from aoxanh.inspections.models import ItUse, UseDeclaration
from aoxanh.inspections.models.declaration import UseDeclarationQuerySet
from aoxanh.inspections.types import DeclarationState, ProposedUse, SeenBy
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units


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


def declarations_waiting(unit_id: int, *, actor: Actor) -> UseDeclarationQuerySet:
    """What others below sent and waits for the unit's word, the oldest first; its own where nobody is above it."""
    rows = UseDeclaration.objects.visible_to(actor, Permission.DECLARATION_REVIEW)
    below = units.below(unit_id=unit_id, day=actor.day).order_by().values("descendant_id")
    above = units.above(unit_id=unit_id, day=actor.day).filter(depth__gt=0)
    others = units.others_below(unit_id=unit_id, day=actor.day)
    sent = rows.filter(Q(unit__in=others) | ~Exists(above), unit__in=below)
    return sent.filter(state=DeclarationState.SENT).order_by("sent_at", "pk")
