"""What a key opens: its unit and role, nothing else."""

from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aoxanh.activities.models import Activity, Pass, Scan, Signup
from aoxanh.audit.models import Entry
from tests.activities.crowd import Crowd
from tests.openapi.conftest import System


pytestmark = pytest.mark.django_db

PATHS = ("/me", "/me/activities", "/me/activities/{code}/signups")


@pytest.fixture
def person(crowd):
    def make(**more):
        return {
            "slots": [crowd.slot.pk],
            "full_name": "Giàng A Páo",
            "contact": "0912345678",
            "birth_year": 2000,
            "consented": True,
        } | more

    return make


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("key", ["", "nobody-gave-this"])
def test_without_a_key_that_opens_nothing_is_told(crowd, path, key):
    answer = System(key).get(path.format(code=crowd.activity.code))

    assert (answer.status_code, answer.json()["code"]) == (401, "KeyNeeded")


def test_a_key_says_what_it_opens(keyed, world):
    told = keyed().get("/me").json()

    assert (told["unit_id"], told["role"]) == (world.ta_leng.pk, "COMMUNE_OFFICER")


def test_a_key_lists_the_activities_of_its_reach(keyed, crowd, world):
    own = keyed().get("/me/activities").json()
    other = keyed(unit=world.binh_lu).get("/me/activities").json()

    assert [row["code"] for row in own["items"]] == [crowd.activity.code]
    assert other["items"] == []


def test_a_person_signs_up_through_another_system(keyed, crowd, person):
    answer = keyed().post(f"/me/activities/{crowd.activity.code}/signups", person())

    held = Pass.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "pass_address": f"http://localhost:8000/ma/{held.token}/",
        "states": ["CONFIRMED"],
    }
    assert Entry.objects.get(event="activities.SignedUp").cause == "api: Trang của xã"


