"""An account is given up by its holder: nobody signs in by it, and it names nobody."""

import pytest

from aoxanh.access import actions, errors, queries
from aoxanh.access.models import Account
from aoxanh.audit.models import Detail, Entry
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from tests.access.organisation import Organisation, refused


@pytest.fixture
def org(db, system, today, now):
    return Organisation(system=system, day=today, now=now).build()


def test_a_closed_account_names_nobody_and_lets_nobody_in(org, now):
    account = org.account("Giàng A Pháo", contact="0912000001")
    holder = queries.actor_of(account, day=org.day)

    actions.close(by=holder, now=now)

    row = Account.objects.get(pk=account.pk)
    assert (row.phone, row.full_name, row.is_active) == (None, "", False)
    assert not row.has_usable_password()
    assert not Detail.objects.filter(entry__subject_type="account").exists()
    assert Entry.objects.latest("pk").event == "access.AccountClosed"


def test_an_office_is_handed_over_before_the_account_is_closed(org, now):
    account = org.account("Giàng A Pháo")
    org.officer("COMMUNE_OFFICER", org.ta_leng, account=account)

    with refused(errors.RoleStillHeld):
        actions.close(by=queries.actor_of(account, day=org.day), now=now)
    with refused(NotAllowed):
        actions.close(by=Actor.guest(day=org.day), now=now)
