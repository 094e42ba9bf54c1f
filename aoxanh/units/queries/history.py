"""A unit through time: its names, parents, forebears and heirs, each with its legal basis."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.units.models import Parenthood, Succession, Unit, UnitAlias, UnitVersion
from aoxanh.units.models.tree import ParenthoodQuerySet, SuccessionQuerySet
from aoxanh.units.models.unit import UnitAliasQuerySet, UnitVersionQuerySet
from aoxanh.units.types import Bond, Kin


def versions_of(*, unit_id: int, actor: Actor) -> UnitVersionQuerySet:
    """What the unit was called and what kind it was, the newest first, with changes and places."""
    rows = UnitVersion.objects.visible_to(actor, Permission.UNIT_VIEW).filter(unit_id=unit_id)
    return rows.select_related("kind", "change", "place").order_by("-valid_from", "pk")


def parenthoods_of(*, unit_id: int, actor: Actor) -> ParenthoodQuerySet:
    """Under whom the unit stood, the newest first, with the changes."""
    rows = Parenthood.objects.visible_to(actor, Permission.UNIT_VIEW).filter(unit_id=unit_id)
    return rows.select_related("change").order_by("-valid_from", "pk")


def successions_of(*, unit_id: int, actor: Actor) -> SuccessionQuerySet:
    """Whom the unit took over from and who took over from it, the newest first."""
    seen = Unit.objects.visible_to(actor, Permission.UNIT_VIEW).filter(pk=unit_id)
    rows = Succession.objects.filter(Q(predecessor__in=seen) | Q(successor__in=seen))
    return rows.select_related("change").order_by("-on", "-keeper", "pk")


def aliases_of(*, unit_id: int, actor: Actor) -> UnitAliasQuerySet:
    """Other names the unit is searched by."""
    rows = UnitAlias.objects.visible_to(actor, Permission.UNIT_VIEW).filter(unit_id=unit_id)
    return rows.order_by("name", "pk")


def children_of(*, unit_id: int, actor: Actor, day: date) -> UnitVersionQuerySet:
    """The units right below on ``day``, by kind and name."""
    spells = Parenthood.objects.filter(parent_id=unit_id, valid_from__lte=day, valid_to__gt=day)
    rows = UnitVersion.objects.on(day).visible_to(actor, Permission.UNIT_VIEW)
    below = rows.filter(unit_id__in=spells.order_by().values("unit_id"))
    return below.select_related("kind", "unit", "place").order_by(
        "kind__position", "sort_key", "pk"
    )


def changes_ahead(*, unit_id: int, actor: Actor) -> list[tuple[int, str, date]]:
    """(id, verb, day) of what was prepared for the unit after the actor's day, the nearest first."""
    found: dict[int, tuple[int, str, date]] = {}
    closing = Unit.objects.visible_to(actor, Permission.UNIT_VIEW).filter(pk=unit_id)
    for rows, column in (
        (versions_of(unit_id=unit_id, actor=actor), "change"),
        (parenthoods_of(unit_id=unit_id, actor=actor), "change"),
        (closing.filter(closing__isnull=False), "closing"),
    ):
        ahead = rows.filter(**{f"{column}__on__gt": actor.day}).order_by()
        for pk, verb, on in ahead.values_list(column, f"{column}__verb", f"{column}__on"):
            found[pk] = (pk, verb, on)
    return sorted(found.values(), key=lambda each: (each[2], each[0]))


def kin(*, unit_id: int, day: date) -> list[Kin]:
    """The parent of a unit on ``day``, its counterpart, forebears and heirs under their last names: one statement.

    What public pages show, so nobody is asked for.
    """
    spell = Parenthood.objects.filter(unit_id=unit_id, valid_from__lte=day, valid_to__gt=day)
    heirs = Succession.objects.filter(predecessor_id=unit_id, on__lte=day)
    before = Succession.objects.filter(successor_id=unit_id, on__lte=day)
    partner = Unit.objects.filter(pk=unit_id, counterpart__isnull=False)
    rows = _bonds(spell, Bond.PARENT, "parent", "valid_from", day).union(
        _bonds(heirs, Bond.HEIR, "successor", "on", day),
        _bonds(before, Bond.FOREBEAR, "predecessor", "on", day),
        _bonds(partner, Bond.COUNTERPART, "counterpart", "founded_on", day),
        all=True,
    )
    found = [Kin(Bond(bond), *values) for bond, *values in rows]
    return sorted(found, key=lambda each: (each.bond, each.since, each.name, each.unit_id))


def _bonds(rows: QuerySet[Any], bond: Bond, other: str, since: str, day: date) -> QuerySet[Any]:
    names = UnitVersion.objects.filter(unit_id=OuterRef(f"{other}_id"), valid_from__lte=day)
    found: QuerySet[Any] = (
        rows.order_by()
        .annotate(
            kin_bond=Value(bond.value),
            kin_name=Subquery(names.order_by("-valid_from", "pk").values("name")[:1]),
        )
        .values_list("kin_bond", f"{other}_id", f"{other}__code", "kin_name", since)
    )
    return found
