"""Units send their own plans, make a plan known, and write what stands in the way; others answer."""

from datetime import date, datetime
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from aoxanh.access import queries as access
from aoxanh.audit import actions as audit
from aoxanh.files import actions as files
from aoxanh.files.types import FileKind
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc, nfc_lines
from aoxanh.programmes import queries
from aoxanh.programmes.actions.holding import running
from aoxanh.programmes.actions.telling import Message, tell
from aoxanh.programmes.errors import (
    AlreadyAcknowledged,
    AnswerNeeded,
    DoneInFuture,
    NotAbove,
    ObstacleIsAnswered,
    ObstacleIsOwn,
    PlanIsNoPaper,
)
from aoxanh.programmes.models import Acknowledgement, Obstacle, ObstacleStep, OwnPlan
from aoxanh.programmes.types.following import (
    ObstacleAnswered,
    ObstacleForwarded,
    ObstacleGiven,
    ObstacleRaised,
    ObstacleState,
    OwnPlanSent,
    PlanAcknowledged,
    PlanGiven,
    PlansAskedFor,
    StepKind,
)
from aoxanh.units import queries as units


@transaction.atomic(savepoint=False)
def send_own_plan(
    *, by: Actor, unit_id: int, programme_id: int, given: PlanGiven, now: datetime
) -> OwnPlan:
    """Send the plan by which the unit carries out a programme; a newer one stands for it, the older is kept.

    Raises ``NotAllowed``, ``Missing``, ``ProgrammeIsClosed``, ``PlanIsNoPaper`` and what ``files.store`` raises.
    """
    by.require(Permission.PLAN_REPORT, at=unit_id)
    programme = running(by=by, unit_id=unit_id, programme_id=programme_id)
    if not (nfc(given.number).strip() or given.file):
        raise PlanIsNoPaper

    file_id = None
    if given.file:
        name, content = given.file
        file_id = files.store(
            by=by, unit_id=unit_id, kind=FileKind.DOCUMENT, name=name, content=content, now=now
        ).pk
    plan = OwnPlan.objects.create(
        programme=programme,
        unit_id=unit_id,
        year=given.year,
        title=nfc(given.title),
        number=nfc(given.number).strip(),
        issued_on=given.issued_on,
        file_id=file_id,
        account_id=by.account_id,
        sent_at=now,
    )
    audit.record(
        by=by,
        event=OwnPlanSent(programme.pk, plan.pk, given.year),
        unit_id=unit_id,
        subject=("programme", programme.pk),
        now=now,
    )
    return plan


@transaction.atomic(savepoint=False)
def acknowledge(
    *, by: Actor, unit_id: int, programme_id: int, on: date, how: str, now: datetime
) -> Acknowledgement:
    """Say that the unit made the programme known to its members, when and how.

    Raises ``NotAllowed``, ``Missing``, ``ProgrammeIsClosed``, ``DoneInFuture``, ``AlreadyAcknowledged``.
    """
    by.require(Permission.PLAN_REPORT, at=unit_id)
    programme = running(by=by, unit_id=unit_id, programme_id=programme_id)
    if on > by.day:
        raise DoneInFuture
    row, is_new = Acknowledgement.objects.get_or_create(
        programme=programme,
        unit_id=unit_id,
        defaults={
            "on": on,
            "how": nfc(how),
            "account_id": by.account_id,
            "acknowledged_at": now,
        },
    )
    if not is_new:
        raise AlreadyAcknowledged

    audit.record(
        by=by,
        event=PlanAcknowledged(programme.pk, on),
        unit_id=unit_id,
        subject=("programme", programme.pk),
        now=now,
    )
    return row


@transaction.atomic(savepoint=False)
def ask_for_plans(*, by: Actor, unit_id: int, programme_id: int, year: int, now: datetime) -> int:
    """Remind the units right below that have no plan of their own, once a day; returns how many those are.

    Raises ``NotAllowed``, ``Missing``, ``ProgrammeIsClosed``.
    """
    by.require(Permission.PLAN_DECIDE, at=unit_id)
    programme = running(by=by, unit_id=unit_id, programme_id=programme_id)
    found = queries.units_following(unit_id, programme_id=programme_id, year=year, actor=by)
    without = [row.unit_id for row in found if not row.has_plan]
    if not without:
        return 0

    said = _("Hãy gửi kế hoạch năm %(year)s thực hiện “%(name)s”.")
    body = said % {"year": year, "name": programme.name}
    accounts = access.accounts_with(Permission.PLAN_REPORT, without, actor=by)
    for each in without:
        key = f"own-plan:{programme_id}:{year}:{each}:{by.day}"
        message = Message(key, _("Đơn vị chưa gửi kế hoạch"), body, "ke-hoach/")
        tell(by=by, unit_id=each, accounts=accounts.get(each, ()), message=message, now=now)
    audit.record(
        by=by,
        event=PlansAskedFor(programme_id, tuple(without)),
        unit_id=unit_id,
        subject=("programme", programme_id),
        now=now,
    )
    return len(without)


@transaction.atomic(savepoint=False)
def raise_obstacle(*, by: Actor, unit_id: int, given: ObstacleGiven, now: datetime) -> Obstacle:
    """Write what stands in the way to a unit above, or to the board in charge of a matter; it is told.

    Raises ``NotAllowed``, ``Missing``, ``NotAbove``, ``ProgrammeIsClosed``.
    """
    by.require(Permission.PLAN_REPORT, at=unit_id)
    addressed_id, programme_id = _addressed(by, unit_id, given)
    if programme_id is not None:
        running(by=by, unit_id=unit_id, programme_id=programme_id)

    obstacle = Obstacle.objects.create(
        unit_id=unit_id,
        addressed_id=addressed_id,
        programme_id=programme_id,
        board_id=given.board_id,
        title=nfc(given.title),
        text=nfc_lines(given.text),
        proposal=nfc_lines(given.proposal),
        account_id=by.account_id,
        raised_at=now,
    )
    audit.record(
        by=by,
        event=ObstacleRaised(obstacle.pk, addressed_id),
        unit_id=unit_id,
        subject=("obstacle", obstacle.pk),
        now=now,
    )
    _tell_addressed(by, obstacle, now)
    return obstacle


