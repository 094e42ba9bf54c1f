"""The shipped definitions read from their files, and facts made by hand to judge them by."""

from datetime import date
from decimal import Decimal
from functools import cache

from aoxanh.kernel.lined import read_lined
from aoxanh.kernel.measures import MeasureKind
from aoxanh.kernel.periods import Period
from aoxanh.programmes import rules
from aoxanh.programmes.types import (
    REFERENCE,
    Basis,
    Facts,
    IndicatorShown,
    IndicatorType,
    Operator,
    TargetShown,
    UnitSpan,
)


STOCKS = {
    "units", "units_with_decision", "units_using_it", "specialised_officers", "specialised_officers_with_training",
    "teams", "communes_building_rural", "communes_with_rural_works", "youth_behind_listed", "youth_behind_helped",
    "youth_behind_progressed",
}  # fmt: skip
DISTINCTS = {
    "persons_trained_coordination", "specialised_officers_trained", "units_inspected", "schools_counselled",
    "vulnerable_supported", "vulnerable_listed",
}  # fmt: skip
WHOLE_PROVINCE = Period(date(2000, 1, 1), date(2100, 1, 1))


@cache
def definitions():
    """Every shipped indicator by code."""
    found = {}
    for path in sorted(REFERENCE.glob("*.yaml")):
        raw = read_lined(path.read_text(encoding="utf-8"), file=path.name)
        found |= {each["code"]: _shown(each, raw) for each in raw["indicators"]}
    return found


def _shown(each, raw):
    phases = {row["code"]: (row["name"], Period(row["from"], row["to"])) for row in raw["phases"]}
    return IndicatorShown(
        code=each["code"],
        name=each["name"],
        family=each.get("family", ""),
        source=each["source"],
        type=IndicatorType(each["type"].upper()),
        basis=Basis(each.get("basis", "at_date").upper()),
        operator=Operator(each.get("operator", ">=")),
        counted_in=each.get("unit", ""),
        evidence=each.get("evidence", ""),
        levels=tuple(each.get("level", ())),
        programme=raw["name"],
        programme_code=raw["code"],
        period=Period(raw["from"], raw["to"]),
        definition=each,
        targets=tuple(
            _target(code, value, phases, raw) for code, value in each.get("targets", {}).items()
        ),
        phases=tuple(phases.values()),
    )


def _target(code, value, phases, raw):
    if code in phases:
        return TargetShown(*phases[code], Decimal(value))
    if code == "per_year":
        return TargetShown("", Period(raw["from"], raw["to"]), Decimal(value), is_yearly=True)
    return TargetShown(code, Period.year(int(code)), Decimal(value), year=int(code))


def kind_of(code):
    if code in STOCKS:
        return MeasureKind.STOCK
    return MeasureKind.DISTINCT if code in DISTINCTS else MeasureKind.FLOW


def judge(code, *, day, sums=(), subjects=(), units=(), below=(), **more):
    """Where an indicator stands on ``day``.

    ``sums`` are (unit, first day of a stretch, {measure: sum}); ``subjects`` {measure: {last day: count}};
    ``units`` (unit, kind) or (unit, kind, period).
    """
    each = definitions()[code]
    of = definitions().get(each.definition.get("of", ""))
    named = {term for one in (each, of) if one for term in rules.indicator_terms(one)}
    periods = {
        rules.counted_over(each, due, min(day, each.period.last_day))
        for due in rules.dues(each, min(day, each.period.last_day))
    }
    periods.add(rules.programme_so_far(each, day))
    counted = dict(subjects)
    facts = Facts(
        day=day,
        kinds={term.measure: kind_of(term.measure) for term in named},
        spans=tuple(
            UnitSpan(unit, kind, *(rest or (WHOLE_PROVINCE,))) for unit, kind, *rest in units
        ),
        own={(unit, start): _keyed(named, values) for unit, start, values in sums},
        below={(unit, start): _keyed(named, values) for unit, start, values in below},
        subjects={
            (term.key, period): Decimal(counted[term.measure].get(period.last_day, 0))
            for term in named
            if term.measure in counted
            for period in periods
        },
        **more,
    )
    return rules.standing(each, facts, of)


def _keyed(named, values):
    """Sums under the keys of terms: a measure's name stands for all its terms, a number of its place for one."""
    found = {}
    for name, value in values.items():
        keys = {term.key for term in named if term.measure == name} | {name}
        found |= {key: Decimal(value) for key in (keys if "[" not in name else {name})}
    return found
