"""What anybody may ask as JSON."""

import pytest
from django.test import Client

from aoxanh.activities.models import Activity
from aoxanh.openapi.api import api
from tests.drills.failing import failing_at


pytestmark = pytest.mark.django_db


def test_activities_come_with_their_free_places(anybody, crowd):
    crowd.sign_up("Giàng A Páo", "0912345678")

    answer = anybody.get("/activities").json()

    (row,) = answer["items"]
    assert (row["code"], row["places"], row["free"]) == (crowd.activity.code, 2, 1)
    assert (answer["total"], answer["next_offset"]) == (1, None)


def test_one_activity_shows_shifts_and_slots(anybody, crowd):
    shown = anybody.get(f"/activities/{crowd.activity.code}").json()

    (shift,) = shown["shifts"]
    assert [slot["id"] for slot in shift["slots"]] == [crowd.slot.pk]


def test_a_database_that_is_away_is_said_to_be_busy(anybody, crowd):
    with failing_at(1):
        answer = anybody.get("/activities")

    assert (answer.status_code, answer.json()["code"]) == (503, "Busy")
    assert answer["Retry-After"]


def test_drafts_are_not_there(anybody, crowd):
    Activity.objects.update(state="DRAFT")

    answer = anybody.get(f"/activities/{crowd.activity.code}")

    assert (answer.status_code, answer.json()["code"]) == (404, "Missing")


def test_a_code_nobody_issued_is_not_found(anybody, crowd):
    assert anybody.get("/certificates/0000-0000-0000-0000").json()["answer"] == "NOT_FOUND"


@pytest.mark.parametrize("query", [{"first_day": "2026-02-31"}, {"offset": "-1"}, {"place": "xã"}])
def test_filters_that_cannot_be_are_refused_at_their_name(anybody, crowd, query):
    answer = anybody.get("/activities", **query)

    assert (answer.status_code, answer.json()["code"]) == (422, "Unfit")
    assert next(iter(query)) in answer.json()["field"]


def test_who_asks_too_often_is_told_to_wait(anybody, crowd):
    codes = {anybody.get("/certificates/0000").status_code for _ in range(31)}

    assert codes == {200, 429}


def test_nobody_escapes_the_limit_by_naming_another_address(crowd):
    asked = [
        Client().get("/api/v1/certificates/0000", headers={"X-Forwarded-For": f"10.0.0.{number}"})
        for number in range(31)
    ]

    assert {answer.status_code for answer in asked} == {200, 429}


def test_the_description_names_every_operation_and_its_key(anybody):
    told = anybody.get("/openapi.json").json()

    keyed = {
        path: bool(operation.get("security"))
        for path, operations in told["paths"].items()
        for operation in operations.values()
    }
    assert told["openapi"].startswith("3.1")
    assert {path for path, is_keyed in keyed.items() if not is_keyed} == {
        "/api/v1/activities",
        "/api/v1/activities/{code}",
        "/api/v1/certificates/{code}",
    }
    assert api.get_openapi_schema()["paths"].keys() == told["paths"].keys()


def test_lists_cost_the_same_for_one_and_for_six(anybody, crowd, world, costs_the_same):
    costs_the_same(
        lambda: anybody.get("/activities"),
        lambda: [world.published(by=world.system) for _ in range(5)],
    )
