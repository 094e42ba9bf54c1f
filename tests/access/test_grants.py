"""Roles handed on and taken back: only what one may, only where one may."""

from datetime import date, timedelta

import pytest

from aoxanh.access import actions, errors, queries
from aoxanh.access.models import RoleGrant
from aoxanh.access.queries.roles import may_appoint_within
from aoxanh.audit.models import Entry
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from tests.access.organisation import refused
from tests.conftest import TODAY


ONE_DAY = timedelta(days=1)


@pytest.fixture
def colleague(org):
    return org.account("Lò Thị Ón")


@pytest.fixture
def give(org, now):
    def grant(by, account, role, unit, **term):
        return actions.grant(
            by=by, account_id=account.pk, role=role, unit_id=unit.pk, now=now, **term
        )

    return grant


def test_an_officer_hands_on_a_role_below_and_the_trail_knows(org, secretary, colleague, give):
    given = give(secretary, colleague, "BRANCH_OFFICER", org.branch)

    entry = Entry.objects.order_by("-pk").first()
    assert (given.valid_from, given.granted_by_id) == (org.day, secretary.account_id)
    assert (entry.event, entry.unit_id) == ("access.RoleGranted", org.branch.pk)
    assert entry.values == {
        "grant_id": given.pk, "account_id": colleague.pk, "role": "BRANCH_OFFICER",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        ("BRANCH_OFFICER", "binh_lu"),
        ("COMMUNE_OFFICER", "binh_lu"),
        ("COMMUNE_OFFICER", "province"),
        ("PROVINCE_OFFICER", "province"),
        ("PROVINCE_OFFICER", "ta_leng"),
        ("DISTRICT_OFFICER", "ta_leng"),
        ("AUDIT_READER", "ta_leng"),
        ("ADMIN", "ta_leng"),
    ],
)
def test_a_role_beside_above_or_wider_is_refused(org, secretary, give, role, unit):
    colleague = org.account()

    with refused(errors.RoleTooWide):
        give(secretary, colleague, role, getattr(org, unit))

    assert not RoleGrant.objects.filter(account=colleague).exists()


def test_two_half_powers_do_not_add_up_to_one(org, colleague, give, now):
    both = org.account()
    org.officer("COMMUNE_OFFICER", org.ta_leng, account=both)
    by = org.officer("PROVINCE_BOARD", org.province, account=both)

    with refused(errors.RoleTooWide):
        give(by, colleague, "COMMUNE_OFFICER", org.binh_lu)


@pytest.mark.parametrize(
    "role", ["CLUB_LEADER", "BRANCH_OFFICER", "AUDIT_READER", "PARTNER_AGENCY"]
)
def test_roles_without_the_power_hand_on_nothing(org, colleague, give, role):
    by = org.officer(role, org.ta_leng)

    with refused(errors.RoleTooWide):
        give(by, colleague, "CLUB_LEADER", org.ta_leng)


def test_a_guest_hands_on_nothing(org, colleague, give):
    with refused(errors.RoleTooWide):
        give(Actor.guest(day=org.day), colleague, "CLUB_LEADER", org.ta_leng)


def test_a_volunteer_needs_no_grant(org, admin, colleague, give):
    with refused(errors.RoleNeedsNoGrant):
        give(admin, colleague, "VOLUNTEER", org.ta_leng)


def test_a_role_is_held_once_at_a_time(org, admin, colleague, give):
    give(admin, colleague, "COMMUNE_OFFICER", org.ta_leng, until=date(2027, 6, 30))

    with refused(errors.RoleHeld):
        give(admin, colleague, "COMMUNE_OFFICER", org.ta_leng, since=date(2027, 6, 29))


def test_a_second_term_may_follow_the_first(org, admin, colleague, give):
    give(admin, colleague, "COMMUNE_OFFICER", org.ta_leng, until=date(2027, 6, 30))

    again = give(admin, colleague, "COMMUNE_OFFICER", org.ta_leng, since=date(2027, 6, 30))

    assert again.valid_from == date(2027, 6, 30)


def test_a_term_that_ends_before_it_begins_is_refused(org, admin, colleague, give):
    with refused(errors.RoleEndBeforeStart):
        give(admin, colleague, "COMMUNE_OFFICER", org.ta_leng, until=org.day)


def test_a_role_ends_with_its_term(org, colleague):
    org.officer("COMMUNE_OFFICER", org.ta_leng, account=colleague, until=date(2027, 6, 30))

    last = queries.actor_of(colleague, day=date(2027, 6, 29))
    after = queries.actor_of(colleague, day=date(2027, 6, 30))

    assert last.may(Permission.ACTIVITY_EDIT, at=org.ta_leng.pk)
    assert not after.holds(Permission.ACTIVITY_EDIT)


def test_a_role_taken_back_is_gone_the_same_day(org, admin, colleague, give, now):
    given = give(admin, colleague, "COMMUNE_OFFICER", org.ta_leng, since=date(2026, 1, 1))

    ended = actions.end_grant(by=admin, grant_id=given.pk, reason="Chuyển công tác", now=now)

    assert (ended.valid_to, ended.ended_reason) == (org.day, "Chuyển công tác")
    assert not queries.actor_of(colleague, day=org.day).grants
    assert Entry.objects.order_by("-pk").first().event == "access.RoleEnded"


