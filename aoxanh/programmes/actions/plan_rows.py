"""The rows of a programme as its newest edition gives them: made, renewed, or withdrawn."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

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


def write_rows(
    programme: Programme, raw: Lined, *, targets: Mapping[str, Mapping[str, Any]], day: date
) -> None:
    """Make the programme's rows what ``raw`` says; what it leaves out is withdrawn on ``day``.

    ``targets`` are those of each indicator as they hold in the periods they are for.
    """
    _clear(programme)
    phases = {each["code"]: _phase(programme, each) for each in raw["phases"]}
    Phase.objects.filter(programme=programme).exclude(code__in=phases).delete()
    _objectives(programme, raw.get("objectives", []))
    indicators = {
        each["code"]: _indicator(
            programme, each, targets[each["code"]], position=position, phases=phases
        )
        for position, each in enumerate(raw["indicators"], start=1)
    }
    gone = Indicator.objects.filter(programme=programme, withdrawn_on=None)
    gone.exclude(code__in=indicators).update(withdrawn_on=day)
    bodies = {
        each["code"]: _body(programme, each, position=position)
        for position, each in enumerate(raw.get("bodies", []), start=1)
    }
    Body.objects.filter(programme=programme).exclude(code__in=bodies).delete()
    tasks = raw.get("tasks", [])
    for position, each in enumerate(tasks, start=1):
        _task(programme, each, position=position, bodies=bodies, indicators=indicators)
    kept = [each["code"] for each in tasks]
    lost = Task.objects.filter(programme=programme, withdrawn_on=None)
    lost.exclude(code__in=kept).update(withdrawn_on=day)
    _boards(programme, raw, day=day)


def _clear(programme: Programme) -> None:
    """Take away what is only told by the document and written anew."""
    Target.objects.filter(indicator__programme=programme).delete()
    Objective.objects.filter(programme=programme).delete()
    TaskBody.objects.filter(task__programme=programme).delete()


def _phase(programme: Programme, raw: Lined) -> Phase:
    values = {"name": raw["name"], "valid_from": raw["from"], "valid_to": raw["to"]}
    phase, _is_new = Phase.objects.update_or_create(
        programme=programme, code=raw["code"], defaults=values
    )
    return phase


def _objectives(programme: Programme, rows: list[Lined]) -> None:
    Objective.objects.bulk_create(
        Objective(programme=programme, position=position, clause=each["clause"], text=each["text"])
        for position, each in enumerate(rows, start=1)
    )


def _indicator(
    programme: Programme,
    raw: Lined,
    targets: Mapping[str, Any],
    *,
    position: int,
    phases: Mapping[str, Phase],
) -> Indicator:
    kind = raw["type"].upper()
    each, _is_new = Indicator.objects.update_or_create(
        code=raw["code"],
        defaults={
            "programme": programme,
            "position": position,
            "name": raw["name"],
            "family": raw.get("family", ""),
            "source": raw["source"],
            "type": kind,
            "basis": raw.get("basis", Basis.AT_DATE).upper(),
            "operator": raw.get("operator", Operator.AT_LEAST),
            "counted_in": raw.get("unit", ""),
            "evidence": raw.get("evidence", ""),
            "levels": raw.get("level", []),
            "definition": {key: raw[key] for key in DEFINING if key in raw},
            "withdrawn_on": None,
        },
    )
    percent = rules.is_percent(kind, raw)
    Target.objects.bulk_create(
        Target(
            indicator=each,
            phase=phases.get(code),
            year=None if code in phases or code == EVERY_YEAR else int(code),
            value=Decimal(str(value)),
            is_percent=percent,
        )
        for code, value in targets.items()
    )
    return each


def _body(programme: Programme, raw: Lined, *, position: int) -> Body:
    values = {"name": raw["name"], "kinds": raw.get("kinds", []), "position": position}
    body, _is_new = Body.objects.update_or_create(
        programme=programme, code=raw["code"], defaults=values
    )
    return body


def _task(
    programme: Programme,
    raw: Lined,
    *,
    position: int,
    bodies: Mapping[str, Body],
    indicators: Mapping[str, Indicator],
) -> None:
    task, _is_new = Task.objects.update_or_create(
        programme=programme,
        code=raw["code"],
        defaults={
            "clause": raw["clause"],
            "text": raw["text"],
            "position": position,
            "every": raw["every"],
            "deadline": dict(raw.get("due", {})),
            "output": raw.get("output", ""),
            "budget": raw.get("budget", []),
            "withdrawn_on": None,
        },
    )
    task.indicators.set([indicators[code] for code in raw.get("indicators", [])])
    roles: tuple[tuple[str, Any], ...] = (
        (TaskRole.LEAD, raw["lead"]),
        (TaskRole.COORDINATE, raw.get("with", [])),
    )
    TaskBody.objects.bulk_create(
        TaskBody(task=task, body=bodies[code], role=role) for role, codes in roles for code in codes
    )


def _boards(programme: Programme, raw: Lined, *, day: date) -> None:
    """The boards of the document; those added by hand stay, but one alone is standing."""
    rows = raw.get("boards", [])
    of_programme = Board.objects.filter(programme=programme)
    if any(each.get("standing") for each in rows):
        of_programme.filter(is_standing=True).update(is_standing=False)
    lost = of_programme.filter(is_by_hand=False, withdrawn_on=None)
    lost.exclude(code__in=[each["code"] for each in rows]).update(withdrawn_on=day)
    bodies = {each["code"]: each["name"] for each in raw.get("bodies", [])}
    for position, each in enumerate(rows, start=1):
        values = {
            "name": each["name"],
            "body_name": bodies[each["body"]],
            "clause": each.get("clause", ""),
            "groups": each.get("groups", []),
            "position": position,
            "is_standing": each.get("standing", False),
            "is_by_hand": False,
            "withdrawn_on": None,
        }
        board, _is_new = Board.objects.update_or_create(
            programme=programme, code=each["code"], defaults=values
        )
        named = Task.objects.filter(programme=programme, code__in=each.get("tasks", []))
        board.tasks.set(named.order_by("pk"))
