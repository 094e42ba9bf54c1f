"""What every template may use."""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from aoxanh.kernel.actors import Actor
from aoxanh.units import queries as units


DESKS_KEPT_SECONDS = 60


def page(request: HttpRequest) -> dict[str, object]:
    """The instance's names on every page; on officers' pages also the unit they act for.

    ``unit_id`` and ``desk`` are that unit and ``desks`` all units they may act for, each with pk and name, by
    name; asked for in one statement, and only when a template shows them.
    """
    actor: Actor | None = getattr(request, "actor", None)
    context: dict[str, object] = {"instance": units.instance(), "actor": actor}
    unit_id: int | None = getattr(request, "unit_id", None)
    if actor is not None and unit_id is not None:
        context["unit_id"] = unit_id
        desks = SimpleLazyObject(lambda: _desks(actor, unit_id))
        context["desks"] = desks
        context["desk"] = SimpleLazyObject(lambda: next(d for d in desks if d.pk == unit_id))
    return context


@dataclass(frozen=True, slots=True)
class Desk:
    """A unit an officer acts for."""

    pk: int
    name: str


def _desks(actor: Actor, unit_id: int) -> list[Desk]:
    held = sorted({grant.unit_id for grant in actor.current_grants} | {unit_id})
    key = f"desks.{actor.day}.{'.'.join(map(str, held))}"[:200]
    names: dict[int, str] | None = cache.get(key)
    if names is None:
        names = units.names_at(held, actor.day)
        cache.set(key, names, DESKS_KEPT_SECONDS)
    return [Desk(pk, name) for pk, name in sorted(names.items(), key=lambda desk: desk[1])]
