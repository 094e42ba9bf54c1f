"""Pages of training: a course declared, its people, its results, and who of the officers is trained."""

import pytest
from django.urls import reverse

from aoxanh.training import actions
from aoxanh.training.models import AppliedModel, Course, Trainee
from tests.activities.drive import Drive
from tests.training.school import School


@pytest.fixture
def school(world):
    actions.load_topics(by=world.system, now=world.now)
    return School(world)


@pytest.fixture
def client(desks, world):
    return desks.at(world.ta_leng)


@pytest.fixture
def ask(client, world):
    """Ask for, or send to, a page of the desk of Tả Lèng."""

    def answer(page, data=None, **path):
        address = reverse(f"manage:{page}", kwargs={"unit_id": world.ta_leng.pk, **path})
        return client.get(address) if data is None else client.post(address, data)

    return answer


GIVEN = {
    "topic": "quan_ly_dieu_phoi",
    "audience": "OFFICERS",
    "level": "COMMUNE",
    "form": "ONLINE",
    "trainers": "Lò Văn An\nChẻo Láo San",
}


def test_a_training_is_declared_filled_from_a_signed_list_and_settled(ask, school):
    activity, person = school.activity(), school.in_post("Vàng A Sính")
    assert "Tập huấn điều phối" in ask("courses").content.decode()
    model = school.model()

    told = ask("course_new", GIVEN | {"practices": [model.code]}, activity_id=activity.pk)
    course = Course.objects.get()
    assert told.url.endswith(f"/{course.pk}/")
    assert "Vàng A Sính" in ask("trainee_add", {"q": "vang a"}, pk=course.pk).content.decode()
    ask("trainee_add", {"q": "vang", "persons": person.code, "paper": "DS 1"}, pk=course.pk)
    ask("course_finish", {}, pk=course.pk)

    page = ask("course", pk=course.pk).content.decode()
    assert "1 người hoàn thành" in page
    assert "Lò Văn An, Chẻo Láo San" in page
    assert "1/1 cán bộ còn hạn tập huấn" in ask("trained_officers").content.decode()


def test_refusals_stand_on_the_page_and_what_was_chosen_stays(ask, school):
    person = school.person()
    course = school.declare()

    refused = ask("trainee_add", {"q": "mai", "persons": person.code, "paper": ""}, pk=course.pk)
    unknown = ask("course_new", GIVEN | {"topic": "nau_an"}, activity_id=school.activity().pk)
    ask("course_finish", {}, pk=course.pk)

    assert (refused.status_code, unknown.status_code) == (422, 422)
    assert "danh sách ký tên làm căn cứ" in refused.content.decode()
    assert "checked" in refused.content.decode()
    assert "Chưa có ai dự đủ" in ask("course", pk=course.pk).content.decode()
    assert not Trainee.objects.exists()


def test_a_settled_course_is_opened_again_edited_and_somebody_taken_off(ask, school):
    person = school.person()
    course = school.finished(person)
    ask("course_reopen", {}, pk=course.pk)
    ask("trainee_add", {"q": "mai", "persons": person.code, "paper": "DS 2"}, pk=course.pk)

    ask("course_edit", GIVEN | {"topic": "so_cap_cuu"}, pk=course.pk)
    ask("trainee_drop", {}, pk=course.pk, person_id=person.pk)

    course.refresh_from_db()
    assert (course.topic_id, course.state) == ("so_cap_cuu", "OPEN")
    assert not Trainee.objects.exists()


def test_an_activity_says_which_model_it_went_by(ask, school):
    activity, model = school.activity(), school.model()

    ask("activity_model", {"practices": model.code}, activity_id=activity.pk)
    refused = ask("activity_model", {"practices": "X"}, activity_id=activity.pk)

    assert AppliedModel.objects.get().practice == model
    assert refused.status_code == 422


def test_a_campaign_says_by_which_model_its_activities_went(ask, school, world):
    drive, model = Drive(world), school.model()
    campaign = drive.opened()
    campaign_activity = drive.held()
    drive.attach(campaign, campaign_activity)

    page = ask("campaign_model", campaign_id=campaign.pk).content.decode()
    refused = ask("campaign_model", {"practices": ""}, campaign_id=campaign.pk)
    ask("campaign_model", {"practices": model.code}, campaign_id=campaign.pk)

    assert "1 hoạt động chưa ghi mô hình" in page
    assert f"/hoat-dong/{campaign_activity.pk}/" in page
    assert refused.status_code == 422
    assert AppliedModel.objects.get().practice == model
    again = ask("campaign_model", campaign_id=campaign.pk).content.decode()
    assert "Mọi hoạt động đã ghi mô hình" in again


def test_the_list_of_officers_leaves_as_a_file_with_what_it_shows(ask, client, school, world):
    school.finished(school.in_post("Vàng A Sính"))
    school.in_post("Lò Thị Mai")

    address = reverse("manage:trained_officers", kwargs={"unit_id": world.ta_leng.pk})
    file = client.get(f"{address}?tai=csv&trang-thai=NEVER")

    text = file.content.decode("utf-8-sig")
    assert "Lò Thị Mai" in text
    assert "Vàng A Sính" not in text
