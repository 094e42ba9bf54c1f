"""Who is in charge of programmes and of single matters, and what they receive (ORG-05)."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import rules
from aoxanh.programmes.models import Board, BoardTerm, Task
from aoxanh.programmes.queries.duties import duties_below
from aoxanh.programmes.types.boards import BoardShown, Received, TermShown
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.programmes.models.boards import BoardQuerySet, BoardTermQuerySet


def _rows() -> "BoardQuerySet":
    rows = Board.objects.filter(withdrawn_on=None).select_related("programme")
    return rows.order_by("programme__code", "-is_standing", "position", "pk")


def boards(programme_ids: Collection[int], *, actor: Actor) -> list[BoardShown]:
    """Who is in charge today, the standing board of each programme first: four statements.

    What a plan says is no secret; the guard of the page has asked for the unit.
    """
    return _shown(_rows().filter(programme_id__in=programme_ids), actor)


def boards_of(code: str, *, actor: Actor) -> list[BoardShown]:
    """Those of one programme, by its code, without their tasks: three statements."""
    return _shown(_rows().filter(programme__code=code), actor, with_tasks=False)


def board(board_id: int, *, programme_ids: Collection[int], actor: Actor) -> BoardShown:
    """One of the programmes' boards. Raises ``Missing``."""
    found = boards(programme_ids, actor=actor)
    for each in found:
        if each.pk == board_id:
            return each
    raise Missing


def boards_held(unit_id: int, *, actor: Actor) -> "BoardTermQuerySet":
    """What a unit is in charge of today because it was named, with the board and its programme."""
    day = actor.day
    rows = BoardTerm.objects.filter(unit_id=unit_id, valid_from__lte=day, valid_to__gt=day)
    running = rows.filter(
        board__withdrawn_on=None,
        board__programme__closed_on=None,
        board__programme__valid_to__gt=day,
    )
    return running.select_related("board__programme").order_by("board__programme__code", "pk")


def _shown(rows: "BoardQuerySet", actor: Actor, *, with_tasks: bool = True) -> list[BoardShown]:
    day = actor.day
    found = list(rows.prefetch_related("tasks") if with_tasks else rows)
    if not found:
        return []
    now = BoardTerm.objects.filter(board__in=found, valid_from__lte=day, valid_to__gt=day)
    open_now = now.filter(unit__closed_on__gt=day)
    terms = {term.board_id: term for term in open_now.order_by("pk")}
    held = {term.unit_id for term in terms.values()}
    names = units.names_at(held | {each.programme.unit_id for each in found}, day)
    return [
        _as_shown(
            each,
            terms.get(each.pk),
            names,
            frozenset(task.pk for task in each.tasks.all()) if with_tasks else frozenset(),
        )
        for each in found
    ]


def _as_shown(
    each: Board, term: BoardTerm | None, names: dict[int, str], task_ids: frozenset[int]
) -> BoardShown:
    unit_id = term.unit_id if term else each.programme.unit_id
    said = _holder(term.department, names[unit_id]) if term else each.body_name or names[unit_id]
    return BoardShown(
        pk=each.pk,
        programme_id=each.programme_id,
        programme=each.programme.name,
        owner_id=each.programme.unit_id,
        name=each.name,
        clause=each.clause,
        groups=tuple(each.groups),
        task_ids=task_ids,
        is_standing=each.is_standing,
        is_by_hand=each.is_by_hand,
        unit_id=unit_id,
        holder=said,
        since=term.valid_from if term else None,
    )


def _holder(department: str, unit: str) -> str:
    return f"{department}, {unit}" if department else unit


def board_terms(board_id: int, *, actor: Actor) -> list[TermShown]:
    """Who was in charge through time, the latest first: two statements."""
    rows = list(BoardTerm.objects.filter(board_id=board_id).order_by("-valid_from", "-pk"))
    names = units.names_at({row.unit_id for row in rows}, actor.day)
    return [
        TermShown(
            holder=_holder(row.department, names[row.unit_id]),
            decision=row.decision,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows
    ]


def board_of_task(task_id: int, *, actor: Actor) -> BoardShown | None:
    """To whom a task reports: the board that names it, else the standing one."""
    found = _shown(_rows().filter(programme__tasks=task_id), actor)
    return rules.in_charge(found, task_id=task_id)


def received(of: BoardShown, *, unit_id: int, year: int, actor: Actor) -> list[Received]:
    """What came to a board in a year and what did not, for the unit in charge and for the owner; the late first.

    Being in charge opens what units report on the board's tasks, also where the reader's own reach ends.
    """
    may_read = actor.may(Permission.PLAN_VIEW, at=unit_id)
    if unit_id not in {of.unit_id, of.owner_id} or not may_read or not of.task_ids:
        return []
    in_charge = Actor.system(cause="board", day=actor.day)
    below = duties_below(of.owner_id, actor=in_charge, year=year)
    names = units.names_at(below, actor.day)
    rows = [
        Received(names[pk], duty)
        for pk, owed in below.items()
        for duty in owed
        if duty.task_id in of.task_ids
    ]
    return sorted(rows, key=lambda row: (row.duty.done is not None, row.unit, row.duty.task_id))


def tasks_offered(programme_id: int, *, actor: Actor, board_id: int = 0) -> list[tuple[int, str]]:
    """The tasks of a programme that no board names yet, or none but ``board_id``."""
    del actor
    rows = Task.objects.filter(programme_id=programme_id, withdrawn_on=None)
    named = Board.objects.filter(withdrawn_on=None).exclude(pk=board_id)
    free = rows.exclude(boards__in=named)
    return [(each.pk, f"{each.clause}. {each.text}") for each in free.order_by("position", "pk")]
