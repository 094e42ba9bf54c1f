"""The rows of a programme as its newest edition gives them: made, renewed, or withdrawn."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from aoxanh.kernel.lined import Lined
from aoxanh.programmes import rules
from aoxanh.programmes.models import (
    Board,
    Body,
    Indicator,
    Objective,
    Phase,
    Programme,
    Target,
    Task,
    TaskBody,
)
from aoxanh.programmes.types import EVERY_YEAR, Basis, Operator, TaskRole


DEFINING: Final = (
    "numerator", "denominator", "requires", "awaits", "across", "of", "cycle", "bands", "counters",
)  # fmt: skip
"""What of an indicator's file is its definition."""


OF_PROGRAMME: Final = ("programme", "code")
"""By what a row of a programme is known; an indicator is known everywhere, by its code alone."""

Row = TypeVar("Row", Phase, Indicator, Body, Task, Board)


def write_rows(
    programme: Programme, raw: Lined, *, targets: Mapping[str, Mapping[str, Any]], day: date
) -> None:
    """Make the programme's rows what ``raw`` says; what it leaves out is withdrawn on ``day``.

    ``targets`` are those of each indicator as they hold in the periods they are for.
    """
    _clear(programme)
    phases = _put(Phase, [_phase(programme, each) for each in raw["phases"]])
    Phase.objects.filter(programme=programme).exclude(code__in=phases).delete()
    _objectives(programme, raw.get("objectives", []))
    indicators = _indicators(programme, raw["indicators"], day=day)
    _targets(raw["indicators"], targets, indicators=indicators, phases=phases)
    bodies = _bodies(programme, raw.get("bodies", []))
    tasks = _tasks(programme, raw.get("tasks", []), day=day)
    _measured_by(programme, raw.get("tasks", []), tasks=tasks, indicators=indicators)
    _borne_by(raw.get("tasks", []), tasks=tasks, bodies=bodies)
    _boards(programme, raw, tasks=tasks, day=day)


def _clear(programme: Programme) -> None:
    """Take away what is only told by the document and written anew."""
    Target.objects.filter(indicator__programme=programme).delete()
    Objective.objects.filter(programme=programme).delete()
    TaskBody.objects.filter(task__programme=programme).delete()


def _put(
    model: type[Row], rows: list[Row], *, known_by: Sequence[str] = OF_PROGRAMME
) -> dict[str, Row]:
    """{code: row}. What is known stays the same row, with all its columns as they are now."""
    fields = model._meta.concrete_fields  # noqa: SLF001  Django's documented interface
    columns = [field.name for field in fields if not field.primary_key]
    put = model.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=known_by,
        update_fields=[name for name in columns if name not in known_by],
    )
    return {each.code: each for each in put}


def _phase(programme: Programme, raw: Lined) -> Phase:
    return Phase(
        programme=programme,
        code=raw["code"],
        name=raw["name"],
        valid_from=raw["from"],
        valid_to=raw["to"],
    )


def _objectives(programme: Programme, rows: list[Lined]) -> None:
    Objective.objects.bulk_create(
        Objective(programme=programme, position=position, clause=each["clause"], text=each["text"])
        for position, each in enumerate(rows, start=1)
    )


def _indicators(programme: Programme, rows: list[Lined], *, day: date) -> dict[str, Indicator]:
    made = [
        _indicator(programme, each, position=position)
        for position, each in enumerate(rows, start=1)
    ]
    indicators = _put(Indicator, made, known_by=("code",))
    gone = Indicator.objects.filter(programme=programme, withdrawn_on=None)
    gone.exclude(code__in=indicators).update(withdrawn_on=day)
    return indicators


def _indicator(programme: Programme, raw: Lined, *, position: int) -> Indicator:
    return Indicator(
        programme=programme,
        code=raw["code"],
        position=position,
        name=raw["name"],
        family=raw.get("family", ""),
        source=raw["source"],
        type=raw["type"].upper(),
        basis=raw.get("basis", Basis.AT_DATE).upper(),
        operator=raw.get("operator", Operator.AT_LEAST),
        counted_in=raw.get("unit", ""),
        evidence=raw.get("evidence", ""),
        levels=raw.get("level", []),
        definition={key: raw[key] for key in DEFINING if key in raw},
        withdrawn_on=None,
    )


