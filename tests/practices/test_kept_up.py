"""Models are checked whether they go on, told in handbooks, and it is known where they worked."""

from datetime import timedelta

import pytest
from django.db import transaction

from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.places.models import Place, PlaceFlag
from aoxanh.practices import actions, errors, queries
from aoxanh.practices.queries import PracticeFilter
from aoxanh.practices.types import Continuity
from aoxanh.units import queries as units
from aoxanh.web.practices.handbook_paper import handbook_paper
from tests.practices.conftest import given


def test_the_last_check_says_how_a_model_was_found(listed, secretary, today, now):
    for days, found in ((40, Continuity.KEPT), (2, Continuity.PAUSED)):
        actions.check_continuity(
            by=secretary,
            practice_id=listed.pk,
            checked_on=today - timedelta(days=days),
            found=found,
            note="",
            now=now,
        )

    marks = queries.marks_of(listed.pk)

    assert [(mark.words, mark.day) for mark in marks] == [
        ("Tạm dừng", today - timedelta(days=2)),
        ("Vẫn duy trì", today - timedelta(days=40)),
    ]


def test_a_check_is_of_the_past_and_by_those_who_keep_the_model(
    listed, secretary, neighbour, superior, today, now
):
    def check(by, day):
        actions.check_continuity(
            by=by, practice_id=listed.pk, checked_on=day, found=Continuity.KEPT, note="", now=now
        )

    with pytest.raises(errors.CheckDayImplausible), transaction.atomic():
        check(secretary, today + timedelta(days=1))
    with pytest.raises(Missing), transaction.atomic():
        check(neighbour, today)
    with pytest.raises(NotAllowed), transaction.atomic():
        check(superior, today)


def test_a_period_ends_after_it_began(org, listed, secretary, neighbour, today, now):
    turned = given(started_on=today, ended_on=today - timedelta(days=1))
    taken = actions.adopt(
        by=neighbour,
        unit_id=org.binh_lu.pk,
        practice_id=listed.pk,
        adaptation="Ở chợ",
        started_on=today,
        now=now,
    )

    with pytest.raises(errors.EndsBeforeStart), transaction.atomic():
        actions.write(by=secretary, unit_id=org.ta_leng.pk, practice=turned, now=now)
    with pytest.raises(errors.EndsBeforeStart), transaction.atomic():
        actions.edit(by=secretary, practice_id=listed.pk, practice=turned, now=now)
    with pytest.raises(errors.EndsBeforeStart), transaction.atomic():
        actions.report(
            by=neighbour,
            adoption_id=taken.pk,
            result="",
            worked=None,
            ended_on=today - timedelta(days=1),
            now=now,
        )


@pytest.fixture
def handbook(org, listed, draft_of, secretary, now):
    """Two models, the second one listed later; the draft does not come in."""
    second = draft_of("Vườn ươm")
    actions.put_into_registry(by=secretary, practice_id=second.pk, now=now)
    return actions.write_handbook(
        by=secretary,
        unit_id=org.ta_leng.pk,
        title="Cẩm nang hè",
        foreword="Cho các chi đoàn.\nDùng trước mùa hè.",
        codes=[second.code, listed.code, draft_of("Nháp").code],
        now=now,
    )


def test_a_handbook_tells_listed_models_in_the_order_chosen(handbook, listed, secretary, now):
    titles = [each.title for each in queries.told_in(handbook.pk)]
    actions.retire(by=secretary, practice_id=listed.pk, now=now)

    assert titles == ["Vườn ươm", "Tủ áo ấm bản xa"]
    assert [each.title for each in queries.told_in(handbook.pk)] == ["Vườn ươm"]


def test_a_handbook_is_read_by_anyone_once_published(org, handbook, secretary, now):
    with pytest.raises(Missing), transaction.atomic():
        queries.published_handbook(handbook.code)

    for _again in range(2):
        actions.publish_handbook(
            by=secretary, unit_id=org.ta_leng.pk, handbook_id=handbook.pk, now=now
        )

    assert queries.published_handbook(handbook.code) == handbook


def test_a_handbook_may_be_chosen_anew(org, handbook, listed, secretary, now):
    actions.write_handbook(
        by=secretary,
        unit_id=org.ta_leng.pk,
        title="Cẩm nang đông",
        foreword="",
        codes=[listed.code],
        handbook_id=handbook.pk,
        now=now,
    )

    assert [each.title for each in queries.told_in(handbook.pk)] == ["Tủ áo ấm bản xa"]
    assert queries.handbooks(actor=secretary, unit_id=org.ta_leng.pk).get().title == "Cẩm nang đông"


def test_an_empty_handbook_and_anothers_are_refused(
    org, handbook, listed, neighbour, secretary, now
):
    def write(by, unit, codes, **more):
        actions.write_handbook(
            by=by, unit_id=unit.pk, title="Cẩm nang", foreword="", codes=codes, now=now, **more
        )

    with pytest.raises(errors.HandbookEmpty), transaction.atomic():
        write(secretary, org.ta_leng, ["KHONGCO"])
    with pytest.raises(Missing), transaction.atomic():
        write(neighbour, org.binh_lu, [listed.code], handbook_id=handbook.pk)


def test_a_handbook_is_set_as_the_same_paper_each_time(handbook, now):
    first, second = (handbook_paper(handbook, on=now) for _ in range(2))

    assert first.startswith(b"%PDF")
    assert first == second


def test_models_are_offered_by_words_and_what_is_chosen_stays(handbook, listed):
    offered = queries.offered_for_handbook("ươm", chosen=[listed.code], most=5)

    assert [each.title for each in offered] == ["Tủ áo ấm bản xa", "Vườn ươm"]


def test_it_is_known_in_what_kinds_of_places_models_worked(org, listed, neighbour, today, now):
    kept = units.version_at(unit_id=org.binh_lu.pk, day=today)
    kept.place = Place.objects.create(
        level="PROVINCE",
        code="99999",
        kind="TINH",
        name="Bình Lư",
        full_name="Tỉnh Bình Lư",
        search_text="",
        sort_key="",
        valid_from=today,
    )
    kept.save(update_fields=["place"])
    taken = actions.adopt(
        by=neighbour,
        unit_id=org.binh_lu.pk,
        practice_id=listed.pk,
        adaptation="Ở chợ",
        started_on=today,
        now=now,
    )
    actions.report(by=neighbour, adoption_id=taken.pk, result="Được", worked=True, now=now)
    (taker,) = queries.takers(listed.pk, day=today)
    PlaceFlag.objects.create(place=kept.place, flag="BORDER", valid_from=today)

    by_kind, by_ground = queries.went(PracticeFilter(), day=today)
    nothing, nowhere = queries.went(PracticeFilter(text="không có"), day=today)

    assert taker.place_code == "99999"
    assert [(each.name, each.worked, each.total) for each in by_ground] == [("biên giới", 1, 1)]
    assert by_kind[0].worked == 1
    assert (nothing, nowhere) == ([], [])
