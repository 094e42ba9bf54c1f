"""What a year of service comes to by a rule: values in, values out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from aoxanh.kernel.numbers import number
from aoxanh.kernel.periods import Period
from aoxanh.recognition.types import (
    Counted,
    CountedIn,
    ServedDay,
    ServiceBand,
    ServiceRule,
    ServiceYear,
    Tally,
)


ZERO = Decimal(0)
_CENT = Decimal("0.01")


def service_year(rule: ServiceRule, day: date) -> ServiceYear:
    """The year of the rule that holds ``day``: ``Năm học 2026–2027``, or ``Năm 2026``."""
    month, of_month = rule.begins
    first = date(day.year, month, of_month)
    if first > day:
        first = date(day.year - 1, month, of_month)
    period = Period(first, date(first.year + 1, month, of_month))
    if rule.begins == (1, 1):
        return ServiceYear(label=f"Năm {first.year}", period=period)
    return ServiceYear(label=f"Năm học {first.year}–{first.year + 1}", period=period)


def band_of(rule: ServiceRule, lasts: int) -> ServiceBand:
    """The band an activity of so many days lies in: bands leave no gap."""
    return next(band for band in rule.bands if band.under is None or lasts < band.under)


def tally(rule: ServiceRule, served: Iterable[ServedDay], *, elsewhere: Decimal = ZERO) -> Tally:
    """A year of service by ``rule``; corrections that left nothing of a presence leave nothing here.

    One day counts once, for the activity that took most of it. Bands stop giving at their most, earlier
    activities first.
    """
    days = [each for each in served if each.minutes > 0]
    amounts = _in_days(rule, days) if rule.counted_in == CountedIn.DAYS else _in_hours(rule, days)
    rows = _capped(rule, days, amounts)
    ledger = sum((row.amount for row in rows), ZERO)
    beside = elsewhere if rule.elsewhere else ZERO
    return Tally(
        counted_in=rule.counted_in,
        ledger=ledger,
        elsewhere=beside,
        target=rule.target,
        level=level_of(rule, ledger + beside),
        rows=rows,
    )


def level_of(rule: ServiceRule, amount: Decimal) -> str:
    """What reaching ``amount`` is called."""
    return next(level.name for level in rule.levels if level.under is None or amount < level.under)


def _in_days(rule: ServiceRule, days: Sequence[ServedDay]) -> dict[int, Decimal]:
    by_day: dict[date, list[ServedDay]] = defaultdict(list)
    amounts: dict[int, Decimal] = defaultdict(Decimal)
    for each in days:
        band = band_of(rule, each.lasts)
        if not band.counts:
            continue
        if band.each is None:
            by_day[each.day].append(each)
        else:
            amounts[each.activity_id] = band.each
    for together in by_day.values():
        if sum(each.minutes for each in together) >= rule.day_minutes:
            most = max(together, key=lambda each: (each.minutes, -each.activity_id))
            amounts[most.activity_id] += 1
    return amounts


def _in_hours(rule: ServiceRule, days: Sequence[ServedDay]) -> dict[int, Decimal]:
    amounts: dict[int, Decimal] = defaultdict(Decimal)
    used: dict[date, int] = defaultdict(int)
    for each in sorted(days, key=lambda each: (each.day, each.activity_id)):
        band = band_of(rule, each.lasts)
        if not band.counts:
            continue
        if band.each is not None:
            amounts[each.activity_id] = band.each
            continue
        minutes = each.minutes
        if rule.most_minutes_a_day is not None:
            minutes = min(minutes, rule.most_minutes_a_day - used[each.day])
        used[each.day] += minutes
        amounts[each.activity_id] += Decimal(minutes) / 60
    return amounts


def _capped(
    rule: ServiceRule, days: Sequence[ServedDay], amounts: Mapping[int, Decimal]
) -> tuple[Counted, ...]:
    """What each activity adds, in the order in which they began."""
    first: dict[int, ServedDay] = {}
    for each in sorted(days, key=lambda each: (each.day, each.activity_id)):
        first.setdefault(each.activity_id, each)
    given: dict[str, Decimal] = defaultdict(Decimal)
    rows = []
    for activity_id, each in first.items():
        band = band_of(rule, each.lasts)
        wanted = amounts.get(activity_id, ZERO).quantize(_CENT, rounding=ROUND_HALF_UP)
        room = wanted if band.most is None else max(band.most - given[band.name], ZERO)
        amount = min(wanted, room)
        given[band.name] += amount
        rows.append(
            Counted(
                activity_id=activity_id, band=band.name, amount=amount, left_out=wanted - amount
            )
        )
    return tuple(rows)


def amount_in_words(amount: Decimal) -> str:
    """``3``, ``4,5``: only the decimals that are there."""
    whole = amount.to_integral_value()
    return number(whole) if amount == whole else number(amount, 2).rstrip("0")


def reached_in_words(told: Tally) -> str:
    """``3/5 ngày``."""
    reached, target = amount_in_words(told.amount), amount_in_words(told.target)
    return f"{reached}/{target} {told.counted_in.label}"


def rule_in_words(rule: ServiceRule) -> list[str]:
    """The rule as a list of short sentences."""
    unit = rule.counted_in.label
    month, day = rule.begins
    told = [
        f"Mỗi năm cần {amount_in_words(rule.target)} {unit}, năm tính từ {day:02d}/{month:02d}."
    ]
    if rule.counted_in == CountedIn.DAYS:
        told.append(
            f"Một ngày là một ngày có từ {amount_in_words(Decimal(rule.day_minutes) / 60)} giờ được xác nhận."
            if rule.day_minutes
            else "Một ngày là một ngày có mặt và được xác nhận giờ."
        )
    elif rule.most_minutes_a_day is not None:
        most = amount_in_words(Decimal(rule.most_minutes_a_day) / 60)
        told.append(f"Mỗi ngày tính nhiều nhất {most} giờ.")
    told += [_band_in_words(band, unit) for band in rule.bands]
    told.append(
        "Minh chứng tham gia nơi khác được tính sau khi đơn vị xác nhận, ghi riêng."
        if rule.elsewhere
        else "Chỉ tính giờ ghi nhận trên cổng."
    )
    return told


def _band_in_words(band: ServiceBand, unit: object) -> str:
    span = f"từ {band.first} ngày" if band.under is None else f"{band.first}–{band.under - 1} ngày"
    if band.under is not None and band.under - band.first == 1:
        span = f"{band.first} ngày"
    name = f"{band.name} ({span})"
    if not band.counts:
        return f"{name}: không tính."
    words = "tính theo thực tế"
    if band.each is not None:
        words = f"mỗi hoạt động tính {amount_in_words(band.each)} {unit}"
    if band.most is not None:
        words += f", nhiều nhất {amount_in_words(band.most)} {unit} một năm"
    return f"{name}: {words}."
