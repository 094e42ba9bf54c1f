"""Where an indicator stands, judged by its definition over facts: values in, values out."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from aoxanh.kernel.measures import MeasureKind
from aoxanh.kernel.periods import Period
from aoxanh.programmes.rules.dues import counted_over, dues, so_far
from aoxanh.programmes.rules.expressions import ONE, ZERO, Expression, evaluate, terms_of
from aoxanh.programmes.rules.plan_indicators import is_percent
from aoxanh.programmes.rules.shares import needed_now, percent, rolled_up, status, unit_year
from aoxanh.programmes.types import (
    Due,
    DueValue,
    Facts,
    IndicatorShown,
    IndicatorType,
    Rebased,
    Standing,
    Status,
    Term,
    Told,
    UnitYear,
)


_Values = Mapping[str, Decimal]


def standing(each: IndicatorShown, facts: Facts, of: IndicatorShown | None = None) -> Standing:
    """Where ``each`` stands; ``of`` is the indicator whose numerator is its denominator (PRG-07)."""
    shares = is_percent(each.type, each.definition)
    awaited = awaits(each, facts, of)
    if awaited:
        return Standing(
            each=each,
            status=Status.NO_DATA,
            is_percent=shares,
            awaits=awaited,
            statement=_said(each, facts),
            told=_told(each, facts),
        )
    day = min(facts.day, each.period.last_day)
    counters = tuple(
        (counter["name"], _counted(counter["value"], facts, so_far(each, facts.day)))
        for counter in each.definition.get("counters", ())
    )
    if each.type == IndicatorType.QUALITATIVE:
        return Standing(
            each=each,
            status=Status.QUALITATIVE,
            is_percent=False,
            counters=counters,
            statement=_said(each, facts),
            told=_told(each, facts),
        )
    values = tuple(_due_value(each, due, facts, of, day) for due in dues(each, day))
    return Standing(
        each=each,
        status=judged(values, yearly=each.basis == "PER_YEAR" or not shares),
        is_percent=shares,
        dues=values,
        counters=counters,
        band=_band(each, values),
        statement=_said(each, facts),
        told=_told(each, facts),
        rebased=_rebased(each, facts, day.year),
        needs_rebasing=bool(values) and "across" in each.definition and values[-1].expected == 0,
    )


def withheld(each: IndicatorShown, facts: Facts) -> Standing:
    """What those are told to whom its figures are not: only what was said of it."""
    return Standing(
        each=each,
        status=Status.WITHHELD,
        is_percent=is_percent(each.type, each.definition),
        statement=_said(each, facts),
        told=_told(each, facts),
    )


def awaits(each: IndicatorShown, facts: Facts, of: IndicatorShown | None = None) -> tuple[str, ...]:
    """The measures an indicator needs that cannot be recorded yet."""
    named = {term.measure for term in indicator_terms(each)}
    if of is not None:
        named |= {term.measure for term in terms_of(of.definition["numerator"])}
    return tuple(sorted(named - set(facts.kinds)))


def indicator_terms(each: IndicatorShown) -> frozenset[Term]:
    """Every measure, narrowed or not, that an indicator is computed from."""
    parts = [each.definition[key] for key in ("numerator", "denominator") if key in each.definition]
    parts += each.definition.get("requires", [])
    parts += [counter["value"] for counter in each.definition.get("counters", ())]
    return frozenset().union(*(terms_of(part) for part in parts)) if parts else frozenset()


def _told(each: IndicatorShown, facts: Facts) -> tuple[Told, ...]:
    told = [one for one in facts.told if one.code == each.code]
    return tuple(sorted(told, key=lambda one: one.year or 0, reverse=True))


def _said(each: IndicatorShown, facts: Facts) -> Told | None:
    """The statement of the latest year begun."""
    said = [one for one in _told(each, facts) if one.value is None]
    return next((one for one in said if (one.year or 0) <= facts.day.year), None)


def _override(each: IndicatorShown, facts: Facts, year: int) -> Told | None:
    told = [one for one in _told(each, facts) if one.value is not None]
    return next((one for one in told if one.year == year), None)


def _rebased(each: IndicatorShown, facts: Facts, year: int) -> Rebased | None:
    """The newest decision that tells the duty anew for ``year``."""
    decided = [row for row in facts.rebased if row.code == each.code and row.from_year <= year]
    return max(decided, key=lambda row: row.from_year) if decided else None


def _due_value(
    each: IndicatorShown, due: Due, facts: Facts, of: IndicatorShown | None, day: date
) -> DueValue:
    over = counted_over(each, due, day)
    found = _valued(each, due, facts, of, over)
    needed = None
    if due.target is not None and each.basis != "PER_YEAR":
        needed = needed_now(before=due.before, target=due.target, phase=due.period, day=day)
    return DueValue(
        **found,
        due=due,
        needed=needed,
        is_over=due.period.last_day < facts.day,
        told=_override(each, facts, due.period.last_day.year),
    )


def _valued(
    each: IndicatorShown, due: Due, facts: Facts, of: IndicatorShown | None, over: Period
) -> dict[str, Any]:
    definition = each.definition
    if "across" in definition:
        return _across(each, due, facts, over)
    if not is_percent(each.type, definition):
        return _number(each, facts, over)
    named = indicator_terms(each)
    if of is None and all(facts.kinds[term.measure] == MeasureKind.FLOW for term in named):
        return _unit_years(each, facts, over)
    denominator = of.definition["numerator"] if of else definition["denominator"]
    above = _counted(definition["numerator"], facts, over)
    beneath = _counted(denominator, facts, over)
    return {"numerator": above, "denominator": beneath, "value": percent(above, beneath)}


def _unit_years(each: IndicatorShown, facts: Facts, over: Period) -> dict[str, Any]:
    """A share evaluated for each unit and year by itself, then rolled up (ACT-13)."""
    years: dict[tuple[int, int], dict[str, Decimal]] = {}
    for (unit_id, start), values in facts.own.items():
        if start in over:
            _add(years.setdefault((unit_id, start.year), {}), values)
    keys = {term.key for term in indicator_terms(each)}
    rows: list[UnitYear] = [
        unit_year(each.definition, unit_id=unit_id, year=year, values=values)
        for (unit_id, year), values in sorted(years.items())
        if keys & set(values)
    ]
    above, beneath = rolled_up(rows)
    known = {row.unit_id for row in rows if row.denominator is not None}
    asked = {span.unit_id for span in facts.spans if span.reports and span.valid.overlaps(over)}
    return {
        "numerator": above,
        "denominator": beneath,
        "value": percent(above, beneath),
        "counted": tuple(sorted(known)),
        "missing": tuple(sorted(asked - known)),
        "expected": len(asked | known),
    }


def _add(total: dict[str, Decimal], values: _Values) -> None:
    for key, value in values.items():
        total[key] = total.get(key, ZERO) + value


def _across(each: IndicatorShown, due: Due, facts: Facts, over: Period) -> dict[str, Any]:
    """How many of the units asked reached the numerator, each with all below it."""
    kinds = kinds_asked(each, facts, due.period.last_day.year)
    asked = in_being(facts, kinds, over)
    reached = _subjects_reached(each, facts, over)
    known = bool(reached)
    if not reached:
        reached = _sums_reached(each, asked, facts, over)
        known = _is_known(each, facts, over, facts.below)
    reached &= asked
    above, beneath = Decimal(len(reached)), Decimal(len(asked))
    return {
        "numerator": above,
        "denominator": beneath,
        "value": percent(above, beneath) if known else None,
        "counted": tuple(sorted(reached)),
        "missing": tuple(sorted(asked - reached)),
        "expected": len(asked),
    }


def _subjects_reached(each: IndicatorShown, facts: Facts, over: Period) -> frozenset[int]:
    """Units that the measure itself is about: inspected, surveyed."""
    keys = {term.key for term in terms_of(each.definition["numerator"])}
    return frozenset(
        unit_id for key in keys for unit_id, day in facts.reached.get(key, ()) if day in over
    )


def _sums_reached(
    each: IndicatorShown, asked: frozenset[int], facts: Facts, over: Period
) -> frozenset[int]:
    sums: dict[int, dict[str, Decimal]] = {unit_id: {} for unit_id in asked}
    for (unit_id, start), values in facts.below.items():
        if unit_id in asked and start in over:
            _add(sums[unit_id], values)
    numerator = each.definition["numerator"]
    return frozenset(unit for unit, values in sums.items() if evaluate(numerator, values) >= ONE)


def kinds_asked(each: IndicatorShown, facts: Facts, year: int) -> tuple[str, ...]:
    """The kinds of units that a duty asks in ``year``: those of the newest decision, else of the document."""
    decided = _rebased(each, facts, year)
    return decided.kinds if decided else tuple(each.definition["across"])


def in_being(facts: Facts, kinds: Iterable[str], over: Period) -> frozenset[int]:
    """Units of ``kinds`` on the last day of a stretch; where the last of them ended within it, those of its course."""
    among = [span for span in facts.spans if span.kind in set(kinds)]
    last = frozenset(span.unit_id for span in among if over.last_day in span.valid)
    return last or frozenset(span.unit_id for span in among if span.valid.overlaps(over))


def _number(each: IndicatorShown, facts: Facts, over: Period) -> dict[str, Any]:
    """A sum, or how many subjects: of the units at the level that is asked."""
    asked = {
        span.unit_id
        for span in facts.spans
        if span.kind in each.levels and span.valid.overlaps(over)
    }
    own = facts.own
    if each.levels:
        own = {key: values for key, values in own.items() if key[0] in asked}
    if not _is_known(each, facts, over, facts.own if each.definition.get("requires") else own):
        return {"value": None}
    value = evaluate(
        each.definition["numerator"], values_over(indicator_terms(each), facts, over, own)
    )
    return {"numerator": value, "value": value}


def _is_known(
    each: IndicatorShown,
    facts: Facts,
    over: Period,
    own: Mapping[tuple[int, date], _Values],
) -> bool:
    """Whether anything was recorded in these days of what is required, else of the numerator: nothing is not nought."""
    codes = set(each.definition.get("requires", ()))
    codes = codes or {term.measure for term in terms_of(each.definition["numerator"])}
    summed = any(codes & set(values) for (_unit, start), values in own.items() if start in over)
    return summed or any(
        value and key.partition("[")[0] in codes and period == over
        for (key, period), value in facts.subjects.items()
    )


def _counted(expression: Expression, facts: Facts, over: Period) -> Decimal:
    return evaluate(expression, values_over(terms_of(expression), facts, over, facts.own))


def values_over(
    terms: Iterable[Term],
    facts: Facts,
    over: Period,
    own: Mapping[tuple[int, date], _Values],
) -> dict[str, Decimal]:
    """By ``Term.key`` what ``terms`` come to over a stretch, and whatever else units summed in it."""
    found: dict[str, Decimal] = {}
    for (_unit, start), values in own.items():
        if start in over:
            _add(found, values)
    for term in terms:
        if facts.kinds[term.measure] != MeasureKind.FLOW:
            found[term.key] = facts.subjects.get((term.key, over), ZERO)
    return found


def _band(each: IndicatorShown, values: tuple[DueValue, ...]) -> str:
    current = values[-1].value if values else None
    if current is None:
        return ""
    reached = [band for band in each.definition.get("bands", ()) if band["from"] <= current]
    return reached[-1]["name"] if reached else ""


def judged(values: tuple[DueValue, ...], *, yearly: bool) -> Status:
    """The standing that a row of stretches amounts to.

    A share along phases is held against the path of the current one; of what is promised for each year, one
    that was missed is missed, and one nobody knows of is “chưa có số liệu”.
    """
    asked = [value for value in values if value.due.target is not None]
    if asked and not yearly:
        last = asked[-1]
        return status(value=last.value, target=last.due.target, needed=last.needed)
    if asked:
        return _judged_yearly(asked)
    if not values:
        return Status.ON_TRACK
    return Status.NO_TARGET if values[-1].value is not None else Status.NO_DATA


def _judged_yearly(asked: list[DueValue]) -> Status:
    past = [value for value in asked if value.is_over]
    if any(value.value is not None and not value.is_met for value in past):
        return Status.BEHIND
    if any(value.value is None for value in past):
        return Status.NO_DATA
    if asked[-1].is_met:
        return Status.ACHIEVED
    return Status.ON_TRACK if past or asked[-1].value is not None else Status.NO_DATA
