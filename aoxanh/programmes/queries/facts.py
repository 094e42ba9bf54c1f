"""The facts that indicators are judged by, read at once for however many, in one unit or several."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.measures import Measure, MeasureKind, measures
from aoxanh.kernel.periods import Period
from aoxanh.programmes import rules
from aoxanh.programmes.queries.counted import Wanted, counted
from aoxanh.programmes.queries.decisions import told_of
from aoxanh.programmes.queries.promised import indicators as promised
from aoxanh.programmes.types import Facts, IndicatorShown, Rebased, Term, Told, UnitSpan
from aoxanh.units.queries import reporting


_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An indicator, and the one its denominator comes from."""

    each: IndicatorShown
    of: IndicatorShown | None = None


def asked_of(
    indicators: Sequence[IndicatorShown], *, among: Iterable[IndicatorShown] = (), actor: Actor
) -> list[Asked]:
    """Each with the one that its denominator comes from.

    It is found among ``indicators`` and those the caller knows besides; one that is not costs a statement for all.
    """
    known = {each.code: each for each in (*among, *indicators)}
    before = {each.definition["of"] for each in indicators if "of" in each.definition}
    absent = before - set(known)
    if absent:
        known |= {each.code: each for each in promised(actor=actor, codes=absent)}
    return [Asked(each=each, of=known.get(each.definition.get("of", ""))) for each in indicators]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What was said and decided of indicators, and the units there were: the same for whatever is judged on a day."""

    until: date
    whole: Period
    told: Mapping[int, Sequence[Told]]
    rebased: tuple[Rebased, ...]
    across: frozenset[str]
    """The kinds of units that duties are about."""
    spans: Mapping[int, Sequence[UnitSpan]]


def around(asked: Sequence[Asked], *, unit_ids: Collection[int], until: date) -> Around:
    """What stands around the figures of ``asked`` for units and all below each: two statements."""
    can = [one for one in asked if not _awaits(one, _registry())]
    told, rebased = told_of({one.each.code for one in asked}, unit_ids=unit_ids)
    across = {kind for one in can for kind in one.each.definition.get("across", ())}
    across |= {kind for row in rebased for kind in row.kinds}
    whole = _whole(asked, until)
    kinds = {*across, *(kind for one in can for kind in one.each.levels)}
    spans: dict[int, list[UnitSpan]] = defaultdict(list)
    for row in reporting.kinds_within(unit_ids=unit_ids, period=whole, kinds=kinds):
        spans[row.within].append(UnitSpan(row.unit_id, row.kind, row.valid, row.reports))
    return Around(
        until=until,
        whole=whole,
        told=told,
        rebased=rebased,
        across=frozenset(across),
        spans=spans,
    )


def alone(asked: Sequence[Asked], *, until: date) -> Around:
    """Nothing around: for figures of which only the counts matter."""
    return Around(
        until=until,
        whole=_whole(asked, until),
        told={},
        rebased=(),
        across=frozenset(),
        spans={},
    )


def facts_of(
    asked: Sequence[Asked],
    *,
    unit_ids: Collection[int],
    days: Collection[date],
    known: Around | None = None,
) -> dict[int, Facts]:
    """What ``asked`` is judged by for units and all below each, as known on the last of ``days``.

    Every fact counts under the tree of its own day. They hold for the other days too
    (``dataclasses.replace(facts, day=…)``). Several units cost no more than one: three statements, one when what
    stands around them is ``known``. Whoever asks has checked the reach.
    """
    until = max(days)
    known = known or around(asked, unit_ids=unit_ids, until=until)
    registry = _registry()
    can = [one for one in asked if not _awaits(one, registry)]
    found = counted(_wanted(can, registry, known, unit_ids=unit_ids, days=days))
    reached = {key: tuple(rows) for key, rows in found.reached.items()}
    return {
        unit_id: Facts(
            day=until,
            kinds={each.code: each.kind for each in registry.values()},
            spans=tuple(known.spans.get(unit_id, ())),
            own=found.own[unit_id],
            below=found.below,
            subjects=found.subjects[unit_id],
            reached=reached,
            told=tuple(known.told.get(unit_id, ())),
            rebased=known.rebased,
        )
        for unit_id in unit_ids
    }


def _registry() -> dict[str, Measure]:
    return {each.code: each for each in measures()}


def _awaits(one: Asked, registry: Mapping[str, Measure]) -> bool:
    return any(term.measure not in registry for term in _terms([one]))


def _whole(asked: Iterable[Asked], until: date) -> Period:
    starts = [one.each.period.start for one in asked] or [until]
    return Period(min(*starts, until), until + _ONE_DAY)


def _terms(asked: Iterable[Asked]) -> set[Term]:
    """Every term, and its measure alone: whether anything was recorded at all is asked of the measure."""
    found = {term for one in asked for term in rules.indicator_terms(one.each)}
    found |= {
        term
        for one in asked
        if one.of is not None
        for term in rules.terms_of(one.of.definition["numerator"])
    }
    return found | {Term(term.measure) for term in found}


def _wanted(
    can: Sequence[Asked],
    registry: Mapping[str, Measure],
    known: Around,
    *,
    unit_ids: Collection[int],
    days: Collection[date],
) -> Wanted:
    until = max(days)
    between = {day + _ONE_DAY for day in days if day < until}
    flows = [term for term in _terms(can) if registry[term.measure].kind == MeasureKind.FLOW]
    asks_units = any("across" in one.each.definition for one in can)
    return Wanted(
        unit_ids=unit_ids,
        until=until,
        whole=known.whole,
        flows=sorted(flows, key=lambda term: term.key),
        edges=sorted({edge for one in can for edge in rules.edges(one.each)} | between),
        kinds=known.across if asks_units else (),
        subjects=_subjects(can, registry, days),
        reached=_reached(can, registry),
    )


def _subjects(
    can: Sequence[Asked], registry: Mapping[str, Measure], days: Collection[date]
) -> dict[str, list[tuple[Term, Period]]]:
    """By measure whatever is no sum, over every stretch that is judged, each once."""
    found: dict[tuple[str, Period], tuple[Term, Period]] = {}
    for one in can:
        periods = {period for day in days for period in _periods(one.each, day)}
        for term in _terms([one]):
            if registry[term.measure].kind == MeasureKind.FLOW:
                continue
            for period in periods:
                found[term.key, period] = term, period
    by_measure: dict[str, list[tuple[Term, Period]]] = defaultdict(list)
    for term, period in found.values():
        by_measure[term.measure].append((term, period))
    return by_measure


def _periods(each: IndicatorShown, day: date) -> set[Period]:
    """The stretches that are judged on ``day``, each up to it."""
    last = min(day, each.period.last_day)
    return {rules.counted_over(each, due, last) for due in rules.dues(each, last)} | {
        rules.programme_so_far(each, day)
    }


def _reached(can: Sequence[Asked], registry: Mapping[str, Measure]) -> list[Term]:
    """What duties ask of units themselves."""
    terms = {
        term
        for one in can
        if "across" in one.each.definition
        for term in rules.terms_of(one.each.definition["numerator"])
        if registry[term.measure].kind == MeasureKind.DISTINCT
    }
    return sorted(terms, key=lambda term: term.key)