def test_a_role_that_has_not_begun_is_taken_out(org, admin, colleague, give, now):
    given = give(admin, colleague, "COMMUNE_OFFICER", org.ta_leng, since=date(2027, 1, 1))

    actions.end_grant(by=admin, grant_id=given.pk, reason="", now=now)

    assert not RoleGrant.objects.filter(pk=given.pk).exists()


def test_a_holder_may_lay_a_role_down(org, colleague, now):
    by = org.officer("CLUB_LEADER", org.ta_leng, account=colleague, since=date(2026, 1, 1))
    held = RoleGrant.objects.get(account=colleague)

    ended = actions.end_grant(by=by, grant_id=held.pk, reason="Hết nhiệm kỳ", now=now)

    assert ended.valid_to == org.day


def test_an_ended_role_cannot_end_again(org, admin, colleague, give, now):
    term = {"since": date(2025, 1, 1), "until": date(2026, 1, 1)}
    given = give(admin, colleague, "COMMUNE_OFFICER", org.ta_leng, **term)

    with refused(errors.RoleAlreadyEnded):
        actions.end_grant(by=admin, grant_id=given.pk, reason="", now=now)


def test_a_role_out_of_reach_is_unknown(org, secretary, colleague, give, now):
    given = give(org.system, colleague, "COMMUNE_OFFICER", org.binh_lu)

    with refused(Missing):
        actions.end_grant(by=secretary, grant_id=given.pk, reason="", now=now)
    with refused(Missing):
        actions.end_grant(by=secretary, grant_id=0, reason="", now=now)


def test_a_wider_role_at_ones_unit_is_not_ones_own_to_end(org, secretary, colleague, give, now):
    given = give(org.system, colleague, "AUDIT_READER", org.ta_leng)

    with refused(errors.RoleTooWide):
        actions.end_grant(by=secretary, grant_id=given.pk, reason="", now=now)


def test_grants_at_a_unit_are_seen_from_there_and_above(org, secretary, admin, now):
    sibling = org.officer("COMMUNE_OFFICER", org.binh_lu)

    assert [g.role for g in queries.grants_at(org.ta_leng.pk, actor=secretary)] == [
        "COMMUNE_OFFICER"
    ]
    assert queries.grants_at(org.ta_leng.pk, actor=admin).count() == 1
    assert not queries.grants_at(org.ta_leng.pk, actor=sibling).exists()


def test_grants_at_a_unit_cost_the_same(org, admin, costs_the_same):
    def page():
        return [g.account.full_name for g in queries.grants_at(org.ta_leng.pk, actor=admin)]

    def grow():
        for _ in range(5):
            org.officer("CLUB_LEADER", org.ta_leng)

    costs_the_same(page, grow)


def test_ones_own_roles_are_ones_own(org, secretary, admin):
    assert [g.unit_id for g in queries.grants_of(actor=secretary)] == [org.ta_leng.pk]
    assert not queries.grants_of(actor=Actor.guest(day=org.day)).exists()


def test_the_page_offers_only_roles_one_may_hand_on(org, secretary, system):
    here = {role.code.value for role in queries.appointable_roles(org.branch.pk, actor=secretary)}

    assert here == {"BRANCH_OFFICER", "CLUB_LEADER", "COMMUNE_OFFICER", "LOCAL_AUTHORITY"}
    assert not queries.appointable_roles(org.binh_lu.pk, actor=secretary)
    assert len(queries.appointable_roles(org.branch.pk, actor=system)) == 14


def test_within_a_desk_a_role_is_handed_on_as_anywhere_else(org, secretary):
    def may(role, unit=org.branch):
        return may_appoint_within(secretary, role, unit.pk, desk_id=org.ta_leng.pk)

    assert may("BRANCH_OFFICER")
    assert not may("PROVINCE_OFFICER")
    assert not may("VOLUNTEER")
    assert not may("")


def test_an_account_with_two_roles_is_told_once(org, admin):
    account = org.account("Hà Thị Mai")
    for role in ("COMMUNE_OFFICER", "ADMIN"):
        RoleGrant.objects.create(account=account, unit=org.ta_leng, role=role, valid_from=org.day)

    found = queries.accounts_with(Permission.UNIT_VIEW, [org.ta_leng.pk], actor=admin)

    assert found[org.ta_leng.pk].count(account.pk) == 1


@pytest.mark.parametrize(("until", "passed"), [(TODAY, False), (TODAY + ONE_DAY, True)])
def test_roles_pass_on_for_a_day_at_least(org, system, now, until, passed):
    giving, taking = org.account("Hà Thị Mai"), org.account("Lò Văn Pành", "0987654321")
    RoleGrant.objects.create(
        account=giving, unit=org.ta_leng, role="COMMUNE_OFFICER", valid_from=TODAY
    )

    def pass_on():
        return actions.pass_on_grants(
            by=system, unit_id=org.ta_leng.pk, from_account_id=giving.pk,
            to_account_id=taking.pk, on=TODAY, until=until, is_provisional=False, now=now,
        )  # fmt: skip

    if not passed:
        with refused(errors.RoleEndBeforeStart):
            pass_on()
        return
    (given,) = pass_on()
    assert (given.account_id, given.valid_from, given.valid_to) == (taking.pk, TODAY, until)
    assert not RoleGrant.objects.filter(account=giving).exists()
