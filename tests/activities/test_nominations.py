"""A unit sends people: all or nobody, within its number and day, no minor without a guardian's word."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import Nomination, Participation, Pass, Quota, Signup
from aoxanh.activities.types import NomineeGiven
from aoxanh.audit.models import Entry
from aoxanh.files.models import StoredFile
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people import actions as people
from aoxanh.people.errors import MinorNeedsGuardian, NameUnreadable
from aoxanh.people.models import Consent, Person
from aoxanh.people.types import ListedPerson, PersonGiven
from tests.activities.nominating import MOTHER, Call
from tests.activities.world import refused


YOUNG = 2014
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def call(world):
    call = Call.at(world)
    call.give()
    return call


def test_a_list_takes_places_out_of_those_kept(call):
    call.send(3, raw="1. Giàng A Páo")

    assert call.counts() == ((3, 1), (3, 1))
    assert set(Signup.objects.values_list("state", flat=True)) == {"PENDING"}
    assert Nomination.objects.get().raw == "1. Giàng A Páo"


def test_people_count_for_the_unit_that_sends_them(call):
    call.send(1)
    actions.accept_nominations(by=call.organiser, activity_id=call.activity.pk, now=call.world.now)

    call.crowd.scan(Pass.objects.get())

    served = Participation.objects.get()
    assert served.organiser_unit_id == call.world.province.pk
    assert served.participant_unit_id == call.world.ta_leng.pk
    assert served.place_id == call.activity.place_id


def test_those_who_are_new_stay_unverified_until_an_officer_sees_them(call):
    call.send(1)
    call.send(call.names(2)[1:], are_known=True)

    states = Person.objects.order_by("pk").values_list("state", "unit_id")
    assert list(states) == [
        ("UNVERIFIED", call.world.ta_leng.pk),
        ("VERIFIED", call.world.ta_leng.pk),
    ]


def test_who_may_not_keep_records_verifies_nobody(call):
    leader = call.world.officer(call.world.ta_leng, "CLUB_LEADER")

    with refused(NotAllowed):
        call.send(1, by=leader, are_known=True)
    call.send(1, by=leader)


def test_a_member_is_sent_as_the_record_that_is_there(call):
    member = call.member()

    call.send([NomineeGiven(person_id=member.pk)])

    assert Signup.objects.get().person_id == member.pk
    assert Person.objects.count() == 1


def test_somebody_of_another_unit_cannot_be_picked(call):
    stranger = call.member(unit=call.world.binh_lu)

    with refused(Missing):
        call.send([NomineeGiven(person_id=stranger.pk)])


def test_more_than_the_number_is_refused_and_nobody_goes(call):
    with refused(errors.NominationAboveNumber) as refusal:
        call.send(5)

    assert refusal.value.values == {"sent": 5, "left": 4, "above": 1}
    assert (Signup.objects.count(), Person.objects.count()) == (0, 0)


def test_places_lost_meanwhile_are_told_as_too_many(call):
    quota = call.quota()
    Quota.objects.update(held=1)

    with refused(errors.NominationAboveNumber) as refusal:
        call.send(2, quota=quota)

    assert refusal.value.values == {"sent": 2, "left": 1, "above": 1}


def test_after_the_day_nobody_is_sent_or_taken_back(call):
    call.send(1)

    with refused(errors.NominationLate):
        call.send(call.names(2)[1:], now=call.later(3))
    with refused(errors.NominationLate):
        actions.withdraw_nominees(
            by=call.secretary,
            quota_id=call.quota().pk,
            signup_ids=[Signup.objects.get().pk],
            now=call.later(3),
        )


def test_on_the_last_day_people_are_sent(call):
    call.send(1, now=call.later(2))

    assert call.quota().filled == 1


def test_once_the_shift_has_begun_nobody_is_sent(call):
    Quota.objects.update(due_on=call.later(9).date())

    with refused(errors.ShiftPast):
        call.send(1, now=call.later(6))


def test_an_empty_list_is_refused(call):
    with refused(errors.NobodyNominated):
        call.send([])


def test_the_same_person_twice_is_refused(call):
    with refused(errors.NomineeTwice):
        call.send([*call.names(1), *call.names(1)])


def test_who_has_a_place_already_is_named(call):
    call.send(1)

    with refused(errors.NomineesKnown) as refusal:
        call.send(2)

    assert refusal.value.values == {"names": "Giàng A Páo"}
    assert call.counts() == ((1, 3), (1, 3))


def test_who_signed_up_at_the_same_moment_is_told_so(call, monkeypatch):
    call.send(1)
    monkeypatch.setattr(
        "aoxanh.activities.actions.nominations._check_apart", lambda *_arguments: None
    )

    with refused(errors.AlreadySignedUp):
        call.send(1)
    assert call.counts() == ((1, 3), (1, 3))


def test_a_name_that_cannot_be_read_stops_the_list(call):
    with refused(NameUnreadable):
        call.send([NomineeGiven(full_name="???")])


def test_who_is_too_young_for_the_activity_is_named(call):
    type(call.activity).objects.update(min_age=18)

    with refused(errors.NomineeUnfit) as refusal:
        call.send([*call.names(1), NomineeGiven(full_name="Lù Thị Pàn", birth_year=2010)])

    assert str(refusal.value).startswith("Lù Thị Pàn: Hoạt động này dành cho người từ 18 tuổi")


@pytest.mark.parametrize("minor", [{"birth_year": YOUNG}, {"birth_year": None, "is_minor": True}])
def test_no_minor_goes_without_a_guardians_word(call, minor):
    with refused(errors.GuardianPaperMissing) as refusal:
        call.send(call.names(1, **minor))

    assert refusal.value.values == {"names": "Giàng A Páo"}


def test_the_paper_is_noted_once_for_the_list_and_marked_for_each_minor(call):
    young = call.names(2, birth_year=YOUNG, guardian_paper=True)

    call.send([*young, *call.names(3)[2:]], consent=call.paper())

    sent = Nomination.objects.get()
    assert (sent.minors, sent.consent_collector, sent.consent_on) == (
        2,
        "Cô Lò Thị Mai",
        call.world.day,
    )
    assert Signup.objects.filter(guardian_paper=True).count() == 2
    assert set(Consent.objects.values_list("given_by", flat=True)) == {"UNIT"}


def test_the_scan_of_the_paper_is_kept_with_the_unit(call):
    young = call.names(1, birth_year=YOUNG, guardian_paper=True)

    call.send(young, consent=call.paper(name="don.png", content=PNG))

    kept = StoredFile.objects.get()
    assert (kept.kind, kept.unit_id) == ("SCAN", call.world.ta_leng.pk)
    assert Nomination.objects.get().consent_file == kept


def test_the_paper_says_who_collected_it_and_not_tomorrow(call):
    young = call.names(1, birth_year=YOUNG, guardian_paper=True)

    with refused(errors.CollectorMissing):
        call.send(young)
    with refused(errors.CollectorMissing):
        call.send(young, consent=call.paper(collector=" "))
    with refused(errors.CollectedLater):
        call.send(young, consent=call.paper(on=call.world.day + timedelta(days=1)))


def test_a_member_whose_guardian_agreed_before_needs_no_new_paper(call):
    member = call.member(birth_year=YOUNG, guardian=MOTHER)

    call.send([NomineeGiven(person_id=member.pk)])

    assert Signup.objects.get().guardian_paper is False


def test_a_member_whose_guardian_took_the_word_back_needs_paper(call):
    member = call.member(birth_year=YOUNG, guardian=MOTHER)
    Consent.objects.update(withdrawn_at=call.world.now)

    with refused(errors.GuardianPaperMissing):
        call.send([NomineeGiven(person_id=member.pk)])

    call.send([NomineeGiven(person_id=member.pk, guardian_paper=True)], consent=call.paper())
    assert Consent.objects.filter(withdrawn_at__isnull=True, given_by="UNIT").count() == 1


def test_the_records_refuse_a_minor_without_paper_too(call):
    row = ListedPerson(person=PersonGiven(full_name="Lù Thị Pàn", birth_date=date(2014, 1, 1)))

    with refused(MinorNeedsGuardian):
        people.register_listed(
            by=call.secretary,
            unit_id=call.world.ta_leng.pk,
            rows=[row],
            are_known=False,
            now=call.world.now,
        )


def test_the_database_refuses_minors_on_paper_without_a_collector(call):
    call.send(1)

    with pytest.raises(IntegrityError), transaction.atomic():
        Nomination.objects.update(minors=1)


def test_who_is_taken_back_leaves_the_place_to_the_unit(call):
    call.send(2)
    waiting = [call.crowd.sign_up() for _ in range(7)][-1]
    first = Signup.objects.filter(nomination__isnull=False).order_by("pk").first()

    actions.withdraw_nominees(
        by=call.secretary, quota_id=call.quota().pk, signup_ids=[first.pk], now=call.world.now
    )

    assert call.quota().filled == 1
    assert call.quota().held == 3
    assert call.crowd.state(waiting) == "WAITING"
    call.send(call.names(4)[2:])


def test_somebody_else_cannot_be_taken_back_by_this_page(call):
    stranger = call.crowd.signup(call.crowd.sign_up())

    with refused(errors.AlreadyWithdrawn):
        actions.withdraw_nominees(
            by=call.secretary,
            quota_id=call.quota().pk,
            signup_ids=[stranger.pk],
            now=call.world.now,
        )


def test_a_place_given_back_by_the_person_returns_to_the_unit(call):
    call.send(1)

    call.crowd.withdraw(Pass.objects.get())

    assert call.counts() == ((0, 4), (0, 4))


def test_who_is_declined_leaves_the_place_to_the_unit(call):
    call.send(1)

    actions.decline(by=call.organiser, signup_id=Signup.objects.get().pk, now=call.world.now)

    assert call.counts() == ((0, 4), (0, 4))


def test_after_the_release_a_place_given_back_is_everybodys(call):
    call.send(1)
    Quota.objects.update(held=0, released_at=call.world.now)
    type(call.slot).objects.update(held=0)

    call.crowd.withdraw(Pass.objects.get())

    assert call.counts() == ((0, 0), (0, 0))


def test_the_organiser_accepts_lists_as_a_whole(call):
    call.send(2)

    accepted = actions.accept_nominations(
        by=call.organiser,
        activity_id=call.activity.pk,
        quota_ids=[call.quota().pk],
        now=call.world.now,
    )

    assert accepted == 2
    assert set(Signup.objects.values_list("state", flat=True)) == {"CONFIRMED"}
    with refused(errors.NothingToAccept):
        actions.accept_nominations(
            by=call.organiser, activity_id=call.activity.pk, now=call.world.now
        )


def test_only_the_unit_sends_and_only_the_organiser_accepts(call):
    neighbour = call.world.officer(call.world.binh_lu)

    with refused(NotAllowed):
        call.send(1, by=neighbour)
    with refused(NotAllowed):
        call.send(1, by=call.organiser)
    with refused(Missing):
        actions.nominate(by=call.secretary, quota_id=0, nominees=call.names(1), now=call.world.now)
    call.send(1)
    with refused(NotAllowed):
        actions.accept_nominations(
            by=call.secretary, activity_id=call.activity.pk, now=call.world.now
        )


def test_a_list_of_sixty_costs_as_little_as_one_of_six(call, statements):
    call.give({call.world.ta_leng.pk: 100}, grows=True)

    def people_of(start, count):
        return [
            NomineeGiven(
                full_name=f"Lò {chr(65 + n // 26)}{chr(97 + n % 26)}",
                phone=f"0912{n:06d}",
                birth_year=YOUNG,
                guardian_paper=True,
            )
            for n in range(start, start + count)
        ]

    with statements() as six:
        call.send(people_of(0, 6), consent=call.paper())
    with statements() as sixty:
        call.send(people_of(6, 60), consent=call.paper())

    assert sixty.count <= six.count + 2
    assert six.count <= 16


def test_the_trail_tells_what_was_sent(call):
    call.send(2)

    entry = Entry.objects.get(event="activities.PeopleNominated")
    assert entry.values["persons"] == 2
    assert entry.unit_id == call.world.province.pk


def test_who_served_last_is_offered_first_and_who_has_a_place_is_not(call):
    call.member("Sùng A Chải")
    veteran = call.member("Vừ A Lềnh", phone="0977000112")
    there = call.member("Hờ A Sinh", phone="0977000113")
    call.send([NomineeGiven(person_id=there.pk), NomineeGiven(person_id=veteran.pk)])
    actions.accept_nominations(by=call.organiser, activity_id=call.activity.pk, now=call.world.now)
    call.crowd.scan(Pass.objects.get(person=veteran))
    actions.withdraw_nominees(
        by=call.secretary,
        quota_id=call.quota().pk,
        signup_ids=[Signup.objects.get(person=veteran).pk],
        now=call.world.now,
    )

    offered = queries.candidates(quota=call.quota(), actor=call.secretary)

    assert [person.full_name for person in offered] == ["Vừ A Lềnh", "Sùng A Chải"]
