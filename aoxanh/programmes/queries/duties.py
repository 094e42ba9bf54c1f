"""What units owe under the programmes that hold for them: read from each task's rule, never kept twice."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, FilteredRelation, Q, Subquery
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Cell
from aoxanh.programmes import rules
from aoxanh.programmes.models import Programme, Task, TaskBody, TaskReport
from aoxanh.programmes.types import TaskRole
from aoxanh.programmes.types.duties import (
    DONE_STATES,
    Duty,
    DutyDone,
    DutyState,
    DutyTerm,
    UnitDuties,
)
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from django.db.models import QuerySet

    from aoxanh.programmes.models.programme import ProgrammeQuerySet
    from aoxanh.units.models.tree import Closure
    from aoxanh.units.models.unit import UnitVersion, UnitVersionQuerySet

TODO_DAYS = 30
"""Days ahead from which a task stands in “Việc cần làm”."""


def programmes_at(unit_id: int, *, actor: Actor) -> "ProgrammeQuerySet":
    """The programmes that hold for a unit: its own and those of the units above it, the earliest first.

    What a plan says is no secret; the guard of the page has asked for the unit.
    """
    rows = Programme.objects.filter(unit_id__in=_owners_for(unit_id, actor))
    return rows.order_by("valid_from", "code", "pk")


def _owners_for(unit_id: int, actor: Actor) -> "QuerySet[Closure, Any]":
    """The units whose programmes hold for ``unit_id``, as a part of another statement."""
    return units.above(unit_id=unit_id, day=actor.day).order_by().values("ancestor_id")


@dataclass(slots=True)
class _Part:
    """One body's part in one task, with the units that are that body and the phases of its programme."""

    task: Task
    role: TaskRole
    kinds: frozenset[str]
    assigned: set[int] = field(default_factory=set)
    phases: set[Period] = field(default_factory=set)
    reported: set[int] = field(default_factory=set)
    """The years in which the unit that is asked about has reported it, where that was asked for."""

    kind: str = ""
    """What that unit is."""

    def is_of(self, unit_id: int, kind: str) -> bool:
        return rules.is_body(kind=kind, unit_id=unit_id, kinds=self.kinds, assigned=self.assigned)

    @property
    def terms(self) -> tuple[DutyTerm, ...]:
        """When the task is due, up to the day its programme was closed."""
        programme = self.task.programme
        end = min(programme.valid_to, programme.closed_on or programme.valid_to)
        if end <= programme.valid_from:
            return ()
        return rules.duty_terms(
            every=self.task.every,
            deadline=self.task.deadline,
            programme=Period(programme.valid_from, end),
            phases=sorted(self.phases),
        )


def _parts(rows: "QuerySet[TaskBody]") -> list[_Part]:
    """Every part among the rows with what is joined to it: one statement."""
    joined = (
        rows.filter(task__withdrawn_on=None)
        .select_related("task__programme", "body")
        .annotate(
            named=F("body__units__unit_id"),
            starts=F("task__programme__phases__valid_from"),
            ends=F("task__programme__phases__valid_to"),
        )
        .order_by("task__programme__code", "task__position", "body__position", "pk")
    )
    found: dict[int, _Part] = {}
    for row in joined:
        part = found.setdefault(
            row.pk, _Part(row.task, TaskRole(row.role), frozenset(row.body.kinds))
        )
        joins: dict[str, Any] = vars(row)
        if joins["named"] is not None:
            part.assigned.add(joins["named"])
        if joins["starts"] is not None:
            part.phases.add(Period(joins["starts"], joins["ends"]))
        if joins.get("reported") is not None:
            part.reported.add(joins["reported"])
        part.kind = joins.get("kind") or ""
    return list(found.values())


def _parts_for(unit_id: int, actor: Actor) -> "QuerySet[TaskBody]":
    owners = _owners_for(unit_id, actor)
    return TaskBody.objects.filter(task__programme__unit_id__in=owners)


