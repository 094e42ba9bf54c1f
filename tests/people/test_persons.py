"""Who sees and changes which person, and when two records are one person."""

from datetime import date

import pytest

from aoxanh.audit.models import Detail, Entry
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people import actions, errors, queries
from aoxanh.people.models import Consent, Guardian, Membership, Person
from aoxanh.people.types import GuardianGiven, MembershipGiven, PersonGiven, PostGiven
from tests.access.organisation import refused


@pytest.fixture
def edit(now):
    def make(by, person, **given):
        kept = {
            "full_name": person.full_name,
            "phone": person.phone,
            "birth_year": person.birth_year,
        }
        return actions.edit_profile(
            by=by, person_id=person.pk, person=PersonGiven(**{**kept, **given}), now=now
        )

    return make


def names(rows):
    return [row.full_name for row in rows]


def test_officers_see_their_unit_and_below_but_not_beside(org, enrol, secretary, sibling):
    enrol("Lò Thị Ón")
    enrol("Hà Văn Bé", unit=org.branch, by=org.officer("BRANCH_OFFICER", org.branch))

    province = org.officer("PROVINCE_OFFICER", org.province)
    assert names(queries.people(actor=secretary)) == ["Hà Văn Bé", "Lò Thị Ón"]
    assert names(queries.people(actor=province, unit_id=org.branch.pk)) == ["Hà Văn Bé"]
    assert names(queries.people(actor=sibling)) == []
    assert names(queries.people(actor=Actor.guest(day=org.day))) == []


def test_a_member_is_seen_where_they_are_a_member(org, enrol, sibling, system, now):
    person = enrol("Lò Thị Ón")
    membership = MembershipGiven(kind="VOLUNTEER", valid_from=date(2026, 1, 1))

    actions.join(
        by=system, person_id=person.pk, unit_id=org.binh_lu.pk, membership=membership, now=now
    )

    assert names(queries.people(actor=sibling)) == ["Lò Thị Ón"]
    assert queries.person(person.code, actor=sibling) == person
    assert queries.persons_by_id([person.pk], actor=sibling) == {person.pk: person}


@pytest.mark.parametrize("text", ["ón", "lo thi", "THỊ ÓN", "0912 345 678", "+84912345678"])
def test_persons_are_found_by_a_part_of_the_name_or_the_whole_number(enrol, secretary, text):
    enrol("Lò Thị Ón", phone="0912345678")
    enrol("Vàng A Tủa", phone="0977000111")

    assert names(queries.people(actor=secretary, text=text)) == ["Lò Thị Ón"]


@pytest.mark.parametrize("text", ["0912", "xyz", "!!!"])
def test_half_a_number_finds_nobody(enrol, secretary, text):
    enrol("Lò Thị Ón", phone="0912345678")

    assert names(queries.people(actor=secretary, text=text)) == []


def test_a_person_elsewhere_is_unknown_but_oneself_is_not(own, holder, sibling):
    with refused(Missing):
        queries.person(own.code, actor=sibling)

    assert queries.person(own.code, actor=holder) == own
    assert queries.person_of(None) is None


def test_oneself_reads_ones_own_ties_and_consents(own, holder, sibling):
    assert [c.purpose for c in queries.consents_of(own.pk, actor=holder)] == ["PARTICIPATION"]
    assert not queries.consents_of(own.pk, actor=sibling).exists()
    assert not queries.consents_of(own.pk, actor=Actor.guest(day=holder.day)).exists()
    assert list(queries.memberships(own.pk, actor=holder)) == []
    assert not queries.posts_of(own.pk, actor=sibling).exists()


def test_a_profile_is_edited_and_the_trail_keeps_what_was(own, holder, edit):
    edited = edit(
        holder, own, full_name="Giàng A Pháo Em", availability="Cuối tuần", skills=("son_sua",)
    )

    entry = Entry.objects.order_by("-pk").first()
    assert edited.search_text == "giang a phao em"
    assert edited.contact_key != own.contact_key
    assert "Pháo" not in str(entry.values)
    assert entry.values["fields"] == [
        "availability", "contact_key", "full_name", "search_text", "skills", "sort_key",
    ]  # fmt: skip
    assert Detail.objects.get(entry=entry).payload["before"]["full_name"] == "Giàng A Pháo"


def test_an_edit_that_changes_nothing_writes_nothing(own, holder, edit):
    before = Entry.objects.count()

    edit(holder, own)

    assert Entry.objects.count() == before


def test_a_birth_date_reaches_the_trail_as_text(enrol, edit, secretary):
    person = enrol("Lò Thị Ón")

    edit(secretary, person, birth_date=date(2004, 5, 6))

    payload = Detail.objects.order_by("-pk").first().payload
    assert payload["after"]["birth_date"] == "2004-05-06"


