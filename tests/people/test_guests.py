"""Guests: two statements, nothing read, nothing told (house decision 16)."""

import pytest

from aoxanh.kernel.actors import Actor
from aoxanh.people import actions, errors, queries
from aoxanh.people.models import Consent, Guardian, Person
from aoxanh.people.types import GuardianGiven
from tests.access.organisation import refused


MOTHER = GuardianGiven(full_name="Lò Thị Panh", phone="0987 654 321", relation="mẹ")


@pytest.fixture
def guest(org, now):
    def register(full_name="Giàng A Pháo", contact="0912 345 678", birth_year=2004, guardian=None):
        return actions.register_guest(
            by=Actor.guest(day=org.day),
            full_name=full_name,
            contact=contact,
            birth_year=birth_year,
            unit_id=org.ta_leng.pk,
            guardian=guardian,
            now=now,
        )

    return register


def test_a_guest_costs_two_statements(guest, statements):
    queries.consent_texts()

    with statements() as counted:
        guest()

    assert counted.count == 2
    assert all(sql.startswith("INSERT") for sql in counted.sqls)


def test_a_guest_with_a_guardian_costs_three(guest, statements):
    with statements() as counted:
        guest(birth_year=2012, guardian=MOTHER)

    assert counted.count == 3
    assert all(sql.startswith("INSERT") for sql in counted.sqls)


def test_a_guest_is_unverified_and_agreed_to_the_text_in_force(guest, org, now):
    person = guest()

    consent = Consent.objects.get(person=person)
    assert (person.state, person.unit_id, person.account_id) == ("UNVERIFIED", org.ta_leng.pk, None)
    assert (consent.purpose, consent.version, consent.given_by, consent.given_at) == (
        "PARTICIPATION", 1, "SELF", now,
    )  # fmt: skip


def test_a_guest_is_never_matched_with_who_is_known(guest, enrol):
    known = enrol("Giàng A Pháo", phone="0912345678")

    person = guest()

    assert person.pk != known.pk
    assert person.contact_key == known.contact_key
    assert Person.objects.count() == 2


def test_two_persons_may_share_one_phone(guest):
    first, second = guest("Giàng A Pháo"), guest("Giàng Thị Mỷ")

    assert first.phone == second.phone == "+84912345678"
    assert first.contact_key != second.contact_key


@pytest.mark.parametrize(
    "typed", ["Giàng A Pháo", "giàng a pháo", "Giang A Phao", "Gia\u0300ng  A Pha\u0301o"]
)
def test_one_person_typing_differently_keeps_one_key(guest, typed):
    assert guest().contact_key == guest(typed, "+84 912.345.678").contact_key


@pytest.mark.parametrize(
    "name",
    [
        "Y",
        "Panh",
        "K'Brôi",
        "Y Sư’m",
        "H`Linh",
        "Nguyễn-Trần Lê",
        "Tôn Nữ " + "Hoàng " * 15 + "Anh",
        "Lê Văn A.",
    ],
)
def test_every_name_is_a_name(guest, name):
    assert guest(name).full_name == name


def test_a_decomposed_name_is_stored_composed(guest):
    assert guest("Gia\u0300ng Thi\u0323 My\u0309").full_name == "Giàng Thị Mỷ"


@pytest.mark.parametrize(
    "name", ["", "   ", "12345", "A" * 121, "<b>Pháo</b>", "0912345678", "---"]
)
def test_what_is_no_name_is_refused(guest, name):
    with refused(errors.NameUnreadable):
        guest(name)

    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "typed",
    ["0912345678", "+84912345678", "84912345678", "912345678", "0912.345.678", "0912-345-678"],
)
def test_every_shape_of_a_phone_is_read(guest, typed):
    assert guest(contact=typed).phone == "+84912345678"


def test_an_address_serves_as_well(guest):
    person = guest(contact="Phao@Example.VN")

    assert (person.email, person.phone) == ("phao@example.vn", "")


@pytest.mark.parametrize("typed", ["", " ", "0912", "mười số", "phao@", "@example.vn"])
def test_what_is_no_contact_is_refused(guest, typed):
    with refused(errors.ContactUnreadable):
        guest(contact=typed)

    assert not Person.objects.exists()


@pytest.mark.parametrize("year", [1899, 2027, 0, -5])
def test_an_implausible_year_is_refused(guest, year):
    with refused(errors.BirthImplausible):
        guest(birth_year=year)


def test_a_minor_without_guardian_is_refused_and_leaves_nothing(guest):
    with refused(errors.MinorNeedsGuardian) as refusal:
        guest(birth_year=2011)

    assert "dưới 16 tuổi" in str(refusal.value)
    assert not Person.objects.exists()
    assert not Consent.objects.exists()


@pytest.mark.parametrize("year", [2010, 1960, None])
def test_from_sixteen_on_one_agrees_alone(guest, year):
    assert guest(birth_year=year).pk


def test_a_guardian_agrees_for_a_minor(guest):
    person = guest(birth_year=2012, guardian=MOTHER)

    consent = Consent.objects.get(person=person)
    assert consent.given_by == "GUARDIAN"
    assert consent.guardian.phone == "+84987654321"


@pytest.mark.parametrize(
    "guardian",
    [
        GuardianGiven(full_name="", phone="0987654321"),
        GuardianGiven(full_name="Lò Thị Panh", phone="12"),
        GuardianGiven(full_name="Lò Thị Panh", phone=""),
    ],
)
def test_a_guardian_who_cannot_be_called_is_none(guest, guardian):
    with refused(errors.GuardianUnreadable):
        guest(birth_year=2012, guardian=guardian)

    assert not Guardian.objects.exists()
