"""The consolidated estimate of a year: returned to a body, submitted, proposed, weighed and decided."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from aoxanh.audit import actions as audit
from aoxanh.documents import actions as documents
from aoxanh.documents import queries as registers
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.programmes import queries, rules
from aoxanh.programmes.errors import ProgrammeIsClosed
from aoxanh.programmes.errors.budget import (
    NoProposalYet,
    NothingToSubmit,
    NotTheProposer,
    OpinionGivenAlready,
    PaperNeeded,
    ReasonNeeded,
    YearIsSubmitted,
    YearNotDecided,
    YearNotSubmitted,
)
from aoxanh.programmes.models import Estimate, EstimateLine, Opinion, YearBudget
from aoxanh.programmes.types.budget import (
    DecisionGiven,
    EstimateReturned,
    EstimateState,
    EstimateWeighed,
    SupplementOpened,
    Weighed,
    YearDecided,
    YearOpinionGiven,
    YearProposed,
    YearReopened,
    YearState,
    YearSubmitted,
)


if TYPE_CHECKING:
    from aoxanh.documents.models import Paper

_TAKEN_BACK = "Rút lại để sửa dự toán"
"""Why the number of a submission is struck out, as the register tells it."""


def _locked(programme_id: int, year: int) -> YearBudget:
    """The newest estimate of the year: what came before it is decided. Raises ``Missing``."""
    rows = YearBudget.objects.select_for_update(of=("self",), no_key=True)
    of_year = rows.select_related("programme").filter(programme_id=programme_id, year=year)
    found = of_year.order_by("-supplement", "pk").first()
    if found is None:
        raise Missing
    return found


def _check_paper(by: Actor, given: DecisionGiven) -> str:
    number = nfc(given.paper).strip()
    if not number or given.on > by.day:
        raise PaperNeeded
    return number


def _sent(budget: YearBudget) -> "list[Estimate]":
    rows = Estimate.objects.filter(budget=budget, state=EstimateState.SENT)
    return list(rows.order_by("pk"))


@transaction.atomic(savepoint=False)
def return_estimate(
    *, by: Actor, programme_id: int, year: int, body_unit_id: int, reason: str, now: datetime
) -> Estimate:
    """Send a body's estimate back with a reason, before the year is submitted.

    Raises ``NotAllowed``, ``Missing``, ``YearIsSubmitted``, ``ReasonNeeded``.
    """
    budget = _locked(programme_id, year)
    by.require(Permission.PLAN_DECIDE, at=budget.programme.unit_id)
    if budget.state != YearState.OPEN:
        raise YearIsSubmitted(year=year)
    estimate = Estimate.objects.filter(
        budget=budget, unit_id=body_unit_id, state=EstimateState.SENT
    ).first()
    if estimate is None:
        raise Missing
    if not reason.strip():
        raise ReasonNeeded

    estimate.state, estimate.reason = EstimateState.RETURNED, nfc(reason)
    estimate.save(update_fields=["state", "reason"])
    audit.record(
        by=by,
        event=EstimateReturned(programme_id, year, estimate.pk),
        unit_id=estimate.unit_id,
        subject=("estimate", estimate.pk),
        now=now,
    )
    return estimate


@transaction.atomic(savepoint=False)
def open_supplement(*, by: Actor, programme_id: int, year: int, now: datetime) -> YearBudget:
    """Let bodies ask for more than the year's estimate, once that is decided: consolidated and decided like it.

    Raises ``NotAllowed``, ``Missing``, ``YearNotDecided``, ``ProgrammeIsClosed``.
    """
    before = _locked(programme_id, year)
    by.require(Permission.PLAN_DECIDE, at=before.programme.unit_id)
    if before.programme.closed_on is not None:
        raise ProgrammeIsClosed(name=before.programme.name)
    if before.state != YearState.DECIDED:
        raise YearNotDecided(year=year)

    budget = YearBudget.objects.create(
        programme=before.programme, year=year, supplement=before.supplement + 1
    )
    _record(by, budget, SupplementOpened(programme_id, year, budget.supplement), now)
    return budget


@transaction.atomic(savepoint=False)
def submit_year(
    *, by: Actor, programme_id: int, year: int, given: DecisionGiven, now: datetime
) -> YearBudget:
    """Submit what bodies sent as the annual estimate; nothing in it changes until it is decided or taken back.

    The number comes from the unit's own register where that is asked. Raises ``NotAllowed``, ``Missing``,
    ``YearIsSubmitted``, ``NothingToSubmit``, ``PaperNeeded``, what ``documents.issue_paper`` raises.
    """
    budget = _locked(programme_id, year)
    by.require(Permission.PLAN_DECIDE, at=budget.programme.unit_id)
    if budget.state != YearState.OPEN:
        raise YearIsSubmitted(year=year)
    if not _sent(budget):
        raise NothingToSubmit(year=year)
    budget.submitted_to, budget.state = nfc(given.body), YearState.SUBMITTED
    if given.takes_number:
        paper = _numbered(by, budget, now)
        budget.paper, budget.submitted_on = paper.symbol, paper.issued_on
    else:
        budget.paper, budget.submitted_on = _check_paper(by, given), given.on
    budget.save(update_fields=["paper", "submitted_on", "submitted_to", "state"])
    _record(by, budget, YearSubmitted(programme_id, year, budget.paper), now)
    return budget


def _numbered(by: Actor, budget: YearBudget, now: datetime) -> "Paper":
    """The submission in the register of the unit, signed by its head."""
    given = queries.budget_register(budget, actor=by)
    unit_id = budget.programme.unit_id
    return documents.issue_paper(by=by, unit_id=unit_id, given=given, now=now)


def _record(
    by: Actor,
    budget: YearBudget,
    event: SupplementOpened | YearSubmitted | YearReopened | YearProposed | YearDecided,
    now: datetime,
) -> None:
    audit.record(
        by=by,
        event=event,
        unit_id=budget.programme.unit_id,
        subject=("year_budget", budget.pk),
        now=now,
    )


def _waiting(programme_id: int, year: int) -> YearBudget:
    """The locked year that was submitted and is not decided. Raises ``Missing``, ``YearNotSubmitted``."""
    budget = _locked(programme_id, year)
    if budget.state != YearState.SUBMITTED:
        raise YearNotSubmitted(year=year)
    return budget


@transaction.atomic(savepoint=False)
def reopen_year(*, by: Actor, programme_id: int, year: int, now: datetime) -> YearBudget:
    """Take back what was submitted, so that bodies can change it; a number of the unit's register is struck out.

    Raises ``NotAllowed``, ``Missing``, ``YearNotSubmitted``.
    """
    budget = _waiting(programme_id, year)
    by.require(Permission.PLAN_DECIDE, at=budget.programme.unit_id)
    for paper in registers.issued_about(about=(queries.ABOUT_BUDGET, budget.pk)).values():
        documents.void_paper(by=by, paper_id=paper.pk, reason=_TAKEN_BACK, now=now)

    lines = EstimateLine.objects.filter(estimate__budget=budget)
    lines.update(proposed=None, proposed_reason="", approved=None, reason="")
    budget.state, budget.proposal, budget.proposed_on = YearState.OPEN, "", None
    budget.save(update_fields=["state", "proposal", "proposed_on"])
    _record(by, budget, YearReopened(programme_id, year), now)
    return budget


@transaction.atomic(savepoint=False)
def weigh_estimate(
    *,
    by: Actor,
    unit_id: int,
    programme_id: int,
    year: int,
    body_unit_id: int,
    amounts: Mapping[int, Weighed],
    now: datetime,
) -> Estimate:
    """Note amounts for the lines of one body: as approved by the owner, as proposed by the body that proposes.

    A refusal of an amount says which line it is about.

    Raises ``NotAllowed``, ``Missing``, ``YearNotSubmitted``, ``NotTheProposer``, ``WeighedAboveAsked``,
    ``AmountNotPositive``, ``CutNeedsReason``.
    """
    budget = _waiting(programme_id, year)
    is_owner = unit_id == budget.programme.unit_id
    by.require(Permission.PLAN_DECIDE if is_owner else Permission.PLAN_REPORT, at=unit_id)
    if not is_owner and not queries.proposes(unit_id, programme=budget.programme, actor=by):
        raise NotTheProposer
    estimate = Estimate.objects.filter(
        budget=budget, unit_id=body_unit_id, state=EstimateState.SENT
    ).first()
    if estimate is None:
        raise Missing
    lines = EstimateLine.objects.filter(estimate=estimate, pk__in=list(amounts)).order_by("pk")
    for line in lines:
        _note(line, amounts[line.pk], is_owner=is_owner)
    audit.record(
        by=by,
        event=EstimateWeighed(programme_id, year, estimate.pk, len(lines)),
        unit_id=unit_id,
        subject=("estimate", estimate.pk),
        now=now,
    )
    return estimate


def _note(line: EstimateLine, weighed: Weighed, *, is_owner: bool) -> None:
    try:
        rules.check_weighed(weighed, asked=line.amount)
    except DomainError as refusal:
        refusal.values["line"] = line.pk
        raise
    reason = nfc(weighed.reason) if weighed.amount < line.amount else ""
    if is_owner:
        line.approved, line.reason = weighed.amount, reason
    else:
        line.proposed, line.proposed_reason = weighed.amount, reason
    line.save(update_fields=["approved", "reason", "proposed", "proposed_reason"])


@transaction.atomic(savepoint=False)
def propose_year(
    *,
    by: Actor,
    unit_id: int,
    programme_id: int,
    year: int,
    given: DecisionGiven,
    now: datetime,
) -> YearBudget:
    """Propose by a paper how the year's money is placed; lines nobody cut are proposed as asked (RES-05).

    Opinions on an earlier proposal no longer stand. Raises ``NotAllowed``, ``Missing``, ``YearNotSubmitted``,
    ``NotTheProposer``, ``PaperNeeded``.
    """
    budget = _waiting(programme_id, year)
    by.require(Permission.PLAN_REPORT, at=unit_id)
    if not queries.proposes(unit_id, programme=budget.programme, actor=by):
        raise NotTheProposer
    budget.proposal, budget.proposed_on = _check_paper(by, given), given.on
    budget.proposed_by_id, budget.proposals = unit_id, budget.proposals + 1
    budget.save(update_fields=["proposal", "proposed_on", "proposed_by", "proposals"])
    lines = EstimateLine.objects.filter(estimate__in=_sent(budget), proposed=None)
    lines.update(proposed=F("amount"))
    _record(by, budget, YearProposed(programme_id, year, budget.proposal), now)
    return budget


@transaction.atomic(savepoint=False)
def give_opinion(
    *,
    by: Actor,
    unit_id: int,
    programme_id: int,
    year: int,
    agrees: bool,
    note: str,
    now: datetime,
) -> Opinion:
    """Agree or not with the proposal that stands, as a body with which it is made.

    Raises ``NotAllowed``, ``Missing``, ``YearNotSubmitted``, ``NotTheProposer``, ``NoProposalYet``,
    ``OpinionGivenAlready``, ``ReasonNeeded``.
    """
    budget = _waiting(programme_id, year)
    by.require(Permission.PLAN_REPORT, at=unit_id)
    if not queries.consents(unit_id, programme=budget.programme, actor=by):
        raise NotTheProposer
    if not budget.proposal:
        raise NoProposalYet
    said = Opinion.objects.filter(budget=budget, unit_id=unit_id, proposal=budget.proposals)
    if said.exists():
        raise OpinionGivenAlready
    if not agrees and not note.strip():
        raise ReasonNeeded
    opinion = Opinion.objects.create(
        budget=budget,
        unit_id=unit_id,
        proposal=budget.proposals,
        agrees=agrees,
        note=nfc(note),
        account_id=by.account_id,
        given_at=now,
    )
    audit.record(
        by=by,
        event=YearOpinionGiven(programme_id, year, agrees),
        unit_id=unit_id,
        subject=("year_budget", budget.pk),
        now=now,
    )
    return opinion


@transaction.atomic(savepoint=False)
def decide_year(
    *, by: Actor, programme_id: int, year: int, given: DecisionGiven, now: datetime
) -> YearBudget:
    """Record the decision that approves the year: as noted, else as proposed, else as asked.

    Raises ``NotAllowed``, ``Missing``, ``YearNotSubmitted``, ``PaperNeeded``.
    """
    budget = _waiting(programme_id, year)
    by.require(Permission.PLAN_DECIDE, at=budget.programme.unit_id)
    budget.decision, budget.decided_on = _check_paper(by, given), given.on
    budget.decided_by, budget.state = nfc(given.body), YearState.DECIDED
    budget.save(update_fields=["decision", "decided_on", "decided_by", "state"])
    sent = _sent(budget)
    lines = EstimateLine.objects.filter(estimate__in=sent)
    undecided = lines.filter(approved=None)
    undecided.update(approved=Coalesce("proposed", "amount"), reason=F("proposed_reason"))
    Estimate.objects.filter(pk__in=[each.pk for each in sent]).update(state=EstimateState.APPROVED)
    total = lines.aggregate(total=Sum("approved"))["total"]
    _record(by, budget, YearDecided(programme_id, year, budget.decision, total), now)
    return budget
