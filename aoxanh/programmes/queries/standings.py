"""Where the indicators of a programme stand for a unit and all below it."""

from collections.abc import Sequence
from datetime import date

from aoxanh.kernel.actors import Actor
from aoxanh.programmes import rules
from aoxanh.programmes.queries.facts import Asked, facts
from aoxanh.programmes.types import IndicatorShown, Standing


def standings(
    indicators: Sequence[IndicatorShown], *, actor: Actor, unit_id: int, day: date | None = None
) -> list[Standing]:
    """Where each of ``indicators`` stands for a unit, as known on ``day``. Raises ``NotAllowed`` outside one's reach.

    However many there are, it costs the same.
    """
    by_code = {each.code: each for each in indicators}
    asked = [
        Asked(
            each=each,
            of=by_code.get(each.definition.get("of", "")),
        )
        for each in indicators
    ]
    known = facts(asked, actor=actor, unit_id=unit_id, day=day)
    return [rules.standing(one.each, known, one.of) for one in asked]
