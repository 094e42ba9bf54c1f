"""The consolidated estimate of a programme for one year: by body, by source, who has not sent."""

from collections import defaultdict
from typing import TYPE_CHECKING

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import rules
from aoxanh.programmes.models import (
    Body,
    BodyUnit,
    Estimate,
    EstimateLine,
    MoneyEntry,
    Opinion,
    Programme,
    YearBudget,
)
from aoxanh.programmes.queries.by_source import in_order, money_by, source_year
from aoxanh.programmes.queries.estimates import shown_lines, sources_of
from aoxanh.programmes.types.budget import (
    GIVEN_STATES,
    BodyYear,
    Doubled,
    EstimateState,
    LineShown,
    MoneySum,
    ProgrammeMoney,
    SourceKind,
    SourceYear,
)
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.programmes.models.budget import (
        EstimateLineQuerySet,
        EstimateQuerySet,
        MoneyEntryQuerySet,
        OpinionQuerySet,
    )


def proposes(unit_id: int, *, programme: Programme, actor: Actor) -> bool:
    """Whether the unit is the body that proposes how money is placed (RES-05): named for it, not of its kind alone."""
    code = programme.budgeting.get("proposes", "")
    return _is_named(unit_id, programme, [code] if code else [], actor)


def consents(unit_id: int, *, programme: Programme, actor: Actor) -> bool:
    """Whether the unit is a body with which the proposal is made."""
    return _is_named(unit_id, programme, programme.budgeting.get("with", []), actor)


def _is_named(unit_id: int, programme: Programme, codes: list[str], actor: Actor) -> bool:
    if not codes:
        return False
    bodies = Body.objects.filter(programme=programme, code__in=codes)
    if BodyUnit.objects.filter(body__in=bodies.order_by(), unit_id=unit_id).exists():
        return True
    if unit_id != programme.unit_id:
        return False
    kind = units.version_at(unit_id=unit_id, day=actor.day).kind_id
    return any(kind in each.kinds for each in bodies.order_by("position", "pk"))


def weighs(unit_id: int, *, programme: Programme, actor: Actor) -> bool:
    """Whether a unit sees the estimates of every body of the programme: its owner, and who proposes and consents."""
    return (
        unit_id == programme.unit_id
        or proposes(unit_id, programme=programme, actor=actor)
        or consents(unit_id, programme=programme, actor=actor)
    )


def _lines(
    unit_id: int, programme: Programme, year: int, *, actor: Actor, is_whole: bool
) -> "EstimateLineQuerySet":
    """The year's lines: of every body for who weighs them, else of the unit and those below it."""
    rows = EstimateLine.objects.filter(estimate__budget__programme=programme)
    rows = rows.filter(estimate__budget__year=year)
    if is_whole:
        return rows
    below = units.below(unit_id=unit_id, day=actor.day).order_by().values("descendant_id")
    scoped = rows.visible_to(actor, Permission.PLAN_VIEW)
    return scoped.filter(estimate__unit_id__in=below)


def _entries(
    unit_id: int, programme: Programme, year: int, *, actor: Actor, is_whole: bool
) -> "MoneyEntryQuerySet":
    rows = MoneyEntry.objects.filter(programme=programme, year=year)
    if is_whole:
        return rows
    below = units.below(unit_id=unit_id, day=actor.day).order_by().values("descendant_id")
    return rows.visible_to(actor, Permission.PLAN_VIEW).filter(unit_id__in=below)


def _estimates(
    unit_id: int, programme: Programme, year: int, *, actor: Actor, is_whole: bool
) -> "EstimateQuerySet":
    rows = Estimate.objects.filter(budget__programme=programme, budget__year=year)
    if is_whole:
        return rows
    below = units.below(unit_id=unit_id, day=actor.day).order_by().values("descendant_id")
    return rows.visible_to(actor, Permission.PLAN_VIEW).filter(unit_id__in=below)


