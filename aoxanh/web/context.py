"""What every template may use."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from aoxanh.kernel.actors import Actor
from aoxanh.units import queries as units


def page(request: HttpRequest) -> dict[str, object]:
    """The instance's names on every page; on officers' pages also the unit they act for.

    ``desks`` are the units the officer may act for, (id, name) by name; asked for in one statement, and only
    when a template shows them.
    """
    actor: Actor | None = getattr(request, "actor", None)
    context: dict[str, object] = {"instance": units.instance(), "actor": actor}
    unit_id: int | None = getattr(request, "unit_id", None)
    if actor is not None and unit_id is not None:
        desks = SimpleLazyObject(lambda: _desks(actor, unit_id))
        context |= {
            "unit_id": unit_id,
            "desks": desks,
            "unit_name": SimpleLazyObject(lambda: dict(desks).get(unit_id, "")),
        }
    return context


def _desks(actor: Actor, unit_id: int) -> list[tuple[int, str]]:
    held = {grant.unit_id for grant in actor.current_grants} | {unit_id}
    names = units.names_at(held, actor.day)
    return sorted(names.items(), key=lambda desk: desk[1])
