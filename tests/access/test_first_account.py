"""The bearer of the first link becomes the administrator, wholly or not at all."""

import pytest

from aoxanh.access import actions, errors, queries
from aoxanh.access.models import Account
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.places.models import Place
from aoxanh.units import actions as units
from aoxanh.units import queries as tree
from aoxanh.units.models import Instance, Unit
from tests.access.organisation import PASSWORD, refused


TOKEN = "a-token-that-was-printed"


@pytest.fixture
def guest(today):
    return Actor.guest(day=today)


@pytest.fixture
def chosen(db, system, guest, today, now):
    """Everything is answered but who administers."""
    units.load_kinds(by=system, now=now)
    Place.objects.create(
        level="PROVINCE", code="12", kind="PROVINCE", name="Lai Châu", full_name="tỉnh Lai Châu",
        search_text="x", sort_key="x", valid_from=today,
    )  # fmt: skip
    units.offer_beginning(by=system, token=TOKEN, now=now)
    row = units.choose_place(by=guest, token=TOKEN, place_code="12", now=now)
    names = tree.names_given(row)
    units.choose_names(by=guest, token=TOKEN, names=names, now=now)


@pytest.fixture
def take_up(chosen, guest, now):
    def act(*, works_too=True, **changes):
        given = {"contact": "0912 345 678", "full_name": "Lò Thị Mai", "password": PASSWORD}
        return actions.take_up_portal(
            by=guest, token=TOKEN, works_too=works_too, now=now, **given | changes
        )

    return act


def test_the_first_account_administers_and_works(take_up, today):
    account = take_up()

    actor = queries.actor_of(account, day=today)
    root_id = Instance.objects.get().root_id
    assert {grant.role for grant in actor.current_grants} == {"ADMIN", "PROVINCE_OFFICER"}
    assert actor.may(Permission.ACTIVITY_PUBLISH, at=root_id)


def test_who_only_administers_opens_no_activity(take_up, today):
    actor = queries.actor_of(take_up(works_too=False), day=today)

    assert {grant.role for grant in actor.current_grants} == {"ADMIN"}


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"contact": "12"}, errors.ContactUnreadable),
        ({"password": "1234567890"}, errors.WeakPassword),
        ({"full_name": " "}, errors.NameNeeded),
    ],
)
def test_a_refusal_leaves_nothing_founded(take_up, change, error):
    with refused(error):
        take_up(**change)

    assert not Account.objects.exists()
    assert not Unit.objects.exists()
    assert not Instance.objects.exists()