def _reports(unit_ids: Collection[int], *, year: int) -> dict[tuple[int, int, int], DutyDone]:
    """What stands reported, by (task, unit, year): one statement."""
    rows = TaskReport.objects.filter(unit_id__in=unit_ids, year=year, withdrawn_at=None)
    columns = (
        "task_id", "unit_id", "year", "pk", "done_on", "paper", "note", "file__code", "file__name",
    )  # fmt: skip
    counted = rows.annotate(linked=Count("activities")).order_by("pk")
    return {
        (task_id, unit_id, of): DutyDone(
            pk=pk,
            done_on=done_on,
            paper=paper,
            note=note,
            file_code=file_code or "",
            file_name=file_name or "",
            activities=linked,
        )
        for task_id, unit_id, of, pk, done_on, paper, note, file_code, file_name, linked in (
            counted.values_list(*columns, "linked")
        )
    }


def _duty(part: _Part, term: DutyTerm, unit_id: int, done: DutyDone | None, actor: Actor) -> Duty:
    state = rules.duty_state(term, done_on=done.done_on if done else None, day=actor.day)
    return Duty(
        task_id=part.task.pk,
        clause=part.task.clause,
        text=part.task.text,
        output=part.task.output,
        programme=part.task.programme.name,
        unit_id=unit_id,
        role=part.role,
        term=term,
        state=state,
        done=done,
    )


def _of_unit(
    parts: Iterable[_Part], *, unit_id: int, kind: str, year: int | None
) -> list[tuple[_Part, DutyTerm]]:
    """The unit's parts by term, each task once: leading goes before helping."""
    found: dict[tuple[int, int], tuple[_Part, DutyTerm]] = {}
    for part in parts:
        if not part.is_of(unit_id, kind):
            continue
        for term in part.terms:
            key = (part.task.pk, term.year)
            if year not in {None, term.year} or (key in found and part.role != TaskRole.LEAD):
                continue
            found[key] = (part, term)
    return list(found.values())


def duties(unit_id: int, *, actor: Actor, year: int) -> list[Duty]:
    """The tasks of one unit in a year: those it leads and those it helps with, the most pressing first.

    Three statements whatever there is.
    """
    kind = units.version_at(unit_id=unit_id, day=actor.day).kind_id
    parts = _parts(_parts_for(unit_id, actor))
    owed = _of_unit(parts, unit_id=unit_id, kind=kind, year=year)
    reports = _reports({unit_id}, year=year) if owed else {}
    found = [
        _duty(part, term, unit_id, reports.get((part.task.pk, unit_id, term.year)), actor)
        for part, term in owed
    ]
    return sorted(found, key=lambda each: (each.term.until, each.task_id))


def tasks_of(unit_id: int, *, programme_id: int, actor: Actor) -> list[Task]:
    """The tasks of one programme in which the unit has a part, in the document's order: two statements."""
    kind = units.version_at(unit_id=unit_id, day=actor.day).kind_id
    parts = _parts(TaskBody.objects.filter(task__programme_id=programme_id))
    found = {part.task.pk: part.task for part in parts if part.is_of(unit_id, kind)}
    return sorted(found.values(), key=lambda task: (task.position, task.pk))


def pressing_duties(unit_id: int, *, actor: Actor) -> list[Duty]:
    """What the unit leads and has not reported, due within thirty days or overdue in this or the last year.

    One statement: “Việc cần làm” asks it every time.
    """
    unit = units.units(actor=actor, day=actor.day).filter(unit_id=unit_id).order_by()
    own = Q(task__reports__unit_id=unit_id, task__reports__withdrawn_at=None)
    rows = (
        _parts_for(unit_id, actor)
        .filter(role=TaskRole.LEAD, task__programme__closed_on=None)
        .annotate(
            own_reports=FilteredRelation("task__reports", condition=own),
            reported=F("own_reports__year"),
            kind=Subquery(unit.values("kind_id")[:1]),
        )
    )
    found: dict[tuple[int, int], Duty] = {}
    for part in _parts(rows):
        for _part, term in _of_unit([part], unit_id=unit_id, kind=part.kind, year=None):
            is_near = (term.until - actor.day).days <= TODO_DAYS
            if is_near and term.year >= actor.day.year - 1 and term.year not in part.reported:
                found[part.task.pk, term.year] = _duty(part, term, unit_id, None, actor)
    return sorted(found.values(), key=lambda each: (each.term.until, each.task_id))


