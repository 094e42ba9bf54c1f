"""What each context says of a reorganisation before it is applied, and what it takes back with it."""

from datetime import date, timedelta

import pytest

from aoxanh.access.models import RoleGrant
from aoxanh.activities.models import Campaign, Team
from aoxanh.kernel import reorganising
from aoxanh.kernel.reorganising import Consequence, Told, Weight
from aoxanh.people.models import (
    FocalPoint,
    Handover,
    Membership,
    MergeProposal,
    Person,
    Post,
)
from aoxanh.programmes.models import Obstacle
from aoxanh.training.models import Course, Topic
from aoxanh.units import actions
from aoxanh.units.types import OfficersGo
from tests.activities.world import World
from tests.units.reorganising.decisions import ON, everything, merge, said


@pytest.fixture
def mai(org, now):
    """Somebody of Bình Lư with a post, the duty to be called, and a membership."""
    person = Person.objects.create(
        unit=org.binh_lu, full_name="Lò Thị Mai", search_text="lo thi mai", sort_key="m",
        created_at=now,
    )  # fmt: skip
    since = date(2024, 1, 1)
    Post.objects.create(person=person, unit=org.binh_lu, title="Bí thư", valid_from=since)
    FocalPoint.objects.create(person=person, unit=org.binh_lu, phone="1", valid_from=since)
    Membership.objects.create(person=person, unit=org.binh_lu, kind="MEMBER", valid_from=since)
    return person


def test_offices_end_with_the_unit_and_members_stay(org, mai, draft, tried, applied):
    made = draft(merge(org.binh_lu, org.ta_leng))

    report = tried(made)
    applied(made)

    assert said(report, "offices", Weight.CHANGES) == [
        (1, ["Lò Thị Mai, Bí thư"]),
        (1, ["Lò Thị Mai"]),
    ]
    assert said(report, "offices", Weight.STAYS) == [(1, [])]
    assert Post.objects.get().valid_to == ON
    assert FocalPoint.objects.get().valid_to == ON
    assert Membership.objects.get().valid_to > ON


def test_offices_are_again_as_they_were(org, mai, draft, applied, admin, now):
    made = draft(merge(org.binh_lu, org.ta_leng))
    before = everything()
    applied(made)

    actions.take_back_reorganisation(by=admin, reorganisation_id=made.pk, now=now)

    assert everything() == before


def test_what_was_ended_by_hand_since_is_not_restored(org, mai, draft, applied, admin, now):
    org.officer("COMMUNE_OFFICER", org.binh_lu)
    made = draft(merge(org.binh_lu, org.ta_leng))
    applied(made)
    sooner = ON - timedelta(days=20)
    Post.objects.update(valid_to=sooner)
    RoleGrant.objects.filter(unit=org.binh_lu).update(valid_to=sooner)

    actions.take_back_reorganisation(by=admin, reorganisation_id=made.pk, now=now)

    assert Post.objects.get().valid_to == sooner
    assert RoleGrant.objects.get(unit=org.binh_lu).valid_to == sooner


def test_a_day_before_a_post_began_stops_it(org, mai, draft, tried):
    Post.objects.update(valid_from=ON)
    FocalPoint.objects.update(valid_from=ON)

    report = tried(draft(merge(org.binh_lu, org.ta_leng)))

    assert said(report, "offices", Weight.STOPS) == [(2, ["Lò Thị Mai"])]
    assert not report.may_apply


def test_an_unsigned_handover_and_a_counterpart_are_told(org, draft, tried, system, now):
    leaving = org.account("Lù Thị Pàn")
    Handover.objects.create(
        unit=org.binh_lu, outgoing=leaving, full_name="Vàng A Tủa", token_digest="x", on=ON,
        until=ON + timedelta(days=9), proposed_at=now,
    )  # fmt: skip
    federation = org.found("Hội LHTN Bình Lư", parent=org.province, kind="hoi_lhtn_xa")
    actions.link_counterparts(
        by=system, unit_id=org.binh_lu.pk, counterpart_id=federation.pk, now=now
    )

    report = tried(draft(merge(org.binh_lu, org.ta_leng)))

    assert said(report, "offices", Weight.WARNS) == [(1, ["Vàng A Tủa"])]
    assert said(report, "units", Weight.WARNS) == [(1, ["Đoàn Hội LHTN Bình Lư"])]


def test_questions_about_people_alike_that_wait_on_the_day_are_told_and_nobody_is_named(
    org, mai, draft, tried, now
):
    asked = {"from_unit": org.ta_leng, "to_unit": org.binh_lu, "proposed_at": now}
    for until in (ON, ON + timedelta(days=1)):
        other = Person.objects.create(
            unit=org.ta_leng, full_name="Lò Thị Mai", search_text="x", sort_key="m", created_at=now,
            code=f"ASKED{until.day:05d}",
        )  # fmt: skip
        MergeProposal.objects.create(person=other, open_until=until, **asked)

    report = tried(draft(merge(org.binh_lu, org.ta_leng)))

    assert (1, []) in said(report, "offices", Weight.STAYS)


def test_units_and_groups_below_are_told_apart(org, draft, tried):
    org.found("CLB Áo xanh", parent=org.ta_leng, kind="cau_lac_bo")

    report = tried(draft(merge(org.ta_leng, org.binh_lu)))

    assert said(report, "units", Weight.CHANGES) == [
        (1, ["Đoàn Chi đoàn bản Pho"]),
        (1, ["Đoàn CLB Áo xanh"]),
    ]


