"""Officers in post on a day, and whether their training still counts (TRN-03, TRN-08)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from aoxanh.kernel.actors import Actor
from aoxanh.people import queries as people
from aoxanh.training import rules
from aoxanh.training.models import Trainee
from aoxanh.training.types import OfficerShown, Share, Standing


def officers(
    *,
    actor: Actor,
    unit_id: int,
    day: date,
    specialised: bool,
    standing: Standing | str = "",
) -> QuerySet[Any]:
    """The posts filled within a unit on ``day``, each with ``until``: how long the latest training counts.

    ``specialised`` keeps those for volunteering alone, ``standing`` those who stand so.
    """
    latest = (
        Trainee.objects.completed()
        .filter(person=OuterRef("person"), valid_from__lte=day)
        .order_by("-valid_to", "pk")
    )
    rows: QuerySet[Any] = people.officers_below(unit_id=unit_id, day=day, actor=actor)
    rows = rows.annotate(until=Subquery(latest.values("valid_to")[:1]))
    if specialised:
        rows = rows.filter(is_specialised=True)
    narrowed = {
        Standing.VALID: Q(until__gt=day),
        Standing.EXPIRED: Q(until__lte=day),
        Standing.NEVER: Q(until__isnull=True),
    }
    return rows.filter(narrowed[Standing(standing)]) if standing else rows


def share_trained(*, actor: Actor, unit_id: int, day: date, specialised: bool) -> Share:
    """How many distinct officers in post on ``day`` hold a training that counts then: one statement."""
    rows = officers(actor=actor, unit_id=unit_id, day=day, specialised=specialised)
    found = rows.order_by().aggregate(
        in_post=Count("person", distinct=True),
        trained=Count("person", distinct=True, filter=Q(until__gt=day)),
    )
    return Share(trained=found["trained"], in_post=found["in_post"])


def officers_shown(rows: Iterable[Any], *, day: date) -> list[OfficerShown]:
    """Posts of ``officers`` with how each officer stands on ``day``."""
    return [
        OfficerShown(
            person_code=post.person.code,
            full_name=post.person.full_name,
            unit_id=post.unit_id,
            title=post.title,
            is_specialised=post.is_specialised,
            standing=rules.standing(until=post.until, day=day),
            until=post.until,
        )
        for post in rows
    ]