def _addressed(by: Actor, unit_id: int, given: ObstacleGiven) -> tuple[int, int | None]:
    """(unit that is asked, programme it is about). Raises ``NotAbove``, ``Missing``."""
    if given.board_id is None:
        _check_above(by, unit_id, given.addressed_id)
        return cast("int", given.addressed_id), given.programme_id
    holding = queries.programmes_at(unit_id, actor=by).values_list("pk", flat=True)
    board = queries.board(given.board_id, programme_ids=list(holding), actor=by)
    if board.unit_id == unit_id:
        raise NotAbove
    return board.unit_id, board.programme_id


def _check_above(by: Actor, unit_id: int, addressed_id: int | None) -> None:
    if addressed_id not in {pk for pk, _name in queries.units_above(unit_id, actor=by)}:
        raise NotAbove


def _waiting(by: Actor, unit_id: int, obstacle_id: int) -> Obstacle:
    """The locked obstacle that waits for the unit, or for one whose books it keeps.

    Raises ``NotAllowed``, ``Missing``, ``ObstacleIsAnswered``.
    """
    by.require(Permission.OBSTACLE_ANSWER, at=unit_id)
    kept = units.kept_by(unit_id=unit_id, day=by.day)
    locked = Obstacle.objects.select_for_update(of=("self",), no_key=True)
    obstacle = locked.filter(pk=obstacle_id, addressed__in=kept).first()
    if obstacle is None:
        raise Missing
    if obstacle.state != ObstacleState.OPEN:
        raise ObstacleIsAnswered
    return obstacle


@transaction.atomic(savepoint=False)
def forward_obstacle(
    *, by: Actor, unit_id: int, obstacle_id: int, to_id: int, text: str, now: datetime
) -> Obstacle:
    """Send on what this unit cannot remove to one above it, with a word of its own.

    Raises ``NotAllowed``, ``Missing``, ``ObstacleIsAnswered``, ``NotAbove``, ``AnswerNeeded``.
    """
    obstacle = _waiting(by, unit_id, obstacle_id)
    _check_above(by, unit_id, to_id)
    _add_step(by, unit_id, obstacle, StepKind.FORWARDED, text, now)
    obstacle.addressed_id, obstacle.board_id = to_id, None
    obstacle.save(update_fields=["addressed", "board"])
    audit.record(
        by=by,
        event=ObstacleForwarded(obstacle.pk, to_id),
        unit_id=unit_id,
        subject=("obstacle", obstacle.pk),
        now=now,
    )
    _tell_addressed(by, obstacle, now)
    return obstacle


@transaction.atomic(savepoint=False)
def answer_obstacle(
    *, by: Actor, unit_id: int, obstacle_id: int, text: str, now: datetime
) -> Obstacle:
    """Answer the unit that wrote it, or the one that answers for it now, which is told.

    Raises ``NotAllowed``, ``Missing``, ``ObstacleIsAnswered``, ``ObstacleIsOwn``, ``AnswerNeeded``.
    """
    obstacle = _waiting(by, unit_id, obstacle_id)
    to = units.keeper(unit_id=obstacle.unit_id, day=by.day)
    if to == unit_id:
        raise ObstacleIsOwn
    _add_step(by, unit_id, obstacle, StepKind.ANSWERED, text, now)
    obstacle.state, obstacle.answered_at = ObstacleState.ANSWERED, now
    obstacle.save(update_fields=["state", "answered_at"])
    audit.record(
        by=by,
        event=ObstacleAnswered(obstacle.pk),
        unit_id=unit_id,
        subject=("obstacle", obstacle.pk),
        now=now,
    )
    accounts = access.accounts_with(Permission.PLAN_REPORT, [to], actor=by)
    subject = _("Vướng mắc đã được trả lời")
    key = f"obstacle:{obstacle.pk}:answered"
    tell(
        by=by,
        unit_id=to,
        accounts=accounts.get(to, ()),
        message=Message(key, subject, obstacle.title, "vuong-mac/"),
        now=now,
    )
    return obstacle


def _add_step(  # noqa: PLR0917  one row, told by its parts
    by: Actor, unit_id: int, obstacle: Obstacle, kind: StepKind, text: str, now: datetime
) -> None:
    words = nfc_lines(text).strip()
    if not words:
        raise AnswerNeeded
    ObstacleStep.objects.create(
        obstacle=obstacle,
        unit_id=unit_id,
        kind=kind,
        text=words,
        account_id=by.account_id,
        at=now,
    )


def _tell_addressed(by: Actor, obstacle: Obstacle, now: datetime) -> None:
    """Those who answer for the addressed unit, which may lie above what the writer sees."""
    to = obstacle.addressed_id
    system = Actor.system(cause="obstacle", day=by.day)
    accounts = access.accounts_with(Permission.OBSTACLE_ANSWER, [to], actor=system)
    subject = _("Có khó khăn, vướng mắc cần trả lời")
    key = f"obstacle:{obstacle.pk}:{to}"
    tell(
        by=by,
        unit_id=to,
        accounts=accounts.get(to, ()),
        message=Message(key, subject, obstacle.title, "vuong-mac/"),
        now=now,
    )
