"""A person is erased: the name goes everywhere, what was counted and certified stays true."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from aoxanh.activities.models import HoursEntry, HoursObjection, Participation, Signup
from aoxanh.audit import actions as audit
from aoxanh.audit import queries as trail
from aoxanh.audit.models import Detail, Entry
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people import actions, errors, queries
from aoxanh.people.models import Consent, Guardian, Membership, Person
from aoxanh.people.types import GuardianGiven, PersonGiven, PostGiven
from aoxanh.recognition import queries as recognition
from aoxanh.recognition.models import Certificate
from aoxanh.work import actions as work
from tests.access.organisation import refused
from tests.activities.crowd import Crowd
from tests.activities.world import World
from tests.recognition.service import Service


@pytest.fixture
def erase(now):
    return lambda by, person: actions.erase(by=by, person_id=person.pk, now=now)


def test_an_erased_person_is_named_nowhere(own, holder, enrol, secretary, erase, now):
    twin = enrol("Giàng A Pháo", birth_date=date(2004, 5, 6), phone="0912345678")
    actions.edit_profile(
        by=holder, person_id=own.pk, now=now,
        person=PersonGiven(full_name="Giàng A Pháo", phone="0987654321", birth_year=2004),
    )  # fmt: skip
    actions.merge(by=secretary, person_id=twin.pk, into_id=own.pk, now=now)

    erase(holder, own)

    said = str(list(Person.objects.values())) + str(list(Detail.objects.values()))
    for told in ("Pháo", "phao", "2004", "0987654321", "+84912345678", "+84987654321"):
        assert told not in said
    assert {person.state for person in Person.objects.all()} == {"ENDED"}
    assert not Membership.objects.filter(valid_to__gt=now.date()).exists()
    assert Entry.objects.latest("pk").event == "people.PersonErased"


def test_erasing_leaves_the_seals_whole(
    own, holder, erase, now, settings, tmp_path, system, monkeypatch
):
    settings.KEY_FOLDER = tmp_path
    monkeypatch.setattr(trail, "_final", lambda: Entry.objects.order_by("xact", "pk"))
    actions.edit_profile(
        by=holder, person_id=own.pk, person=PersonGiven(full_name="Giàng A Pháo"), now=now
    )
    audit.seal(by=system, now=now)

    erase(holder, own)

    assert trail.broken_seals(key=audit.sealing_key().public_key()) == []


def test_the_guardian_of_who_is_erased_is_not_named_either(guest_of, system, erase):
    person = guest_of(
        birth_year=2014, guardian=GuardianGiven(full_name="Lò Thị Panh", phone="0987654321")
    )

    erase(system, person)

    assert Guardian.objects.get().phone == ""


@pytest.fixture
def guest_of(org, now):
    def make(**given):
        usual = {
            "full_name": "Lò Bé Na",
            "contact": "0912345678",
            "birth_year": 2000,
            "guardian": None,
        }
        return actions.register_guest(
            by=Actor.guest(day=org.day), unit_id=org.ta_leng.pk, now=now, **usual | given
        )

    return make


def test_only_the_person_the_bearer_of_a_lone_pass_or_time_erases(
    org, own, guest_of, secretary, system, enrol, erase
):
    bearer = Actor.guest(day=org.day, pass_id=5)
    person = guest_of()

    with refused(NotAllowed):
        erase(secretary, person)
    with refused(NotAllowed):
        erase(Actor.guest(day=org.day), person)
    with refused(errors.PassNotEnough):
        erase(bearer, own)
    with refused(errors.PassNotEnough):
        erase(bearer, enrol())
    with refused(Missing):
        erase(system, Person(pk=0))
    assert erase(bearer, person).erased_at is not None
    with refused(errors.PersonErasedAlready):
        erase(system, person)


def test_who_holds_a_post_ends_it_first(own, holder, org, system, erase, now):
    post = PostGiven(title="Bí thư", valid_from=date(2026, 1, 1))
    actions.appoint(by=system, person_id=own.pk, unit_id=org.ta_leng.pk, post=post, now=now)

    with refused(errors.StillInPost):
        erase(holder, own)


def test_what_was_erased_is_not_taken_apart(own, holder, enrol, secretary, erase, now):
    actions.merge(by=secretary, person_id=enrol("Giàng A Pháo").pk, into_id=own.pk, now=now)
    (merger,) = queries.mergers_into(own.pk, actor=secretary)
    erase(holder, own)

    with refused(errors.PersonErasedAlready):
        actions.take_apart(by=secretary, merger_id=merger.pk, now=now)


@pytest.fixture
def world(db, system, today, now, settings, tmp_path):
    settings.KEY_FOLDER, settings.MEDIA_ROOT = tmp_path / "keys", tmp_path / "files"
    return World(system=system, day=today, now=now).build()


def test_hours_and_turns_stay_without_a_name(world, system, erase):
    crowd = Crowd.at(world)
    held = crowd.sign_up("Lò Thị Mai", "0912345678")
    crowd.scan(held)
    crowd.close()
    crowd.settle()
    before = list(HoursEntry.objects.values("minutes", "person_id"))
    HoursObjection.objects.create(
        activity=crowd.activity, person=held.person, text="Mai về lúc 11 giờ", asked_at=world.now
    )

    erase(system, held.person)

    assert list(HoursEntry.objects.values("minutes", "person_id")) == before
    assert Participation.objects.count() == 1
    assert Signup.objects.get().contact_key.startswith("erased:")
    assert HoursObjection.objects.get().text == "–"


def test_a_certificate_stays_valid_and_names_nobody(world, system, erase, today):
    service = Service(world).build()
    person = service.person("Giàng Thị Mỷ")
    service.serve(person, 240)
    issued = service.issue(person)

    erase(system, person)

    verdict = recognition.verify(issued.code, day=today)
    assert (verdict.answer, verdict.is_unchanged, verdict.shares[0].minutes) == ("VALID", True, 240)
    assert "Mỷ" not in str(Certificate.objects.values().get())
    assert not recognition.matches_name(issued.code, "Giàng Thị Mỷ")


def test_guests_of_whom_nothing_was_heard_for_two_years_are_erased(world, system, now):
    crowd = Crowd.at(world)
    old, recent = crowd.sign_up("Lò Thị Mai").person, crowd.sign_up("Vàng A Sử").person
    Person.objects.update(created_at=now - timedelta(days=800))
    Signup.objects.filter(person=old).update(created_at=now - timedelta(days=800))
    Consent.objects.filter(person=old).update(given_at=now - timedelta(days=800))

    work.forget_due(by=replace(system, day=world.day), now=now)

    known = dict(Person.objects.values_list("pk", "full_name"))
    assert known[old.pk] == "Người đã xóa dữ liệu"
    assert known[recent.pk] == "Vàng A Sử"
    assert Entry.objects.filter(event="work.DataForgotten").count() == 1
