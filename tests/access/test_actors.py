"""Who asks: grants on the day, at the price of one statement."""

from datetime import date

from allauth.mfa.models import Authenticator

from aoxanh.access import queries
from aoxanh.kernel.permissions import Permission


def test_an_actor_costs_one_statement(org, statements):
    account = org.account()
    for unit in (org.ta_leng, org.binh_lu, org.branch):
        org.officer("CLUB_LEADER", unit, account=account)

    with statements() as counted:
        actor = queries.actor_of(account, day=org.day)

    assert counted.count == 1
    assert {grant.unit_id for grant in actor.grants} == {
        org.ta_leng.pk, org.binh_lu.pk, org.branch.pk,
    }  # fmt: skip


def test_reading_reaches_below_and_writing_stays_at_home(org, secretary):
    here, below, beside, above = (
        unit.pk for unit in (org.ta_leng, org.branch, org.binh_lu, org.province)
    )

    assert [secretary.may(Permission.ACTIVITY_VIEW, at=u) for u in (here, below, beside, above)] == [
        True, True, False, False,
    ]  # fmt: skip
    assert [secretary.may(Permission.ACTIVITY_EDIT, at=u) for u in (here, below, beside, above)] == [
        True, False, False, False,
    ]  # fmt: skip


def test_a_role_to_come_does_not_hold_yet(org):
    account = org.account()

    actor = org.officer("CLUB_LEADER", org.branch, account=account, since=date(2027, 1, 1))

    assert actor.grants == ()


def test_a_wide_role_must_set_up_a_second_factor(org):
    account = org.account()
    actor = org.officer("PROVINCE_OFFICER", org.province, account=account)

    assert queries.must_set_up_second_factor(actor=actor, policy="WIDE")
    assert not queries.must_set_up_second_factor(actor=actor, policy="OPTIONAL")
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    actor = queries.actor_of(account, day=actor.day)
    assert not queries.must_set_up_second_factor(actor=actor, policy="WIDE")


def test_a_narrow_role_is_asked_only_when_all_are(org):
    actor = org.officer("CLUB_LEADER", org.branch)

    assert not queries.must_set_up_second_factor(actor=actor, policy="WIDE")
    assert queries.must_set_up_second_factor(actor=actor, policy="ALL")


def test_the_asker_with_grants_and_second_factor_costs_one_statement(org, statements):
    account = org.account()
    org.officer("PROVINCE_OFFICER", org.province, account=account)

    with statements() as counted:
        queries.actor_of(account, day=org.day)

    assert counted.count == 1


def test_recovery_codes_alone_are_no_second_factor(org):
    account = org.account()
    Authenticator.objects.create(user=account, type=Authenticator.Type.RECOVERY_CODES, data={})

    actor = org.officer("ADMIN", org.province, account=account)

    assert queries.must_set_up_second_factor(actor=actor, policy="WIDE")
