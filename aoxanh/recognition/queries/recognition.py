"""Rules of recognition, and how the people and units that a unit sees served stand to one of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from aoxanh.activities.queries import certificates as ledger
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.traces import holder_id
from aoxanh.people import queries as people
from aoxanh.recognition import rules
from aoxanh.recognition.errors import RecognitionRuleUnknown
from aoxanh.recognition.models import Certificate, CertificateQuerySet, RecognitionRuleRow
from aoxanh.recognition.queries.collectives import served_by_unit
from aoxanh.recognition.queries.holders import named
from aoxanh.recognition.types import (
    Candidate,
    CertificateStatus,
    RecognitionRule,
    ServedAt,
    Standing,
    Weighed,
)


if TYPE_CHECKING:
    from django.db.models.functions import Coalesce


@dataclass(frozen=True, slots=True)
class _Asked:
    """A rule, the name of the paper it asks for before, and the days that count."""

    rule: RecognitionRule
    after: str
    period: Period


def recognition_rules() -> QuerySet[RecognitionRuleRow]:
    """The rules on offer, in the order of their file: public reference data."""
    return RecognitionRuleRow.objects.order_by("position", "pk")


def recognition_rule(code: str) -> RecognitionRule:
    """Raises ``RecognitionRuleUnknown``."""
    return _found(code, recognition_rules().in_bulk([code]))


def recognition_stored(row: RecognitionRuleRow) -> RecognitionRule:
    """The rule that a row holds."""
    return rules.recognition_of(row.definition)


def candidates(
    *,
    unit_id: int,
    rule: str,
    period: Period,
    actor: Actor,
    holder_ids: Collection[int] | None = None,
) -> list[Candidate]:
    """Everyone with service in the period at what the unit or those below it ran, and how they stand to a rule.

    By a rule for units those below the unit, also with no service yet. Who is eligible first, then who holds the
    paper, then who is short of it; persons by given name, units as in the register. Raises ``NotAllowed``,
    ``RecognitionRuleUnknown``.
    """
    actor.require(Permission.CERTIFICATE_ISSUE, at=unit_id)
    asked = _asked(rule, period)
    weighed = _weighed(unit_id, asked, actor, holder_ids)
    held = papers_held(asked.rule, period=period, holder_ids=weighed)
    before = _holders(asked, weighed)
    found = [
        Candidate(
            holder_id=each.holder_id,
            full_name=each.full_name,
            unit=each.unit,
            weighed=weighed[each.holder_id],
            held=held.get(each.holder_id, ""),
            lacks="" if each.holder_id in before else asked.after,
        )
        for each in named(list(weighed), are_units=asked.rule.is_collective, actor=actor)
    ]
    order = [Standing.ELIGIBLE, Standing.HELD, Standing.SHORT]
    return sorted(found, key=lambda each: order.index(each.standing))


def papers_held(
    rule: RecognitionRule, *, period: Period, holder_ids: Collection[int]
) -> dict[int, str]:
    """Numbers of valid papers, whoever issued them, that stand in the way of another one by the rule."""
    rows = Certificate.objects.filter(rule=rule.code, status=CertificateStatus.VALID)
    if not rule.once:
        rows = rows.filter(starts_on__lt=period.end, ends_on__gt=period.start)
    return numbers_by_holder(rows, holder_ids, are_units=rule.is_collective)


def numbers_by_holder(
    rows: CertificateQuerySet, holder_ids: Collection[int], *, are_units: bool = False
) -> dict[int, str]:
    """Register numbers of the given units' papers, or persons', there those of records merged into them too."""
    wanted = list(holder_ids)
    holder: str | Coalesce = "collective_id" if are_units else holder_id()
    own = (
        rows.filter(collective__in=wanted)
        if are_units
        else rows.filter(person__in=people.records_of(wanted))
    )
    told = own.order_by("issued_on", "pk").values_list(holder, "number", "year", "series")
    return {
        pk: Certificate(number=number, year=year, series=series).register_number
        for pk, number, year, series in told
    }


def earned(
    *, unit_id: int, rule: str, period: Period, actor: Actor, holder_ids: Collection[int] | None
) -> tuple[set[int], set[int]]:
    """Who earned the paper of a rule, and the activities that count for it. Raises ``RecognitionRuleUnknown``."""
    asked = _asked(rule, period)
    weighed = _weighed(unit_id, asked, actor, holder_ids)
    before = _holders(asked, weighed)
    worthy = {pk for pk, found in weighed.items() if found.is_enough and pk in before}
    counting = {part.activity_id for pk in worthy for part in weighed[pk].counted}
    return worthy, counting


def _asked(code: str, period: Period) -> _Asked:
    rows = {row.pk: row for row in recognition_rules()}
    rule = _found(code, rows)
    return _Asked(rule, rows[rule.after].name if rule.after in rows else "", period)


def _found(code: str, rows: Mapping[str, RecognitionRuleRow]) -> RecognitionRule:
    if code not in rows:
        raise RecognitionRuleUnknown
    return recognition_stored(rows[code])


def _weighed(
    unit_id: int, asked: _Asked, actor: Actor, holder_ids: Collection[int] | None
) -> dict[int, Weighed]:
    wanted = asked.rule.collectives
    if wanted is None:
        served = _served(unit_id, asked.period, actor, holder_ids)
        told = {holder: rules.weigh(asked.rule, own) for holder, own in served.items()}
        return {holder: each for holder, each in told.items() if each.counted or each.left_out}
    served = served_by_unit(
        wanted, unit_id=unit_id, day=actor.day, period=asked.period, only=holder_ids
    )
    return {holder: rules.weigh(asked.rule, own) for holder, own in served.items()}


def _served(
    unit_id: int, period: Period, actor: Actor, person_ids: Collection[int] | None
) -> dict[int, list[ServedAt]]:
    by_holder: dict[int, list[ServedAt]] = defaultdict(list)
    for row in ledger.presences_within(
        unit_id=unit_id,
        day=actor.day,
        starts_on=period.start,
        ends_on=period.end,
        person_ids=person_ids,
    ):
        by_holder[row.holder_id].append(
            ServedAt(
                person_id=row.holder_id,
                activity_id=row.activity_id,
                title=row.title,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                day=row.day,
                minutes=row.minutes,
            )
        )
    return by_holder


def _holders(asked: _Asked, holder_ids: Collection[int]) -> set[int]:
    """Who holds the paper that has to be held before; everyone when there is none."""
    if not asked.rule.after:
        return set(holder_ids)
    rows = Certificate.objects.filter(rule=asked.rule.after, status=CertificateStatus.VALID)
    return set(numbers_by_holder(rows, holder_ids, are_units=asked.rule.is_collective))


def period_of_rule(rule: RecognitionRule, last_day: date) -> Period:
    """The days whose service counts when ``last_day`` is the last of them."""
    return rules.period_until(rule, last_day)