def test_a_role_that_is_held_at_the_heir_already_is_given_once(org, draft, applied):
    account = org.account()
    for unit in (org.binh_lu, org.ta_leng):
        org.officer("COMMUNE_OFFICER", unit, account=account)

    applied(draft(merge(org.binh_lu, org.ta_leng)))

    assert RoleGrant.objects.filter(unit=org.ta_leng).count() == 1


def test_nobody_goes_along_when_the_decision_says_so_or_the_account_is_locked(
    org, draft, tried, applied
):
    locked = org.officer("JUDGE", org.binh_lu)
    org.account().__class__.objects.filter(pk=locked.account_id).update(is_active=False)
    made = draft(merge(org.binh_lu, org.ta_leng))

    report = tried(made)
    applied(made)

    assert said(report, "roles", Weight.WARNS) == [(1, [])]
    assert not RoleGrant.objects.filter(unit=org.ta_leng).exists()


def test_another_role_stays_what_it_is_and_elsewhere_counts_as_access(org, draft, tried, applied):
    account = org.account("Lò Thị Mai")
    org.officer("JUDGE", org.binh_lu, account=account)
    org.officer("JUDGE", org.branch, account=account)
    made = draft(merge(org.binh_lu, org.ta_leng, officers=OfficersGo.NONE))
    assert "Lò Thị Mai" not in str(said(tried(made), "roles", Weight.WARNS))

    line = made.lines.get()
    line.officers = "ALL"
    line.save()
    applied(made)

    assert RoleGrant.objects.get(unit=org.ta_leng).role == "JUDGE"


def test_who_may_not_hand_on_a_role_is_stopped(org, draft, tried, now):
    org.officer("PROVINCE_BOARD", org.binh_lu)
    officer = org.officer("COMMUNE_OFFICER", org.province)
    made = draft(merge(org.binh_lu, org.ta_leng), by=officer)

    report = tried(made, by=officer)

    assert said(report, "roles", Weight.STOPS) == [(1, ["Giàng A Pháo, Ban chuyên môn cấp tỉnh"])]


def test_open_work_stays_and_is_named(system, today, now, db):
    world = World(system=system, day=today, now=now).build()
    world.opened(unit=world.binh_lu, by=system, title="Dạy học hè")
    Campaign.objects.create(
        unit=world.binh_lu, type_id="khac", name="Mùa đông ấm", starts_on=today,
        ends_on=ON, created_at=now,
    )  # fmt: skip
    Team.objects.create(
        unit=world.binh_lu, name="Đội hình y tế", search_text="x", sort_key="d", created_at=now
    )
    step = reorganising.Step(
        unit_id=world.binh_lu.pk,
        ends=True,
        heirs=(world.ta_leng.pk,),
        acting_id=world.ta_leng.pk,
    )
    plan = reorganising.Plan(reorganisation_id=1, unit_id=world.province.pk, on=ON, steps=(step,))
    work = next(each for each in reorganising.consequences() if each.code == "work")

    told = [name.split(" (")[0] for each in work.tell(plan, system) for name in each.names]

    assert told == ["Dạy học hè", "Mùa đông ấm", "Đội hình y tế"]


def test_a_consequence_has_one_owner_and_does_nothing_unless_it_says_so(system, now, monkeypatch):
    monkeypatch.setattr(reorganising, "_PATHS", {"work": "somewhere"})
    with pytest.raises(ValueError, match="twice"):
        reorganising.register(work="elsewhere")

    silent = Consequence(code="x", label="x", icon="x", tell=lambda _plan, _by: [])
    assert silent.apply(by=system, plan=None, now=now) == {}
    assert silent.undo(by=system, plan=None, kept={}, now=now) is None


def test_names_that_come_again_are_shown_once():
    told = reorganising.told_by_unit([(1, "Mai"), (1, "Mai"), (2, "Sính")], Weight.STAYS, "x")

    assert [(each.unit_id, each.count, each.names) for each in told] == [
        (1, 2, ("Mai",)),
        (2, 1, ("Sính",)),
    ]
    assert all(isinstance(each, Told) for each in told)


def _told_about(code, unit, heir, province, system):
    step = reorganising.Step(unit_id=unit.pk, ends=True, heirs=(heir.pk,), acting_id=heir.pk)
    plan = reorganising.Plan(reorganisation_id=1, unit_id=province.pk, on=ON, steps=(step,))
    consequence = next(each for each in reorganising.consequences() if each.code == code)
    return consequence.tell(plan, system)


def test_courses_without_results_and_tasks_are_told_and_stay(system, today, now, db):
    world = World(system=system, day=today, now=now).build()
    unit = world.binh_lu
    activity = world.opened("tap_huan_dieu_phoi", unit=unit, by=system, title="Lớp điều phối")
    topic = Topic.objects.create(code="dieu_phoi", name="Điều phối", share=80)
    course = Course.objects.create(
        activity=activity, topic=topic, form="IN_PERSON", level="COMMUNE", audience="OFFICERS",
        share=80, created_at=now,
    )  # fmt: skip
    Obstacle.objects.create(
        unit=unit, addressed=world.province, title="Thiếu áo mưa", text="x", raised_at=now
    )
    around = (unit, world.ta_leng, world.province, system)

    courses, figures = _told_about("courses", *around), _told_about("figures", *around)
    Course.objects.filter(pk=course.pk).update(state="FINISHED", finished_on=today, finished_at=now)

    assert [(each.weight, each.names) for each in courses] == [(Weight.STAYS, ("Lớp điều phối",))]
    assert ("Thiếu áo mưa",) in [each.names for each in figures]
    assert _told_about("courses", *around) == []
