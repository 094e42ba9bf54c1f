"""Pure decisions about money: what a year allows, sums that count each đồng once, what is to be looked at."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from aoxanh.programmes.errors.budget import (
    AmountNotPositive,
    AmountTooLarge,
    BeyondAssigned,
    CutNeedsReason,
    NoNewMoney,
    SchemeNeeded,
    SchemeNotAsked,
    UnknownSource,
    WeighedAboveAsked,
    YearOutside,
)
from aoxanh.programmes.rules.wording import money
from aoxanh.programmes.types.budget import (
    MOST_VND,
    BudgetTier,
    LineShown,
    MoneyFlag,
    MoneySum,
    Place,
    ProgrammeMoney,
    Source,
    SourceKind,
    SourceYear,
    Weighed,
    YearRule,
)


def sources(raw: Iterable[Mapping[str, Any]]) -> tuple[Source, ...]:
    """The sources of a plan in its order; one without a kind is some other lawful one."""
    return tuple(
        Source(
            code=each["code"],
            name=each["name"],
            kind=SourceKind(each.get("kind", SourceKind.OTHER).upper()),
            tier=BudgetTier(each["tier"]) if "tier" in each else None,
        )
        for each in raw
    )


def source(code: str, among: Iterable[Source]) -> Source:
    """Raises ``UnknownSource``."""
    for each in among:
        if each.code == code:
            return each
    raise UnknownSource


def budget_years(start: date, end: date) -> range:
    """The years of a programme that lasts from ``start`` to before ``end``."""
    return range(start.year, (end - timedelta(days=1)).year + 1)


def year_rule(budgeting: Mapping[str, Any], year: int) -> YearRule | None:
    """What the plan says of money in one year, if anything."""
    for each in budgeting.get("rules", ()):
        if year in each["in"]:
            return YearRule(
                sources=frozenset(each["only"]),
                within_assigned=each.get("within_assigned", False),
                basis=each["basis"],
                clause=each.get("clause", ""),
            )
    return None


def check_year(year: int, years: Collection[int]) -> None:
    """Raises ``YearOutside``."""
    if year not in years:
        raise YearOutside(first=min(years), last=max(years))


def check_amount(amount: int, *, least: int = 1) -> None:
    """Raises ``AmountNotPositive``, ``AmountTooLarge``."""
    if amount < least:
        raise AmountNotPositive
    if amount > MOST_VND:
        raise AmountTooLarge


def check_scheme(each: Source, *, has_scheme: bool) -> None:
    """Money of another scheme names it, other money does not. Raises ``SchemeNeeded``, ``SchemeNotAsked``."""
    if each.kind == SourceKind.INTEGRATED and not has_scheme:
        raise SchemeNeeded
    if each.kind != SourceKind.INTEGRATED and has_scheme:
        raise SchemeNotAsked


def check_source(each: Source, *, year: int, rule: YearRule | None) -> None:
    """In a year of self-balance no new money is asked for. Raises ``NoNewMoney``."""
    if rule is not None and each.code not in rule.sources:
        raise NoNewMoney(year=year, source=each.name, basis=rule.basis)


def check_assigned(*, own: int, assigned: int | None, year: int, rule: YearRule | None) -> None:
    """Where the plan says so, a body's own money stays within what it was assigned. Raises ``BeyondAssigned``."""
    if rule is None or not rule.within_assigned:
        return
    if assigned is None or own > assigned:
        raise BeyondAssigned(year=year, basis=rule.basis)


def check_weighed(weighed: Weighed, *, asked: int) -> None:
    """No more than asked, and less with a reason.

    Raises ``AmountNotPositive``, ``WeighedAboveAsked``, ``CutNeedsReason``.
    """
    check_amount(weighed.amount, least=0)
    if weighed.amount > asked:
        raise WeighedAboveAsked
    if weighed.amount < asked and not weighed.reason.strip():
        raise CutNeedsReason


def money_flag(*, spent: int, planned: int | None) -> MoneyFlag | None:
    """Money spent without an estimate, or above what was approved."""
    if planned is None:
        return MoneyFlag.UNPLANNED if spent else None
    return MoneyFlag.ABOVE if spent > planned else None


