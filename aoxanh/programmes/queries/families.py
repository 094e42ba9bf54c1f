"""Indicators of one family in several programmes: side by side, never added up (PRG-27)."""

from collections import defaultdict

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes.models import Programme
from aoxanh.programmes.queries.promised import indicators
from aoxanh.programmes.queries.standings import standings_at
from aoxanh.programmes.types import Standing
from aoxanh.units import queries as units


def families(*, actor: Actor, unit_id: int) -> dict[str, list[tuple[int, Standing]]]:
    """By family the standings of its indicators, each at a unit: (unit, standing), in the order of programmes.

    A programme of the unit or of one below it is told where it holds; one from above is told for the unit itself.
    However many there are, the statements are the same. Raises ``NotAllowed`` outside the actor's reach.
    """
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    owners = dict(Programme.objects.order_by("code", "pk").values_list("code", "unit_id"))
    below = units.subtree_ids(unit_id=unit_id, day=actor.day)
    above = set(units.ancestors(unit_id=unit_id, day=actor.day))
    known = [
        each for each in indicators(actor=actor) if owners[each.programme_code] in below | above
    ]
    told = [
        (each, _at(owners[each.programme_code], unit_id, below)) for each in known if each.family
    ]
    open_to = actor.among(Permission.INDICATOR_VIEW, unit_ids={at for _each, at in told})
    told = [(each, at) for each, at in told if at in open_to]
    found: dict[str, list[tuple[int, Standing]]] = defaultdict(list)
    for (each, at), standing in zip(
        told, standings_at(told, actor=actor, among=known), strict=True
    ):
        found[each.family].append((at, standing))
    return dict(found)


def _at(owner: int, unit_id: int, below: frozenset[int]) -> int:
    return owner if owner in below else unit_id
