"""Draws that anyone can repeat, and files of checklists and uses."""

import pytest

from aoxanh.inspections import actions, queries
from aoxanh.inspections.errors import (
    ChecklistUnknown,
    DrawTooLarge,
    InspectionFileRefused,
    NobodyToVisit,
    NotBelow,
    SeedMissing,
)
from aoxanh.inspections.models import Draw, Visit
from aoxanh.kernel.draws import drawn, pool_digest
from aoxanh.kernel.errors import NotAllowed
from tests.activities.world import refused
from tests.inspections.conftest import CHECKLIST


POOL = ["A1", "B2", "C3", "D4", "E5"]


def test_the_same_seed_and_pool_give_the_same_draw_in_whatever_order_the_pool_stands():
    first = drawn(POOL, seed="0811", size=2)

    assert first == drawn(reversed(POOL), seed="0811", size=2)
    assert first == ["E5", "D4"]  # those whose SHA-256 of “0811:code” comes first
    assert pool_digest(POOL) == pool_digest(reversed(POOL))
    assert pool_digest(POOL) != pool_digest(POOL[:4])


def test_every_unit_is_drawn_about_as_often_as_every_other():
    times = dict.fromkeys(POOL, 0)

    for seed in range(2000):
        (code,) = drawn(POOL, seed=str(seed), size=1)
        times[code] += 1

    assert all(320 < each < 480 for each in times.values())


def draw(world, by, **changes):
    given = {"year": 2026, "seed": "Xổ số 22/11: 81 457", "count": 1, "checklist": CHECKLIST}
    pool = [world.ta_leng.pk, world.binh_lu.pk]
    asked = {"unit_id": world.province.pk, "pool_ids": pool} | given | changes
    return actions.draw_visits(by=by, **asked, now=world.now)


def test_a_draw_keeps_seed_and_pool_and_puts_whom_it_drew_into_the_plan(world, inspector):
    made = draw(world, inspector)

    kept = queries.draw(made.pk, actor=inspector, unit_id=world.province.pk)
    assert len(kept.pool) == 2
    assert queries.is_repeated(kept)
    assert Visit.objects.get().unit.code == kept.drawn[0]
    kept.seed = "another"
    kept.pool = ["X", *kept.pool]
    assert not queries.is_repeated(kept)


def test_what_cannot_be_drawn_is_refused_and_nothing_is_kept(world, inspector):
    with refused(SeedMissing):
        draw(world, inspector, seed="  ")
    with refused(DrawTooLarge):
        draw(world, inspector, count=3)
    with refused(DrawTooLarge):
        draw(world, inspector, count=0)
    with refused(NobodyToVisit):
        draw(world, inspector, pool_ids=[])
    with refused(NotBelow):
        draw(world, inspector, pool_ids=[world.province.pk])
    with refused(ChecklistUnknown):
        draw(world, inspector, checklist="khac")
    with refused(NotAllowed):
        draw(world, world.officer(world.ta_leng))

    assert not Draw.objects.exists()


ITEMS = "  items:\n    - {code: a, text: A}\n"


@pytest.mark.parametrize(
    ("checklists", "uses", "word"),
    [
        ("- code: x\n  name: X\n", "", "thiếu"),
        ("- code: x\n  name: X\n  items: []\n", "", "items"),
        (f"- code: x\n  name: X\n{ITEMS}    - {{code: a, text: B}}\n", "", "items"),
        ("- code: x\n  name: X\n  items: [A]\n", "", "items"),
        (f"- code: x\n  name: X\n{ITEMS}", "- {code: y, name: Y, seen_by: NOBODY}\n", "danh mục"),
        ("- {code: [", "", "không đọc được"),
    ],
)
def test_faulty_files_are_refused_with_their_reason(
    db, system, now, tmp_path, checklists, uses, word
):
    (tmp_path / "checklists.yaml").write_text(checklists, encoding="utf-8")
    (tmp_path / "it_uses.yaml").write_text(uses, encoding="utf-8")

    with pytest.raises(InspectionFileRefused) as refusal:
        actions.load_reference(by=system, folder=tmp_path, now=now)

    assert word in str(refusal.value)


def test_files_in_another_encoding_are_refused_and_only_the_system_loads(
    world, system, now, tmp_path
):
    (tmp_path / "checklists.yaml").write_bytes("- code: ă".encode("utf-16"))

    with refused(InspectionFileRefused):
        actions.load_reference(by=system, folder=tmp_path, now=now)
    with refused(NotAllowed):
        actions.load_reference(by=world.officer(world.ta_leng), now=now)
    assert actions.load_reference(by=system, now=now) == 0
