"""What of the ledger can be certified: net minutes per person or unit, by source and organiser."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Min, Q, QuerySet, Sum

from aoxanh.activities.models import HoursEntry
from aoxanh.activities.models.hours import HoursEntryQuerySet
from aoxanh.activities.types.certificates import (
    CertificateBasis,
    OrganiserMinutes,
    PresenceDay,
    Served,
)
from aoxanh.kernel.actors import Actor, ActorKind, Grant
from aoxanh.kernel.measures import Attribution
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission, Reach
from aoxanh.kernel.traces import holder_id


@dataclass(frozen=True, slots=True)
class _Sum:
    """Net minutes of one holder at one activity from one source."""

    holder: int
    activity_id: int
    title: str
    organiser_id: int
    source: str
    confirmer_id: int | None
    minutes: int
    first: date
    last: date


_BY = (
    "holder",
    "activity_id",
    "activity__title",
    "organiser_unit_id",
    "source",
    "confirmed_by_unit_id",
)
_ROLE = "participation__signup__slot__role_name"
_PRESENCE = (
    "holder",
    "activity_id",
    "activity__title",
    "activity__starts_on",
    "activity__ends_on",
    "day",
)
_COLUMNS = {
    Attribution.ORGANISER: "organiser_unit_id",
    Attribution.PARTICIPANT: "participant_unit_id",
}
_SERVED = (
    "activity_id",
    "activity__title",
    _ROLE,
    "organiser_unit_id",
    "participant_unit_id",
    "source",
    "confirmed_by_unit_id",
)


def certificate_basis(
    *,
    person_ids: Collection[int] | None,
    unit_id: int,
    day: date,
    activity_id: int | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    activity_ids: Collection[int] | None = None,
) -> dict[int, CertificateBasis]:
    """Confirmed time of persons at activities run by ``unit_id`` or units below it on ``day``: one statement.

    Of one activity, or of the days ``[starts_on, ends_on)``, there of ``activity_ids`` unless None; ``person_ids``
    None means everyone. Facts of a
    record merged into another count for the one that remains. Persons without time are left out. The caller
    has checked that the asker may certify for the unit.
    """
    about = Q(activity_id=activity_id) if activity_id else Q(day__gte=starts_on, day__lt=ends_on)
    rows = _entries(unit_id, day).filter(about).annotate(holder=holder_id())
    if activity_ids is not None:
        rows = rows.filter(activity_id__in=activity_ids)
    if person_ids is not None:
        rows = rows.filter(holder__in=person_ids)
    by_holder: dict[int, list[_Sum]] = defaultdict(list)
    for row in _summed(rows, *_BY):
        found = _Sum(*row)
        by_holder[found.holder].append(found)
    bases = {holder: _basis(holder, own) for holder, own in by_holder.items()}
    return {holder: basis for holder, basis in bases.items() if basis is not None}


def unit_basis(
    *,
    members: Mapping[int, Collection[int]],
    counts: Attribution,
    unit_id: int,
    day: date,
    starts_on: date,
    ends_on: date,
    activity_ids: Collection[int],
) -> dict[int, CertificateBasis]:
    """Confirmed time of units: for each key of ``members`` what ``counts`` for the units named there, in one statement.

    Everything else as for ``certificate_basis``.
    """
    column = _COLUMNS[counts]
    span = _entries(unit_id, day).filter(day__gte=starts_on, day__lt=ends_on)
    rows = span.filter(activity_id__in=activity_ids).annotate(holder=holder_id())
    by_unit: dict[int | None, list[_Sum]] = defaultdict(list)
    for attributed, *row in _summed(rows, column, *_BY):
        by_unit[attributed].append(_Sum(*row))
    bases = {}
    for pk, within in members.items():
        own = [each for one in sorted(within) for each in by_unit.get(one, ())]
        basis = _basis(pk, own)
        if basis is not None:
            bases[pk] = replace(basis, people=_present(own))
    return bases


def _present(rows: Iterable[_Sum]) -> int:
    """How many people's time is left after every correction."""
    minutes: Counter[int] = Counter()
    for row in rows:
        minutes[row.holder] += row.minutes
    return sum(total > 0 for total in minutes.values())


def presences_within(
    *, unit_id: int, day: date, starts_on: date, ends_on: date, person_ids: Collection[int] | None
) -> list[PresenceDay]:
    """Net minutes in ``[starts_on, ends_on)`` at activities run by ``unit_id`` or below it on ``day``, by holder,
    activity and day: one statement.

    ``person_ids`` None means everyone; the rest as for ``certificate_basis``.
    """
    span = _entries(unit_id, day).filter(day__gte=starts_on, day__lt=ends_on)
    rows = span.annotate(holder=holder_id())
    if person_ids is not None:
        rows = rows.filter(holder__in=person_ids)
    summed = rows.values(*_PRESENCE).annotate(total=Sum("minutes")).order_by("day", *_PRESENCE[:2])
    return [PresenceDay(*row) for row in summed.values_list(*_PRESENCE, "total")]


