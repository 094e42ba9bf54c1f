"""Plans of a unit that are still being written."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.numbers import amount
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import rules
from aoxanh.programmes.models import PlanDraft, Programme
from aoxanh.programmes.queries.amending import edition_changes
from aoxanh.programmes.queries.duties import programmes_at
from aoxanh.programmes.queries.plans import plan_names, plan_world, shipped_plans
from aoxanh.programmes.queries.promised import document, indicators
from aoxanh.programmes.queries.standings import standings
from aoxanh.programmes.types import Standing, Status
from aoxanh.programmes.types.amending import Change, Part, PlanFault
from aoxanh.programmes.types.drafts import Closing


if TYPE_CHECKING:
    from aoxanh.programmes.models.drafts import PlanDraftQuerySet


def plans_above(unit_id: int, *, actor: Actor) -> list[tuple[str, str]]:
    """(code, name) of the plans that may stand above one of the unit: those that hold for it, and those shipped."""
    held = {each.code: each.name for each in programmes_at(unit_id, actor=actor)}
    shipped = (name.upper() for name in shipped_plans())
    return [*held.items(), *((code, code) for code in shipped if code not in held)]


def drafts(unit_id: int, *, actor: Actor) -> "PlanDraftQuerySet":
    """What the unit writes, what was touched last first. Others do not see it."""
    rows = PlanDraft.objects.all().visible_to(actor, Permission.PLAN_DECIDE)
    return rows.filter(unit_id=unit_id).select_related("source").order_by("-saved_at", "-pk")


def draft(draft_id: int, *, unit_id: int, actor: Actor) -> PlanDraft:
    """Raises ``Missing``."""
    found = drafts(unit_id, actor=actor).filter(pk=draft_id).first()
    if found is None:
        raise Missing
    return found


def draft_faults(of: PlanDraft, *, actor: Actor) -> list[PlanFault]:
    """What still keeps it from being published."""
    del actor
    return rules.document_faults(of.document, plan_world())


def draft_changes(of: PlanDraft, *, actor: Actor) -> list[tuple[Part, str, list[Change]]]:
    """What it tells differently from the plan it began from; indicators are found by their family."""
    if of.source is None:
        return []
    before = document(of.source.code, actor=actor)
    return edition_changes(before, rules.told_as(of.document, before), plan_names())


def closing_of(code: str, *, unit_id: int, actor: Actor) -> dict[str, Closing]:
    """What each indicator of a plan has come to for its owner, on its last day or today."""
    found = indicators(actor=actor, programme=code)
    held = Programme.objects.filter(code=code).values_list("valid_to", "closed_on").first()
    ends = [day for day in held or () if day is not None]
    day = min([actor.day, *ends])
    return {
        each.each.code: Closing(is_met=each.status == Status.ACHIEVED, figure=_figure(each))
        for each in standings(found, actor=actor, unit_id=unit_id, day=day)
    }


def _figure(standing: Standing) -> str:
    current = standing.current
    if current is None or current.value is None:
        return str(standing.label)
    unit = "%" if standing.is_percent else standing.each.counted_in
    return f"{amount(current.value)} {unit}, {current.due.label}"


def free_indicator(code: str, known: Collection[str], *, actor: Actor) -> str:
    """A code for a new indicator of a plan, borne by none of any plan."""
    del actor
    return rules.free_code(code, {*plan_world().indicators, *known})
