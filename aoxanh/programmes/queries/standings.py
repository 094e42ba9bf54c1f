"""Where the indicators of a programme stand for a unit and all below it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import rules
from aoxanh.programmes.queries.counted import evidence_of
from aoxanh.programmes.queries.facts import Around, Asked, around, asked_of, facts_of
from aoxanh.programmes.queries.promised import indicator
from aoxanh.programmes.queries.todays import of_their_days
from aoxanh.programmes.queries.withholding import Screen, screen_of
from aoxanh.programmes.types import (
    EvidenceRow,
    IndicatorShown,
    Progress,
    Standing,
    Status,
    StepsBelow,
)
from aoxanh.units import queries as units


_MOST_SHOWN = 200


def standings(
    indicators: Sequence[IndicatorShown], *, actor: Actor, unit_id: int, day: date | None = None
) -> list[Standing]:
    """Where each of ``indicators`` stands for a unit, as known on ``day``. Raises ``NotAllowed`` outside its reach."""
    return standings_at([(each, unit_id) for each in indicators], actor=actor, day=day)


def standings_at(
    pairs: Sequence[tuple[IndicatorShown, int]],
    *,
    actor: Actor,
    among: Iterable[IndicatorShown] = (),
    day: date | None = None,
) -> list[Standing]:
    """Where each indicator stands for the unit beside it, in order: three statements, however many they are.

    Those that others count from are found in the pairs and ``among`` more; one statement reads what is in neither.
    Of persons in need others are told less, for four statements more (``withholding``). Raises ``NotAllowed`` when a
    unit lies outside one's reach.
    """
    unit_ids = {unit_id for _each, unit_id in pairs}
    if actor.among(Permission.INDICATOR_VIEW, unit_ids=unit_ids) != unit_ids:
        raise NotAllowed
    indicators = list({each.code: each for each, _unit_id in pairs}.values())
    asked = {one.each.code: one for one in asked_of(indicators, among=among, actor=actor)}
    screen = screen_of(list(asked.values()), actor=actor, unit_ids=unit_ids, day=day or actor.day)
    days = {day or actor.day, *screen.until}
    known = facts_of(list(asked.values()), unit_ids=unit_ids, days=days)
    return [screen.standing(asked[each.code], known[unit_id], unit_id) for each, unit_id in pairs]


def standing(each: IndicatorShown, *, actor: Actor, unit_id: int) -> Standing:
    """Where one indicator stands for a unit. Raises ``NotAllowed`` outside the actor's reach."""
    (found,) = standings_at([(each, unit_id)], actor=actor)
    return found


def steps_below(each: IndicatorShown, *, actor: Actor, unit_id: int) -> StepsBelow | None:
    """Units of the indicator's kinds below that reach both steps of a compound, and the others (PRG-24).

    Five statements, however many units there are; None for an indicator of one step or without such units.
    Raises ``NotAllowed`` outside the actor's reach.
    """
    step = each.definition.get("of", "")
    day = min(actor.day, each.period.last_day)
    if not step:
        return None
    rows = units.units(actor=actor, day=day, within=unit_id).exclude(unit=unit_id)
    below = [row.unit_id for row in rows if row.kind_id in each.levels]
    if not below:
        return None
    steps = (indicator(step, actor=actor), each)
    found = standings_at([(one, pk) for pk in below for one in steps], actor=actor, day=day)
    held = dict(zip(below, zip(found[::2], found[1::2], strict=True), strict=True))
    both = {pk for pk, met in held.items() if all(one.status == Status.ACHIEVED for one in met)}
    kept = {pk for pk, met in held.items() if any(one.status == Status.WITHHELD for one in met)}
    return StepsBelow(
        reached=tuple(pk for pk in below if pk in both),
        others=tuple(pk for pk in below if pk not in both | kept),
        withheld=tuple(pk for pk in below if pk in kept),
    )


def standings_in_depth(
    indicators: Sequence[IndicatorShown],
    *,
    actor: Actor,
    unit_id: int,
    below: Collection[int],
    choose: Callable[[Sequence[Standing]], IndicatorShown | None],
    day: date | None = None,
) -> tuple[list[Standing], Progress | None]:
    """Where each stands for a unit, and how the one that ``choose`` picks moved and stands in units ``below``.

    Four statements, however many indicators and units there are, and four where persons in need are counted. Raises
    ``NotAllowed`` outside one's reach.
    """
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    day = day or actor.day
    asked = asked_of(indicators, actor=actor)
    screen = screen_of(asked, actor=actor, unit_ids={unit_id, *below}, day=day)
    known = around(asked, unit_ids={unit_id, *below}, until=day)
    facts = facts_of(asked, unit_ids=(unit_id,), days={day, *screen.until}, known=known)[unit_id]
    found = [screen.standing(one, facts, unit_id) for one in asked]
    chosen = choose(found)
    if chosen is None:
        return found, None
    one = next(one for one in asked if one.each.code == chosen.code)
    return found, _progress(one, screen, unit_id=unit_id, below=below, day=day, known=known)


def _progress(
    one: Asked,
    screen: Screen,
    *,
    unit_id: int,
    below: Collection[int],
    day: date,
    known: Around,
) -> Progress:
    days = screen.trend_days(one.each, unit_id, day)
    facts = facts_of(
        [one], unit_ids={unit_id, *below}, days={day, *days, *screen.until}, known=known
    )
    return Progress(
        each=one.each,
        trend=rules.trend(one.each, facts[unit_id], one.of, days=days),
        below={pk: screen.standing(one, facts[pk], pk) for pk in below},
    )


def evidence_rows(each: IndicatorShown, *, actor: Actor, unit_id: int) -> list[EvidenceRow]:
    """The activities an indicator's numerator counted for a unit and all below, newest first.

    Raises ``NotAllowed`` outside the actor's reach.
    """
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    cells = of_their_days(evidence_of(each), unit_id=unit_id, unit="unit", day="day")
    columns = ("activity_id", "activity__title", "unit_id", "day")
    rows = cells.order_by("-day", "activity_id").values_list(*columns).distinct()
    return [EvidenceRow(*row) for row in rows[:_MOST_SHOWN]]
