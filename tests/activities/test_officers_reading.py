"""What officers see of activities, and what waits for them."""

import pytest

from aoxanh.activities import actions, queries
from aoxanh.activities.types import TodoKind
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing


def test_drafts_are_seen_by_the_unit_and_its_superior_and_by_nobody_else(world, officer):
    draft = world.opened()

    assert queries.activities(actor=officer).get() == draft
    assert queries.activities(actor=world.officer(world.province)).get() == draft
    assert not queries.activities(actor=world.officer(world.binh_lu)).exists()
    assert not queries.activities(actor=Actor.guest(day=world.day)).exists()
    with pytest.raises(Missing):
        queries.activity(activity_id=draft.pk, actor=world.officer(world.binh_lu))


def test_officers_search_without_marks_and_by_unit(world, officer):
    draft = world.opened(title="Lớp số bản Pho")
    province = world.officer(world.province)

    assert queries.activities(actor=officer, text="lop PHO").get() == draft
    assert not queries.activities(actor=officer, text="rừng").exists()
    assert not queries.activities(actor=province, unit_id=world.binh_lu.pk).exists()


def test_the_list_of_officers_costs_the_same_for_one_and_for_six(world, costs_the_same):
    def page():
        rows = queries.activities(actor=world.officer(world.province))
        return [(row.title, row.kind.name, row.place.name) for row in rows]

    def grow():
        for count in range(6):
            unit = world.found(f"Chi đoàn {count}", parent=world.ta_leng, kind="chi_doan")
            world.opened(unit=unit, by=world.system)

    world.opened()
    costs_the_same(page, grow)


def test_one_activity_is_read_with_all_that_belongs_to_it(world, officer, statements):
    draft = world.opened("don_duong_lien_ban")

    with statements() as counted:
        found = queries.activity(activity_id=draft.pk, actor=officer)
        stages = [stage.name for stage in found.stages.all()]
        assert [len(found.safety_items.all()), len(found.hosts.all())] == [7, 0]

    assert stages[0] == "Khảo sát nhu cầu"
    assert counted.count == 6


def test_declared_totals_are_not_told_to_siblings(world):
    assert not queries.declared_totals(
        actor=world.officer(world.binh_lu), unit_id=world.ta_leng.pk
    ).exists()


def _todo(world, unit=None, actor=None, day=None):
    unit = unit or world.ta_leng
    actor = actor or world.officer(unit)
    items = queries.todo(actor=actor, unit_id=unit.pk, day=day or world.day)
    return [(item.kind, item.title, item.count) for item in items]


def test_a_draft_and_its_open_safety_list_wait_for_the_unit(world):
    world.opened("don_duong_lien_ban", title="Dọn đường")

    assert _todo(world) == [
        (TodoKind.SAFETY_OPEN, "Dọn đường", 7),
        (TodoKind.DRAFT, "Dọn đường", 1),
    ]


def test_what_is_over_waits_to_be_closed(world):
    world.published(title="Lớp số")
    later = world.later(6)

    found = _todo(world, actor=later, day=later.day)

    assert (TodoKind.TO_CLOSE, "Lớp số", 1) in found


def test_a_host_is_reminded_of_who_waits_for_its_word(world, officer):
    draft = world.opened("ao_am", title="Áo ấm", place="Bình Lư")
    actions.ask_host(by=officer, activity_id=draft.pk, host_unit_id=world.binh_lu.pk, now=world.now)

    assert _todo(world, unit=world.binh_lu) == [(TodoKind.HOST_WAITING, "Áo ấm", 1)]


def test_nothing_waits_for_a_unit_one_has_no_say_in(world):
    world.opened()

    assert _todo(world, actor=world.officer(world.binh_lu)) == []


def test_what_waits_costs_the_same_for_one_and_for_six(world, costs_the_same):
    world.opened("don_duong_lien_ban")

    costs_the_same(
        lambda: _todo(world), lambda: [world.opened("don_duong_lien_ban") for _ in range(6)]
    )