def spread(lines: Iterable[LineShown]) -> list[LineShown]:
    """Lines in order, each with its own part of what was spent, so that no đồng is told twice.

    What several estimates of a year asked for at one place was spent on the earlier up to what was planned there, and
    the rest on the last.
    """
    listed = list(lines)
    found: dict[int, LineShown] = {}
    for here in _by_place(listed).values():
        left = here[0].spent
        for line in here:
            part = left if line is here[-1] else min(left, line.planned)
            found[line.pk], left = replace(line, spent=part), left - part
    return [found[line.pk] for line in listed]


def _by_place(lines: Iterable[LineShown]) -> dict[Place, list[LineShown]]:
    """The lines at each place, the year's own estimate first."""
    found: dict[Place, list[LineShown]] = {}
    for line in sorted(lines, key=lambda each: each.supplement):
        found.setdefault(line.place, []).append(line)
    return found


def planned_at(lines: Iterable[LineShown]) -> dict[Place, int]:
    """What may be spent at each place: all that was approved there, or what is asked for while nothing is."""
    return {place: _planned(here) for place, here in _by_place(lines).items()}


def _planned(lines: list[LineShown]) -> int:
    approved = [line.approved for line in lines if line.approved is not None]
    return sum(approved) if approved else sum(line.amount for line in lines)


def supplement_name(number: int) -> str:
    """How an estimate of a year is called."""
    return _("Bổ sung đợt %(number)s") % {"number": number} if number else _("Dự toán năm")


def summed(rows: Iterable[SourceYear]) -> MoneySum:
    """Each đồng once: money of other schemes stands beside, it is counted there.

    Approved stays None until anything was decided.
    """
    listed = list(rows)
    counted = [each for each in listed if each.is_counted]
    decided = [each.approved for each in counted if each.approved is not None]
    return MoneySum(
        asked=sum(each.asked for each in counted),
        approved=sum(decided) if decided else None,
        placed=sum(each.placed for each in counted),
        spent=sum(each.spent for each in counted),
        integrated=sum(each.planned for each in listed if not each.is_counted),
        is_about=any(each.is_about for each in listed),
    )


def line_sums(lines: Iterable[LineShown]) -> MoneySum:
    """What the lines of one estimate add up to."""
    return summed(
        SourceYear(
            year=each.year,
            source=each.source,
            name=each.source_name,
            kind=each.kind,
            asked=each.amount,
            approved=each.approved,
            spent=each.spent,
            is_about=each.is_about,
        )
        for each in lines
    )


def programme_money(rows: Iterable[SourceYear]) -> ProgrammeMoney:
    """The rows with their sums over all, by year and by source."""
    listed = tuple(rows)
    years = dict.fromkeys(each.year for each in listed)
    names = dict.fromkeys(each.name for each in listed)
    return ProgrammeMoney(
        rows=listed,
        total=summed(listed),
        by_year={year: summed(row for row in listed if row.year == year) for year in years},
        by_source={name: _alone([row for row in listed if row.name == name]) for name in names},
    )


def in_words(amount: int) -> str:
    """Whole đồng as officers read them."""
    return money(Decimal(amount))


def by_source(rows: Iterable[SourceYear]) -> list[SourceYear]:
    """Rows of one source in one year made one, whoever they are of."""
    found: dict[tuple[int, str, str], list[SourceYear]] = {}
    for each in rows:
        found.setdefault((each.year, each.source, each.kind), []).append(each)
    return [_one(group) for group in found.values()]


def _one(rows: list[SourceYear]) -> SourceYear:
    whole = _alone(rows)
    return replace(
        rows[0],
        asked=whole.asked,
        approved=whole.approved,
        placed=whole.placed,
        spent=whole.spent,
        is_about=whole.is_about,
    )


def _alone(rows: list[SourceYear]) -> MoneySum:
    """The sum of one source by itself, whatever it counts for."""
    decided = [each.approved for each in rows if each.approved is not None]
    return MoneySum(
        asked=sum(each.asked for each in rows),
        approved=sum(decided) if decided else None,
        placed=sum(each.placed for each in rows),
        spent=sum(each.spent for each in rows),
        is_about=any(each.is_about for each in rows),
    )
