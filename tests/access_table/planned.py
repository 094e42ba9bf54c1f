"""A programme of a unit with a task that the unit leads."""

from dataclasses import dataclass
from datetime import date

from aoxanh.access.models import Account, RoleGrant
from aoxanh.kernel.codes import digest
from aoxanh.programmes.models import (
    Amendment,
    Board,
    BoardTerm,
    Body,
    BodyUnit,
    CalendarFeed,
    Edition,
    Obstacle,
    Phase,
    PlanDraft,
    Programme,
    Task,
    TaskBody,
    TaskReport,
)
from aoxanh.units.models import Unit
from tests.access_table.deciding import decided
from tests.access_table.moneyed import with_money
from tests.activities.world import World


def planned(world: World, unit: Unit, below: Unit, number: int) -> dict[str, object]:
    """A body that is the unit and the one below leads a task that is owed, and another that is done."""
    programme = Programme.objects.create(
        unit=unit,
        code=f"KH-{unit.pk}-{number}",
        name="Kế hoạch tình nguyện",
        valid_from=date(2026, 1, 1),
        valid_to=date(2028, 1, 1),
    )
    Phase.objects.create(
        programme=programme,
        code="gd1",
        name="Giai đoạn 1",
        valid_from=programme.valid_from,
        valid_to=programme.valid_to,
    )
    body = Body.objects.create(programme=programme, code="don_vi", name="Đơn vị", position=1)
    for each in (unit, below):
        BodyUnit.objects.create(body=body, unit=each)
    task, done = (
        Task.objects.create(
            programme=programme,
            code=code,
            clause="III.1",
            text=text,
            position=position,
            every="year",
            deadline={"before": "20/03"},
        )
        for position, (code, text) in enumerate(
            (("NV-1", "Tập huấn điều phối"), ("NV-2", "Báo cáo năm")), start=1
        )
    )
    for each in (task, done):
        TaskBody.objects.create(task=each, body=body, role="LEAD")
    _report(world, unit, done)
    return {
        "programme": programme,
        "body": body,
        "board": _board(unit, programme),
        "task": task,
        **_written(world, unit, programme, number),
        **with_money(unit, below, programme, task, world.now),
        **_hindered(world, unit, below, programme),
        **decided(world, unit, below, programme, number),
    }


@dataclass
class Calendar:
    """An address of a calendar, as whoever holds it knows it."""

    token: str


def _written(world: World, unit: Unit, programme: Programme, number: int) -> dict[str, object]:
    """A proposal, a plan that is being written, and an officer's address of the unit's calendar."""
    amendment = _amendment(world, unit, programme)
    document = Edition.objects.get(programme=programme).document | {"code": f"S-{programme.code}"}
    draft = PlanDraft.objects.create(
        unit=unit, code=document["code"], document=document, begun_at=world.now, saved_at=world.now
    )
    account = Account.objects.create(
        phone=f"+84977{unit.pk:04d}{number:02d}", full_name="Lò Thị Xuân", created_at=world.now
    )
    RoleGrant.objects.create(
        account=account, unit=unit, role="BRANCH_OFFICER", valid_from=date(2024, 1, 1)
    )
    calendar = Calendar(f"lich-{unit.pk}-{number}")
    CalendarFeed.objects.create(
        unit=unit, account=account, secret_digest=digest(calendar.token), opened_at=world.now
    )
    return {"amendment": amendment, "draft_plan": draft, "calendar": calendar}


def _report(world: World, unit: Unit, done: Task) -> None:
    TaskReport.objects.create(
        task=done,
        unit=unit,
        year=2026,
        done_on=date(2026, 3, 2),
        paper="Báo cáo 3-BC/ĐTN",
        reported_at=world.now,
    )


def _amendment(world: World, unit: Unit, programme: Programme) -> Amendment:
    """What the unit wants changed in its plan, whose document is kept."""
    task = {"code": "NV-1", "clause": "III.1", "text": "Tập huấn điều phối", "every": "year"}
    head = {
        "code": programme.code,
        "name": programme.name,
        "from": "2026-01-01",
        "to": "2028-01-01",
    }
    phase = {"code": "gd1", "name": "Giai đoạn 1", "from": "2026-01-01", "to": "2028-01-01"}
    body = {"code": "don_vi", "name": "Đơn vị"}
    tasks = [task | {"lead": ["don_vi"], "due": {"before": "20/03"}}]
    lists = {"phases": [phase], "bodies": [body], "tasks": tasks, "indicators": []}
    Edition.objects.create(
        programme=programme, number=1, document=head | lists, loaded_at=world.now
    )
    return Amendment.objects.create(
        programme=programme,
        unit=unit,
        part="TASKS",
        key="NV-1",
        base=tasks[0],
        proposed=tasks[0] | {"due": {"before": "15/04"}},
        reason="Tháng 3 bà con làm nương.",
        proposed_at=world.now,
    )


def _hindered(world: World, unit: Unit, below: Unit, programme: Programme) -> dict[str, object]:
    """An obstacle of the unit, and one of the unit below that waits for its answer."""
    own, hindered = (
        Obstacle.objects.create(
            unit=hampered,
            addressed=asked,
            programme=programme,
            title="Thiếu tài liệu tập huấn",
            text="Chưa có tài liệu tiếng Mông.",
            raised_at=world.now,
        )
        for hampered, asked in ((unit, below), (below, unit))
    )
    return {"obstacle": own, "hindered": hindered}


def _board(unit: Unit, programme: Programme) -> Board:
    """A board that was added by hand, of which the unit is in charge."""
    board = Board.objects.create(
        programme=programme, code="them-1", name="Trường học", position=1, is_by_hand=True
    )
    BoardTerm.objects.create(board=board, unit=unit, valid_from=date(2026, 1, 1))
    return board
