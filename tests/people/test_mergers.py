"""Which records look like one person, and how they become one and two again."""

from datetime import date

import pytest

from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people import actions, errors, queries
from aoxanh.people.models import Merger, Person
from aoxanh.people.rules import births_differ, likeness
from aoxanh.people.types import Candidate, MembershipGiven, PersonGiven
from tests.access.organisation import refused


def looked_alike(actor):
    """What is told, as sets of reasons and records."""
    return [
        (set(group.reasons), set(group.person_ids)) for group in queries.duplicates(actor=actor)
    ]


def test_look_alikes_are_told_to_officers_of_the_unit_alone(enrol, secretary, sibling):
    child = enrol("Lò Thị Ón", phone="0912345678", birth_date=date(2004, 5, 6))
    twin = enrol("LÒ THỊ ÓN", birth_date=date(2004, 5, 6))

    assert looked_alike(secretary) == [({"NAME", "BIRTH_DATE", "UNIT"}, {child.pk, twin.pk})]
    assert looked_alike(sibling) == []


def test_a_family_behind_one_phone_is_told_last(enrol, secretary):
    mother, father = (
        enrol("Lò Thị Panh", phone="0912345678"),
        enrol("Vàng A Sử", phone="0912345678"),
    )
    one, other = enrol("Lò Thị Ón", phone="0987654321"), enrol("Lò Thị Ón", email="on@example.vn")

    assert looked_alike(secretary) == [
        ({"NAME", "UNIT"}, {one.pk, other.pk}),
        ({"PHONE"}, {mother.pk, father.pk}),
    ]


def test_who_was_born_on_another_day_shares_a_name_and_no_more(enrol, secretary):
    enrol("Lò Thị Ón", birth_date=date(2004, 5, 6))
    enrol("Lò Thị Ón", birth_date=date(2009, 1, 2))

    assert looked_alike(secretary) == []


def test_one_student_code_of_one_school_is_one_student(org, enrol, secretary, now):
    one, other = enrol("Lò Thị Ón"), enrol("Lò T. Ón")
    for each in (one, other):
        actions.join(
            by=secretary, person_id=each.pk, unit_id=org.ta_leng.pk, now=now,
            membership=MembershipGiven(
                kind="STUDENT_MEMBER", valid_from=date(2025, 9, 1), student_code="K65-017"
            ),
        )  # fmt: skip

    assert looked_alike(secretary) == [({"STUDENT_CODE"}, {one.pk, other.pk})]


def test_a_number_kept_elsewhere_is_not_confirmed_by_a_likeness(enrol, guest, secretary, sibling):
    enrol("Giàng A Pháo", phone="0912345678")
    first, second = guest(), guest("giang a phao", "+84 912 345 678")

    assert looked_alike(secretary) == []
    assert looked_alike(sibling) == [
        ({"NAME", "BIRTH_YEAR", "PHONE", "UNIT"}, {first.pk, second.pk})
    ]


def test_look_alikes_cost_the_same_for_few_and_many(enrol, secretary, costs_the_same):
    names = iter("ABCDEGHIKLMN")

    def grow():
        for _ in range(3):
            enrol(f"Sùng Thị {next(names)}", phone="0912345678")

    grow()

    costs_the_same(lambda: queries.duplicates(actor=secretary), grow)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ({"name": "a"}, {"name": "a"}, {"NAME"}),
        ({"gender": "MALE"}, {"gender": "FEMALE"}, {"OTHER_GENDER"}),
        ({"gender": "MALE"}, {"gender": ""}, set()),
        ({"email": "a@b.vn"}, {"email": "a@b.vn"}, {"EMAIL"}),
        ({"birth_year": 2004}, {"birth_date": date(2004, 5, 6)}, {"BIRTH_YEAR"}),
        ({"birth_year": 2003}, {"birth_date": date(2004, 5, 6)}, {"OTHER_BIRTH"}),
        ({"birth_date": date(2004, 5, 7)}, {"birth_date": date(2004, 5, 6)}, {"OTHER_BIRTH"}),
        ({"student_codes": frozenset({(1, "K1")})}, {"student_codes": frozenset({(1, "K1")})},
         {"STUDENT_CODE"}),
        ({"student_codes": frozenset({(1, "K1")})}, {"student_codes": frozenset({(2, "K1")})}, set()),
    ],
)  # fmt: skip
def test_what_speaks_for_one_person_and_what_against(one, other, told):
    first = Candidate(person_id=1, unit_id=1, **({"name": "x"} | one))
    second = Candidate(person_id=2, unit_id=2, **({"name": "y"} | other))

    assert {reason.value for reason in likeness(first, second)} == told
    assert births_differ(first, second) is ("OTHER_BIRTH" in told)


@pytest.fixture
def merge(now):
    return lambda by, person, into: actions.merge(
        by=by, person_id=person.pk, into_id=into.pk, now=now
    )


def test_an_officer_merges_two_records_of_one_person(own, enrol, secretary, merge):
    first, second = enrol("Giàng A Pháo"), enrol("Giàng A Pháo")
    merge(secretary, first, second)

    into = merge(secretary, own, second)

    assert into.account_id == own.account_id
    assert queries.same_person_ids(second.pk) == {own.pk, first.pk, second.pk}


def test_records_are_not_merged_blindly(org, own, enrol, secretary, sibling, guest, merge, now):
    first, second = enrol("Lò Thị Ón"), guest()
    other = org.officer("CLUB_LEADER", org.branch)
    rival = actions.register_volunteer(
        by=other, unit_id=org.ta_leng.pk, person=PersonGiven(full_name="Giàng A Pháo"), now=now
    )

    with refused(errors.MergeWithItself):
        merge(secretary, first, first)
    with refused(Missing):
        merge(secretary, first, second)
    with refused(errors.BothHaveAccounts):
        merge(secretary, own, rival)
    with refused(NotAllowed):
        merge(org.officer("PROVINCE_OFFICER", org.province), first, enrol("Lò Thị Ón"))


