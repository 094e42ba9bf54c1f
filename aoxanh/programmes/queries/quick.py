"""“Số liệu nhanh”: every figure of one look in a fixed number of statements, and the rows behind each."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import Count, QuerySet, Sum

from aoxanh.activities import queries as activities
from aoxanh.audit import queries as trail
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.measures import Measure, measure
from aoxanh.kernel.periods import Period, month_of
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.programmes import rules
from aoxanh.programmes.models import Cell, Total
from aoxanh.programmes.queries.figures import count_distinct, count_subjects
from aoxanh.programmes.queries.todays import carried, of_their_days
from aoxanh.programmes.types import (
    FOLLOWER,
    QuickAsked,
    QuickFigures,
    Result,
    TodaysMap,
)


FLOWS: Final = (
    "activities_recorded",
    "activities_afterwards",
    "turns",
    "turns_declared",
    "service_days",
    "minutes",
    "beneficiaries",
    "beneficiaries_about",
    "value_vnd",
    "value_vnd_about",
)
PERSONS: Final = "persons_served"
TEAMS: Final = "teams"

Sums = Mapping[str, Mapping[date, Decimal]]


def label_of(code: str) -> str:
    """What one of the figures is called."""
    return str(measure(code).label)


def quick_figures(
    *, actor: Actor, asked: QuickAsked, todays: TodaysMap | None = None
) -> QuickFigures:
    """The figures of what is asked, theo thời điểm đó or on ``todays`` map: seven statements.

    Raises ``NotAllowed`` outside the actor's reach.
    """
    actor.require(Permission.INDICATOR_VIEW, at=asked.unit_id)
    sums = _flows(asked, asked.period, FLOWS, todays)
    past = replace(asked, period=rules.a_year_before(rules.so_far(asked.period, actor.day)))
    before = _flows(past, past.period, ("turns", "minutes"), todays)
    turns_before = _total(before, "turns")
    held = int(_total(sums, "activities_recorded") or 0)
    afterwards = int(_total(sums, "activities_afterwards") or 0)
    turns = _known(sums, "turns", held > afterwards)
    return QuickFigures(
        activities=held,
        teams=quick_teams(actor=actor, asked=asked, todays=todays).count(),
        afterwards=afterwards,
        turns=turns,
        persons=None if turns is None else Decimal(_persons(actor, asked, todays)),
        days=_known(sums, "service_days", turns is not None),
        minutes=_known(sums, "minutes", turns is not None),
        turns_declared=_total(sums, "turns_declared"),
        beneficiaries=_total(sums, "beneficiaries"),
        beneficiaries_about=_total(sums, "beneficiaries_about"),
        value=_total(sums, "value_vnd"),
        value_about=_total(sums, "value_vnd_about"),
        turns_before=turns_before,
        minutes_before=_total(before, "minutes"),
        persons_before=None if turns_before is None else Decimal(_persons(actor, past, todays)),
        months=sums["turns"],
        results=_results(asked, todays),
        as_of=trail.moved_at(FOLLOWER),
    )


def quick_rows(
    *, actor: Actor, asked: QuickAsked, code: str, todays: TodaysMap | None = None
) -> QuerySet[Any, Any]:
    """The activities that one of ``FLOWS`` counts, latest first, each with its ``total``: “Xem danh sách”.

    Raises ``NotAllowed`` outside the actor's reach.
    """
    actor.require(Permission.INDICATOR_VIEW, at=asked.unit_id)
    cells = _cells(asked, asked.period, (code,), todays)
    return (
        cells.values(
            "activity_id",
            "activity__title",
            "activity__starts_on",
            "activity__unit_id",
            "activity__place__full_name",
            "activity__state",
        )
        .annotate(total=Sum("value"))
        .order_by("-activity__starts_on", "activity_id")
    )


def quick_results(
    *, actor: Actor, asked: QuickAsked, metric: str, todays: TodaysMap | None = None
) -> QuerySet[Any, Any]:
    """The results in one metric, latest first, as the activities said them: “Xem danh sách”.

    Raises ``NotAllowed`` outside the actor's reach.
    """
    actor.require(Permission.INDICATOR_VIEW, at=asked.unit_id)
    rows = _of_measure(measure("value_vnd"), asked, todays).filter(metric=metric)
    found: QuerySet[Any, Any] = rows.select_related("activity__place")
    return found.order_by("-activity__starts_on", "pk")


def quick_teams(
    *, actor: Actor, asked: QuickAsked, todays: TodaysMap | None = None
) -> QuerySet[Any, Any]:
    """The teams that were there at some day of the span, by name: their units as the tree was on its last day.

    Raises ``NotAllowed`` outside the actor's reach.
    """
    actor.require(Permission.INDICATOR_VIEW, at=asked.unit_id)
    each = measure(TEAMS)
    days = {f"{each.starts}__lt": asked.period.end, f"{each.ends}__gt": asked.period.start}
    rows = each.rows().filter(**days)
    if asked.field:
        rows = rows.filter(field=asked.field)
    if asked.campaign_id:
        rows = rows.filter(campaign=asked.campaign_id)
    if todays is not None:
        rows = carried(rows, todays, unit=each.unit, place=each.place)
    elif asked.below:
        last = rules.so_far(asked.period, actor.day).last_day
        rows = rows.filter(
            unit__ancestry__ancestor=asked.unit_id,
            unit__ancestry__valid_from__lte=last,
            unit__ancestry__valid_to__gt=last,
        )
    else:
        rows = rows.filter(unit=asked.unit_id)
    found: QuerySet[Any, Any] = rows.select_related("campaign")
    return found.order_by("sort_key", "pk")


def quick_persons(
    *, actor: Actor, asked: QuickAsked, todays: TodaysMap | None = None
) -> QuerySet[Any, Any]:
    """The persons who served, by given name, each with their ``turns``.

    Raises ``NotAllowed`` where the actor may not see persons.
    """
    actor.require(Permission.PERSON_VIEW, at=asked.unit_id)
    rows = _served(asked, todays)
    persons = people.with_holders(rows).values(*people.HOLDER)
    counted: QuerySet[Any, Any] = persons.annotate(turns=Count("pk"))
    return counted.order_by("holder_key", "holder_code")


def _total(sums: Sums, code: str) -> Decimal | None:
    """The sum over all months; None where no row speaks of it."""
    months = sums[code]
    return sum(months.values(), Decimal(0)) if months else None


def _known(sums: Sums, code: str, is_known: bool) -> Decimal | None:  # noqa: FBT001  the third idea of a sum
    """The sum, nought included, where it can be known at all."""
    return _total(sums, code) or Decimal(0) if is_known else None


def _flows(
    asked: QuickAsked, period: Period, codes: tuple[str, ...], todays: TodaysMap | None
) -> Sums:
    """Sums by measure and month in one statement: from the roll-up of whole months where one is kept."""
    rows: QuerySet[Any, Any]
    if todays is None and asked.below and not asked.is_narrowed and _is_whole_months(period):
        totals = Total.objects.filter(
            measure__in=codes,
            unit=asked.unit_id,
            month__gte=period.start,
            month__lt=period.end,
        )
        rows = totals.values_list("measure", "month", "value")
    else:
        cells = _cells(asked, period, codes, todays).order_by()
        rows = cells.values_list("measure", "month").annotate(total=Sum("value"))
    found: dict[str, dict[date, Decimal]] = {code: {} for code in codes}
    for code, month, value in rows:
        found[code][month] = value
    return found


def _is_whole_months(period: Period) -> bool:
    return period.start == month_of(period.start) and period.end == month_of(period.end)


def _cells(
    asked: QuickAsked, period: Period, codes: tuple[str, ...], todays: TodaysMap | None
) -> QuerySet[Cell]:
    rows = Cell.objects.filter(measure__in=codes, day__gte=period.start, day__lt=period.end)
    return _within(
        rows,
        asked,
        todays,
        unit="unit",
        place="place_id",
        day="day",
        activity="activity",
    )


def _of_measure(each: Measure, asked: QuickAsked, todays: TodaysMap | None) -> QuerySet[Any]:
    days = {f"{each.day}__gte": asked.period.start, f"{each.day}__lt": asked.period.end}
    return _within(
        each.rows().filter(**days),
        asked,
        todays,
        unit=each.unit,
        place=each.place,
        day=each.day,
        activity=str(each.activity),
    )


def _within(
    rows: QuerySet[Any],
    asked: QuickAsked,
    todays: TodaysMap | None,
    *,
    unit: str,
    place: str | None,
    day: str,
    activity: str,
) -> QuerySet[Any]:
    """The facts of what is asked; the keywords name their columns."""
    if asked.field:
        rows = rows.filter(**{f"{activity}__primary_field": asked.field})
    if asked.campaign_id:
        rows = rows.filter(**{f"{activity}__campaigns__campaign": asked.campaign_id})
    if todays is not None:
        return carried(rows, todays, unit=unit, place=place)
    if asked.below:
        return of_their_days(rows, unit_id=asked.unit_id, unit=unit, day=day)
    return rows.filter(**{unit: asked.unit_id})


def _served(asked: QuickAsked, todays: TodaysMap | None) -> QuerySet[Any]:
    return _of_measure(measure(PERSONS), asked, todays)


def _persons(actor: Actor, asked: QuickAsked, todays: TodaysMap | None) -> int:
    """Distinct persons: from the roll-up of months and years where nothing narrows them."""
    if asked.below and not asked.is_narrowed:
        return count_distinct(
            actor=actor,
            code=PERSONS,
            unit_id=asked.unit_id,
            period=asked.period,
            todays=todays,
        )
    return count_subjects(_served(asked, todays), measure(PERSONS))


def _results(asked: QuickAsked, todays: TodaysMap | None) -> tuple[Result, ...]:
    rows = activities.results_by_metric(_of_measure(measure("value_vnd"), asked, todays))
    return tuple(
        Result(
            metric=row["metric_id"],
            name=row["name"],
            unit_name=row["unit_name"],
            is_money=row["is_money"],
            amount=row["total"],
            about=row["guessed"],
            worth=row["worth_sum"],
            activities=row["activities"],
            evidenced=row["evidenced"],
        )
        for row in rows
    )
