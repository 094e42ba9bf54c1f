"""A body makes its yearly estimate line by line and sends it (RES-03)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.programmes import queries, rules
from aoxanh.programmes.errors import ProgrammeIsClosed
from aoxanh.programmes.errors.budget import (
    EstimateIsEmpty,
    EstimateIsSent,
    LineSaidAlready,
    NotABody,
    TaskNotOfBody,
    UnknownScheme,
    YearIsSubmitted,
)
from aoxanh.programmes.models import Estimate, EstimateLine, Programme, YearBudget
from aoxanh.programmes.types.budget import (
    OPEN_STATES,
    EstimateLineRemoved,
    EstimateLineSet,
    EstimateSent,
    EstimateState,
    LineGiven,
    Source,
    SourceKind,
    YearRule,
    YearState,
)


@dataclass(frozen=True, slots=True)
class LineCheck:
    """What a unit may write into its estimates of one programme: asked once for a whole list."""

    programme: Programme
    unit_id: int
    sources: tuple[Source, ...]
    tasks: frozenset[int]
    schemes: frozenset[int]

    @property
    def years(self) -> range:
        return queries.years_of_budget(self.programme)

    def rule(self, year: int) -> YearRule | None:
        return queries.rule_of(self.programme, year)

    def look_at(self, year: int, given: LineGiven) -> Source:
        """The source of a line that may stand in the year. Raises what the estimate's rules raise."""
        rules.check_year(year, self.years)
        rules.check_amount(given.amount)
        if given.task_id not in self.tasks:
            raise TaskNotOfBody
        source = rules.source(given.source, self.sources)
        rules.check_scheme(source, has_scheme=given.scheme_id is not None)
        if given.scheme_id is not None and given.scheme_id not in self.schemes:
            raise UnknownScheme
        rules.check_source(source, year=year, rule=self.rule(year))
        return source


def line_check(*, by: Actor, unit_id: int, programme_id: int) -> LineCheck:
    """Raises ``NotAllowed``, ``Missing``, ``ProgrammeIsClosed``, ``NotABody``."""
    by.require(Permission.PLAN_REPORT, at=unit_id)
    programme = queries.programmes_at(unit_id, actor=by).filter(pk=programme_id).first()
    if programme is None:
        raise Missing
    if programme.closed_on is not None:
        raise ProgrammeIsClosed(name=programme.name)
    tasks = queries.budget_tasks(unit_id, programme_id=programme.pk, actor=by)
    if not tasks:
        raise NotABody
    schemes = queries.schemes_at(unit_id, programme_id=programme.pk, actor=by)
    return LineCheck(
        programme,
        unit_id,
        queries.sources_of(programme),
        frozenset(task.pk for task in tasks),
        frozenset(schemes.values_list("pk", flat=True)),
    )


def open_estimate(*, programme: Programme, unit_id: int, year: int) -> Estimate:
    """The unit's part of the newest estimate of a year, locked and made when need be.

    Raises ``YearIsSubmitted``, ``EstimateIsSent``.
    """
    YearBudget.objects.get_or_create(programme=programme, year=year, supplement=0)
    rows = YearBudget.objects.select_for_update(of=("self",), no_key=True)
    of_year = rows.filter(programme=programme, year=year)
    budget = of_year.order_by("-supplement", "pk")[0]
    if budget.state != YearState.OPEN:
        raise YearIsSubmitted(year=year)
    made, _is_new = Estimate.objects.get_or_create(budget=budget, unit_id=unit_id)
    if made.state not in OPEN_STATES:
        raise EstimateIsSent(year=year)
    return made


@transaction.atomic(savepoint=False)
def set_line(
    *,
    by: Actor,
    unit_id: int,
    programme_id: int,
    year: int,
    given: LineGiven,
    line_id: int | None = None,
    now: datetime,
) -> EstimateLine:
    """Write one line of the unit's estimate, or change ``line_id``.

    Raises ``NotAllowed``, ``Missing``, ``LineSaidAlready``, what ``line_check`` and the year's rules raise, and
    ``YearIsSubmitted`` or ``EstimateIsSent`` once it left the unit.
    """
    check = line_check(by=by, unit_id=unit_id, programme_id=programme_id)
    source = check.look_at(year, given)
    estimate = open_estimate(programme=check.programme, unit_id=unit_id, year=year)
    lines = EstimateLine.objects.filter(estimate=estimate)
    line = lines.filter(pk=line_id).first() if line_id is not None else EstimateLine()
    if line is None:
        raise Missing
    same = lines.filter(task_id=given.task_id, source=source.code).exclude(pk=line.pk)
    if given.scheme_id in same.values_list("scheme_id", flat=True):
        raise LineSaidAlready

    fill_line(line, estimate, source, given)
    line.save()
    audit.record(
        by=by,
        event=EstimateLineSet(check.programme.pk, year, line.pk, line.amount),
        unit_id=unit_id,
        subject=("estimate", estimate.pk),
        now=now,
    )
    return line


