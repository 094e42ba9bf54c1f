"""What every template may use."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from aoxanh.kernel.actors import Actor
from aoxanh.units import queries as units


def page(request: HttpRequest) -> dict[str, object]:
    """The instance's names on every page; on officers' pages also the unit they act for.

    ``desk`` is that unit and ``desks`` all units they may act for, each with pk and name, by name; asked for in
    one statement, and only when a template shows them.
    """
    actor: Actor | None = getattr(request, "actor", None)
    context: dict[str, object] = {"instance": units.instance(), "actor": actor}
    unit_id: int | None = getattr(request, "unit_id", None)
    if actor is not None and unit_id is not None:
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
    held = {grant.unit_id for grant in actor.current_grants} | {unit_id}
    names = units.names_at(held, actor.day)
    return [Desk(pk, name) for pk, name in sorted(names.items(), key=lambda desk: desk[1])]