def _targets(
    rows: list[Lined],
    targets: Mapping[str, Mapping[str, Any]],
    *,
    indicators: Mapping[str, Indicator],
    phases: Mapping[str, Phase],
) -> None:
    Target.objects.bulk_create(
        Target(
            indicator=indicators[each["code"]],
            phase=phases.get(code),
            year=None if code in phases or code == EVERY_YEAR else int(code),
            value=Decimal(str(value)),
            is_percent=rules.is_percent(each["type"].upper(), each),
        )
        for each in rows
        for code, value in targets[each["code"]].items()
    )


def _bodies(programme: Programme, rows: list[Lined]) -> dict[str, Body]:
    made = [
        Body(
            programme=programme,
            code=each["code"],
            name=each["name"],
            kinds=each.get("kinds", []),
            position=position,
        )
        for position, each in enumerate(rows, start=1)
    ]
    bodies = _put(Body, made)
    Body.objects.filter(programme=programme).exclude(code__in=bodies).delete()
    return bodies


def _tasks(programme: Programme, rows: list[Lined], *, day: date) -> dict[str, Task]:
    made = [
        _task(programme, each, position=position) for position, each in enumerate(rows, start=1)
    ]
    tasks = _put(Task, made)
    lost = Task.objects.filter(programme=programme, withdrawn_on=None)
    lost.exclude(code__in=tasks).update(withdrawn_on=day)
    return tasks


def _task(programme: Programme, raw: Lined, *, position: int) -> Task:
    return Task(
        programme=programme,
        code=raw["code"],
        clause=raw["clause"],
        text=raw["text"],
        position=position,
        every=raw["every"],
        deadline=dict(raw.get("due", {})),
        output=raw.get("output", ""),
        budget=raw.get("budget", []),
        withdrawn_on=None,
    )


def _measured_by(
    programme: Programme,
    rows: list[Lined],
    *,
    tasks: Mapping[str, Task],
    indicators: Mapping[str, Indicator],
) -> None:
    """Tasks and the indicators they serve; those of a withdrawn task stay as they were."""
    links = Task.indicators.through
    links.objects.filter(task__programme=programme, task__withdrawn_on=None).delete()
    links.objects.bulk_create(
        links(task=tasks[each["code"]], indicator=indicators[code])
        for each in rows
        for code in dict.fromkeys(each.get("indicators", []))
    )


def _borne_by(rows: list[Lined], *, tasks: Mapping[str, Task], bodies: Mapping[str, Body]) -> None:
    TaskBody.objects.bulk_create(
        TaskBody(task=tasks[each["code"]], body=bodies[code], role=role)
        for each in rows
        for role, codes in (
            (TaskRole.LEAD, each["lead"]),
            (TaskRole.COORDINATE, each.get("with", [])),
        )
        for code in codes
    )


def _boards(programme: Programme, raw: Lined, *, tasks: Mapping[str, Task], day: date) -> None:
    """The boards of the document; those added by hand stay, but one alone is standing."""
    rows = raw.get("boards", [])
    of_programme = Board.objects.filter(programme=programme)
    if any(each.get("standing") for each in rows):
        of_programme.filter(is_standing=True).update(is_standing=False)
    lost = of_programme.filter(is_by_hand=False, withdrawn_on=None)
    lost.exclude(code__in=[each["code"] for each in rows]).update(withdrawn_on=day)
    bodies = {each["code"]: each["name"] for each in raw.get("bodies", [])}
    made = [
        Board(
            programme=programme,
            code=each["code"],
            name=each["name"],
            body_name=bodies[each["body"]],
            clause=each.get("clause", ""),
            groups=each.get("groups", []),
            position=position,
            is_standing=each.get("standing", False),
            is_by_hand=False,
            withdrawn_on=None,
        )
        for position, each in enumerate(rows, start=1)
    ]
    boards = _put(Board, made)
    links = Board.tasks.through
    links.objects.filter(
        board__programme=programme, board__is_by_hand=False, board__withdrawn_on=None
    ).delete()
    links.objects.bulk_create(
        links(board=boards[each["code"]], task=tasks[code])
        for each in rows
        for code in dict.fromkeys(each.get("tasks", []))
    )
