"""One indicator in depth: how it moved, where it stands in each unit right below."""

from collections.abc import Collection
from datetime import date

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import rules
from aoxanh.programmes.queries.facts import Asked, facts_of
from aoxanh.programmes.types import IndicatorShown, Progress


def progress(
    each: IndicatorShown,
    *,
    actor: Actor,
    unit_id: int,
    below: Collection[int],
    of: IndicatorShown | None = None,
    day: date | None = None,
) -> Progress:
    """How ``each`` moved in a unit with all below it, and where it stands in each of the units ``below``.

    However many there are, it costs what one standing costs. ``of`` is the indicator whose numerator is its
    denominator; judged as known on ``day``, today when None. Raises ``NotAllowed`` outside the actor's reach.
    """
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    asked = [Asked(each=each, of=of)]
    days = rules.trend_days(each, day or actor.day)
    known = facts_of(asked, unit_ids=(unit_id, *below), days=days)
    return Progress(
        trend=rules.trend(each, known[unit_id], of),
        below={pk: rules.standing(each, known[pk], of) for pk in below},
    )
