"""The measures of training, in worked figures, kept by increments as a rebuild would give them."""

from datetime import date

import pytest

from aoxanh.audit import queries as trail
from aoxanh.audit.models import Entry
from aoxanh.kernel.periods import Period
from aoxanh.programmes import actions as programmes
from aoxanh.programmes import queries
from aoxanh.training import actions


@pytest.fixture
def figures(school, monkeypatch):
    """Reads a measure for the province, after the follower went through the trail."""
    monkeypatch.setattr(trail, "_final", lambda: Entry.objects.order_by("xact", "pk"))
    system, unit = school.world.system, school.world.province

    def follow():
        while programmes.follow(by=system, now=school.world.now):
            pass

    def flow(code, year=2026):
        follow()
        months = queries.flow_by_month(
            actor=system, codes=(code,), unit_id=unit.pk, period=Period.year(year)
        )
        return sum(months[code].values())

    def distinct(code, year=2026, unit=unit):
        follow()
        return queries.count_distinct(
            actor=system, code=code, unit_id=unit.pk, period=Period.year(year)
        )

    def stock(code, day):
        return queries.stock_at(actor=system, code=code, unit_id=unit.pk, day=day)

    yield {"flow": flow, "distinct": distinct, "stock": stock}
    follow()
    assert queries.mismatches() == []


def test_persons_trained_are_counted_once_a_year_however_often_they_came(school, figures):
    twice, once, aid = school.person("A"), school.person("B"), school.person("C")
    school.finished(twice, once, day=date(2026, 3, 2))
    school.finished(twice, day=date(2026, 9, 1))
    school.finished(aid, topic="so_cap_cuu")

    assert figures["distinct"]("persons_trained_coordination") == 2
    assert figures["distinct"]("persons_trained") == 3
    assert figures["distinct"]("persons_trained", 2025) == 0


def test_a_course_counts_when_it_is_settled_and_no_more_when_it_is_opened_again(school, figures):
    course = school.declare(audience="BOTH", trainers=("Lò Văn An",))
    school.came(course, school.in_post())
    codes = ("courses_finished", "courses_for_officers", "courses_for_leaders")
    assert [figures["flow"](code) for code in codes] == [0, 0, 0]

    school.finish(course)

    assert [figures["flow"](code) for code in codes] == [1, 1, 1]
    assert figures["distinct"]("trainers") == 1
    actions.reopen(by=school.officer, course_id=course.pk, now=school.world.now)
    assert [figures["flow"](code) for code in codes] == [0, 0, 0]
    assert figures["distinct"]("persons_trained") == 0


def test_officers_trained_in_a_year_belong_to_the_unit_of_their_post(school, figures):
    school.finished(
        school.in_post("A", unit=school.world.binh_lu),
        school.in_post("B", is_specialised=False),
        school.person("C"),
    )

    code = "specialised_officers_trained"
    assert figures["distinct"](code) == 1
    assert figures["distinct"](code, unit=school.world.binh_lu) == 1
    assert figures["distinct"](code, unit=school.world.ta_leng) == 0


def test_officers_hold_a_training_only_while_both_post_and_training_last(school, figures):
    early = school.in_post("A", since=date(2025, 1, 1))
    late = school.in_post("B", since=date(2026, 11, 18), is_specialised=False)
    school.finished(early, late, day=date(2024, 12, 1))
    school.in_post("C")
    all_held, special = "officers_with_training", "specialised_officers_with_training"

    assert figures["stock"](all_held, date(2024, 12, 31)) == 0
    assert figures["stock"](all_held, date(2025, 1, 1)) == 1
    assert figures["stock"](all_held, date(2026, 11, 18)) == 2
    assert figures["stock"](special, date(2026, 11, 18)) == 1
    assert figures["stock"](all_held, date(2026, 12, 1)) == 0
    assert figures["stock"]("specialised_officers", date(2026, 11, 18)) == 2


def test_an_activity_counts_by_a_model_only_from_the_day_a_course_taught_it(school, figures):
    model = school.model()
    before, after = (school.activity(day=date(2026, 11, day)) for day in (10, 20))
    begun_elsewhere = school.activity(day=date(2026, 11, 21), initiated_by="OTHER")
    for activity in (before, after, begun_elsewhere):
        actions.apply_model(
            by=school.officer,
            activity_id=activity.pk,
            practice_code=model.code,
            now=school.world.now,
        )
    code = "activities_with_trained_model"
    assert figures["flow"](code) == 0

    course = school.finished(school.person(), practice_codes=(model.code,))

    assert figures["flow"](code) == 1
    programmes.rebuild(by=school.world.system, now=school.world.now)
    assert figures["flow"]("activities_initiated") == 3
    actions.reopen(by=school.officer, course_id=course.pk, now=school.world.now)
    assert figures["flow"](code) == 0
