"""Persons enter the records: by their unit, in lists, or by themselves."""

import time
from datetime import date

import pytest

from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import NotAllowed
from aoxanh.people import actions, errors, queries
from aoxanh.people.models import Consent, Membership, Person
from aoxanh.people.types import EnrolmentRow, GuardianGiven, MembershipGiven, PersonGiven
from tests.access.organisation import refused


SINCE = date(2025, 9, 1)


def row(line, full_name="Lò Thị Ón", *, guardian=None, kind="MEMBER", since=SINCE, **person):
    return EnrolmentRow(
        line=line,
        person=PersonGiven(full_name=full_name, **person),
        membership=MembershipGiven(kind=kind, valid_from=since),
        guardian=guardian,
    )


@pytest.fixture
def enrol_many(org, secretary, now):
    def make(rows, by=secretary):
        return actions.enrol_many(by=by, unit_id=org.ta_leng.pk, rows=rows, now=now)

    return make


def test_an_enrolled_person_is_verified_and_a_member(org, enrol):
    person = enrol(phone="0912345678", birth_date=date(2004, 5, 6), skills=("son_sua", "son_sua"))

    held = Membership.objects.get(person=person)
    assert (person.state, person.birth_year, person.skills) == ("VERIFIED", 2004, ["son_sua"])
    assert (held.unit_id, held.kind, held.valid_from) == (org.ta_leng.pk, "MEMBER", SINCE)
    assert Consent.objects.get(person=person).given_by == "UNIT"
    assert Entry.objects.order_by("-pk").first().event == "people.PersonEnrolled"


def test_the_trail_names_nobody(enrol):
    enrol("Sùng A Lử", phone="0977000111")

    entry = Entry.objects.order_by("-pk").first()
    assert "Sùng" not in str(entry.values)
    assert "977000111" not in str(entry.values)


def test_a_unit_enrols_a_person_once(enrol):
    enrol("Lò Thị Ón", phone="0912345678")

    with refused(errors.AlreadyEnrolled):
        enrol("LO THI ON", phone="+84912345678")
    assert enrol("Lò Văn Ơn", phone="0912345678").pk


def test_persons_without_contact_have_keys_of_their_own(enrol):
    first, second = enrol("Lò Thị Ón"), enrol("Lò Thị Ón")

    assert first.contact_key
    assert first.contact_key != second.contact_key


def test_only_the_unit_itself_enrols(org, enrol, sibling):
    with refused(NotAllowed):
        enrol(by=sibling)
    with refused(NotAllowed):
        enrol(by=org.officer("PROVINCE_OFFICER", org.province))
    with refused(NotAllowed):
        enrol(unit=org.branch)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"birth_date": date(2015, 1, 1)}, errors.MinorNeedsGuardian),
        ({"birth_date": date(2027, 1, 1)}, errors.BirthImplausible),
        ({"phone": "12"}, errors.ContactUnreadable),
        ({"email": "a@b"}, errors.ContactUnreadable),
        ({"gender": "X"}, errors.ChoiceUnknown),
        ({"youth_category": "ALIEN"}, errors.ChoiceUnknown),
        ({"kind": "KING"}, errors.ChoiceUnknown),
        ({"availability": "x" * 201}, errors.TextTooLong),
    ],
)
def test_what_cannot_be_read_is_refused(enrol, given, refusal):
    with refused(refusal):
        enrol(**given)

    assert not Person.objects.exists()


def test_the_birthday_decides_who_is_a_minor(enrol):
    enrol(birth_date=date(2010, 11, 23))

    with refused(errors.MinorNeedsGuardian):
        enrol(birth_date=date(2010, 11, 24))


def test_a_list_is_enrolled_in_one_go(org, enrol_many, secretary):
    guardian = GuardianGiven(full_name="Vàng A Chư", phone="0987654321")
    rows = [row(1, phone="0912345678"), row(2, "Vàng Thị Mỷ", birth_year=2014, guardian=guardian)]

    persons = enrol_many(rows)

    assert [p.full_name for p in persons] == ["Lò Thị Ón", "Vàng Thị Mỷ"]
    assert Consent.objects.get(person=persons[1]).given_by == "GUARDIAN"
    assert queries.members_of(org.ta_leng.pk, org.day, actor=secretary).count() == 2
    assert Entry.objects.order_by("-pk").first().values == {"persons": 2}


