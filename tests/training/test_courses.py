"""Courses declared, described and settled: who may, what is refused, who has completed."""

from datetime import date, timedelta

import pytest

from aoxanh.access.rules.roles import ROLES
from aoxanh.activities.models import Activity
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people.models import Post
from aoxanh.training import actions, queries
from aoxanh.training.errors import (
    AlreadyCourse,
    AlreadyTrainee,
    CourseFinal,
    CourseNotFinal,
    CourseNotHeld,
    NobodyChosen,
    NobodyCompleted,
    NotACoordinationModel,
    PaperMissing,
    TopicUnknown,
)
from aoxanh.training.models import AppliedModel, Topic, Trainee
from aoxanh.training.types import CourseGiven, Standing
from tests.activities.drive import Drive
from tests.activities.world import refused


def by_name(course, actor):
    return {each.full_name: each for each in queries.trainees(course, actor=actor)}


def add(school, course, *persons, paper="Danh sách ký 16/11", by=None):
    return actions.add_trainees(
        by=by or school.officer,
        course_id=course.pk,
        person_codes=[person.code for person in persons],
        paper=paper,
        now=school.world.now,
    )


def test_who_came_to_enough_sessions_has_completed_and_who_did_not_has_not(school):
    often, seldom = school.in_post("Vàng A Sính"), school.person("Lò Thị Mai")
    course = school.declare(school.activity(sessions=5))
    school.came(course, often, sessions=4)
    school.came(course, seldom, sessions=3)

    school.finish(course)

    course = queries.course(course.pk, actor=school.officer, unit_id=school.world.ta_leng.pk)
    shown = by_name(course, school.officer)
    assert (shown["Vàng A Sính"].completed, shown["Vàng A Sính"].attended) == (True, 4)
    assert (shown["Lò Thị Mai"].completed, shown["Lò Thị Mai"].attended) == (False, 3)
    assert course.completed == 1


def test_it_counts_from_the_last_day_of_the_course_and_keeps_the_rule_it_was_declared_with(school):
    person = school.person()
    course = school.declare(school.activity(day=date(2026, 10, 5)))
    Topic.objects.update(valid_months=1)
    school.came(course, person)

    school.finish(course)

    trainee = Trainee.objects.get(course=course)
    assert (trainee.valid_from, trainee.valid_to) == (date(2026, 10, 5), date(2028, 10, 5))


def test_a_trainee_stands_for_the_unit_of_the_post_that_day_and_stays_there(school):
    person = school.in_post("Vàng A Sính", unit=school.world.binh_lu)
    school.finished(person)

    Post.objects.update(valid_to=date(2026, 11, 20))

    trainee = Trainee.objects.get()
    assert trainee.unit_id == school.world.binh_lu.pk
    assert (trainee.is_officer, trainee.is_specialised) == (True, True)


def test_who_stands_on_a_signed_list_has_completed_without_the_door(school):
    person = school.person()
    course = school.declare()
    add(school, course, person)

    school.finish(course)

    trainee = Trainee.objects.get()
    assert (trainee.completed, trainee.paper) == (True, "Danh sách ký 16/11")


def test_entering_by_hand_is_refused_without_paper_twice_for_nobody_and_for_strangers(school):
    person, stranger = school.person(), school.person("Tẩn A Páo", school.world.binh_lu)
    course = school.declare()
    add(school, course, person)

    with refused(PaperMissing):
        add(school, course, person, paper=" ")
    with refused(AlreadyTrainee):
        add(school, course, person)
    with refused(NobodyChosen):
        add(school, course)
    with refused(Missing):
        add(school, course, stranger)


def test_somebody_entered_by_hand_is_taken_off_again_and_only_such(school):
    person = school.person()
    course = school.declare()
    add(school, course, person)
    drop = {"by": school.officer, "course_id": course.pk, "person_id": person.pk}

    actions.drop_trainee(**drop, now=school.world.now)

    assert not Trainee.objects.exists()
    with refused(Missing):
        actions.drop_trainee(**drop, now=school.world.now)


def test_a_course_is_settled_only_when_it_was_held_and_somebody_completed_it(school):
    activity = school.activity()
    Activity.objects.filter(pk=activity.pk).update(state="OPEN")
    course = school.declare(activity)

    with refused(CourseNotHeld):
        school.finish(course)
    Activity.objects.filter(pk=activity.pk).update(state="CLOSED")
    with refused(NobodyCompleted) as refusal:
        school.finish(course)
    assert "80%" in str(refusal.value)


def test_what_is_settled_is_changed_only_after_it_was_opened_again(school):
    first, second = school.person("Lò Thị Mai"), school.person("Tẩn A Páo")
    course = school.finished(first)
    with refused(CourseFinal):
        add(school, course, second)
    with refused(CourseFinal):
        school.finish(course)

    actions.reopen(by=school.officer, course_id=course.pk, now=school.world.now)
    add(school, course, second)
    school.finish(course)

    assert Trainee.objects.completed().count() == 2
    actions.reopen(by=school.officer, course_id=course.pk, now=school.world.now)
    with refused(CourseNotFinal):
        actions.reopen(by=school.officer, course_id=course.pk, now=school.world.now)
    assert not Trainee.objects.completed().exists()


