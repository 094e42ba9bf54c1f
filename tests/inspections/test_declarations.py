"""Declarations of IT use: proposed from what the portal saw, looked at by the superior, counted when accepted."""

from datetime import date

from aoxanh.inspections import actions, queries
from aoxanh.inspections.errors import (
    AlreadyDecided,
    DeclarationWaits,
    NotBelow,
    NoUseNamed,
    ReasonMissing,
    UseWithoutEvidence,
)
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.programmes import queries as figures
from tests.activities.world import refused


def declare(world, unit=None, *, by=None, uses=("mang_xa_hoi",), evidence="Nhóm Zalo xã"):
    unit = unit or world.ta_leng
    return actions.declare_use(
        by=by or world.officer(unit),
        unit_id=unit.pk,
        uses=uses,
        evidence=evidence,
        now=world.now,
    )


def decide(world, declaration, *, by, unit=None, accepted=True, note=""):
    return actions.decide_use(
        by=by,
        unit_id=(unit or world.province).pk,
        declaration_id=declaration.pk,
        accepted=accepted,
        note=note,
        now=world.now,
    )


def using(world, day):
    asked = {"actor": world.system, "unit_id": world.province.pk, "day": day}
    return figures.stock_at(code="units_using_it", **asked)


def test_the_portal_proposes_what_it_saw_of_the_units_own_use(world):
    world.published()

    proposed = queries.proposed_uses(actor=world.officer(world.ta_leng), unit_id=world.ta_leng.pk)

    seen = {each.code: each.seen for each in proposed}
    assert (seen["mo_hoat_dong"], seen["dang_ky"], seen["mang_xa_hoi"]) == (1, 0, 0)
    assert proposed[0].seen_as == "hoạt động mở trên cổng"


def test_only_accepted_declarations_count_from_their_day_until_the_next(world, inspector):
    first = declare(world)
    assert using(world, world.day) == 0

    decide(world, first, by=inspector)

    assert using(world, world.day) == 1
    assert using(world, date(2026, 11, 22)) == 0
    second = declare(world, uses=("ho_so_so", "dang_ky"))
    decide(world, second, by=inspector)
    assert using(world, world.day) == 1
    assert second.uses == ["dang_ky", "ho_so_so"]


def test_a_declaration_names_known_uses_and_evidence_and_waits_once(world):
    with refused(NoUseNamed):
        declare(world, uses=())
    with refused(NoUseNamed):
        declare(world, uses=("thu_tay",))
    with refused(UseWithoutEvidence):
        declare(world, evidence=" ")
    with refused(NotAllowed):
        declare(world, by=world.officer(world.binh_lu))

    declare(world)

    with refused(DeclarationWaits):
        declare(world)


def test_a_superior_decides_once_with_a_reason_and_nobody_about_themselves(world, inspector):
    declaration = declare(world)
    with refused(NotBelow):
        decide(world, declaration, by=world.officer(world.ta_leng), unit=world.ta_leng)
    with refused(ReasonMissing):
        decide(world, declaration, by=inspector, accepted=False)

    decide(world, declaration, by=inspector, accepted=False, note="Thiếu đường dẫn")

    with refused(AlreadyDecided):
        decide(world, declaration, by=inspector)
    declaration.pk = 0
    with refused(Missing):
        decide(world, declaration, by=inspector)
    assert using(world, world.day) == 0


def test_what_waits_is_shown_to_the_superior_and_the_top_looks_at_its_own(world, inspector):
    below, own = declare(world), declare(world, world.province, by=inspector)

    waiting = queries.declarations_waiting(world.province.pk, actor=inspector)

    assert set(waiting) == {below, own}
    assert decide(world, own, by=inspector).state == "ACCEPTED"
    neighbour = world.officer(world.binh_lu)
    assert not queries.declarations_waiting(world.binh_lu.pk, actor=neighbour)
    assert not queries.declarations_of(world.ta_leng.pk, actor=neighbour)