def fill_line(line: EstimateLine, estimate: Estimate, source: Source, given: LineGiven) -> None:
    """Put what was written into the row; what was weighed before is to be weighed again."""
    line.estimate, line.task_id, line.scheme_id = estimate, given.task_id, given.scheme_id
    line.source, line.kind, line.content = source.code, source.kind, nfc(given.content)
    line.amount, line.is_about = given.amount, given.is_about
    line.proposed, line.proposed_reason = None, ""
    line.approved, line.reason = None, ""


def _own(by: Actor, unit_id: int, line_id: int) -> EstimateLine:
    by.require(Permission.PLAN_REPORT, at=unit_id)
    return queries.budget_line(line_id, unit_id=unit_id, actor=by)


@transaction.atomic(savepoint=False)
def remove_line(*, by: Actor, unit_id: int, line_id: int, now: datetime) -> Estimate:
    """Take a line out of an estimate that nobody has seen. Raises ``NotAllowed``, ``Missing``, ``EstimateIsSent``."""
    line = _own(by, unit_id, line_id)
    budget = line.estimate.budget
    estimate = open_estimate(programme=budget.programme, unit_id=unit_id, year=budget.year)
    if line.estimate_id != estimate.pk:
        raise EstimateIsSent(year=budget.year)
    line.delete()
    audit.record(
        by=by,
        event=EstimateLineRemoved(budget.programme_id, budget.year, line_id),
        unit_id=unit_id,
        subject=("estimate", estimate.pk),
        now=now,
    )
    return estimate


@transaction.atomic(savepoint=False)
def send_estimate(
    *,
    by: Actor,
    unit_id: int,
    programme_id: int,
    year: int,
    assigned: int | None = None,
    now: datetime,
) -> Estimate:
    """Send the estimate to who consolidates; ``assigned`` is what the unit was given for the year already.

    Raises ``NotAllowed``, ``Missing``, ``NotABody``, ``EstimateIsEmpty``, ``EstimateIsSent``, ``YearIsSubmitted``,
    ``AmountNotPositive``, and ``BeyondAssigned`` where the plan asks to stay within it.
    """
    check = line_check(by=by, unit_id=unit_id, programme_id=programme_id)
    rules.check_year(year, check.years)
    estimate = open_estimate(programme=check.programme, unit_id=unit_id, year=year)
    lines = EstimateLine.objects.filter(estimate=estimate)
    if not lines.exists():
        raise EstimateIsEmpty
    if assigned is not None:
        rules.check_amount(assigned, least=0)
    rule = check.rule(year)
    for line in lines.order_by("pk"):
        rules.check_source(rules.source(line.source, check.sources), year=year, rule=rule)
    rules.check_assigned(own=_own_money(estimate), assigned=assigned, year=year, rule=rule)

    estimate.state, estimate.sent_at = EstimateState.SENT, now
    estimate.assigned, estimate.reason = assigned, ""
    estimate.save(update_fields=["state", "sent_at", "assigned", "reason"])
    audit.record(
        by=by,
        event=EstimateSent(check.programme.pk, year, estimate.pk),
        unit_id=unit_id,
        subject=("estimate", estimate.pk),
        now=now,
    )
    return estimate


def _own_money(estimate: Estimate) -> int:
    """What a body asks for of its own in a year: with this estimate, and with those decided before it."""
    budget = estimate.budget
    lines = EstimateLine.objects.filter(
        Q(estimate=estimate) | Q(estimate__state=EstimateState.APPROVED),
        estimate__unit_id=estimate.unit_id,
        estimate__budget__programme_id=budget.programme_id,
        estimate__budget__year=budget.year,
        kind__in=(SourceKind.STATE, SourceKind.RECURRENT),
    )
    told = lines.aggregate(total=Sum(Coalesce("approved", "amount")))
    return told["total"] or 0
