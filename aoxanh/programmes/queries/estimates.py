"""Estimates of bodies: their lines, the schemes they name, what was recorded of money."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import rules
from aoxanh.programmes.models import (
    Estimate,
    EstimateLine,
    MoneyEntry,
    Programme,
    Scheme,
    Task,
    YearBudget,
)
from aoxanh.programmes.queries.duties import programmes_at, tasks_of
from aoxanh.programmes.types.budget import (
    EstimateState,
    LineShown,
    MoneyKind,
    MoneyShown,
    Source,
    SourceKind,
    YearRule,
)
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.programmes.models.budget import (
        EstimateLineQuerySet,
        MoneyEntryQuerySet,
        SchemeQuerySet,
    )

_Place = tuple[int, int, int, str, int | None]
"""(unit, year, task, source, scheme): where asked and spent meet."""


def years_of_budget(programme: Programme) -> range:
    """The years in which the programme has money."""
    return rules.budget_years(programme.valid_from, programme.valid_to)


def sources_of(programme: Programme) -> tuple[Source, ...]:
    """The sources its document names, in order."""
    return rules.sources(programme.budget_sources)


def rule_of(programme: Programme, year: int) -> YearRule | None:
    """What its document says of money in one year."""
    return rules.year_rule(programme.budgeting, year)


def budget_programme(unit_id: int, *, code: str, actor: Actor) -> Programme:
    """A programme with money that holds for the unit. Raises ``Missing``."""
    found = programmes_at(unit_id, actor=actor).filter(code=code).exclude(budget_sources=[]).first()
    if found is None:
        raise Missing
    return found


def year_budgets(programme_id: int, *, year: int, actor: Actor) -> list[YearBudget]:
    """The year's own estimate and those that ask for more besides, in order: one statement.

    How far they have come is no secret, their figures are.
    """
    del actor
    rows = YearBudget.objects.filter(programme_id=programme_id, year=year)
    return list(rows.order_by("supplement", "pk"))


def own_estimates(
    unit_id: int, *, programme_id: int, year: int, actor: Actor
) -> dict[int, Estimate]:
    """The unit's estimates of a year by supplement, once it has any."""
    rows = Estimate.objects.all().visible_to(actor, Permission.PLAN_VIEW)
    rows = rows.filter(unit_id=unit_id, budget__programme_id=programme_id, budget__year=year)
    return {each.budget.supplement: each for each in rows.select_related("budget").order_by("pk")}


def own_lines(unit_id: int, *, programme: Programme, year: int, actor: Actor) -> list[LineShown]:
    """The lines of the unit's own estimates of a year with what was spent on each: two statements."""
    rows = EstimateLine.objects.all().visible_to(actor, Permission.PLAN_VIEW)
    own = rows.filter(estimate__unit_id=unit_id, estimate__budget__programme=programme)
    entries = MoneyEntry.objects.filter(programme=programme, unit_id=unit_id, year=year)
    return shown_lines(own.filter(estimate__budget__year=year), entries, programme=programme)


def budget_line(line_id: int, *, unit_id: int, actor: Actor) -> EstimateLine:
    """One line of the unit's own estimate. Raises ``Missing``."""
    rows = EstimateLine.objects.all().visible_to(actor, Permission.PLAN_VIEW)
    named = rows.filter(pk=line_id, estimate__unit_id=unit_id)
    found = named.select_related("estimate__budget__programme", "task", "scheme").first()
    if found is None:
        raise Missing
    return found


def shown_lines(
    lines: "EstimateLineQuerySet",
    entries: "MoneyEntryQuerySet",
    *,
    programme: Programme,
    weighing: bool = False,
) -> list[LineShown]:
    """Lines as pages tell them, of rows the caller has scoped; amounts approved stay unsaid until the decision.

    Who is ``weighing`` them sees what was noted so far.
    """
    spent = _spent(entries)
    names = {each.code: each.name for each in sources_of(programme)}
    joined = lines.select_related("estimate__budget", "task", "scheme")
    ordered = joined.order_by(
        "estimate__unit_id", "estimate__budget__supplement", "task__position", "source", "pk"
    )
    return rules.spread(_shown(each, names, spent, weighing=weighing) for each in ordered)


def _spent(entries: "MoneyEntryQuerySet") -> dict[_Place, int]:
    found: dict[_Place, int] = defaultdict(int)
    rows = entries.filter(entry=MoneyKind.SPENT, corrected_by=None).order_by("pk")
    for *place, amount in rows.values_list(
        "unit_id", "year", "task_id", "source", "scheme_id", "amount"
    ):
        found[tuple(place)] += amount  # type: ignore[index]  # five columns as they are named
    return found


