"""Who is in charge: boards of a document, terms through time, what reaches whom (ORG-05)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from aoxanh.access.models import Account, RoleGrant
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.reorganising import Plan, Step
from aoxanh.notices.models import Notice
from aoxanh.programmes import actions, queries
from aoxanh.programmes.errors import (
    BoardOfDocument,
    NobodyInCharge,
    NotAbove,
    ProgrammeFileInvalid,
    ProgrammeIsClosed,
    StandingBoardExists,
    TermEmpty,
    TermNotAfter,
    TermOutside,
)
from aoxanh.programmes.models import Board, BoardTerm, Programme, Task
from aoxanh.programmes.queries.reorganising import FIGURES
from aoxanh.programmes.types.boards import BoardGiven, TermGiven
from aoxanh.programmes.types.duties import DoneGiven
from aoxanh.programmes.types.following import ObstacleGiven
from aoxanh.units.models import Unit
from tests.activities.world import World, refused


PLAN = """
code: HT-1
name: Kế hoạch
from: 2025-01-01
to: 2028-01-01
phases: [{code: gd1, name: Giai đoạn 1, from: 2025-01-01, to: 2028-01-01}]
bodies:
  - {code: ban, name: Ban Tuyên giáo}
  - {code: xa, name: Đoàn xã, kinds: [doan_xa, doan_phuong]}
tasks:
  - {code: NV-1, clause: VI.1, text: Gửi báo cáo, lead: [xa], every: year, due: {before: 10/10}}
  - {code: NV-2, clause: VI.2, text: Việc khác, lead: [xa], every: year}
indicators: []
"""
BOARDS = """
boards:
  - {code: tt, name: Thường trực, body: ban, standing: true}
  - {code: th, name: Báo cáo 10/10, body: ban, groups: [Học sinh], tasks: [NV-1]}
