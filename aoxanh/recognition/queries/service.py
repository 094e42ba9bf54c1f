"""A year of service by the rule of one's unit: of one person, and of all members of a unit."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from aoxanh.activities.queries import service as ledger
from aoxanh.activities.types.certificates import ServiceDay
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.traces import holder_id
from aoxanh.people import queries as people
from aoxanh.recognition import rules
from aoxanh.recognition.models import ElsewhereProof, RuleAdoption, ServiceRuleRow
from aoxanh.recognition.types import (
    CountedIn,
    MemberService,
    OwnService,
    ProofState,
    ServedDay,
    ServedRow,
    ServiceRule,
    ServiceYear,
    UnitService,
)
from aoxanh.units import queries as units


def service_rules() -> QuerySet[ServiceRuleRow]:
    """The rules on offer, in the order of their file: public reference data."""
    return ServiceRuleRow.objects.order_by("position", "pk")


def adoptions(*, unit_id: int, actor: Actor) -> QuerySet[RuleAdoption]:
    """The rules a unit went, goes and will go by itself, latest first."""
    rows = RuleAdoption.objects.visible_to(actor, Permission.UNIT_VIEW).filter(unit=unit_id)
    return rows.select_related("rule").order_by("-valid_from", "pk")


def rule_of_unit(unit_id: int, *, actor: Actor, day: date | None = None) -> RuleAdoption | None:
    """What a unit goes by on a day: its own rule, else that of the nearest unit above. Raises ``NotAllowed``."""
    actor.require(Permission.UNIT_VIEW, at=unit_id)
    return _nearest(
        ((unit_id, *units.ancestors(unit_id=unit_id, day=day or actor.day)),), day or actor.day
    )


def rule_of_person(person_id: int, *, actor: Actor, day: date | None = None) -> RuleAdoption | None:
    """What a person's units go by: for oneself and for officers who see the person."""
    on = day or actor.day
    itself = Actor.system(cause="own service", day=actor.day)
    reader = itself if actor.person_id == person_id else actor
    held = people.memberships(person_id, actor=reader).filter(valid_from__lte=on, valid_to__gt=on)
    unit_ids = list(held.order_by("-student_code", "pk").values_list("unit_id", flat=True))
    return _nearest([(pk, *units.ancestors(unit_id=pk, day=on)) for pk in unit_ids], on)


def _nearest(lines: Iterable[tuple[int, ...]], day: date) -> RuleAdoption | None:
    """The adoption that comes first along the lines, each from a unit upwards."""
    ways = list(lines)
    wanted = {unit_id for way in ways for unit_id in way}
    rows = RuleAdoption.objects.filter(unit__in=wanted, valid_from__lte=day, valid_to__gt=day)
    found = {row.unit_id: row for row in rows.select_related("rule").order_by("pk")}
    return next((found[unit_id] for way in ways for unit_id in way if unit_id in found), None)


def rule_adopted(adoption: RuleAdoption) -> ServiceRule:
    """The rule itself."""
    return rule_stored(adoption.rule)


def rule_stored(row: ServiceRuleRow) -> ServiceRule:
    """The rule that a row holds."""
    return rules.rule_of(row.definition)


def service_year_of(rule: ServiceRule | None, day: date) -> ServiceYear:
    """The year that holds ``day``: the rule's, or the calendar's where none is gone by."""
    if rule is None:
        return ServiceYear(label=f"Năm {day.year}", period=Period.year(day.year))
    return rules.service_year(rule, day)


def own_service(
    *, person_id: int, day: date, actor: Actor, year_of: date | None = None
) -> OwnService | None:
    """One's year of service that holds ``year_of`` (``day`` when not said), None where no rule is gone by.

    For oneself and for officers who see the person; the rule is that of ``day``.
    """
    adoption = rule_of_person(person_id, actor=actor, day=day)
    if adoption is None:
        return None
    rule = rule_adopted(adoption)
    year = rules.service_year(rule, year_of or day)
    days = ledger.service_days(
        person_ids=(person_id,),
        starts_on=year.period.start,
        ends_on=year.period.end,
    )
    proofs = tuple(proofs_of(person_id, actor=actor, year=year))
    return OwnService(
        rule=rule,
        unit_id=adoption.unit_id,
        year=year,
        tally=rules.tally(rule, _served(days), elsewhere=_confirmed(rule, proofs)),
        rows=_rows(rule, days, _confirmed(rule, proofs)),
        proofs=proofs,
    )


def proofs_of(
    person_id: int, *, actor: Actor, year: ServiceYear | None = None
) -> QuerySet[ElsewhereProof]:
    """What a person declared of service elsewhere, newest first: for oneself and for who sees the person."""
    rows = ElsewhereProof.objects.filter(person__in=people.records_of((person_id,)))
    if actor.person_id != person_id:
        seen = ElsewhereProof.objects.visible_to(actor, Permission.PERSON_VIEW)
        rows = rows.filter(pk__in=seen.order_by().values("pk"))
    if year is not None:
        rows = rows.filter(starts_on__gte=year.period.start, starts_on__lt=year.period.end)
    return rows.select_related("file").order_by("-starts_on", "-pk")


