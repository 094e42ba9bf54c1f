"""Memberships, posts and focal persons: dated, several at once, never twice the same."""

from datetime import date, timedelta

import pytest

from aoxanh.audit.models import Entry
from aoxanh.kernel import measures
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people import actions, errors, queries
from aoxanh.people.models import FocalPoint, Post
from aoxanh.people.types import MembershipGiven, PostGiven
from tests.access.organisation import refused


START, END = date(2026, 1, 1), date(2027, 1, 1)


@pytest.fixture
def person(enrol):
    return enrol("Lò Thị Ón", phone="0912345678")


@pytest.fixture
def join(org, secretary, now, person):
    def make(
        unit=None,
        kind="FEDERATION_MEMBER",
        since=START,
        until=END,
        by=secretary,
        who=person,
        **more,
    ):
        return actions.join(
            by=by,
            person_id=who.pk,
            unit_id=(unit or org.ta_leng).pk,
            membership=MembershipGiven(kind=kind, valid_from=since, valid_to=until, **more),
            now=now,
        )

    return make


@pytest.fixture
def appoint(org, secretary, now, person):
    def make(title="Bí thư", since=START, until=END, by=secretary, who=person, unit=None, **more):
        return actions.appoint(
            by=by,
            person_id=who.pk,
            unit_id=(unit or org.ta_leng).pk,
            post=PostGiven(title=title, valid_from=since, valid_to=until, **more),
            now=now,
        )

    return make


@pytest.fixture
def name(org, secretary, now, person):
    def make(who=person, since=START, phone="0213 3876 123", by=secretary, unit=None):
        return actions.name_focal_point(
            by=by,
            unit_id=(unit or org.ta_leng).pk,
            person_id=who.pk,
            department="Văn phòng Đoàn xã",
            phone=phone,
            since=since,
            now=now,
        )

    return make


def test_a_person_may_belong_to_several_units_at_once(org, person, join, secretary, system):
    join()
    join(
        unit=org.branch,
        by=system,
        kind="STUDENT_MEMBER",
        student_code="SV01",
        class_name="K5",
        faculty="Sư phạm",
    )

    kinds = {(m.unit_id, m.kind) for m in queries.memberships(person.pk, actor=secretary)}
    assert kinds == {
        (org.ta_leng.pk, "MEMBER"), (org.ta_leng.pk, "FEDERATION_MEMBER"),
        (org.branch.pk, "STUDENT_MEMBER"),
    }  # fmt: skip


def test_the_same_membership_does_not_overlap(join):
    join()

    with refused(errors.MembershipOverlaps):
        join(since=END - timedelta(days=1), until=date(2028, 1, 1))
    assert join(since=END, until=date(2028, 1, 1)).pk


def test_a_membership_has_days(join):
    with refused(errors.PeriodEmpty):
        join(since=START, until=START)


def test_one_joins_only_whom_one_may_see(org, enrol, join, sibling):
    stranger = enrol("Vàng A Tủa", by=sibling, unit=org.binh_lu)

    with refused(Missing):
        join(who=stranger)
    with refused(NotAllowed):
        join(by=sibling)


def test_leaving_ends_a_membership_on_its_day(org, person, join, secretary, sibling, now):
    held = join()

    with refused(Missing):
        actions.leave(by=sibling, membership_id=held.pk, on=date(2026, 6, 1), now=now)
    with refused(Missing):
        actions.leave(by=secretary, membership_id=0, on=date(2026, 6, 1), now=now)
    with refused(NotAllowed):
        board = org.officer("PROVINCE_BOARD", org.province)
        actions.leave(by=board, membership_id=held.pk, on=date(2026, 6, 1), now=now)
    with refused(errors.PeriodEmpty):
        actions.leave(by=secretary, membership_id=held.pk, on=START, now=now)
    left = actions.leave(by=secretary, membership_id=held.pk, on=date(2026, 6, 1), now=now)
    with refused(errors.MembershipEndedAlready):
        actions.leave(by=secretary, membership_id=held.pk, on=date(2026, 6, 1), now=now)

    assert left.valid_to == date(2026, 6, 1)
    assert queries.members_of(org.ta_leng.pk, date(2026, 6, 1), actor=secretary).count() == 1


def test_participation_counts_for_the_union_before_the_volunteers_list(org, person, join, system):
    join(unit=org.branch, by=system, kind="VOLUNTEER")

    assert queries.participant_unit(person.pk, org.day) == org.ta_leng.pk
    assert queries.participant_unit(person.pk, date(2020, 1, 1)) is None
    assert queries.participant_units([person.pk, 0], org.day) == {person.pk: org.ta_leng.pk}


def test_attribution_of_many_costs_one_statement(org, enrol, statements):
    ids = [enrol(f"Lò Thị {name}").pk for name in ("Ón", "Panh", "Mỷ")]

    with statements() as counted:
        queries.participant_units(ids, org.day)

    assert counted.count == 1


