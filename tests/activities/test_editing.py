"""Changing an activity: what follows from new days and traits."""

from datetime import timedelta

import pytest

from aoxanh.activities import actions, errors
from aoxanh.audit.models import Entry
from aoxanh.units.models import Hold
from tests.activities.world import refused


def edit(world, activity, by=None, **changes):
    by = by or world.officer(world.ta_leng)
    return actions.edit(by=by, activity_id=activity.pk, changes=changes, now=world.now)


def test_texts_are_composed_and_the_activity_is_found_by_them(world):
    draft = world.opened()

    edited = edit(world, draft, title="  Lớp số   bản Pho ", bring=["Bút", " "])

    assert (edited.title, edited.bring) == ("Lớp số bản Pho", ["Bút"])
    assert "lop so ban pho" in edited.search_text
    assert edited.version > draft.version


def test_the_trail_names_the_columns_and_never_the_words(world):
    draft = world.opened()

    edit(world, draft, title="Lớp của Giàng A Pháo", contact_phone="0912345678")

    values = str(Entry.objects.get(event="activities.ActivityEdited").values)
    assert "contact_phone" in values
    assert "0912345678" not in values
    assert "Pháo" not in values


def test_a_new_trait_asks_for_the_full_path_and_keeps_what_is_done(world, officer):
    draft = world.opened("ao_am")
    actions.complete_stage(by=officer, activity_id=draft.pk, code="survey", now=world.now)

    edited = edit(world, draft, is_outdoor=True)

    assert edited.stages.filter(use="KEPT").count() == 8
    assert edited.stages.get(code="survey").done_on == world.day
    assert edited.safety_items.filter(code="weather").exists()


def test_a_trait_taken_back_takes_its_unchecked_items_along(world, officer):
    draft = world.opened("ao_am")
    edit(world, draft, is_outdoor=True)
    actions.check_safety_item(by=officer, activity_id=draft.pk, code="medical", now=world.now)
    actions.add_safety_item(by=officer, activity_id=draft.pk, text="Riêng", now=world.now)

    edited = edit(world, draft, is_outdoor=False)

    codes = set(edited.safety_items.values_list("code", flat=True))
    assert {"medical", "hygiene"} < codes
    assert "weather" not in codes
    assert len(codes) == 3
    assert edited.stages.get(code="site").use == "MERGED"


def test_what_an_officer_left_out_stays_left_out(world, officer):
    draft = world.opened("don_duong_lien_ban")
    actions.skip_stage(by=officer, activity_id=draft.pk, code="site", reason="Đã rõ", now=world.now)

    edited = edit(world, draft, is_large=True)

    assert edited.stages.get(code="site").reason == "Đã rõ"


def test_new_days_move_the_hold_and_the_due_days(world):
    draft = world.opened()
    last = draft.starts_on + timedelta(days=3)

    edited = edit(world, draft, last_day=last)

    assert Hold.objects.get().until == last + timedelta(days=1)
    assert edited.stages.get(code="implementation").due_on == last


def test_a_new_place_brings_its_coordinates(world):
    draft = world.opened("lop_so")

    edited = edit(world, draft, place_id=world.places["Bình Lư"].pk)

    assert edited.latitude == world.places["Bình Lư"].latitude
    assert "binh lu" in edited.search_text


def test_moving_outside_asks_the_host_before_it_may_start_and_moving_home_does_not(world):
    activity = world.published("lop_so")

    edit(world, activity, place_id=world.places["Bình Lư"].pk)

    with refused(errors.NotReady) as refusal:
        actions.start(by=world.later(5), activity_id=activity.pk, now=world.now)
    assert "Đoàn nơi đến" in str(refusal.value)
    edit(world, activity, place_id=world.places["Tả Lèng"].pk)
    assert actions.start(by=world.later(5), activity_id=activity.pk, now=world.now).opened_at


def test_fields_are_one_primary_and_several_others(world):
    draft = world.opened()

    edited = edit(world, draft, primary_field="giao_duc", other_fields=["chuyen_doi_so"])

    assert edited.primary_field_id == "giao_duc"
    assert [field.pk for field in edited.other_fields.all()] == ["chuyen_doi_so"]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"title": " "}, errors.TitleMissing),
        ({"mode": "NEVER"}, errors.ChoiceUnknown),
        ({"primary_field": "khong_co"}, errors.ChoiceUnknown),
        ({"place_id": 10**9}, errors.PlaceMissing),
        ({"first": 9, "last": 8}, errors.DaysReversed),
        ({"first": 1, "last": 99}, errors.DaysTooMany),
        ({"first": 9, "last": 9}, errors.DaysLeaveShiftsOut),
    ],
)
def test_changes_that_cannot_be_are_refused_and_nothing_changes(world, changes, error):
    draft = world.opened()
    if "first" in changes:
        days = (world.day + timedelta(days=changes[end]) for end in ("first", "last"))
        changes = dict(zip(("first_day", "last_day"), days, strict=True))

    with refused(error):
        edit(world, draft, **changes)

    before = (draft.title, draft.starts_on, draft.version)
    draft.refresh_from_db()
    assert (draft.title, draft.starts_on) == before[:2]


def test_what_is_cancelled_is_not_edited(world, officer):
    activity = world.published()
    actions.cancel(by=officer, activity_id=activity.pk, reason="Rét hại", now=world.now)

    with refused(errors.WrongState):
        edit(world, activity, title="Khác")
