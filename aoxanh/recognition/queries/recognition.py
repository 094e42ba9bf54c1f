"""Rules of recognition, and how the people a unit sees served stand to one of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

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
from aoxanh.recognition.types import (
    Candidate,
    CertificateStatus,
    RecognitionRule,
    ServedAt,
    Standing,
    Weighed,
)
from aoxanh.units import queries as units


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
    person_ids: Collection[int] | None = None,
) -> list[Candidate]:
    """Everyone with service in the period at what the unit or those below it ran, and how they stand to a rule.

    Who is eligible first, then who holds the paper, then who is short of it; by given name. Raises
    ``NotAllowed``, ``RecognitionRuleUnknown``.
    """
    actor.require(Permission.CERTIFICATE_ISSUE, at=unit_id)
    asked = _asked(rule, period)
    weighed = _weighed(unit_id, asked, actor, person_ids)
    held = papers_held(asked.rule, period=period, person_ids=weighed)
    before = _holders(asked.rule.after, weighed) if asked.rule.after else weighed.keys()
    whole = Actor.system(cause="certificates", day=actor.day)
    persons = people.persons_by_id(weighed, actor=whole)
    belongs = people.participant_units(weighed, actor.day)
    names = units.names_at(belongs.values(), actor.day)
    found = [
        Candidate(
            person_id=person.pk,
            full_name=person.full_name,
            unit=names.get(belongs.get(person.pk, 0), ""),
            weighed=weighed[person.pk],
            held=held.get(person.pk, ""),
            lacks="" if person.pk in before else asked.after,
        )
        for person in sorted(persons.values(), key=lambda person: (person.sort_key, person.pk))
    ]
    order = [Standing.ELIGIBLE, Standing.HELD, Standing.SHORT]
    return sorted(found, key=lambda each: order.index(each.standing))


def papers_held(
    rule: RecognitionRule, *, period: Period, person_ids: Collection[int]
) -> dict[int, str]:
    """Numbers of valid papers, whoever issued them, that stand in the way of another one by the rule."""
    rows = Certificate.objects.filter(rule=rule.code, status=CertificateStatus.VALID)
    if not rule.once:
        rows = rows.filter(starts_on__lt=period.end, ends_on__gt=period.start)
    return numbers_by_holder(rows, person_ids)


def numbers_by_holder(rows: CertificateQuerySet, person_ids: Collection[int]) -> dict[int, str]:
    """Register numbers of the given persons' papers, those of records merged into them too."""
    own = rows.filter(person__in=people.records_of(list(person_ids))).order_by("issued_on", "pk")
    told = own.values_list(holder_id(), "number", "year", "series")
    return {
        holder: Certificate(number=number, year=year, series=series).register_number
        for holder, number, year, series in told
    }


def earned(
    *, unit_id: int, rule: str, period: Period, actor: Actor, person_ids: Collection[int] | None
) -> tuple[set[int], set[int]]:
    """Who earned the paper of a rule, and the activities that count for it. Raises ``RecognitionRuleUnknown``."""
    asked = _asked(rule, period)
    weighed = _weighed(unit_id, asked, actor, person_ids)
    before = _holders(asked.rule.after, weighed) if asked.rule.after else weighed.keys()
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
    unit_id: int, asked: _Asked, actor: Actor, person_ids: Collection[int] | None
) -> dict[int, Weighed]:
    by_holder: dict[int, list[ServedAt]] = defaultdict(list)
    for row in ledger.presences_within(
        unit_id=unit_id,
        day=actor.day,
        starts_on=asked.period.start,
        ends_on=asked.period.end,
        person_ids=person_ids,
    ):
        by_holder[row.holder_id].append(
            ServedAt(
                activity_id=row.activity_id,
                title=row.title,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                day=row.day,
                minutes=row.minutes,
            )
        )
    told = {holder: rules.weigh(asked.rule, own) for holder, own in by_holder.items()}
    return {holder: each for holder, each in told.items() if each.counted or each.left_out}


def _holders(code: str, person_ids: Collection[int]) -> set[int]:
    rows = Certificate.objects.filter(rule=code, status=CertificateStatus.VALID)
    return set(numbers_by_holder(rows, person_ids))


def period_of_rule(rule: RecognitionRule, last_day: date) -> Period:
    """The days whose service counts when ``last_day`` is the last of them."""
    return rules.period_until(rule, last_day)