def test_births_that_differ_need_a_reason(enrol, secretary, now):
    one, other = enrol(birth_date=date(2004, 5, 6)), enrol(birth_date=date(2005, 5, 6))
    asked = {"by": secretary, "person_id": one.pk, "into_id": other.pk, "now": now}

    with refused(errors.BirthsDiffer):
        actions.merge(**asked)
    actions.merge(**asked, reason="Giấy khai sinh ghi nhầm năm")

    assert Merger.objects.get().reason == "Giấy khai sinh ghi nhầm năm"
    assert Entry.objects.latest("pk").detail.payload["after"] == {
        "reason": "Giấy khai sinh ghi nhầm năm"
    }


def test_mergers_are_taken_apart_in_any_order(own, enrol, secretary, merge, now):
    first, second, third = enrol("Giàng A Pháo"), own, enrol("Giàng A Pháo")
    merge(secretary, first, second)
    merge(secretary, second, third)
    inner, outer = Merger.objects.order_by("pk")

    actions.take_apart(by=secretary, merger_id=inner.pk, now=now)
    between = queries.same_person_ids(third.pk)
    actions.take_apart(by=secretary, merger_id=outer.pk, now=now)

    assert between == {second.pk, third.pk}
    records = {each.pk: each for each in Person.objects.all()}
    assert [records[each.pk].merged_into_id for each in (first, second, third)] == [None] * 3
    assert [records[each.pk].state for each in (first, second)] == ["VERIFIED", "UNVERIFIED"]
    assert (records[second.pk].account_id, records[third.pk].account_id) == (own.account_id, None)
    assert Entry.objects.latest("pk").event == "people.PersonTakenApart"


def test_what_a_merged_record_carried_goes_back_with_it(enrol, secretary, merge, now):
    first, second, third = (enrol("Giàng A Pháo") for _ in range(3))
    merge(secretary, first, second)
    merge(secretary, second, third)

    actions.take_apart(by=secretary, merger_id=Merger.objects.latest("pk").pk, now=now)

    assert queries.same_person_ids(second.pk) == {first.pk, second.pk}
    assert str(Merger.objects.earliest("pk")) == f"{first.pk} into {second.pk}"


def test_a_merger_is_undone_once_and_by_officers_of_both(enrol, secretary, sibling, merge, now):
    one, other = enrol(), enrol()
    merge(secretary, one, other)
    merger = Merger.objects.get()

    with refused(NotAllowed):
        actions.take_apart(by=sibling, merger_id=merger.pk, now=now)
    actions.take_apart(by=secretary, merger_id=merger.pk, now=now)
    with refused(errors.MergerUndone):
        actions.take_apart(by=secretary, merger_id=merger.pk, now=now)
    with refused(Missing):
        actions.take_apart(by=secretary, merger_id=0, now=now)


def test_a_member_by_a_merged_record_is_a_member_still(
    org, own, enrol, secretary, sibling, merge, today
):
    kept = enrol("Giàng A Pháo", unit=org.branch, by=org.officer("BRANCH_OFFICER", org.branch))
    merge(secretary, enrol("Giàng A Pháo"), own)

    assert queries.participant_unit(own.pk, today) == org.ta_leng.pk
    assert [each.unit_id for each in queries.memberships(own.pk, actor=secretary)] == [
        org.ta_leng.pk
    ]
    assert kept in queries.people(actor=org.officer("BRANCH_OFFICER", org.branch))


def test_what_comes_together_is_told_before(own, enrol, secretary):
    one, other = enrol(), enrol()

    preview = queries.merger_preview(person=one, into=other)

    assert [(each.label, each.coming, each.staying) for each in preview.together] == [
        ("Thuộc đơn vị", 1, 1),
        ("Sự đồng ý", 1, 1),
    ]
    assert (preview.refusal, preview.births_differ) == ("", False)


def test_what_cannot_be_merged_is_told_before(org, own, enrol, secretary, now):
    rival = actions.register_volunteer(
        by=org.officer("CLUB_LEADER", org.branch),
        unit_id=org.ta_leng.pk,
        person=PersonGiven(full_name="Giàng A Pháo"),
        now=now,
    )
    ended = actions.withdraw(by=secretary, person_id=enrol().pk, now=now)

    assert "đều có tài khoản" in queries.merger_preview(person=own, into=rival).refusal
    assert "đã ngừng" in queries.merger_preview(person=own, into=ended).refusal


def test_what_one_agreed_to_under_a_merged_record_is_seen_and_taken_back_with_the_rest(
    own, holder, enrol, secretary, sibling, merge, now
):
    twin = enrol("Giàng A Pháo")
    agreed = queries.consents_of(twin.pk, actor=secretary).get()
    merge(secretary, twin, own)

    seen = queries.consents_of(own.pk, actor=holder).filter(purpose="PARTICIPATION")
    assert agreed in seen
    assert seen.count() == 2
    with refused(Missing):
        actions.withdraw_consent(by=sibling, consent_id=agreed.pk, now=now)
    actions.withdraw_consent(by=holder, consent_id=agreed.pk, now=now)

    assert not seen.filter(withdrawn_at=None).exists()
    assert Entry.objects.filter(event="people.ConsentWithdrawn", subject_id=own.pk).count() == 2