def test_what_the_unit_verified_is_the_units_word(own, holder, edit, secretary, now):
    actions.verify(by=secretary, person_id=own.pk, now=now)

    with refused(errors.VerifiedByUnit):
        edit(holder, own, full_name="Tên Khác")
    assert edit(holder, own, phone="0977000111").phone == "+84977000111"
    assert edit(secretary, own, full_name="Tên Khác").full_name == "Tên Khác"


def test_strangers_edit_nobody(org, own, edit, sibling):
    with refused(Missing):
        edit(sibling, own)
    with refused(NotAllowed):
        edit(org.officer("PROVINCE_OFFICER", org.province), own)
    with refused(Missing):
        edit(sibling, Person(pk=0, full_name="X"))


def test_a_volunteer_withdraws_and_what_happened_stays(org, own, holder, system, now, edit):
    for kind, since in (("VOLUNTEER", date(2026, 1, 1)), ("MEMBER", org.day)):
        actions.join(
            by=system,
            person_id=own.pk,
            unit_id=org.ta_leng.pk,
            membership=MembershipGiven(kind=kind, valid_from=since),
            now=now,
        )

    ended = actions.withdraw(by=holder, person_id=own.pk, now=now)

    assert ended.state == "ENDED"
    assert Membership.objects.get().valid_to == org.day
    assert Consent.objects.get().withdrawn_at == now
    assert names(queries.people(actor=system)) == []
    with refused(errors.PersonEnded):
        edit(holder, own)


def test_an_officer_in_post_cannot_withdraw(org, enrol, secretary, now):
    person = enrol("Lò Thị Ón")
    post = PostGiven(title="Bí thư", valid_from=date(2026, 1, 1))
    actions.appoint(by=secretary, person_id=person.pk, unit_id=org.ta_leng.pk, post=post, now=now)

    with refused(errors.StillInPost):
        actions.withdraw(by=secretary, person_id=person.pk, now=now)


def test_consent_is_given_to_a_version_and_withdrawn(own, holder, sibling, now):
    given = actions.give_consent(by=holder, person_id=own.pk, purpose="PHOTOS", now=now)
    withdrawn = actions.withdraw_consent(by=holder, consent_id=given.pk, now=now)

    assert (given.version, given.given_by, withdrawn.withdrawn_at) == (1, "SELF", now)
    with refused(errors.ConsentWithdrawnAlready):
        actions.withdraw_consent(by=holder, consent_id=given.pk, now=now)
    with refused(Missing):
        actions.withdraw_consent(by=sibling, consent_id=given.pk, now=now)
    with refused(Missing):
        actions.withdraw_consent(by=holder, consent_id=0, now=now)
    with refused(errors.ChoiceUnknown):
        actions.give_consent(by=holder, person_id=own.pk, purpose="SALE", now=now)


def test_a_guardian_agrees_for_a_minor(enrol, secretary, sibling, now):
    mother = GuardianGiven(full_name="Lò Thị Panh", phone="0987654321")
    child = enrol("Lò Bé Na", birth_year=2014, guardian=mother)
    guardian = Guardian.objects.get()

    with refused(errors.MinorNeedsGuardian):
        actions.give_consent(by=secretary, person_id=child.pk, purpose="PHOTOS", now=now)
    given = actions.give_consent(
        by=secretary, person_id=child.pk, purpose="PHOTOS", guardian_id=guardian.pk, now=now
    )

    assert (given.given_by, given.guardian) == ("GUARDIAN", guardian)
    assert list(queries.guardians_of(child.pk, actor=secretary)) == [guardian]
    assert not queries.guardians_of(child.pk, actor=sibling).exists()


def test_a_text_is_known_by_its_day():
    assert queries.consent_text("PARTICIPATION", date(2026, 1, 1)).version == 1
    assert {text.purpose.value for text in queries.consent_texts()} == {
        "PARTICIPATION",
        "PHOTOS",
        "CONTACT",
    }
    with pytest.raises(KeyError):
        queries.consent_text("PARTICIPATION", date(1999, 1, 1))


def test_rows_are_named_without_naming_anybody(org, enrol, secretary, now):
    mother = GuardianGiven(full_name="Lò Thị Panh", phone="0987654321")
    child = enrol("Lò Bé Na", birth_year=2014, guardian=mother)
    guardian, held, consent = (
        Guardian.objects.get(),
        Membership.objects.get(),
        Consent.objects.get(),
    )

    assert str(child) == child.code
    assert str(guardian) == f"#{guardian.pk} of {child.pk}"
    assert str(held) == f"{child.pk} @{org.ta_leng.pk} MEMBER"
    assert str(consent) == f"PARTICIPATION v1 of {child.pk}"


def test_an_ended_record_joins_nothing(org, enrol, secretary, now):
    person = enrol("Lò Thị Ón")
    actions.withdraw(by=secretary, person_id=person.pk, now=now)
    post = PostGiven(title="Bí thư", valid_from=date(2026, 1, 1))

    with refused(errors.PersonEnded):
        actions.appoint(
            by=secretary, person_id=person.pk, unit_id=org.ta_leng.pk, post=post, now=now
        )