def year_overview(
    unit_id: int,
    *,
    programme: Programme,
    year: int,
    actor: Actor,
    is_whole: bool,
    supplement: int | None = None,
) -> tuple[ProgrammeMoney, list[BodyYear]]:
    """The year by source, and each body's money: who has not sent first, then the largest. Four statements.

    ``is_whole`` is what ``weighs`` said of the unit: else it is told of itself and those below it. With ``supplement``
    only what one estimate of the year asked for and was given: what was spent belongs to the year.
    """
    lines = _lines(unit_id, programme, year, actor=actor, is_whole=is_whole)
    entries = _entries(unit_id, programme, year, actor=actor, is_whole=is_whole)
    found = _estimates(unit_id, programme, year, actor=actor, is_whole=is_whole)
    if supplement is not None:
        lines = lines.filter(estimate__budget__supplement=supplement)
        entries, found = entries.none(), found.filter(budget__supplement=supplement)
    told = money_by(
        lines,
        entries,
        line=("source", "kind", "estimate__unit_id"),
        entry=("source", "kind", "unit_id"),
    )
    named = sources_of(programme)
    by_unit: dict[int, list[SourceYear]] = defaultdict(list)
    for (_year, source, kind, of), amounts in told.items():
        row = source_year(year, source, kind, amounts, named=named)
        by_unit[of].append(row)
    ordered = found.select_related("budget").order_by("budget__supplement", "pk")
    estimates = {each.unit_id: each for each in ordered}
    names = units.names_at({*by_unit, *estimates}, actor.day)
    rows = [
        _body_year(pk, name, estimates.get(pk), rules.summed(by_unit[pk]))
        for pk, name in names.items()
    ]
    every = rules.by_source(row for told_of in by_unit.values() for row in told_of)
    return (
        rules.programme_money(in_order(every, named)),
        sorted(rows, key=lambda row: (_is_given(row), -row.money.planned, row.name, row.unit_id)),
    )


def _body_year(unit_id: int, name: str, estimate: Estimate | None, money: MoneySum) -> BodyYear:
    return BodyYear(
        unit_id=unit_id,
        name=name,
        estimate_id=estimate.pk if estimate else None,
        state=EstimateState(estimate.state) if estimate else None,
        supplement=estimate.budget.supplement if estimate else 0,
        money=money,
    )


def _is_given(row: BodyYear) -> bool:
    return row.state in GIVEN_STATES


def body_estimate(
    body_unit_id: int,
    *,
    unit_id: int,
    programme: Programme,
    year: int,
    actor: Actor,
    supplement: int | None = None,
) -> Estimate:
    """One body's estimate as ``unit_id`` may open it: the newest sent, or the one named. Raises ``Missing``."""
    is_whole = weighs(unit_id, programme=programme, actor=actor)
    rows = _estimates(unit_id, programme, year, actor=actor, is_whole=is_whole)
    given = rows.filter(unit_id=body_unit_id, state__in=GIVEN_STATES)
    if supplement is not None:
        given = given.filter(budget__supplement=supplement)
    found = given.select_related("budget__programme").order_by("-budget__supplement", "pk").first()
    if found is None:
        raise Missing
    return found


def body_lines(estimate: Estimate, *, actor: Actor, weighing: bool) -> list[LineShown]:
    """The lines of an estimate that ``body_estimate`` gave: two statements."""
    del actor
    budget = estimate.budget
    lines = EstimateLine.objects.filter(
        estimate__unit_id=estimate.unit_id,
        estimate__budget__programme=budget.programme,
        estimate__budget__year=budget.year,
    )
    shown = shown_lines(
        lines,
        MoneyEntry.objects.filter(
            programme=budget.programme, unit_id=estimate.unit_id, year=budget.year
        ),
        programme=budget.programme,
        weighing=weighing,
    )
    return [line for line in shown if line.supplement == budget.supplement]


def year_lines(unit_id: int, *, programme: Programme, year: int, actor: Actor) -> list[LineShown]:
    """Every line of the year that ``unit_id`` may see, body by body: for lists and papers.

    Lines of others count once they were sent; the unit's own drafts are listed too.
    """
    is_whole = weighs(unit_id, programme=programme, actor=actor)
    lines = _lines(unit_id, programme, year, actor=actor, is_whole=is_whole)
    given = lines.filter(estimate__state__in=GIVEN_STATES)
    own = lines.filter(estimate__unit_id=unit_id)
    entries = _entries(unit_id, programme, year, actor=actor, is_whole=is_whole)
    return shown_lines(given | own, entries, programme=programme)


def doubled(
    unit_id: int, *, programme: Programme, year: int, actor: Actor, is_whole: bool
) -> list[Doubled]:
    """Schemes whose money several bodies name for one task of the year: perhaps the same money."""
    lines = _lines(unit_id, programme, year, actor=actor, is_whole=is_whole)
    named = lines.filter(kind=SourceKind.INTEGRATED, estimate__state__in=GIVEN_STATES)
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    tasks: dict[int, str] = {}
    for scheme, task_id, task, of in named.order_by(
        "scheme__name", "task__position", "pk"
    ).values_list("scheme__name", "task_id", "task__text", "estimate__unit_id"):
        found[scheme, task_id].add(of)
        tasks[task_id] = task
    return [
        Doubled(scheme=scheme, task=tasks[task_id], unit_ids=tuple(sorted(of)))
        for (scheme, task_id), of in found.items()
        if len(of) > 1
    ]


def opinions(budget: YearBudget, *, actor: Actor) -> "OpinionQuerySet":
    """What bodies said of the proposal that stands."""
    del actor
    rows = Opinion.objects.filter(budget=budget, proposal=budget.proposals)
    return rows.order_by("given_at", "pk")
