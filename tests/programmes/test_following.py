"""Following a plan: own plans of units, making it known, what stands in the way."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from aoxanh.access.models import Account, RoleGrant
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.notices.models import Notice
from aoxanh.programmes import actions, queries
from aoxanh.programmes.errors import (
    AlreadyAcknowledged,
    AnswerNeeded,
    DoneInFuture,
    NotAbove,
    ObstacleIsAnswered,
    PlanIsNoPaper,
    ProgrammeIsClosed,
)
from aoxanh.programmes.models import Obstacle, OwnPlan, Programme
from aoxanh.programmes.types.following import ObstacleGiven, PlanGiven
from tests.activities.world import World, refused


OWN = PlanGiven(year=2026, title="Kế hoạch năm 2026", number="15-KH/ĐTN")


class Following:
    """A programme of the province, and its two communes."""

    def __init__(self, world, now):
        self.world, self.now, self.system = world, now, world.system
        self.programme = Programme.objects.create(
            unit=world.province,
            code="CT-1",
            name="Chương trình",
            valid_from=date(2025, 1, 1),
            valid_to=date(2028, 1, 1),
        )

    def send(self, given=OWN, *, by=None, unit=None, programme_id=None):
        return actions.send_own_plan(
            by=by or self.system,
            unit_id=(unit or self.world.ta_leng).pk,
            programme_id=programme_id or self.programme.pk,
            given=given,
            now=self.now,
        )

    def known(self, unit, *, by=None, on=date(2026, 3, 2)):
        return actions.acknowledge(
            by=by or self.system,
            unit_id=unit.pk,
            programme_id=self.programme.pk,
            on=on,
            how="Sinh hoạt chi đoàn",
            now=self.now,
        )

    def rows(self, by=None):
        return queries.units_following(
            self.world.province.pk,
            programme_id=self.programme.pk,
            year=2026,
            actor=by or self.system,
        )

    def ask(self, by=None):
        return actions.ask_for_plans(
            by=by or self.system,
            unit_id=self.world.province.pk,
            programme_id=self.programme.pk,
            year=2026,
            now=self.now,
        )

    def account(self, unit, role):
        account = Account.objects.create(
            phone=f"+849130{unit.pk:05d}", full_name="Lò Thị Mai", created_at=self.now
        )
        RoleGrant.objects.create(account=account, unit=unit, role=role, valid_from=date(2024, 1, 1))
        return account

    def hindered(self, unit=None, *, to=None, by=None, programme=None):
        given = ObstacleGiven(
            title="Thiếu áo ấm",
            text="Mùa đông đến sớm.",
            proposal="Cấp thêm",
            addressed_id=(to or self.world.province).pk,
            programme_id=programme,
        )
        unit = unit or self.world.ta_leng
        return actions.raise_obstacle(
            by=by or self.system, unit_id=unit.pk, given=given, now=self.now
        )

    def answer(self, obstacle, text="Đã cấp", *, unit=None, by=None):
        return actions.answer_obstacle(
            by=by or self.system,
            unit_id=(unit or self.world.province).pk,
            obstacle_id=obstacle.pk,
            text=text,
            now=self.now,
        )


@pytest.fixture
def following(db, system, today, now):
    return Following(World(system=system, day=today, now=now).build(), now)


def test_the_superior_sees_who_has_a_plan_and_who_has_none(following):
    following.send()

    without, has = following.rows()

    assert (without.unit_id, without.has_plan) == (following.world.binh_lu.pk, False)
    assert (has.plan, has.has_plan) == ("15-KH/ĐTN", True)


def test_a_plan_for_all_years_stands_until_one_of_the_year_and_the_newest_counts(following):
    following.send(PlanGiven(year=None, title="Cả giai đoạn", number="1-KH"))
    following.send(PlanGiven(year=2027, title="Năm sau", number="9-KH"))
    assert following.rows()[1].plan == "1-KH"

    following.send()
    following.send(PlanGiven(year=2026, title="Sửa", file=("kh.pdf", b"%PDF-1.4\n%%EOF\n")))
    following.send(PlanGiven(year=None, title="Cả giai đoạn", number="2-KH"))

    assert following.rows()[1].plan == "Sửa"
    assert following.rows()[1].file_code
    own = queries.own_plan(
        following.world.ta_leng.pk,
        programme_id=following.programme.pk,
        year=2026,
        actor=following.system,
    )
    assert own.title == "Sửa"
    assert OwnPlan.objects.count() == 5


def test_a_plan_is_a_paper_of_a_running_programme_by_ones_own_unit(following):
    stranger = following.world.officer(following.world.binh_lu)

    with refused(PlanIsNoPaper):
        following.send(PlanGiven(year=2026, title="Không số", number=" "))
    with refused(NotAllowed):
        following.send(by=stranger)
    with refused(Missing):
        following.send(programme_id=999)
    Programme.objects.update(closed_on=date(2026, 11, 1))
    with refused(ProgrammeIsClosed):
        following.send()


def test_how_far_a_programme_is_known_is_counted_down_to_the_branches(following):
    branch = following.world.found("Bản Thẳm", parent=following.world.ta_leng, kind="chi_doan")
    following.known(branch)

    known = next(row for row in following.rows() if row.unit_id == following.world.ta_leng.pk)

    assert (known.acknowledged, known.units) == (1, 2)
    assert queries.acknowledgement(
        branch.pk, programme_id=following.programme.pk, actor=following.system
    )


def test_a_programme_is_made_known_once_and_not_in_the_future(following):
    following.known(following.world.ta_leng)

    with refused(AlreadyAcknowledged):
        following.known(following.world.ta_leng)
    with refused(DoneInFuture):
        following.known(following.world.binh_lu, on=date(2026, 12, 1))
    with refused(NotAllowed):
        following.known(
            following.world.binh_lu, by=following.world.officer(following.world.ta_leng)
        )


def test_units_without_a_plan_are_reminded_once_a_day(following):
    account = following.account(following.world.binh_lu, "COMMUNE_OFFICER")
    following.account(following.world.ta_leng, "COMMUNE_OFFICER")
    following.send()

    assert (following.ask(), following.ask()) == (1, 1)

    (told,) = Notice.objects.all()
    assert (told.account_id, told.subject) == (account.pk, "Đơn vị chưa gửi kế hoạch")
    following.send(unit=following.world.binh_lu)
    assert following.ask() == 0
    with refused(NotAllowed):
        following.ask(by=following.world.officer(following.world.ta_leng))


def test_an_obstacle_reaches_who_can_remove_it_and_its_answer_comes_back(following):
    above = following.account(following.world.province, "PROVINCE_OFFICER")
    own = following.account(following.world.ta_leng, "COMMUNE_OFFICER")
    writer = following.world.officer(following.world.ta_leng)

    obstacle = following.hindered(by=writer, programme=following.programme.pk)
    waiting = queries.obstacles_to_answer(following.world.province.pk, actor=following.system)
    assert list(waiting) == [obstacle]
    following.answer(obstacle)

    assert list(waiting.all()) == []
    told = list(Notice.objects.order_by("pk").values_list("account_id", flat=True))
    assert told == [above.pk, own.pk]
    (step,) = queries.obstacle_steps(obstacle.pk, actor=writer)
    assert (step.text, step.kind) == ("Đã cấp", "ANSWERED")
    counts = queries.obstacle_counts(following.world.province.pk, actor=following.system)
    assert (counts.waiting, counts.answered, counts.oldest) == (0, 1, None)


def test_what_a_unit_cannot_remove_goes_further_up_and_is_answered_there(following):
    world = following.world
    branch = world.found("Bản Thẳm", parent=world.ta_leng, kind="chi_doan")
    obstacle = following.hindered(branch, to=world.ta_leng)
    given = {"by": following.system, "obstacle_id": obstacle.pk, "now": following.now}

    with refused(NotAbove):
        actions.forward_obstacle(
            unit_id=world.ta_leng.pk, to_id=world.binh_lu.pk, text="Xin ý kiến", **given
        )
    actions.forward_obstacle(
        unit_id=world.ta_leng.pk, to_id=world.province.pk, text="Vượt khả năng", **given
    )

    with refused(Missing):
        following.answer(obstacle, unit=world.ta_leng)
    following.answer(obstacle)
    steps = queries.obstacle_steps(obstacle.pk, actor=following.system)
    assert [step.unit_id for step in steps] == [world.ta_leng.pk, world.province.pk]
    with refused(ObstacleIsAnswered):
        following.answer(obstacle)


def test_obstacles_that_cannot_be_sent_or_answered_are_refused(following):
    world = following.world

    with refused(NotAbove):
        following.hindered(to=world.binh_lu)
    with refused(NotAllowed):
        following.hindered(by=world.officer(world.binh_lu))
    obstacle = following.hindered()
    with refused(AnswerNeeded):
        following.answer(obstacle, "  ")
    with refused(NotAllowed):
        following.answer(obstacle, by=world.officer(world.ta_leng))
    assert Obstacle.objects.get().state == "OPEN"


def test_a_sibling_does_not_see_an_obstacle(following):
    obstacle = following.hindered()
    sibling = following.world.officer(following.world.binh_lu)

    with refused(Missing):
        queries.obstacle(obstacle.pk, unit_id=following.world.ta_leng.pk, actor=sibling)
    with refused(Missing):
        queries.obstacle(obstacle.pk, unit_id=following.world.binh_lu.pk, actor=following.system)


def test_the_database_refuses_what_cannot_be(following):
    obstacle = following.hindered()

    with pytest.raises(IntegrityError), transaction.atomic():
        Obstacle.objects.filter(pk=obstacle.pk).update(state="ANSWERED")
    with pytest.raises(IntegrityError), transaction.atomic():
        Obstacle.objects.filter(pk=obstacle.pk).update(addressed=obstacle.unit_id)
    following.send()
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnPlan.objects.update(number="")


def test_lists_of_what_is_followed_cost_the_same_for_six(following, costs_the_same):
    world = following.world

    def page():
        following.rows()
        list(queries.obstacles(world.province.pk, actor=following.system))
        export = queries.following.OBSTACLES
        list(export.rows(following.system, {"unit_id": world.province.pk}))

    def grow():
        for number in range(5):
            unit = world.found(f"Bản {number}", parent=world.province)
            following.send(unit=unit)
            following.known(unit)
            following.answer(following.hindered(unit))

    following.answer(following.hindered())
    costs_the_same(page, grow)
