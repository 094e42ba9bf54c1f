"""When a figure is shown to the unit above, and which days lie before a deadline."""

from collections.abc import Iterable
from datetime import date, timedelta

from aoxanh.activities.types.signals import Signal, SignalRules, Threshold
from aoxanh.kernel.periods import Period


def reaches(found: Signal, threshold: Threshold) -> bool:
    """Whether a number, or a share of enough, is worth a look."""
    if found.of:
        return found.of >= threshold.least and found.share >= threshold.above
    return found.number >= max(threshold.least, threshold.above)


def shown(found: Iterable[Signal], rules: SignalRules) -> list[Signal]:
    """Those that reach their thresholds, by organiser in the order of kinds."""
    order = list(rules.thresholds)
    rows = [each for each in found if reaches(each, rules.thresholds[each.kind])]
    return sorted(rows, key=lambda each: (each.unit_id, order.index(each.kind)))


def before_deadlines(span: Period, rules: SignalRules) -> list[Period]:
    """The days before each deadline that falls into ``span``, the deadline itself with them."""
    years = range(span.start.year, span.last_day.year + 1)
    days = (date(year, month, day) for year in years for month, day in rules.deadlines)
    return [
        Period(day - timedelta(days=rules.days_before), day + timedelta(days=1))
        for day in sorted(days)
        if day in span
    ]
