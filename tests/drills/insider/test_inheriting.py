"""An officer whose unit took another one over, and judges what that one said."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from aoxanh.access.models import Account, RoleGrant
from aoxanh.inspections import actions as inspections
from aoxanh.inspections import queries as declared
from aoxanh.inspections.errors import NotBelow
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.programmes import actions, queries
from aoxanh.programmes.errors import (
    FactIsOwn,
    FactUnitOutside,
    NotUnitAbove,
    ObstacleIsOwn,
)
from aoxanh.programmes.models import RecordedFact
from aoxanh.programmes.types import REFERENCE
from aoxanh.programmes.types.decisions import DecisionGiven
from aoxanh.programmes.types.duties import WaitingMatter
from aoxanh.programmes.types.following import ObstacleGiven
from aoxanh.programmes.types.recorded import FactGiven
from aoxanh.units import actions as units
from aoxanh.units.types import Decision
from tests.activities.world import refused


SENT = FactGiven(
    kind="form_01_on_time", year=2026, on=date(2026, 3, 10), title="Biểu mẫu 01", number="9-BC/ĐTN"
)
MARK = replace(SENT, kind="traffic_safety_marked_good", title="Xếp loại tốt")
LEVEL = "COMMUNE_OFFICER"


class Inherited:
    """Tả Lèng, which was merged into Bình Lư, and an officer of each and of the province above."""

    def __init__(self, world):
        self.world, self.on = world, world.day + timedelta(days=20)

    def merge(self, *others):
        units.merge(
            by=self.world.system, into_id=self.world.binh_lu.pk,
            unit_ids=[each.pk for each in (self.world.ta_leng, *others)], on=self.on,
            decision=Decision("11-QĐ/TĐTN", self.world.day, "Ban Thường vụ"), now=self.world.now,
        )  # fmt: skip

    def officer(self, unit, role=LEVEL, account_id=78):
        return replace(self.world.officer(unit, role, account_id=account_id), day=self.on)

    @property
    def heir(self):
        return self.officer(self.world.binh_lu)

    @property
    def above(self):
        return self.officer(self.world.province, "PROVINCE_OFFICER", account_id=9)

    def write(self, given=SENT, *, by=None, unit=None, **told):
        unit = unit or self.world.ta_leng
        return actions.record_fact(
            by=by or self.world.officer(unit),
            unit_id=unit.pk,
            given=replace(given, **told),
            now=self.world.now,
        )

    def accept(self, fact, by, unit):
        return actions.accept_fact(by=by, unit_id=unit.pk, fact_id=fact.pk, now=self.world.now)

    def waiting(self, matter, by, unit):
        return [row.pk for row in queries.matters_waiting(unit.pk, actor=by)[matter]]


@pytest.fixture
def inherited(world):
    return Inherited(world)


def test_accepting_a_fact_that_ones_unit_inherited(inherited, world):
    before, own = inherited.write(), inherited.write(unit=world.binh_lu)
    inherited.merge()
    heir, above = inherited.heir, inherited.above

    for fact, unit, refusal in [
        (before, world.binh_lu, NotUnitAbove),
        (own, world.binh_lu, NotUnitAbove),
        (before, world.ta_leng, NotUnitAbove),
        (own, world.ta_leng, Missing),
        (before, world.province, NotAllowed),
    ]:
        with refused(refusal):
            inherited.accept(fact, heir, unit)

    facts = WaitingMatter.FACTS
    assert inherited.waiting(facts, heir, world.binh_lu) == []
    assert set(inherited.waiting(facts, above, world.province)) == {before.pk, own.pk}
    assert inherited.accept(before, above, world.province).state == "COUNTED"
    actions.withdraw_fact(
        by=heir, unit_id=world.binh_lu.pk, fact_id=before.pk, why="Ghi nhầm", now=world.now
    )
    assert RecordedFact.objects.get(pk=before.pk).state == "WITHDRAWN"


@pytest.fixture
def promoted(inherited, world):
    """Who wrote for Tả Lèng and works in the province now."""
    account = Account.objects.create(
        phone="+84913000078", full_name="Lò Thị Mai", created_at=world.now
    )
    return inherited.officer(world.province, "PROVINCE_OFFICER", account_id=account.pk)


def test_accepting_above_what_one_wrote_below(inherited, promoted, world):
    wrote = world.officer(world.ta_leng, account_id=promoted.account_id)
    fact = inherited.write(by=wrote)

    with refused(FactIsOwn):
        inherited.accept(fact, promoted, world.province)

    assert inherited.accept(fact, inherited.above, world.province).state == "COUNTED"


def test_accepting_above_what_ones_heir_answers_for(inherited, promoted, world):
    fact = inherited.write()
    inherited.merge()
    RoleGrant.objects.create(
        account_id=promoted.account_id, unit=world.binh_lu, role=LEVEL, valid_from=date(2024, 1, 1)
    )

    with refused(FactIsOwn):
        inherited.accept(fact, promoted, world.province)


def test_marking_what_ones_unit_inherited(inherited, world):
    inherited.merge()
    ward = {"unit": world.binh_lu, "about_id": world.ta_leng.pk}

    with refused(FactUnitOutside):
        inherited.write(MARK, by=inherited.heir, **ward)

    marked = inherited.write(
        MARK, by=inherited.above, unit=world.province, about_id=world.ta_leng.pk
    )
    assert marked.unit_id == world.ta_leng.pk


@pytest.fixture
def plan(world):
    path = REFERENCE / "lai-chau-2024-2030.yaml"
    return actions.load(by=world.system, unit_id=world.province.pk, path=path, now=world.now)


@pytest.mark.usefixtures("plan")
def test_standing_another_figure_beside_an_inherited_one(inherited, world):
    inherited.merge()
    asked = {
        "code": "LC-2",
        "about_id": world.ta_leng.pk,
        "given": DecisionGiven(year=2030, text="Theo sổ giấy", value=70, number="9-BC/ĐTN"),
        "now": world.now,
    }

    with refused(NotUnitAbove):
        actions.override_figure(by=inherited.heir, unit_id=world.binh_lu.pk, **asked)

    made = actions.override_figure(by=inherited.above, unit_id=world.province.pk, **asked)
    assert made.unit_id == world.ta_leng.pk


def test_accepting_the_declaration_of_a_unit_one_inherited(inherited, world):
    inspections.load_reference(by=world.system, now=world.now)
    sent = inspections.declare_use(
        by=world.officer(world.ta_leng), unit_id=world.ta_leng.pk, uses=("mang_xa_hoi",),
        evidence="Nhóm Zalo xã", now=world.now,
    )  # fmt: skip
    inherited.merge()
    heir, above = inherited.heir, inherited.above
    asked = {"declaration_id": sent.pk, "accepted": True, "now": world.now}

    with refused(NotBelow):
        inspections.decide_use(by=heir, unit_id=world.binh_lu.pk, **asked)

    assert not declared.declarations_waiting(world.binh_lu.pk, actor=heir).exists()
    assert list(declared.declarations_waiting(world.province.pk, actor=above)) == [sent]
    assert inspections.decide_use(by=above, unit_id=world.province.pk, **asked).state == "ACCEPTED"


def test_answering_ones_own_obstacle_as_the_heir_of_who_was_asked(inherited, world):
    group = world.found("Bản Tả Lèng", parent=world.ta_leng, kind="chi_doan")
    given = ObstacleGiven(
        title="Thiếu áo ấm", text="Lạnh", proposal="", addressed_id=world.ta_leng.pk
    )
    asked = actions.raise_obstacle(by=world.system, unit_id=group.pk, given=given, now=world.now)
    inherited.merge(group)
    heir = inherited.heir
    own = {"by": heir, "unit_id": world.binh_lu.pk, "obstacle_id": asked.pk, "now": world.now}

    assert inherited.waiting(WaitingMatter.OBSTACLES, heir, world.binh_lu) == [asked.pk]
    with refused(ObstacleIsOwn):
        actions.answer_obstacle(text="Đã lo xong", **own)

    actions.forward_obstacle(to_id=world.province.pk, text="Xin tỉnh lo", **own)
    asked.refresh_from_db()
    assert asked.addressed_id == world.province.pk
    assert asked.steps.get().unit_id == world.binh_lu.pk
