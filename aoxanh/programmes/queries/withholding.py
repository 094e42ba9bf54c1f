"""Whose figures of persons in need the asker is told: one's own book whole, others' where nobody can be worked out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.measures import measures
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.small_counts import Counts, withheld_units
from aoxanh.programmes import rules
from aoxanh.programmes.queries.facts import Asked, alone, asked_of, facts_of
from aoxanh.programmes.queries.promised import indicators as promised
from aoxanh.programmes.types import Facts, IndicatorShown, Standing
from aoxanh.units.queries import reporting


_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What of some indicators is told. One that knows of none keeps nothing back."""

    days: Mapping[str, Sequence[date]] = field(default_factory=dict)
    """By indicator that counts persons in need: the days up to which others are told it."""
    hidden: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """By indicator: the units that others are not told of."""
    below: Mapping[int, Sequence[int]] = field(default_factory=dict)
    """The units right below those that were weighed with all below them."""
    own: frozenset[int] = frozenset()
    """Units whose figures come from their own books alone, and the asker keeps them."""

    def is_whole(self, each: IndicatorShown, unit_id: int) -> bool:
        """Whether the asker is told all of it, up to today."""
        return each.code not in self.days or unit_id in self.own

    def withholds(self, each: IndicatorShown, unit_id: int) -> bool:
        """Whether the asker is told nothing of it."""
        if self.is_whole(each, unit_id):
            return False
        return not self.days[each.code] or unit_id in self.hidden[each.code]

    @property
    def until(self) -> set[date]:
        """The last days up to which anything is told."""
        return {days[-1] for days in self.days.values() if days}

    def standing(self, one: Asked, facts: Facts, unit_id: int) -> Standing:
        """Where it stands, as the asker is told. ``facts`` must have been read for the days of ``until``, too."""
        if self.is_whole(one.each, unit_id):
            return rules.standing(one.each, facts, one.of)
        if self.withholds(one.each, unit_id):
            return rules.withheld(one.each, facts)
        until = self.days[one.each.code][-1]
        return replace(rules.standing(one.each, replace(facts, day=until), one.of), until=until)

    def trend_days(self, each: IndicatorShown, unit_id: int, day: date) -> Sequence[date]:
        """The days at which a line is drawn: none of what is not told."""
        if self.is_whole(each, unit_id):
            return rules.trend_days(each, day)
        return () if self.withholds(each, unit_id) else self.days[each.code]


def screen_of(
    asked: Sequence[Asked], *, actor: Actor, unit_ids: Collection[int], day: date
) -> Screen:
    """What of ``asked`` the asker is told of units: four statements where one counts persons in need, else none.

    The portal itself is told everything.
    """
    counting = _counting(asked)
    if actor.is_system or not counting:
        return Screen()
    kept = actor.among(Permission.PLAN_REPORT, unit_ids=frozenset(unit_ids))
    return _weighed(counting, unit_ids=unit_ids, kept=kept, day=day)


def screen_for_others(asked: Sequence[Asked], *, unit_ids: Collection[int], day: date) -> Screen:
    """What of ``asked`` is told to those who keep none of the books."""
    counting = _counting(asked)
    return (
        _weighed(counting, unit_ids=unit_ids, kept=frozenset(), day=day) if counting else Screen()
    )


def own_book_is_withheld(unit_id: int, *, codes: Collection[str], actor: Actor) -> bool:
    """Whether the numbers of a unit's own book, counted as ``codes``, would give away what figures of plans hide.

    Three statements, one where no plan counts them.
    """
    system = _system(actor.day)
    counting = [
        one
        for one in _counting(asked_of(promised(actor=system), actor=system))
        if {term.measure for term in rules.indicator_terms(one.each)} & set(codes)
    ]
    if not counting:
        return False
    kept = frozenset({unit_id})
    screen = _weighed(counting, unit_ids=kept, kept=kept, day=actor.day)
    near = {unit_id, *screen.below.get(unit_id, ())}
    return any(near & hidden for hidden in screen.hidden.values())


def _system(day: date) -> Actor:
    return Actor.system(cause="withholding", day=day)


def _limits() -> dict[str, int]:
    return {each.code: each.fewest for each in measures() if each.fewest}


def _counting(asked: Iterable[Asked]) -> list[Asked]:
    """Those that count persons in need."""
    limits = _limits()
    return [one for one in asked if rules.fewest_told(one.each, one.of, limits)]


def _weighed(
    counting: Sequence[Asked], *, unit_ids: Collection[int], kept: frozenset[int], day: date
) -> Screen:
    """Weighed with the siblings of units and of all units above, and with every plan of their time."""
    groups = _groups(counting, day)
    every = [one for group in groups for one in group]
    days = {one.each.code: rules.told_days(one.each, day) for one in every}
    first = min(one.each.period.start for one in every)
    below = reporting.right_below(
        above=unit_ids, also=kept, period=Period(min(first, day), day + _ONE_DAY)
    )
    until = {day, *(end for ends in days.values() for end in ends)}
    facts = facts_of(
        every,
        unit_ids={*unit_ids, *below, *(unit_id for right in below.values() for unit_id in right)},
        days=until,
        known=alone(every, until=max(until)),
    )
    hidden: dict[str, frozenset[int]] = {}
    own = kept
    for group in groups:
        told = _counts(group, facts, days)
        now = _counts(group, facts, {code: [day] for code in days})
        own -= {
            unit_id
            for unit_id in own
            if any(any(told[each] + now[each]) for each in below.get(unit_id, ()))
        }
        limits = _limits()
        fewest = max(rules.fewest_told(one.each, one.of, limits) for one in group)
        found = withheld_units(below, told, fewest=fewest)
        hidden |= {one.each.code: found for one in group}
    return Screen(days=days, hidden=hidden, below=below, own=own)


def _groups(counting: Sequence[Asked], day: date) -> list[list[Asked]]:
    """Indicators that are weighed together: those asked for, with all whose programmes overlap."""
    system = _system(day)
    known = _counting(asked_of(promised(actor=system), actor=system))
    every = {one.each.code: one for one in (*known, *counting)}
    groups = {
        tuple(
            each.code for each in rules.weighed_together(one.each, [o.each for o in every.values()])
        )
        for one in counting
    }
    return [[every[code] for code in group] for group in sorted(groups)]


def _counts(
    group: Sequence[Asked], facts: Mapping[int, Facts], days: Mapping[str, Sequence[date]]
) -> dict[int, Counts]:
    limits = _limits()
    return {
        unit_id: tuple(
            count
            for one in group
            for count in rules.counts_told(
                one.each, one.of, known, days=days[one.each.code], limits=limits
            )
        )
        for unit_id, known in facts.items()
    }
