"""Keys for other systems: one role at one unit, in the name of who gave it, for a time."""

from datetime import timedelta

import pytest

from aoxanh.access import actions, errors, queries
from aoxanh.access.models import Account, ApiKey, RoleGrant
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from tests.access.organisation import refused


@pytest.fixture
def outsider(org):
    return org.officer("COMMUNE_OFFICER", org.binh_lu)


@pytest.fixture
def give(org, secretary, now):
    def make(*, by=secretary, role="BRANCH_OFFICER", days=30, name="Trang của xã"):
        return actions.give_key(
            by=by, unit_id=org.branch.pk, role=role, name=name,
            until=org.day + timedelta(days=days), now=now,
        )  # fmt: skip

    return make


def test_a_key_opens_what_its_role_opens_at_its_unit(org, give, secretary):
    _key, secret = give()

    asker = actions.use_key(secret=secret, day=org.day)

    assert asker.may(Permission.ACTIVITY_VIEW, at=org.branch.pk)
    assert not asker.may(Permission.ACCOUNT_INVITE, at=org.branch.pk)
    assert not asker.may(Permission.ACTIVITY_EDIT, at=org.ta_leng.pk)
    assert (asker.account_id, asker.cause) == (secretary.account_id, "api: Trang của xã")


def test_the_secret_is_kept_nowhere_and_its_last_day_of_use_is_noted(org, give):
    key, secret = give()

    actions.use_key(secret=secret, day=org.day)

    key.refresh_from_db()
    assert secret not in str(ApiKey.objects.values().get())
    assert key.used_on == org.day


def test_a_key_ends_with_its_day_its_giver_and_when_it_is_taken_back(org, give, secretary, now):
    key, secret = give(days=10)
    opens = lambda day: actions.use_key(secret=secret, day=day) is not None  # noqa: E731  said once

    inside, after = opens(org.day + timedelta(days=9)), opens(org.day + timedelta(days=10))
    Account.objects.filter(pk=secretary.account_id).update(is_active=False)
    closed = opens(org.day)
    Account.objects.filter(pk=secretary.account_id).update(is_active=True)
    actions.revoke_key(by=secretary, key_id=key.pk, now=now)

    assert (inside, after, closed, opens(org.day)) == (True, False, False, False)


def test_a_key_ends_with_the_last_role_of_who_gave_it(org, give, secretary):
    _key, secret = give()

    RoleGrant.objects.filter(account_id=secretary.account_id).delete()

    assert actions.use_key(secret=secret, day=org.day) is None


def test_an_unknown_secret_opens_nothing(org):
    assert actions.use_key(secret="none", day=org.day) is None


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"role": "PROVINCE_OFFICER"}, errors.RoleTooWide),
        ({"name": "  "}, errors.KeyNameNeeded),
        ({"days": 0}, errors.KeyEndTooFar),
        ({"days": 367}, errors.KeyEndTooFar),
    ],
)
def test_keys_that_cannot_be_are_refused(give, given, refusal):
    with refused(refusal):
        give(**given)


def test_a_key_is_given_by_somebody(org, give):
    with refused(errors.KeyNeedsPerson):
        give(by=org.system)


def test_a_key_is_taken_back_once_and_by_its_unit_alone(org, give, secretary, outsider, now):
    key, _secret = give()
    with refused(NotAllowed):
        actions.revoke_key(by=outsider, key_id=key.pk, now=now)
    actions.revoke_key(by=secretary, key_id=key.pk, now=now)

    with refused(errors.KeyRevokedAlready):
        actions.revoke_key(by=secretary, key_id=key.pk, now=now)
    with refused(Missing):
        actions.revoke_key(by=secretary, key_id=0, now=now)


def test_the_list_shows_keys_that_still_open(org, give, secretary, now):
    kept, _secret = give()
    gone, _secret = give(name="Trang cũ")
    actions.revoke_key(by=secretary, key_id=gone.pk, now=now)

    assert list(queries.keys_at(org.branch.pk, actor=secretary)) == [kept]
    assert str(kept) == f"Trang của xã BRANCH_OFFICER @{org.branch.pk}"
