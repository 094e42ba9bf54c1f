"""Owners of programmes delegate matters to boards and say who is in charge from which day (ORG-05)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from aoxanh.access import queries as access
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.programmes import queries
from aoxanh.programmes.actions.telling import Message, tell
from aoxanh.programmes.errors import (
    BoardOfDocument,
    NobodyInCharge,
    ProgrammeIsClosed,
    StandingBoardExists,
    TermEmpty,
    TermNotAfter,
    TermOutside,
)
from aoxanh.programmes.models import Board, BoardTerm, Programme
from aoxanh.programmes.types.boards import (
    BoardAdded,
    BoardChanged,
    BoardGiven,
    BoardGivenTo,
    BoardTakenBack,
    TermGiven,
)
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.kernel.events import Event


def _own(by: Actor, programme_id: int) -> Programme:
    """The locked programme, running, of a unit the asker decides for. Raises ``Missing``, ``ProgrammeIsClosed``."""
    locked = Programme.objects.select_for_update(of=("self",), no_key=True)
    programme = locked.filter(pk=programme_id).first()
    if programme is None:
        raise Missing
    by.require(Permission.PLAN_DECIDE, at=programme.unit_id)
    if programme.closed_on is not None:
        raise ProgrammeIsClosed(name=programme.name)
    return programme


def _record(by: Actor, programme: Programme, event: "Event", now: datetime) -> None:
    audit.record(
        by=by,
        event=event,
        unit_id=programme.unit_id,
        subject=("programme", programme.pk),
        now=now,
    )


@transaction.atomic(savepoint=False)
def add_board(*, by: Actor, programme_id: int, given: BoardGiven, now: datetime) -> Board:
    """Delegate one matter of a programme, or the whole of it where nobody is standing yet.

    Raises ``Missing``, ``NotAllowed``, ``ProgrammeIsClosed``, ``StandingBoardExists``.
    """
    programme = _own(by, programme_id)
    _check(by, programme.pk, given)

    last = Board.objects.filter(programme=programme).aggregate(last=Max("position"))["last"]
    position = (last or 0) + 1
    board = Board.objects.create(
        programme=programme,
        code=f"them-{position}",
        name=nfc(given.name),
        groups=[nfc(group) for group in given.groups],
        position=position,
        is_standing=given.is_standing,
        is_by_hand=True,
    )
    board.tasks.set(given.task_ids)
    _record(by, programme, BoardAdded(programme.pk, board.code), now)
    return board


def _check(by: Actor, programme_id: int, given: BoardGiven, *, board_id: int = 0) -> None:
    """One board alone is standing, a task reports to one. Raises ``StandingBoardExists``, ``Missing``."""
    others = Board.objects.filter(programme_id=programme_id, withdrawn_on=None)
    if given.is_standing and others.exclude(pk=board_id).filter(is_standing=True).exists():
        raise StandingBoardExists
    offered = queries.tasks_offered(programme_id, actor=by, board_id=board_id)
    if set(given.task_ids) - {pk for pk, _text in offered}:
        raise Missing


@transaction.atomic(savepoint=False)
def change_board(*, by: Actor, board_id: int, given: BoardGiven, now: datetime) -> Board:
    """Tell a board that was added by hand differently; who is in charge of it stays.

    Raises ``Missing``, ``NotAllowed``, ``ProgrammeIsClosed``, ``BoardOfDocument``, ``StandingBoardExists``.
    """
    board = _board(by, board_id)
    if not board.is_by_hand:
        raise BoardOfDocument
    _check(by, board.programme_id, given, board_id=board.pk)

    board.name = nfc(given.name)
    board.groups = [nfc(group) for group in given.groups]
    board.is_standing = given.is_standing
    board.save(update_fields=["name", "groups", "is_standing"])
    board.tasks.set(given.task_ids)
    _record(by, board.programme, BoardChanged(board.programme_id, board.code), now)
    return board


@transaction.atomic(savepoint=False)
def end_board_term(*, by: Actor, board_id: int, on: date, now: datetime) -> BoardTerm:
    """Whoever is in charge is so no more from a day; until another is named the owner stands in.

    Raises ``Missing``, ``NotAllowed``, ``ProgrammeIsClosed``, ``NobodyInCharge``.
    """
    board = _board(by, board_id)
    terms = BoardTerm.objects.filter(board=board, valid_from__lt=on, valid_to__gt=on)
    term = terms.order_by("-valid_from", "-pk").first()
    if term is None:
        raise NobodyInCharge

    term.valid_to = on
    term.save(update_fields=["valid_to"])
    _record(by, board.programme, BoardChanged(board.programme_id, board.code, on), now)
    return term


def _board(by: Actor, board_id: int) -> Board:
    """The board of a programme that is locked. Raises ``Missing``, ``NotAllowed``, ``ProgrammeIsClosed``."""
    found = Board.objects.filter(pk=board_id, withdrawn_on=None).first()
    if found is None:
        raise Missing
    _own(by, found.programme_id)
    return Board.objects.select_related("programme").get(pk=board_id)


@transaction.atomic(savepoint=False)
def take_board_back(*, by: Actor, board_id: int, now: datetime) -> Board:
    """Withdraw a board that was added by hand; its terms stay on record.

    Raises ``Missing``, ``NotAllowed``, ``ProgrammeIsClosed``, ``BoardOfDocument``.
    """
    board = _board(by, board_id)
    if not board.is_by_hand:
        raise BoardOfDocument

    board.withdrawn_on = by.day
    board.save(update_fields=["withdrawn_on"])
    _record(by, board.programme, BoardTakenBack(board.programme_id, board.code), now)
    return board


@transaction.atomic(savepoint=False)
def give_board(*, by: Actor, board_id: int, given: TermGiven, now: datetime) -> BoardTerm:
    """Put a unit or a department of it in charge from a day; whoever was in charge before is so up to that day.

    Raises ``Missing``, ``NotAllowed``, ``ProgrammeIsClosed``, ``TermEmpty``, ``TermOutside``, ``TermNotAfter``.
    """
    board = _board(by, board_id)
    owner = board.programme.unit_id
    if given.valid_from >= given.valid_to:
        raise TermEmpty
    if given.unit_id not in units.subtree_ids(unit_id=owner, day=by.day):
        raise TermOutside
    terms = BoardTerm.objects.filter(board=board)
    if terms.filter(valid_from__gte=given.valid_from).exists():
        raise TermNotAfter

    terms.filter(valid_to__gt=given.valid_from).update(valid_to=given.valid_from)
    term = BoardTerm.objects.create(
        board=board,
        unit_id=given.unit_id,
        department=nfc(given.department).strip(),
        decision=nfc(given.decision).strip(),
        valid_from=given.valid_from,
        valid_to=given.valid_to,
    )
    event = BoardGivenTo(board.programme_id, board.code, (given.unit_id,), given.valid_from)
    _record(by, board.programme, event, now)
    _tell_holder(by, board, term, now)
    return term


def _tell_holder(by: Actor, board: Board, term: BoardTerm, now: datetime) -> None:
    accounts = access.accounts_with(Permission.OBSTACLE_ANSWER, [term.unit_id], actor=by)
    message = Message(
        key=f"board:{term.pk}",
        subject=_("Đơn vị được giao phụ trách: %(what)s") % {"what": board.name},
        body=board.programme.name,
        page=f"phu-trach/{board.pk}/",
    )
    tell(
        by=by,
        unit_id=term.unit_id,
        accounts=accounts.get(term.unit_id, ()),
        message=message,
        now=now,
    )
