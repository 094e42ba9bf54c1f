"""Opening an activity from four answers."""

import unicodedata
from datetime import time, timedelta

import pytest

from aoxanh.activities import actions, errors
from aoxanh.activities.models import Activity, StageStep
from aoxanh.activities.types import ActivityState, Initiator
from aoxanh.audit.models import Entry
from aoxanh.kernel.dates import at, local_day
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.practices import actions as practices
from aoxanh.practices.types import Mate, MateKind, PracticeField, PracticeGiven
from aoxanh.units.models import Hold
from tests.activities.world import refused


def test_four_answers_make_a_draft_with_a_shift_and_a_slot(world):
    draft = world.opened(title="Lớp số bản Pho", spot="Nhà văn hóa bản Pho", places=12)

    assert (draft.state, draft.kind_id, draft.primary_field_id) == (
        ActivityState.DRAFT,
        "tinh_nguyen",
        "chuyen_doi_so",
    )
    assert draft.starts_on == world.day + timedelta(days=5)
    assert draft.has_weekend
    slot = draft.shifts.get().slots.get()
    assert (slot.role_code, slot.capacity) == ("huong_dan", 12)


def test_the_template_names_what_the_officer_leaves_blank(world):
    draft = world.opened("don_duong_lien_ban", title=" ")

    assert draft.title == "Dọn đường liên bản"
    assert draft.scene == "road"
    assert "Găng tay" in draft.bring
    assert [field.pk for field in draft.other_fields.all()] == ["an_toan_giao_thong"]


def test_decomposed_titles_are_stored_composed_and_found_without_marks(world):
    draft = world.opened(title=unicodedata.normalize("NFD", "Dọn đường  bản Pho"))

    assert draft.title == "Dọn đường bản Pho"
    assert draft.search_text.startswith("don duong ban pho")


def test_a_template_without_traits_says_which_stages_it_leaves_out_and_why(world):
    draft = world.opened("lop_so")

    uses = dict(draft.stages.values_list("code", "use"))
    assert uses["handover"] == "LEFT_OUT"
    assert uses["survey"] == "MERGED"
    assert uses["evaluation"] == "KEPT"
    assert not StageStep.objects.exclude(use="KEPT").filter(reason="").exists()


@pytest.mark.parametrize("template", ["don_duong_lien_ban", "thien_tai", "ngay_hoi_tinh_nguyen"])
def test_outdoor_and_disaster_activities_walk_the_full_path(world, template):
    draft = world.opened(template)

    assert draft.stages.filter(use="KEPT").count() == 8
    assert draft.lifecycle_id == "full_path"


def test_a_large_activity_walks_the_full_path_even_on_a_short_template(world):
    draft = world.opened("toa_dam", places=150)

    assert draft.is_large
    assert list(draft.stages.order_by("position").values_list("code", flat=True))[-1] == "handover"


def test_a_place_of_another_union_makes_it_outside_territory(world):
    draft = world.opened(place="Bình Lư")

    assert draft.is_outside
    assert draft.safety_items.filter(code="travel").exists()


def test_the_province_is_at_home_in_all_its_communes(world):
    draft = world.opened(unit=world.province, by=world.system, place="Bình Lư")

    assert not draft.is_outside
    assert draft.initiated_by == Initiator.UNION


def test_an_activity_of_several_days_gets_the_same_hours_daily(world):
    first, last = world.day + timedelta(days=4), world.day + timedelta(days=6)

    draft = world.opened(starts_at=at(first, time(7)), ends_at=at(last, time(11)))

    shifts = draft.shifts.order_by("starts_at")
    assert [local_day(shift.starts_at) for shift in shifts] == [first, first + timedelta(1), last]
    assert {(shift.ends_at - shift.starts_at).seconds for shift in shifts} == {4 * 3600}


def test_a_shift_past_midnight_stays_one_shift(world):
    day = world.day + timedelta(days=4)

    draft = world.opened(starts_at=at(day, time(20)), ends_at=at(day + timedelta(1), time(2)))

    assert draft.shifts.count() == 1


def test_its_unit_is_held_until_the_last_day(world):
    draft = world.opened()

    hold = Hold.objects.get(unit=world.ta_leng)
    assert (hold.key, hold.until) == (f"activity:{draft.pk}", draft.ends_on)


def test_opening_leaves_one_entry_on_the_trail(world):
    draft = world.opened()

    entry = Entry.objects.get(event="activities.ActivityOpened")
    assert (entry.unit_id, entry.subject_id) == (world.ta_leng.pk, draft.pk)
    assert draft.title not in str(entry.values)


def test_opening_for_another_unit_is_refused(world, officer):
    with refused(NotAllowed):
        world.opened(unit=world.binh_lu, by=officer)

    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"template": "khong_co"}, errors.ChoiceUnknown),
        ({"in_days": -1}, errors.DaysPast),
        ({"begin": 11, "end": 7}, errors.DaysReversed),
        ({"places": 0}, errors.CapacityOutOfRange),
    ],
)
def test_answers_that_cannot_be_are_refused_and_nothing_stays(world, given, error):
    hours = {key: given.pop(key) for key in ("in_days", "begin", "end") if key in given}

    with refused(error):
        world.opened(**given, **(world.hours(**hours) if hours else {}))

    assert not Activity.objects.exists()


def test_an_activity_without_end_is_refused(world):
    day = world.day + timedelta(days=1)

    with refused(errors.DaysTooMany):
        world.opened(starts_at=at(day, time(7)), ends_at=at(day + timedelta(90), time(11)))


def test_a_place_that_does_not_exist_is_refused(world, officer):
    with refused(errors.PlaceMissing):
        actions.open_from_answers(
            by=officer,
            unit_id=world.ta_leng.pk,
            template_code="lop_so",
            place_id=10**9,
            places=5,
            now=world.now,
            **world.hours(),
        )


def test_a_unit_not_founded_yet_cannot_open(world):
    late = world.found(
        "Mù Sang", parent=world.province, place="Tả Lèng", on=world.day + timedelta(days=30)
    )

    with refused(errors.UnitNotActive):
        world.opened(unit=late, by=world.system)


def test_an_activity_that_begins_from_a_model_tells_its_purpose_and_its_way(world):
    model = practices.write(
        by=world.system,
        unit_id=world.ta_leng.pk,
        practice=PracticeGiven(
            texts={PracticeField.TITLE: "Tủ áo ấm", PracticeField.CONTENT: "Gom áo, giặt sạch."},
            year=2026,
            summary="Áo ấm cho bản xa.",
            mates=(Mate(name="Hội đồng hương", kind=MateKind.DOMESTIC),),
        ),
        now=world.now,
    )
    with refused(Missing):
        world.opened(practice_code=model.code)
    practices.put_into_registry(by=world.system, practice_id=model.pk, now=world.now)

    draft = world.opened(practice_code=model.code)

    assert draft.practice == model
    assert draft.summary == "Áo ấm cho bản xa.\n\nGom áo, giặt sạch."
    assert draft.partners == "Hội đồng hương"
