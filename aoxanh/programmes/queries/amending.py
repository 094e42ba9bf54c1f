"""Proposals to change plans, the editions of a plan, and what each told differently."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import rules
from aoxanh.programmes.models import Amendment, Edition
from aoxanh.programmes.queries.promised import document
from aoxanh.programmes.types.amending import (
    WAITING_STATES,
    Change,
    EditionShown,
    Part,
)
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.programmes.models.amending import AmendmentQuerySet


def amendments(unit_id: int, *, actor: Actor) -> "AmendmentQuerySet":
    """What the unit and those below it proposed, the newest first."""
    rows = Amendment.objects.all().visible_to(actor, Permission.PLAN_VIEW)
    below = units.below(unit_id=unit_id, day=actor.day).order_by().values("descendant_id")
    found = rows.filter(unit_id__in=below).select_related("programme", "file")
    return found.order_by("-proposed_at", "-pk")


def amendments_to_decide(unit_id: int, *, actor: Actor) -> "AmendmentQuerySet":
    """Those that wait about plans of this unit."""
    return amendments(unit_id, actor=actor).filter(
        programme__unit_id=unit_id, state__in=WAITING_STATES
    )


def amendment(amendment_id: int, *, unit_id: int, actor: Actor) -> Amendment:
    """One of the unit or of those below it. Raises ``Missing``."""
    found = amendments(unit_id, actor=actor).filter(pk=amendment_id).first()
    if found is None:
        raise Missing
    return found


def rivals(of: Amendment, *, unit_id: int, actor: Actor) -> "AmendmentQuerySet":
    """Other proposals that wait about the same part of the same plan."""
    rows = amendments(unit_id, actor=actor).filter(
        programme_id=of.programme_id, part=of.part, key=of.key, state__in=WAITING_STATES
    )
    return rows.exclude(pk=of.pk)


def amendment_changes(of: Amendment, *, actor: Actor, names: rules.Names) -> list[Change]:
    """What a proposal tells differently, in words."""
    shown = document(of.programme.code, actor=actor)
    return list(rules.changes(shown, of.base, of.proposed, Part(of.part), names))


def part_name(of: Amendment) -> str:
    """By what a reader knows the part that a proposal is about."""
    return rules.entry_name(Part(of.part), of.base or of.proposed)


def editions(code: str, *, actor: Actor) -> list[EditionShown]:
    """The editions of a plan, the newest first, each with the decision that made it: two statements."""
    del actor
    rows = Edition.objects.filter(programme__code=code).order_by("-number", "-pk")
    decided = Amendment.objects.filter(programme__code=code, edition__isnull=False)
    decisions = dict(decided.order_by("pk").values_list("edition_id", "decision"))
    return [
        EditionShown(number, local_day(loaded_at), in_force_on, decisions.get(pk, ""))
        for pk, number, loaded_at, in_force_on in rows.values_list(
            "pk", "number", "loaded_at", "in_force_on"
        )
    ]


def edition_on(code: str, day: date, *, actor: Actor) -> int:
    """The number of the edition in force on a day. Raises ``Missing``."""
    found = editions(code, actor=actor)
    held = [each.number for each in found if each.in_force_on is None or each.in_force_on <= day]
    if not held:
        raise Missing
    return max(held)


def edition_changes(
    before: Mapping[str, Any], after: Mapping[str, Any], names: rules.Names
) -> list[tuple[Part, str, list[Change]]]:
    """(part, name, what is told differently) of every entry in which two documents differ."""
    found = []
    for part in Part:
        left, right = dict(rules.entries(before, part)), dict(rules.entries(after, part))
        for key in [*left, *(key for key in right if key not in left)]:
            whole = {**before, **after}
            told = list(rules.changes(whole, left.get(key), right.get(key), part, names))
            if told:
                name = rules.entry_name(part, right.get(key) or left.get(key))
                found.append((part, name, told))
    return found
