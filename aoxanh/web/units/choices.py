"""Units to choose from in forms of change."""

from collections import defaultdict

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries
from aoxanh.units.types import Family, Level


Choice = tuple[str, str]
Grouped = tuple[str, list[Choice]]

NOBODY: Choice = ("", "–")


def kind_choices(*, without: Level | None = None) -> list[Grouped]:
    """Kinds of units by family."""
    groups: dict[str, list[Choice]] = defaultdict(list)
    for kind in queries.kinds():
        if kind.level != without:
            groups[str(Family(kind.family).label)].append((kind.code, kind.name))
    return list(groups.items())


def superiors(desk_id: int, *, actor: Actor, without: int) -> list[Grouped]:
    """Open units at or below the desk that the officer may change, branches left out, by kind."""
    depth = None if actor.reach(Permission.UNIT_EDIT).subtree else 1
    rows = queries.units(actor=actor, day=actor.day, within=desk_id, depth=depth)
    groups: dict[str, list[Choice]] = defaultdict(list)
    for row in rows.exclude(kind__level=Level.BRANCH).exclude(unit_id=without):
        groups[row.kind.name].append((str(row.unit_id), row.name))
    return list(groups.items())


def near(unit_id: int, desk_id: int, *, actor: Actor) -> list[Choice]:
    """Open units that stand below the same parent, that parent, and those right below, by kind and name."""
    parent_id = queries.parents(unit_ids={unit_id}, day=actor.day).get(unit_id, desk_id)
    beside = queries.children_of(unit_id=parent_id, actor=actor, day=actor.day)
    below = queries.children_of(unit_id=unit_id, actor=actor, day=actor.day)
    names = queries.names_at({parent_id}, actor.day)
    above = [(str(parent_id), names[parent_id])] if parent_id != unit_id else []
    rows = [(str(row.unit_id), row.name) for row in (*beside, *below) if row.unit_id != unit_id]
    return [*above, *dict.fromkeys(rows)]