def test_a_course_names_a_known_topic_and_listed_coordination_models_once(school):
    activity, tale = school.activity(), school.model(kind="PRACTICE")

    with refused(TopicUnknown):
        school.declare(activity, topic="nau_an")
    with refused(NotACoordinationModel):
        school.declare(activity, practice_codes=(tale.code,))
    school.declare(activity, practice_codes=(school.model().code,))
    with refused(AlreadyCourse):
        school.declare(activity)


def test_a_course_is_described_anew_with_its_trainers_once_each(school):
    course = school.declare(trainers=("Lò Văn An", "lò văn an"))

    actions.edit(
        by=school.officer,
        course_id=course.pk,
        course=CourseGiven(topic="so_cap_cuu", trainers=("Chẻo Láo San", "Lò Văn An")),
        now=school.world.now,
    )

    course.refresh_from_db()
    assert (course.topic_id, course.share) == ("so_cap_cuu", 100)
    assert course.trainers.count() == 2


def test_only_the_unit_that_holds_a_course_writes_in_it(school):
    course = school.declare()
    neighbour = school.world.officer(school.world.binh_lu)

    with refused(Missing):
        school.finish(course, by=neighbour)
    with refused(NotAllowed):
        school.finish(course, by=school.superior)
    with refused(NotAllowed):
        actions.load_topics(by=neighbour, now=school.world.now)


def test_names_of_trainees_are_kept_from_who_may_not_see_persons(school):
    course = school.finished(school.person())
    partner = school.world.officer(school.world.ta_leng, "PARTNER_AGENCY")
    assert "SIGNUP_VIEW" not in ROLES["PARTNER_AGENCY"].allows

    assert queries.trainees(course, actor=partner) == []


def test_an_officer_trained_too_long_ago_is_not_counted(school):
    old, new = school.in_post("Vàng A Sính"), school.in_post("Lò Thị Mai")
    never = school.in_post("Tẩn A Páo", unit=school.world.binh_lu)
    other = school.in_post("Chẻo Láo San", is_specialised=False)
    school.finished(old, day=date(2024, 11, 23))
    school.finished(new, other)
    asked = {"actor": school.superior, "unit_id": school.world.province.pk}
    day = school.world.day

    share = queries.share_trained(**asked, day=day, specialised=True)
    before = queries.share_trained(**asked, day=day - timedelta(days=1), specialised=True)
    everybody = queries.share_trained(**asked, day=day, specialised=False)

    assert (share.trained, share.in_post) == (1, 3)
    assert (before.trained, before.in_post) == (2, 3)
    assert (everybody.trained, everybody.in_post) == (2, 4)
    for standing, person in ((Standing.EXPIRED, old), (Standing.NEVER, never)):
        rows = queries.officers(**asked, day=day, specialised=True, standing=standing)
        (shown,) = queries.officers_shown(rows, day=day)
        assert (shown.person_code, shown.standing) == (person.code, standing)


def test_what_a_person_was_trained_in_is_listed_latest_first(school):
    person = school.person()
    school.finished(person, day=date(2025, 3, 1))
    school.finished(person, topic="so_cap_cuu")

    rows = queries.trainings_of(person.pk)

    assert [row.course.topic_id for row in rows] == ["so_cap_cuu", "quan_ly_dieu_phoi"]


@pytest.mark.parametrize("kind", ["PRACTICE", "SUPPORT"])
def test_an_activity_applies_only_listed_models_of_coordination(school, kind):
    activity = school.activity()
    apply = {"by": school.officer, "activity_id": activity.pk, "now": school.world.now}

    with refused(NotACoordinationModel):
        actions.apply_model(**apply, practice_code=school.model(kind=kind).code)
    with refused(NotACoordinationModel):
        actions.apply_model(**apply, practice_code=school.model(state="DRAFT").code)
    actions.apply_model(**apply, practice_code=school.model().code)
    assert queries.applied_model(activity.pk, actor=school.officer)
    actions.apply_model(**apply, practice_code="")
    assert queries.applied_model(activity.pk, actor=school.officer) is None


def test_a_campaign_says_once_by_which_model_its_activities_went(school):
    drive, world = Drive(school.world), school.world
    campaign, model = drive.opened(), school.model()
    mine, named, others = drive.held(), drive.held(title="Chợ"), drive.held(world.binh_lu)
    for each in (mine, named, others):
        drive.attach(campaign, each, by=world.system)
    other = school.model(title="Khác")
    now = {"now": world.now}
    actions.apply_model(by=school.officer, activity_id=named.pk, practice_code=other.code, **now)
    asked = {"campaign_id": campaign.pk, "unit_id": world.ta_leng.pk}

    with refused(NotACoordinationModel):
        actions.apply_to_campaign(by=school.officer, practice_code="", **asked, **now)
    with refused(NotAllowed):
        actions.apply_to_campaign(
            by=world.officer(world.binh_lu), practice_code=model.code, **asked, **now
        )
    done = actions.apply_to_campaign(by=school.officer, practice_code=model.code, **asked, **now)

    applied = dict(AppliedModel.objects.values_list("activity_id", "practice_id"))
    assert done == 1
    assert applied == {mine.pk: model.pk, named.pk: other.pk}
    assert not queries.without_model(**asked, actor=school.officer).exists()
