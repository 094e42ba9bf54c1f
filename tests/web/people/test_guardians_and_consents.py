"""Guardians and consents of a person, noted and put right by the unit that keeps the record."""

import pytest

from aoxanh.activities.models import Signup
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people import actions
from aoxanh.people.models import Consent, Guardian
from aoxanh.people.types import GuardianGiven
from tests.activities.nominating import MOTHER, Call
from tests.activities.world import refused
from tests.web.desks import shown


@pytest.fixture
def child(world):
    """A minor of Tả Lèng whose mother agreed."""
    return Call(world, None, None).member("Lù Thị Pàn", birth_year=2014, guardian=MOTHER)


@pytest.fixture
def page(world, child):
    return lambda path="": f"/dieu-phoi/{world.ta_leng.pk}/nguoi/{child.code}/{path}"


@pytest.fixture
def officer(desks, world):
    return desks.at(world.ta_leng)


def test_a_guardian_is_noted_and_put_right(officer, page, child):
    officer.post(
        page("giam-ho/"),
        {"guardian_full_name": "Lù A Sử", "guardian_phone": "0912 000 222", "relation": "ông"},
    )
    mother = Guardian.objects.order_by("pk")[0]
    officer.post(
        page(f"giam-ho/{mother.pk}/"),
        {"guardian_full_name": "Giàng Thị Mỷ", "guardian_phone": "0912000333", "relation": "mẹ"},
    )

    text = shown(officer.get(page()))
    assert "Lù A Sử" in text
    assert "0912 000 333, mẹ" in text
    assert Consent.objects.get().guardian_id == mother.pk


def test_a_guardian_that_cannot_be_read_is_refused_with_what_was_typed(officer, page):
    text = shown(
        officer.post(page("giam-ho/"), {"guardian_full_name": "Sử", "guardian_phone": "12"})
    )

    assert "số điện thoại có 10 chữ số của người giám hộ" in text
    assert 'value="Sử"' in text


def test_consent_is_noted_for_the_guardian_who_gave_it(officer, page, child):
    mother = Guardian.objects.get()

    officer.post(page("dong-y/"), {"purpose": "PHOTOS", "guardian": mother.pk})

    given = Consent.objects.get(purpose="PHOTOS")
    assert (given.given_by, given.guardian_id) == ("GUARDIAN", mother.pk)


def test_a_minor_does_not_agree_alone(officer, page):
    text = shown(officer.post(page("dong-y/"), {"purpose": "PHOTOS"}))

    assert "cần người giám hộ đồng ý" in text
    assert not Consent.objects.filter(purpose="PHOTOS").exists()


def test_taking_consent_back_is_noted_once(officer, page):
    given = Consent.objects.get()

    first = officer.post(page(f"dong-y/{given.pk}/rut/"), follow=True)
    second = officer.post(page(f"dong-y/{given.pk}/rut/"), follow=True)

    assert "Đã ghi việc rút lại sự đồng ý." in shown(first)
    assert "đã được rút lại từ trước" in shown(second)
    assert officer.post(page("dong-y/0/rut/")).status_code == 404


def test_a_guardian_of_somebody_else_is_missing(officer, page, world, child):
    other = Call(world, None, None).member("Vừ A Lềnh", phone="0977000112", guardian=MOTHER)
    foreign = Guardian.objects.get(person=other)

    assert officer.get(page(f"giam-ho/{foreign.pk}/")).status_code == 404
    given = GuardianGiven(full_name="Sử", phone="0912000222")
    with refused(Missing):
        actions.name_guardian(
            by=world.officer(world.ta_leng),
            person_id=child.pk,
            guardian=given,
            guardian_id=foreign.pk,
            now=world.now,
        )
    with refused(NotAllowed):
        actions.name_guardian(
            by=world.officer(world.province, "PROVINCE_OFFICER"),
            person_id=child.pk,
            guardian=given,
            now=world.now,
        )


def test_who_takes_part_no_more_by_a_word_to_the_unit_gives_up_places(desks, world, crowd, keys):
    held = crowd.sign_up("Lò Thị Ón")
    consent = Consent.objects.get(person=held.person)

    desks.at(world.ta_leng).post(
        f"/dieu-phoi/{world.ta_leng.pk}/nguoi/{held.person.code}/dong-y/{consent.pk}/rut/"
    )

    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
    assert Signup.objects.get(pass_held=held).state == "WITHDRAWN"
