"""Where the indicators of a programme stand for a unit and all below it."""

from collections.abc import Collection, Sequence
from datetime import date

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import rules
from aoxanh.programmes.queries.facts import Asked, evidence_of, facts_of
from aoxanh.programmes.queries.promised import indicator
from aoxanh.programmes.queries.todays import of_their_days
from aoxanh.programmes.types import EvidenceRow, IndicatorShown, Standing


_MOST_SHOWN = 200


def standings(
    indicators: Sequence[IndicatorShown], *, actor: Actor, unit_id: int, day: date | None = None
) -> list[Standing]:
    """Where each of ``indicators`` stands for a unit, as known on ``day``. Raises ``NotAllowed`` outside one's reach.

    However many there are, it costs the same.
    """
    return standings_of(indicators, actor=actor, unit_ids=(unit_id,), day=day)[unit_id]


def standings_of(
    indicators: Sequence[IndicatorShown],
    *,
    actor: Actor,
    unit_ids: Collection[int],
    day: date | None = None,
) -> dict[int, list[Standing]]:
    """The same of several units, at the cost of one. Raises ``NotAllowed`` when one lies outside one's reach."""
    for unit_id in unit_ids:
        actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    by_code = {each.code: each for each in indicators}
    asked = [Asked(each=each, of=by_code.get(each.definition.get("of", ""))) for each in indicators]
    known = facts_of(asked, unit_ids=unit_ids, days=(day or actor.day,))
    return {
        unit_id: [rules.standing(one.each, known[unit_id], one.of) for one in asked]
        for unit_id in unit_ids
    }


def standing(each: IndicatorShown, *, actor: Actor, unit_id: int) -> Standing:
    """Where one indicator stands for a unit. Raises ``NotAllowed`` outside the actor's reach."""
    step = each.definition.get("of", "")
    before = [indicator(step, actor=actor)] if step else []
    return standings([each, *before], actor=actor, unit_id=unit_id)[0]


def evidence_rows(each: IndicatorShown, *, actor: Actor, unit_id: int) -> list[EvidenceRow]:
    """The activities an indicator's numerator counted for a unit and all below, newest first.

    Raises ``NotAllowed`` outside the actor's reach.
    """
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    cells = of_their_days(evidence_of(each), unit_id=unit_id, unit="unit", day="day")
    columns = ("activity_id", "activity__title", "unit_id", "day")
    rows = cells.order_by("-day", "activity_id").values_list(*columns).distinct()
    return [EvidenceRow(*row) for row in rows[:_MOST_SHOWN]]