"""


class Charge:
    """A programme of the province with boards, told by a file."""

    def __init__(self, world, now, folder):
        self.world, self.now, self.system, self.folder = world, now, world.system, folder
        self.programme = self.load(PLAN + BOARDS)

    def load(self, text):
        path = self.folder / "plan.yaml"
        path.write_text(text, encoding="utf-8")
        return actions.load(by=self.system, unit_id=self.world.province.pk, path=path, now=self.now)

    def boards(self):
        return queries.boards([self.programme.pk], actor=self.system)

    def board(self, code):
        return Board.objects.get(programme=self.programme, code=code)

    def give(self, board, unit, first, *, by=None, **more):
        given = TermGiven(unit_id=unit.pk, valid_from=first, **more)
        return actions.give_board(
            by=by or self.system, board_id=board.pk, given=given, now=self.now
        )

    def add(self, *, by=None, **given):
        return actions.add_board(
            by=by or self.system,
            programme_id=self.programme.pk,
            given=BoardGiven(name="Trường học", **given),
            now=self.now,
        )

    def obstacle(self, unit, board):
        given = ObstacleGiven(title="Thiếu áo", text="Rét.", proposal="", board_id=board.pk)
        return actions.raise_obstacle(by=self.system, unit_id=unit.pk, given=given, now=self.now)

    def officer(self, unit, role="COMMUNE_OFFICER"):
        account = Account.objects.create(
            phone=f"+849130{unit.pk:05d}", full_name="Lò Thị Mai", created_at=self.now
        )
        RoleGrant.objects.create(account=account, unit=unit, role=role, valid_from=date(2024, 1, 1))
        return account


def _refuses(error, action, *args, **given):
    with refused(error):
        action(*args, **given)


@pytest.fixture
def charge(db, system, today, now, tmp_path):
    return Charge(World(system=system, day=today, now=now).build(), now, tmp_path)


def test_boards_come_from_the_document_and_the_owner_stands_in_until_someone_is_named(charge):
    standing, reports = charge.boards()

    assert (standing.name, standing.is_standing, standing.holder) == (
        "Thường trực",
        True,
        "Ban Tuyên giáo",
    )
    assert (reports.groups, reports.unit_id, reports.since) == (
        ("Học sinh",),
        charge.world.province.pk,
        None,
    )


def test_loading_again_changes_no_term_and_withdraws_only_what_the_document_left_out(charge):
    charge.give(charge.board("th"), charge.world.ta_leng, date(2026, 1, 1))
    by_hand = charge.add()

    charge.load(PLAN + BOARDS.replace("Báo cáo 10/10", "Báo cáo năm"))
    kept = {each.name for each in charge.boards()}
    charge.load(PLAN)

    assert kept == {"Thường trực", "Báo cáo năm", "Trường học"}
    assert [each.pk for each in charge.boards()] == [by_hand.pk]
    assert BoardTerm.objects.count() == 1


def test_a_standing_board_of_the_document_takes_the_place_of_one_added_by_hand(charge):
    charge.load(PLAN)
    by_hand = charge.add(is_standing=True)

    charge.load(PLAN + BOARDS)

    by_hand.refresh_from_db()
    assert not by_hand.is_standing
    assert [each.name for each in charge.boards() if each.is_standing] == ["Thường trực"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (BOARDS + "  - {code: t2, name: Hai, body: ban, standing: true}\n", "chỉ có một bộ phận"),
        (BOARDS.replace("body: ban, groups", "body: nao, groups"), "đơn vị nao"),
        (BOARDS.replace("[NV-1]", "[NV-9]"), "nhiệm vụ NV-9"),
        (BOARDS.replace("standing: true", "tasks: [NV-1]"), "đã giao cho bộ phận khác"),
        (BOARDS.replace("code: th,", "code: tt,"), "mã tt đã có"),
        (BOARDS.replace("standing: true", "standing: thật"), "chưa đúng kiểu"),
    ],
)
def test_a_wrong_board_is_refused_with_its_line_and_nothing_is_loaded(charge, wrong, said):
    with refused(ProgrammeFileInvalid) as refusal:
        charge.load(PLAN + wrong)

    assert said in str(refusal.value)

    assert len(charge.boards()) == 2


def test_who_is_in_charge_changes_with_the_day_and_the_past_is_kept(charge):
    board = charge.board("tt")
    charge.give(board, charge.world.province, date(2025, 1, 1), department="Ban Phong trào")
    charge.give(board, charge.world.ta_leng, date(2026, 1, 1), decision="21-QĐ/TĐTN")

    (standing, _reports) = charge.boards()
    now, before = queries.board_terms(board.pk, actor=charge.system)

    assert standing.unit_id == charge.world.ta_leng.pk
    assert (before.holder.split(",")[0], before.valid_to) == ("Ban Phong trào", date(2026, 1, 1))
    assert (now.decision, now.valid_from) == ("21-QĐ/TĐTN", date(2026, 1, 1))
    held = queries.boards_held(charge.world.ta_leng.pk, actor=charge.system)
    assert [each.board.name for each in held] == ["Thường trực"]


def test_terms_are_refused_that_are_empty_outside_or_before_another(charge):
    board, ward = charge.board("tt"), charge.world.ta_leng
    charge.give(board, ward, date(2026, 1, 1))

    _refuses(TermNotAfter, charge.give, board, ward, date(2026, 1, 1))
    _refuses(TermEmpty, charge.give, board, ward, date(2026, 3, 1), valid_to=date(2026, 3, 1))
    outside = World(system=charge.system, day=date(2026, 1, 1), now=charge.now)
    foreign = outside.found("Tỉnh đoàn khác", parent=None, kind="tinh_doan")
    _refuses(TermOutside, charge.give, board, foreign, date(2026, 3, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        BoardTerm.objects.create(
            board=board, unit=ward, valid_from=date(2027, 1, 1), valid_to=date(2027, 1, 1)
        )


def test_two_terms_of_a_board_share_no_day_in_postgresql_either(charge):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no exclusion constraints: the action checks")
    board = charge.board("tt")
    charge.give(board, charge.world.ta_leng, date(2026, 1, 1))

    with pytest.raises(IntegrityError), transaction.atomic():
        BoardTerm.objects.create(
            board=board, unit=charge.world.province, valid_from=date(2026, 2, 1)
        )


def test_only_the_owner_delegates_and_takes_back_what_was_added_by_hand(charge):
    stranger = charge.world.officer(charge.world.ta_leng)
    by_hand = charge.add()

    _refuses(NotAllowed, charge.add, by=stranger)
    _refuses(NotAllowed, charge.give, by_hand, charge.world.ta_leng, date(2026, 1, 1), by=stranger)
    _refuses(StandingBoardExists, charge.add, is_standing=True)
    _refuses(Missing, charge.add, task_ids=[Task.objects.get(code="NV-1").pk])
    _refuses(
        BoardOfDocument,
        actions.take_board_back,
        by=charge.system,
        board_id=charge.board("tt").pk,
        now=charge.now,
    )
    actions.take_board_back(by=charge.system, board_id=by_hand.pk, now=charge.now)
    _refuses(Missing, charge.give, by_hand, charge.world.ta_leng, date(2026, 1, 1))
    _refuses(
        Missing, actions.add_board, by=charge.system, programme_id=0,
        given=BoardGiven(name="x"), now=charge.now,
    )  # fmt: skip
    Programme.objects.update(closed_on=date(2026, 1, 1))
    _refuses(ProgrammeIsClosed, charge.add)


def test_a_report_reaches_the_board_that_names_its_task_and_is_told_there(charge):
    ward, other = charge.world.ta_leng, charge.world.binh_lu
    officer = charge.officer(other)
    charge.give(charge.board("th"), other, date(2026, 1, 1))
    task = Task.objects.get(code="NV-1")
    (_standing, reports) = charge.boards()
    actions.report_task(
        by=charge.system,
        unit_id=ward.pk,
        task_id=task.pk,
        year=2026,
        given=DoneGiven(done_on=date(2026, 1, 5), paper="3-BC/ĐTN"),
        now=charge.now,
    )

    rows = queries.received(reports, unit_id=other.pk, year=2026, actor=charge.system)
    beside = queries.received(reports, unit_id=ward.pk, year=2026, actor=charge.system)

    assert any(row.duty.done and row.duty.done.paper == "3-BC/ĐTN" for row in rows)
    assert any(row.duty.done is None for row in rows)
    assert beside == []
    assert Notice.objects.filter(account_id=officer.pk, key__startswith="received:").count() == 1
    assert queries.board_of_task(task.pk, actor=charge.system).name == "Báo cáo 10/10"
    rest = Task.objects.get(code="NV-2")
    assert queries.board_of_task(rest.pk, actor=charge.system).name == "Thường trực"


def test_once_who_was_in_charge_ends_the_owner_is_and_the_dry_run_says_so(charge, today):
    world = charge.world
    charge.give(charge.board("th"), world.ta_leng, date(2026, 1, 1))
    on = today + timedelta(days=1)
    heir = world.binh_lu.pk
    step = Step(unit_id=world.ta_leng.pk, ends=True, heirs=(heir,), acting_id=heir)
    plan = Plan(reorganisation_id=1, unit_id=world.province.pk, on=on, steps=(step,))
    told = FIGURES.tell(plan, charge.system)

    Unit.objects.filter(pk=world.ta_leng.pk).update(closed_on=today, closing=world.ta_leng.founding)

    (_standing, reports) = charge.boards()
    assert (reports.unit_id, reports.since) == (world.province.pk, None)
    assert ("Báo cáo 10/10",) in {each.names for each in told}


def test_an_obstacle_goes_to_the_board_in_charge_which_reads_and_answers_it(charge):
    ward, other = charge.world.ta_leng, charge.world.binh_lu
    board = charge.board("th")
    charge.give(board, other, date(2026, 1, 1))
    holder = charge.world.officer(other)

    made = charge.obstacle(ward, board)

    assert (made.addressed_id, made.programme_id) == (other.pk, charge.programme.pk)
    waiting = queries.obstacles_to_answer(other.pk, actor=holder)
    assert [each.pk for each in waiting] == [made.pk]
    actions.answer_obstacle(
        by=holder, unit_id=other.pk, obstacle_id=made.pk, text="Đã chuyển áo.", now=charge.now
    )
    assert not queries.obstacles_to_answer(other.pk, actor=holder).exists()
    _refuses(NotAbove, charge.obstacle, other, board)
    _refuses(Missing, charge.obstacle, ward, Board(pk=0))


def test_a_board_added_by_hand_is_told_differently_and_one_of_the_document_is_not(charge):
    free = Task.objects.get(code="NV-2").pk
    board = charge.add(task_ids=[free])
    given = BoardGiven(name="Học sinh", groups=["THPT"], task_ids=[free])

    actions.change_board(by=charge.system, board_id=board.pk, given=given, now=charge.now)

    board.refresh_from_db()
    assert (board.name, board.groups) == ("Học sinh", ["THPT"])
    taken = BoardGiven(name="Học sinh", task_ids=[Task.objects.get(code="NV-1").pk])
    standing = BoardGiven(name="Học sinh", is_standing=True)
    for error, pk, told in (
        (Missing, board.pk, taken),
        (StandingBoardExists, board.pk, standing),
        (BoardOfDocument, charge.board("th").pk, given),
    ):
        with refused(error):
            actions.change_board(by=charge.system, board_id=pk, given=told, now=charge.now)
    with refused(NotAllowed):
        actions.change_board(
            by=charge.world.officer(charge.world.ta_leng),
            board_id=board.pk,
            given=given,
            now=charge.now,
        )


def test_who_is_in_charge_leaves_and_the_owner_stands_in(charge, today):
    board = charge.board("th")
    charge.give(board, charge.world.ta_leng, date(2026, 1, 1))
    with refused(NobodyInCharge):
        actions.end_board_term(
            by=charge.system, board_id=board.pk, on=date(2026, 1, 1), now=charge.now
        )

    actions.end_board_term(by=charge.system, board_id=board.pk, on=today, now=charge.now)

    assert BoardTerm.objects.get(board=board).valid_to == today
    assert charge.boards()[1].unit_id == charge.world.province.pk