def _lead_units(parts: Iterable[_Part], unit_id: int, *, actor: Actor) -> "UnitVersionQuerySet":
    """The units within ``unit_id``, itself too, that are a leading body of some task."""
    kinds = {kind for part in parts if not part.assigned for kind in part.kinds}
    named = {pk for part in parts for pk in part.assigned}
    rows = units.units(actor=actor, day=actor.day, within=unit_id)
    return rows.filter(kind_id__in=kinds) | rows.filter(unit_id__in=named)


def duties_below(unit_id: int, *, actor: Actor, year: int) -> dict[int, list[Duty]]:
    """What every unit within ``unit_id`` leads in a year, by unit, under the programmes that hold at ``unit_id``."""
    parts = _leading(unit_id, actor)
    versions = list(_lead_units(parts, unit_id, actor=actor)) if parts else []
    return _owed(parts, versions, actor=actor, year=year)


def duties_right_below(
    unit_id: int, *, among: Sequence["UnitVersion"], actor: Actor, year: int
) -> dict[int, UnitDuties]:
    """How those ``among`` the units of ``unit_id`` stand in a year; those without a task are left out: two statements.

    Whoever asks has read them as the actor may.
    """
    owed = _owed(_leading(unit_id, actor), among, actor=actor, year=year)
    names = {each.unit_id: each.name for each in among}
    return {pk: _counted(pk, names[pk], duties) for pk, duties in owed.items() if duties}


def _leading(unit_id: int, actor: Actor) -> list[_Part]:
    return _parts(_parts_for(unit_id, actor).filter(role=TaskRole.LEAD))


def _owed(
    parts: list[_Part], versions: Sequence["UnitVersion"], *, actor: Actor, year: int
) -> dict[int, list[Duty]]:
    reports = _reports({each.unit_id for each in versions}, year=year) if versions else {}
    return {
        each.unit_id: [
            _duty(part, term, each.unit_id, reports.get((part.task.pk, each.unit_id, year)), actor)
            for part, term in _of_unit(parts, unit_id=each.unit_id, kind=each.kind_id, year=year)
        ]
        for each in versions
    }


def unit_duties(unit_id: int, *, actor: Actor, year: int) -> list[UnitDuties]:
    """How the units below stand in a year, those with most overdue first; units without a task are left out."""
    below = duties_below(unit_id, actor=actor, year=year)
    below.pop(unit_id, None)
    names = units.names_at(below, actor.day)
    rows = [_counted(pk, names[pk], owed) for pk, owed in below.items() if owed]
    return sorted(rows, key=lambda row: (-row.overdue, -row.pending, row.name, row.unit_id))


def _counted(unit_id: int, name: str, owed: Collection[Duty]) -> UnitDuties:
    done = sum(each.state in DONE_STATES for each in owed)
    overdue = sum(each.state == DutyState.OVERDUE for each in owed)
    return UnitDuties(
        unit_id=unit_id, name=name, overdue=overdue, pending=len(owed) - done - overdue, done=done
    )


def duty(unit_id: int, *, task_id: int, year: int, actor: Actor) -> Duty:
    """One task of a unit in one year. Raises ``Missing``."""
    for each in duties(unit_id, actor=actor, year=year):
        if each.task_id == task_id:
            return each
    raise Missing


def activities_of_report(report_id: int, *, actor: Actor) -> list[int]:
    """The activities that prove a report, of units the actor may see."""
    rows = TaskReport.objects.all().visible_to(actor, Permission.PLAN_VIEW).filter(pk=report_id)
    ids = rows.exclude(activities=None).order_by("activities__pk")
    return list(ids.values_list("activities__pk", flat=True))


def _unit_rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    for row in unit_duties(filters["unit_id"], actor=actor, year=filters["year"]):
        yield [row.name, row.overdue, row.pending, row.done]


def _unit_count(actor: Actor, filters: Filters) -> int:
    return len(unit_duties(filters["unit_id"], actor=actor, year=filters["year"]))


UNITS = Export(
    code="task_units",
    title=_("Tình hình thực hiện nhiệm vụ"),
    headings=(_("Đơn vị"), _("Quá hạn"), _("Chưa báo xong"), _("Đã xong")),
    rows=_unit_rows,
    count=_unit_count,
    in_word=True,
)