def unit_presences_within(
    *, counts: Attribution, unit_id: int, day: date, starts_on: date, ends_on: date
) -> list[tuple[int, PresenceDay]]:
    """``presences_within`` of everyone, each with the unit for which it ``counts``: one statement.

    What was done for no unit is left out.
    """
    column = _COLUMNS[counts]
    span = _entries(unit_id, day).filter(day__gte=starts_on, day__lt=ends_on)
    known = span.filter(**{f"{column}__isnull": False}).annotate(holder=holder_id())
    totals = known.values(column, *_PRESENCE).annotate(total=Sum("minutes"))
    summed = totals.order_by("day", *_PRESENCE[:2], column)
    told = summed.values_list(column, *_PRESENCE, "total")
    return [(attributed, PresenceDay(*row)) for attributed, *row in told]


def served(
    *, person_ids: Collection[int] | QuerySet[Any, Any], starts_on: date, ends_on: date
) -> list[Served]:
    """What the given records of one person did in ``[starts_on, ends_on)``, by first day: one statement.

    The caller has checked that the asker may read the person's hours.
    """
    entries = HoursEntry.objects.filter(
        person_id__in=person_ids, day__gte=starts_on, day__lt=ends_on
    )
    rows = (
        entries.values(*_SERVED, "day")
        .annotate(total=Sum("minutes"))
        .order_by("day", *_SERVED)
        .values_list(*_SERVED, "day", "total")
    )
    found: dict[tuple[object, ...], Served] = {}
    for activity, title, role, organiser, participant, source, confirmer, day, total in rows:
        key = (activity, role, organiser, participant)
        known = found.get(key)
        minutes = known.minutes_by_source if known else {}
        confirmers = known.confirmed_by_unit_ids if known else frozenset()
        found[key] = Served(
            activity_id=activity,
            title=title,
            role=role or "",
            organiser_unit_id=organiser,
            participant_unit_id=participant,
            days=(known.days if known else frozenset()) | {day},
            minutes_by_source={**minutes, source: minutes.get(source, 0) + total},
            confirmed_by_unit_ids=confirmers | ({confirmer} if confirmer else frozenset()),
        )
    return [row for row in found.values() if row.minutes > 0]


def _entries(unit_id: int, day: date) -> HoursEntryQuerySet:
    """What the unit or those below it on ``day`` ran."""
    return HoursEntry.objects.visible_to(_within(unit_id, day), Permission.CERTIFICATE_ISSUE)


def _summed(rows: HoursEntryQuerySet, *by: str) -> Iterable[tuple[Any, ...]]:
    """Net minutes by the columns, with the first and the last day."""
    totals = rows.values(*by).annotate(total=Sum("minutes"), first=Min("day"), last=Max("day"))
    told: Iterable[tuple[Any, ...]] = totals.order_by(*by).values_list(
        *by, "total", "first", "last"
    )
    return told


def _within(unit_id: int, day: date) -> Actor:
    """Whoever acts for the unit: sees the ledger of its subtree and nothing else."""
    allows = {Permission.CERTIFICATE_ISSUE: Reach.SUBTREE}
    grant = Grant("ISSUER", unit_id, Period(day, day + timedelta(days=1)), allows)
    return Actor(kind=ActorKind.ACCOUNT, day=day, grants=(grant,))


def _basis(holder: int, rows: Iterable[_Sum]) -> CertificateBasis | None:
    rows = list(rows)
    by_activity: Counter[int] = Counter()
    by_source: Counter[str] = Counter()
    for row in rows:
        by_activity[row.activity_id] += row.minutes
    kept = [row for row in rows if by_activity[row.activity_id] > 0]
    for row in kept:
        by_source[row.source] += row.minutes
    if not kept:
        return None
    return CertificateBasis(
        holder_id=holder,
        minutes_by_source={source: total for source, total in by_source.items() if total > 0},
        titles={row.activity_id: row.title for row in kept},
        first_day=min(row.first for row in kept),
        last_day=max(row.last for row in kept),
        organisers=_organisers(kept),
        confirmed_by_unit_ids=tuple(
            sorted({row.confirmer_id for row in kept if row.confirmer_id and row.minutes > 0})
        ),
    )


def _organisers(rows: list[_Sum]) -> tuple[OrganiserMinutes, ...]:
    """In the order in which they began."""
    found = []
    for unit_id in {row.organiser_id for row in rows}:
        own = [row for row in rows if row.organiser_id == unit_id]
        minutes = sum(row.minutes for row in own)
        days = min(row.first for row in own), max(row.last for row in own)
        found.append(OrganiserMinutes(unit_id, minutes, *days))
    return tuple(sorted(found, key=lambda organiser: (organiser.first_day, organiser.unit_id)))
