"""A guest's record is joined to an account by who bears its pass."""

from dataclasses import replace

import pytest

from aoxanh.audit.models import Entry
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people import actions, errors, queries
from aoxanh.people.models import Person
from aoxanh.people.rules import ERASED_NAME
from tests.access.organisation import refused


@pytest.fixture
def claim(now):
    def make(by, person, name="Giàng A Pháo", pass_id=5):
        bearer = replace(by, pass_id=pass_id)
        return actions.claim(by=bearer, person_id=person.pk, account_name=name, now=now)

    return make


def test_the_bearer_of_a_pass_keeps_it_in_the_account(guest, holder, claim):
    person = guest()

    own = claim(holder, person)

    assert (own.pk, own.account_id, own.state) == (person.pk, holder.account_id, "UNVERIFIED")
    assert Entry.objects.order_by("-pk").first().event == "people.PersonClaimed"
    with refused(errors.ClaimedAlready):
        claim(holder, person)


def test_whose_name_was_erased_is_claimed_by_nobody(guest, holder, system, claim, now):
    """Not even by an account that bears the words which stand for the name."""
    person = guest()
    actions.erase(by=system, person_id=person.pk, now=now)

    with refused(errors.PersonErasedAlready):
        claim(holder, person, name=ERASED_NAME)


def test_a_further_pass_is_merged_and_its_facts_stay_findable(guest, own, holder, claim):
    person = guest("Giang A Phao", "0999888777")

    assert claim(holder, person) == own
    person.refresh_from_db()
    assert (person.state, person.merged_into_id) == ("ENDED", own.pk)
    assert queries.same_person_ids(own.pk) == {own.pk, person.pk}


def test_a_pass_of_another_name_is_not_ones_own(guest, holder, claim):
    with refused(errors.ClaimNameDiffers):
        claim(holder, guest("Lò Thị Ón"))


def test_a_number_alone_claims_nothing(org, guest, holder, claim):
    person = guest()

    with refused(errors.PassNeeded):
        claim(holder, person, pass_id=None)
    with refused(NotAllowed):
        claim(Actor.guest(day=org.day), person)
    with refused(Missing):
        claim(holder, Person(pk=0))