def test_a_second_time_is_refused_in_the_products_own_words(keyed, crowd, person):
    system, path = keyed(), f"/me/activities/{crowd.activity.code}/signups"
    system.post(path, person())

    again = system.post(path, person())

    assert (again.status_code, again.json()["code"]) == (409, "AlreadySignedUp")
    assert Signup.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"consented": False}, "consented"),
        ({"birth_year": False}, "birth_year"),
        ({"birth_year": "2000"}, "birth_year"),
        ({"slots": []}, "slots"),
        ({"slots": ["1"]}, "slots"),
        ({"role": "ADMIN"}, "role"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_name(keyed, crowd, person, more, field):
    answer = keyed().post(f"/me/activities/{crowd.activity.code}/signups", person(**more))

    assert (answer.status_code, answer.json()["code"]) == (422, "Unfit")
    assert field in answer.json()["field"]
    assert Signup.objects.count() == 0


@pytest.mark.parametrize("body", ["", "[", "[]", "null", '{"slots": NaN}'])
def test_a_body_that_is_none_is_refused(keyed, crowd, body):
    answer = keyed().post(f"/me/activities/{crowd.activity.code}/signups", body)

    assert answer.status_code in {400, 422}


def test_a_minor_needs_a_guardian_here_too(keyed, crowd, person):
    path = f"/me/activities/{crowd.activity.code}/signups"
    minor = person(birth_year=2014)

    alone = keyed().post(path, minor)
    guardian = {"full_name": "Giàng A Sử", "phone": "0987654321", "relation": "bố"}
    together = keyed().post(path, minor | {"guardian": guardian})

    assert (alone.status_code, together.status_code) == (409, 201)


def test_sign_ups_are_listed_by_name_and_without_telephones(keyed, crowd):
    crowd.sign_up("Giàng A Páo", "0912345678")

    answer = keyed().get(f"/me/activities/{crowd.activity.code}/signups")

    (row,) = answer.json()["items"]
    assert (row["full_name"], row["state"]) == ("Giàng A Páo", "CONFIRMED")
    assert b"912345678" not in answer.content


def test_another_units_key_sees_and_does_nothing_there(keyed, crowd, world, person):
    foreign, path = keyed(unit=world.binh_lu), f"/me/activities/{crowd.activity.code}"

    answers = [
        foreign.get(f"{path}/signups"),
        foreign.post(f"{path}/signups", person()),
        foreign.post(
            f"{path}/scans", {"uuid": str(uuid4()), "device_at": "2026-11-28T07:00:00+07:00"}
        ),
    ]

    assert [each.status_code for each in answers] == [404, 404, 404]
    assert (Signup.objects.count(), Scan.objects.count()) == (0, 0)


def _heard(ask):
    """All that an asker can hear of an answer."""
    with CaptureQueriesContext(connection) as asked:
        answer = ask()
    headers = {name: value for name, value in answer.items() if name != "X-Request-ID"}
    return answer.status_code, headers, answer.content, len(asked)


def test_another_units_activity_is_answered_as_one_that_is_not_there(keyed, crowd, world, person):
    foreign = keyed(unit=world.binh_lu)
    scan = {"uuid": str(uuid4()), "device_at": "2026-11-28T07:00:00+07:00"}

    def heard(code):
        path = f"/me/activities/{code}"
        return [
            _heard(lambda: foreign.get(f"{path}/signups")),
            _heard(lambda: foreign.post(f"{path}/signups", person())),
            _heard(lambda: foreign.post(f"{path}/scans", scan)),
        ]

    heard("0000000000")  # a first use of the key is noted
    assert heard(crowd.activity.code) == heard("0000000000")


def test_another_activitys_sign_up_is_answered_as_one_that_is_not_there(keyed, crowd, world):
    opened = world.published_once(places=2, by=world.system)
    Activity.objects.filter(pk=opened.pk).update(unit=world.binh_lu)
    other = Crowd(world, opened, world.officer(world.binh_lu))
    elsewhere = other.signup(other.sign_up("Giàng A Páo", "0912345678"))
    system = keyed()

    def heard(signup_id):
        scan = {"device_at": crowd.clock(7).isoformat(), "signup_id": signup_id}
        path = f"/me/activities/{crowd.activity.code}/scans"
        return _heard(lambda: system.post(path, scan | {"uuid": str(uuid4())}))

    heard(elsewhere.pk + 1000)
    assert heard(elsewhere.pk) == heard(elsewhere.pk + 1000)


def test_a_scan_counts_once_however_often_it_is_sent(keyed, crowd):
    held = crowd.sign_up("Giàng A Páo", "0912345678")
    system, path = keyed(), f"/me/activities/{crowd.activity.code}/scans"
    scan = {
        "uuid": str(uuid4()),
        "device_at": crowd.clock(7).isoformat(),
        "signup_id": crowd.signup(held).pk,
    }

    with time_machine.travel(crowd.clock(7), tick=False):
        first, second = system.post(path, scan).json(), system.post(path, scan).json()

    assert (first["outcome"], first["full_name"]) == ("ACCEPTED", "Giàng A Páo")
    assert second["outcome"] == "ACCEPTED"
    assert Scan.objects.count() == 1


def test_a_role_that_runs_no_door_takes_no_scan(keyed, crowd):
    answer = keyed(role="AUDIT_READER").post(
        f"/me/activities/{crowd.activity.code}/scans",
        {"uuid": str(uuid4()), "device_at": crowd.clock(7).isoformat()},
    )

    assert answer.status_code == 404


def test_lists_of_sign_ups_cost_the_same_for_one_and_for_six(keyed, crowd, costs_the_same):
    system = keyed()
    crowd.sign_up("Giàng A Páo", "0912345678")

    costs_the_same(
        lambda: system.get(f"/me/activities/{crowd.activity.code}/signups"),
        lambda: crowd.sign_up("Lý A Chu", "0912345670"),
    )