def test_officers_in_post_are_those_of_the_day(org, appoint, secretary, system):
    filled = appoint(is_head=True, is_full_time=True, in_charge_of_volunteering=True)

    def in_post(day):
        return list(queries.officers_at(org.ta_leng.pk, day, actor=secretary))

    assert in_post(START - timedelta(days=1)) == []
    assert in_post(START) == in_post(END - timedelta(days=1)) == [filled]
    assert in_post(END) == []
    assert list(queries.posts_of(filled.person_id, actor=secretary)) == [filled]


def test_an_appointment_touches_the_days_on_which_counts_change(org, appoint):
    appoint()

    entry = Entry.objects.order_by("-pk").first()
    assert entry.event == "people.OfficerAppointed"
    assert [list(cell) for cell in entry.touches] == [
        [org.ta_leng.pk, "2026-01-01"], [org.ta_leng.pk, "2027-01-01"],
    ]  # fmt: skip


def test_a_post_is_not_held_twice_at_once_but_another_may_be(appoint):
    appoint("Bí thư")

    with refused(errors.PostOverlaps):
        appoint("Bí thư", since=date(2026, 6, 1), until=date(2028, 1, 1))
    assert appoint("Chủ tịch Hội").pk
    assert appoint("Bí thư", since=END, until=date(2028, 1, 1)).pk


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"title": " "}, errors.TitleNeeded),
        ({"title": "x" * 121}, errors.TitleNeeded),
        ({"until": START}, errors.PeriodEmpty),
    ],
)
def test_a_post_that_makes_no_sense_is_refused(appoint, given, refusal):
    with refused(refusal):
        appoint(**given)

    assert not Post.objects.exists()


def test_a_term_ends_early(org, appoint, secretary, sibling, now):
    filled = appoint()
    on = date(2026, 6, 1)

    with refused(Missing):
        actions.end_post(by=sibling, post_id=filled.pk, on=on, now=now)
    with refused(NotAllowed):
        board = org.officer("PROVINCE_BOARD", org.province)
        actions.end_post(by=board, post_id=filled.pk, on=on, now=now)
    with refused(errors.PeriodEmpty):
        actions.end_post(by=secretary, post_id=filled.pk, on=START, now=now)
    ended = actions.end_post(by=secretary, post_id=filled.pk, on=on, now=now)
    with refused(errors.PostEndedAlready):
        actions.end_post(by=secretary, post_id=filled.pk, on=on, now=now)

    assert ended.valid_to == on


def test_the_measure_counts_posts_by_their_days(org, appoint):
    appoint()
    measure = measures.measure("officers_in_post")

    rows = measure.rows().filter(**{f"{measure.starts}__lte": START, f"{measure.ends}__gt": START})

    assert list(rows.values_list(measure.unit, measure.subject)) == [
        (org.ta_leng.pk, Post.objects.get().person_id)
    ]


def test_a_unit_names_one_focal_person_at_a_time(org, name, enrol, secretary):
    name(since=date(2026, 1, 1))
    second = enrol("Vàng A Tủa", phone="0977000111")
    name(who=second, since=date(2026, 7, 1))

    before = queries.focal_person(org.ta_leng.pk, date(2026, 6, 30))
    after = queries.focal_person(org.ta_leng.pk, date(2026, 7, 1))
    assert (before.full_name, after.full_name) == ("Lò Thị Ón", "Vàng A Tủa")
    assert (after.department, after.phone) == ("Văn phòng Đoàn xã", "+842133876123")
    assert queries.focal_person(org.binh_lu.pk, date(2026, 7, 1)) is None


def test_naming_from_an_earlier_day_replaces_what_was_to_come(org, name):
    name(since=date(2026, 7, 1))

    name(since=date(2026, 1, 1))

    assert FocalPoint.objects.count() == 1


def test_a_focal_person_can_be_called(name, sibling):
    with refused(errors.ContactUnreadable):
        name(phone="gọi sau")
    with refused(NotAllowed):
        name(by=sibling)


def test_units_that_name_nobody_are_listed(org, name, secretary, system):
    name()

    def gaps(actor):
        return [v.unit_id for v in queries.units_without_focal_point(actor=actor, day=org.day)]

    assert set(gaps(system)) == {org.province.pk, org.binh_lu.pk}
    assert gaps(secretary) == []
    assert gaps(Actor.guest(day=org.day)) == []


@pytest.mark.parametrize("page", ["members", "officers", "focal", "people"])
def test_lists_cost_the_same_for_one_and_for_six(
    org, enrol, appoint, name, secretary, costs_the_same, page
):
    def read():
        if page == "members":
            return [
                m.person.full_name
                for m in queries.members_of(org.ta_leng.pk, org.day, actor=secretary)
            ]
        if page == "officers":
            return [
                p.person.full_name
                for p in queries.officers_at(org.ta_leng.pk, org.day, actor=secretary)
            ]
        if page == "focal":
            return queries.focal_persons([org.ta_leng.pk, org.binh_lu.pk], org.day)
        return [(p.full_name, p.current_memberships) for p in queries.people(actor=secretary)]

    def grow():
        for word in ("Ánh", "Bình", "Chư", "Dở", "Én"):
            appoint("Ủy viên", who=enrol(f"Sùng Thị {word}"))

    appoint()
    name()
    costs_the_same(read, grow)
