"""A role ends with the term of the post: noted when the post is, and when it ends early."""

from datetime import date

import pytest

from aoxanh.access.models import RoleGrant
from aoxanh.access.queries import actor_of, own_account
from aoxanh.audit.models import Entry
from aoxanh.kernel.periods import FOREVER
from aoxanh.people import actions
from aoxanh.people.models import Person
from aoxanh.people.types import PostGiven
from tests.access.organisation import Organisation


TERM = date(2027, 10, 15)


@pytest.fixture
def org(db, system, today, now):
    return Organisation(system=system, day=today, now=now).build()


@pytest.fixture
def secretary(org):
    return org.officer("COMMUNE_OFFICER", org.ta_leng)


@pytest.fixture
def colleague(org):
    """Another officer of Tả Lèng, known as a person."""
    actor = org.officer("COMMUNE_OFFICER", org.ta_leng)
    return Person.objects.create(
        unit=org.ta_leng, account=own_account(actor=actor), full_name="Vàng A Tủa",
        search_text="x", sort_key="x", state="VERIFIED", created_at=org.now,
    )  # fmt: skip


@pytest.fixture
def appoint(org, colleague, secretary, now):
    def act(by=secretary, title="Phó Bí thư", until=TERM):
        post = PostGiven(title=title, valid_from=date(2023, 1, 1), valid_to=until)
        return actions.appoint(
            by=by, person_id=colleague.pk, unit_id=org.ta_leng.pk, post=post, now=now
        )

    return act


def _ends(person):
    return RoleGrant.objects.get(account_id=person.account_id).valid_to


def test_a_post_with_a_term_ends_the_role_with_it(colleague, appoint):
    appoint()

    assert _ends(colleague) == TERM
    assert Entry.objects.filter(event="access.RoleTermSet").count() == 1


def test_a_post_without_a_term_leaves_the_role_open(colleague, appoint):
    appoint(until=FOREVER)

    assert _ends(colleague) == FOREVER


def test_the_longest_post_decides(colleague, appoint):
    appoint(until=date(2028, 1, 1), title="Ủy viên")
    appoint()

    assert _ends(colleague) == date(2028, 1, 1)


def test_a_post_that_ends_early_takes_the_role_along(org, colleague, appoint, secretary, now):
    post = appoint(until=FOREVER)

    actions.end_post(by=secretary, post_id=post.pk, on=date(2026, 12, 1), now=now)

    assert _ends(colleague) == date(2026, 12, 1)
    assert not actor_of(colleague.account, day=date(2026, 12, 1)).current_grants


def test_who_may_not_hand_the_role_on_does_not_end_it(org, colleague, appoint, now):
    RoleGrant.objects.filter(account_id=colleague.account_id).update(role="PROVINCE_OFFICER")

    appoint()

    assert _ends(colleague) == FOREVER


def test_what_the_product_loads_says_its_own_terms(colleague, appoint, system):
    appoint(by=system)

    assert _ends(colleague) == FOREVER