def _shown(
    each: EstimateLine, names: dict[str, str], spent: dict[_Place, int], *, weighing: bool
) -> LineShown:
    whole = each.estimate
    year, kind = whole.budget.year, SourceKind(each.kind)
    tells = weighing or whole.state == EstimateState.APPROVED
    return LineShown(
        pk=each.pk,
        unit_id=whole.unit_id,
        year=year,
        task_id=each.task_id,
        task=each.task.text,
        clause=each.task.clause,
        task_code=each.task.code,
        source=each.source,
        source_name=names.get(each.source, str(kind.label)),
        kind=kind,
        scheme=each.scheme.name if each.scheme else "",
        content=each.content,
        amount=each.amount,
        is_about=each.is_about,
        proposed=each.proposed,
        proposed_reason=each.proposed_reason,
        approved=each.approved if tells else None,
        reason=each.reason if tells else "",
        supplement=whole.budget.supplement,
        spent=spent.get((whole.unit_id, year, each.task_id, each.source, each.scheme_id), 0),
    )


def schemes_at(unit_id: int, *, programme_id: int, actor: Actor) -> "SchemeQuerySet":
    """The schemes a unit may name: those that it and the units above it linked to the programme."""
    above = units.above(unit_id=unit_id, day=actor.day).order_by().values("ancestor_id")
    rows = Scheme.objects.filter(programme_id=programme_id, unit_id__in=above)
    return rows.select_related("other").order_by("name", "pk")


def tasks_of_schemes(
    scheme_ids: Collection[int], *, actor: Actor
) -> dict[int, list[tuple[str, str]]]:
    """(clause, text) of the tasks that are carried out together with each scheme."""
    del actor
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = Scheme.tasks.through.objects.filter(scheme_id__in=scheme_ids)
    for scheme_id, clause, text in rows.order_by("task__position", "pk").values_list(
        "scheme_id", "task__clause", "task__text"
    ):
        found[scheme_id].append((clause, text))
    return found


def budget_tasks(unit_id: int, *, programme_id: int, actor: Actor) -> list[Task]:
    """The tasks for which a unit may ask money: those in which the plan gives it a part."""
    return tasks_of(unit_id, programme_id=programme_id, actor=actor)


def spendable_tasks(programme_id: int, *, actor: Actor) -> list[Task]:
    """The tasks on which money can be spent: every one of the programme that stands."""
    del actor
    rows = Task.objects.filter(programme_id=programme_id, withdrawn_on=None)
    return list(rows.order_by("position", "pk"))


def entry(entry_id: int, *, unit_id: int, actor: Actor) -> MoneyEntry:
    """One entry of the unit's own money. Raises ``Missing``."""
    rows = MoneyEntry.objects.all().visible_to(actor, Permission.PLAN_VIEW)
    found = rows.filter(pk=entry_id, unit_id=unit_id).select_related("programme", "task").first()
    if found is None:
        raise Missing
    return found


def money_entries(
    unit_id: int,
    *,
    programme: Programme,
    year: int,
    lines: Iterable[LineShown],
    actor: Actor,
) -> list[MoneyShown]:
    """What the unit placed and spent in a year, the newest first; what was taken back is left out.

    What was spent without a line of the unit's own ``lines`` of the year, or above what was approved, bears a flag.
    """
    entries = MoneyEntry.objects.all().visible_to(actor, Permission.PLAN_VIEW)
    own = entries.filter(programme=programme, unit_id=unit_id, year=year)
    standing = own.filter(corrected_by=None, amount__gt=0).select_related("task", "scheme")
    planned = {place[2:]: amount for place, amount in rules.planned_at(lines).items()}
    spent: dict[tuple[int | None, str, str], int] = defaultdict(int)
    rows = list(standing.order_by("document_on", "pk"))
    for each in rows:
        spent[_of(each)] += each.amount if each.entry == MoneyKind.SPENT else 0
    names = {each.code: each.name for each in sources_of(programme)}
    return [_entry_shown(each, names, planned, spent) for each in reversed(rows)]


def _of(each: MoneyEntry) -> tuple[int | None, str, str]:
    return each.task_id, each.source, each.scheme.name if each.scheme else ""


def _entry_shown(
    each: MoneyEntry, names: dict[str, str], planned: dict[Any, int], spent: dict[Any, int]
) -> MoneyShown:
    key, kind = _of(each), MoneyKind(each.entry)
    flag = rules.money_flag(spent=spent[key], planned=planned.get(key))
    return MoneyShown(
        pk=each.pk,
        unit_id=each.unit_id,
        year=each.year,
        kind=kind,
        task=each.task.text if each.task else "",
        source_name=names.get(each.source, each.get_kind_display()),
        scheme=each.scheme.name if each.scheme else "",
        amount=each.amount,
        is_about=each.is_about,
        document=each.document,
        document_on=each.document_on,
        note=each.note,
        corrects=each.corrects_id is not None,
        flag=flag if kind == MoneyKind.SPENT else None,
    )
