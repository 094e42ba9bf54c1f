"""The demo of one day holds what it promises."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, transaction

from aoxanh.access import queries as access
from aoxanh.access.models import Account
from aoxanh.activities import queries as activities
from aoxanh.activities.models import (
    Activity,
    DeclaredTotal,
    Feedback,
    HoursEntry,
    Pass,
    Signup,
    Slot,
    TeamDuty,
)
from aoxanh.activities.types import ActivityState, SignupState, TodoKind
from aoxanh.audit import queries as trail
from aoxanh.audit.models import Entry
from aoxanh.jobs import demo
from aoxanh.kernel.contacts import read_phone
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.permissions import Permission
from aoxanh.people.models import FocalPoint, Handover, Person, Post
from aoxanh.places.models import Place
from aoxanh.programmes import queries as programmes
from aoxanh.recognition.models import Certificate
from aoxanh.units import queries as units
from aoxanh.units.models import Succession, Unit
from aoxanh.units.types import SecondFactor
from tests.conftest import NOW, TODAY


@pytest.fixture(scope="module")
def accounts(django_db_setup, django_db_blocker):
    """The demo of Monday 23 November 2026, undone after the tests of this file.

    On PostgreSQL a transaction that is never finished is never followed: its entries are read all the same. What
    the end of a transaction checks is checked here, else after each test again.
    """
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patched:
        patched.setattr(trail, "_final", lambda: Entry.objects.order_by("xact", "pk"))
        made = list(demo.load(now=NOW, say=[].append))
        connection.check_constraints()
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def loaded(accounts, db):
    """The demo as one test finds it."""


pytestmark = [pytest.mark.usefixtures("loaded"), pytest.mark.whole]


def actor_of(number):
    account = Account.objects.get(phone=read_phone(f"09000000{number:02d}"))
    return access.actor_of(account, day=TODAY)


def test_twelve_accounts_are_printed_in_order(accounts):
    assert [account.contact for account in accounts] == [f"09000000{n:02d}" for n in range(1, 13)]
    assert {account.password for account in accounts} == {"aoxanh-demo-2026"}
    assert accounts[2].unit == "Đoàn xã Tả Lèng"


def test_nobody_is_stopped_by_a_second_factor():
    instance = units.instance()

    assert instance.is_demo
    assert instance.second_factor == SecondFactor.OPTIONAL


def test_eight_district_unions_ended_in_favour_of_38_communes():
    ended = Unit.objects.exclude(closed_on=FOREVER)
    heirs = set(Succession.objects.values_list("successor_id", flat=True))

    assert ended.count() == 8
    assert len(heirs) == 38
    assert set(Succession.objects.filter(keeper=True).values_list("predecessor_id", flat=True)) == {
        unit.pk for unit in ended
    }


def test_facts_before_the_reorganisation_belong_to_units_and_places_of_then():
    early = Activity.objects.filter(starts_on__lt="2025-07-01")

    assert early.count() > 80
    assert all(unit.founded_on < TODAY for unit in Unit.objects.filter(pk__in=early.values("unit")))
    # The province went on; its communes are those of then.
    places = Place.objects.filter(pk__in=early.values("place")).exclude(level="PROVINCE")
    assert {place.valid_to.year for place in places} == {2025}


def test_no_activity_was_held_by_a_unit_that_did_not_exist():
    for activity in Activity.objects.select_related("unit"):
        assert activity.unit.founded_on <= activity.starts_on < activity.unit.closed_on


def test_three_thousand_people_and_a_hundred_posts():
    assert 2900 <= Person.objects.count() <= 3100
    assert 90 <= Post.objects.count() <= 140
    assert FocalPoint.objects.count() < Unit.objects.filter(closed_on=FOREVER).count()
    assert 3 <= len(units.without_decision(actor=actor_of(1), day=TODAY)) <= 12


def test_activities_stand_in_every_state():
    states = Counter(Activity.objects.values_list("state", flat=True))

    assert 390 <= states[ActivityState.CLOSED] + states[ActivityState.RECORDED] <= 460
    assert states[ActivityState.RECORDED] >= 20
    assert 30 <= states[ActivityState.OPEN] <= 50
    assert set(states) == set(ActivityState)


def test_what_is_to_come_fits_into_six_weeks():
    coming = Activity.objects.filter(starts_on__gt=TODAY)

    assert 44 <= coming.count() <= 60
    assert not coming.filter(starts_on__gt=TODAY + timedelta(days=50)).exists()
    assert not coming.filter(summary="").exists()


def test_places_taken_are_the_signups_that_hold_them():
    taken = Counter(
        Signup.objects.filter(state__in=("PENDING", "CONFIRMED")).values_list("slot_id", flat=True)
    )

    assert {slot.pk: slot.taken for slot in Slot.objects.filter(taken__gt=0)} == dict(taken)
    assert Slot.objects.filter(waiting__gt=0).count() >= 2
    assert Signup.objects.filter(state=SignupState.PENDING).exists()


def test_hours_come_by_scan_by_roll_call_and_late_with_a_superiors_word():
    by_source = Counter(HoursEntry.objects.values_list("source", flat=True))

    assert by_source["SCAN"] > by_source["ROLL_CALL"] > by_source["LATE"] > 100
    late = HoursEntry.objects.filter(source="LATE").select_related("confirmed_by_unit")
    assert all(entry.confirmed_by_unit_id != entry.organiser_unit_id for entry in late)


def test_one_certificate_was_revoked_and_replaced():
    (revoked,) = Certificate.objects.filter(status="REVOKED")

    assert revoked.replaced_by.status == "VALID"
    assert Certificate.objects.count() > 100


@pytest.mark.parametrize(
    ("number", "kinds"),
    [
        (1, {TodoKind.LATE_ENTRIES}),
        (3, {TodoKind.HOST_WAITING, TodoKind.TO_CLOSE, TodoKind.SAFETY_OPEN, TodoKind.DRAFT,
             TodoKind.SIGNUPS_PENDING}),
        (4, {TodoKind.HOST_WAITING, TodoKind.TO_CLOSE}),
        (5, {TodoKind.DRAFT}),
        (6, {TodoKind.DRAFT, TodoKind.SAFETY_OPEN}),
    ],
)  # fmt: skip
def test_officers_find_work_on_their_desks(number, kinds):
    actor = actor_of(number)
    unit_id = actor.grants[0].unit_id

    found = {item.kind for item in activities.todo(actor=actor, unit_id=unit_id, day=TODAY)}

    assert kinds <= found


@pytest.mark.parametrize("number", [3, 6])
def test_a_door_stands_open_today_with_some_already_there(number):
    actor = actor_of(number)
    running = Activity.objects.get(unit=actor.grants[0].unit_id, state="RUNNING", starts_on=TODAY)

    roster = activities.roster(activity_id=running.pk, actor=actor)

    assert 5 < sum(row.is_present for row in roster) < len(roster)
    assert any(row.is_walk_in for row in roster)


def test_the_volunteer_has_hours_and_papers_and_the_newcomer_nothing():
    volunteer = Person.objects.get(account__phone="+84900000011")
    newcomer = Person.objects.get(account__phone="+84900000012")

    assert HoursEntry.objects.filter(person=volunteer).count() > 8
    assert Certificate.objects.filter(person=volunteer).count() >= 3
    assert not Signup.objects.filter(person=newcomer).exists()


def test_people_answer_questions_and_say_how_it_was():
    assert Pass.objects.exclude(answers={}).count() > 5
    assert Feedback.objects.filter(is_whole=True).count() > 10


def test_teams_stand_on_shifts_and_the_volunteer_leads_one():
    mine = TeamDuty.objects.filter(
        team__members__person__account__phone="+84900000011", team__members__role="COMMANDER"
    )

    assert mine.exists()
    assert TeamDuty.objects.values("team").distinct().count() > 3


def test_the_partner_agency_is_a_body_of_its_own_with_its_own_part_of_the_programme():
    actor = actor_of(7)
    (grant,) = actor.grants

    root_id = units.instance().root_id

    owed = programmes.duties(grant.unit_id, actor=actor, year=TODAY.year)

    assert units.names_at({grant.unit_id}, TODAY) == {grant.unit_id: "Sở Tài chính tỉnh Lai Châu"}
    assert "VI.3" in {duty.clause for duty in owed}
    assert not actor.may(Permission.PLAN_REPORT, at=root_id)
    assert Person.objects.filter(unit=grant.unit_id).count() == 1


def test_one_handover_waits_for_its_second_signature():
    assert Handover.objects.get().accepted_at is None


def test_some_units_declared_nothing():
    declared = set(DeclaredTotal.objects.values_list("unit_id", flat=True))

    assert 40 < len(declared) < Unit.objects.count()


def test_the_figures_equal_a_rebuild():
    assert programmes.mismatches() == []