def proofs_to_decide(*, unit_id: int, actor: Actor) -> QuerySet[ElsewhereProof]:
    """Proofs of the members of a unit and of those below it, undecided ones first, oldest first."""
    below = units.subtree_ids(unit_id=unit_id, day=actor.day)
    rows = ElsewhereProof.objects.visible_to(actor, Permission.PERSON_VIEW).filter(unit__in=below)
    return rows.select_related("person", "file").order_by("decided_at", "declared_at", "pk")


def _confirmed(rule: ServiceRule, proofs: Iterable[ElsewhereProof]) -> Decimal:
    """What confirmed proofs add: days for a rule in days; for one in hours only where hours were said."""
    total = Decimal(0)
    for proof in proofs:
        if proof.state == ProofState.CONFIRMED:
            total += (
                Decimal(proof.days)
                if rule.counted_in == CountedIn.DAYS
                else proof.hours or Decimal(0)
            )
    return total


def _served(days: Iterable[ServiceDay]) -> list[ServedDay]:
    """Minutes by activity and day, whatever the source."""
    minutes: dict[tuple[int, int, date], int] = defaultdict(int)
    for each in days:
        minutes[each.activity_id, each.lasts, each.day] += each.minutes
    return [
        ServedDay(activity_id=activity_id, lasts=lasts, day=day, minutes=total)
        for (activity_id, lasts, day), total in sorted(minutes.items())
    ]


def _rows(
    rule: ServiceRule, days: Sequence[ServiceDay], elsewhere: Decimal
) -> tuple[ServedRow, ...]:
    told = rules.tally(rule, _served(days), elsewhere=elsewhere)
    own: dict[int, list[ServiceDay]] = defaultdict(list)
    for each in days:
        own[each.activity_id].append(each)
    return tuple(
        ServedRow(
            activity_id=row.activity_id,
            title=own[row.activity_id][0].title,
            organiser_unit_id=own[row.activity_id][0].organiser_unit_id,
            first_day=min(each.day for each in own[row.activity_id]),
            last_day=max(each.day for each in own[row.activity_id]),
            minutes=sum(each.minutes for each in own[row.activity_id]),
            sources=tuple(
                sorted({each.source for each in own[row.activity_id] if each.minutes > 0})
            ),
            amount=row.amount,
            left_out=row.left_out,
            band=row.band,
        )
        for row in told.rows
    )


def members_service(
    *, unit_id: int, rule: ServiceRule | None, year: ServiceYear, actor: Actor
) -> list[MemberService]:
    """The members of a unit and those below it with their year of service, by name: four statements (REC-05).

    Members are those of today, of a past year those of its last day. Raises ``NotAllowed``.
    """
    actor.require(Permission.PERSON_VIEW, at=unit_id)
    on = min(actor.day, year.period.last_day)
    members = people.members_below(unit_id=unit_id, day=on, actor=actor)
    days: dict[int, list[ServiceDay]] = defaultdict(list)
    for each in ledger.service_days(
        person_ids=members.order_by().values(holder=holder_id()),
        starts_on=year.period.start,
        ends_on=year.period.end,
    ):
        days[each.holder_id].append(each)
    proofs: dict[int, list[ElsewhereProof]] = defaultdict(list)
    declared = ElsewhereProof.objects.filter(
        person__in=people.records_of(members.order_by().values(holder=holder_id())),
        starts_on__gte=year.period.start,
        starts_on__lt=year.period.end,
    )
    for proof in declared.annotate(holder=holder_id()).order_by("pk"):
        proofs[proof.holder].append(proof)  # type: ignore[attr-defined]  # annotated above
    found: dict[int, MemberService] = {}
    for member in members:
        person = member.person.merged_into or member.person
        if person.pk not in found:
            served = _served(days[person.pk])
            own = proofs[person.pk]
            found[person.pk] = MemberService(
                person_id=person.pk,
                code=person.code,
                full_name=person.full_name,
                student_code=member.student_code,
                class_name=member.class_name,
                faculty=member.faculty,
                unit_id=member.unit_id,
                days=len({each.day for each in served if each.minutes > 0}),
                minutes=sum(each.minutes for each in served),
                waiting=sum(proof.state == ProofState.DECLARED for proof in own),
                tally=rules.tally(rule, served, elsewhere=_confirmed(rule, own)) if rule else None,
            )
    return list(found.values())


def units_service(
    members: Sequence[MemberService], *, unit_ids: Collection[int], actor: Actor, day: date
) -> list[UnitService]:
    """The members of each unit and those below it: how many, how many served, how many reached the target.

    One statement; the caller has read the members.
    """
    del actor
    spans = units.subtrees(unit_ids=unit_ids, day=day)
    return [
        UnitService(
            unit_id=unit_id,
            members=len(own),
            served=sum(member.minutes > 0 for member in own),
            reached=None
            if any(member.tally is None for member in own)
            else sum(member.tally is not None and member.tally.is_reached for member in own),
        )
        for unit_id in unit_ids
        for own in ([member for member in members if member.unit_id in spans[unit_id]],)
    ]