def test_faults_are_told_by_line_and_column_and_nothing_is_saved(enrol_many):
    rows = [
        row(1, phone="0912345678"),
        row(2, "", phone="12", email="x", birth_year=1800, gender="X"),
        row(3, "Bé Na", birth_year=2018),
        row(4, "LÒ THỊ ÓN", phone="84912345678"),
        row(5, "Lò Văn Ơn", kind="KING"),
        row(6, "Lò Văn Panh", youth_category="?", availability="x" * 300),
        row(7, "Bé Nụ", birth_year=2018, guardian=GuardianGiven(full_name="Mẹ", phone="?")),
    ]

    with refused(errors.RowsFaulty) as refusal:
        enrol_many(rows)

    found = {(fault.line, fault.column) for fault in refusal.value.faults}
    assert found == {
        (2, "full_name"), (2, "phone"), (2, "email"), (2, "birth_year"), (2, "gender"),
        (3, "guardian_full_name"), (4, "phone"), (5, "kind"), (6, "youth_category"),
        (6, "availability"), (7, "guardian_phone"),
    }  # fmt: skip
    assert all(fault.sentence for fault in refusal.value.faults)
    assert "11 chỗ cần sửa" in str(refusal.value)
    assert not Person.objects.exists()


def test_a_list_does_not_enrol_who_is_there_already(enrol, enrol_many):
    enrol("Lò Thị Ón", phone="0912345678")

    with refused(errors.RowsFaulty) as refusal:
        enrol_many([row(1, "Lò Thị Ón", phone="0912345678")])

    assert [(fault.line, fault.column) for fault in refusal.value.faults] == [(1, "phone")]


def test_only_the_unit_itself_enrols_lists(enrol_many, sibling):
    with refused(NotAllowed):
        enrol_many([row(1)], by=sibling)


def test_three_thousand_lines_are_enrolled_in_chunks_with_an_entry_each(enrol_many):
    rows = [row(n, f"Lò Thị {'Ánh' * (n % 7 + 1)}", phone=f"0912{n:06d}") for n in range(1, 3001)]
    before = Entry.objects.count()

    started = time.process_time()
    enrol_many(rows)

    assert time.process_time() - started < 5
    assert Person.objects.count() == 3000
    assert Entry.objects.count() - before == 6


@pytest.fixture
def register(org, now):
    def make(by, full_name="Giàng A Pháo", **more):
        return actions.register_volunteer(
            by=by,
            unit_id=org.ta_leng.pk,
            person=PersonGiven(full_name=full_name, **more),
            now=now,
        )

    return make


def test_a_volunteer_registers_and_the_unit_verifies(org, register, secretary, now):
    by = org.officer("CLUB_LEADER", org.branch)

    person = register(by, phone="0912345678")
    verified = actions.verify(by=secretary, person_id=person.pk, now=now)

    assert (person.state, person.account_id) == ("UNVERIFIED", by.account_id)
    assert verified.state == "VERIFIED"
    assert queries.person_of(by.account_id) == person
    with refused(errors.PersonAlreadyVerified):
        actions.verify(by=secretary, person_id=person.pk, now=now)


def test_nobody_verifies_oneself(org, register, now):
    by = org.officer("CLUB_LEADER", org.branch)
    person = register(by)

    with refused(NotAllowed):
        actions.verify(by=by, person_id=person.pk, now=now)


def test_an_account_has_one_person(org, register, system):
    by = org.officer("CLUB_LEADER", org.branch)
    register(by)

    with refused(errors.AccountHasPerson):
        register(by)
    with refused(NotAllowed):
        register(system)


def test_a_minor_registers_with_a_guardian(org, register):
    with refused(errors.MinorNeedsGuardian):
        register(org.officer("CLUB_LEADER", org.branch), birth_year=2014)
