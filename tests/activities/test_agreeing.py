"""Who took back that they take part is put down for nothing new by others until they agree again."""

import pytest

from aoxanh.activities import errors
from aoxanh.activities.models import Signup
from aoxanh.activities.types import NomineeGiven
from aoxanh.people import actions as people
from aoxanh.people.models import Consent
from tests.activities.nominating import Call
from tests.activities.world import refused


@pytest.fixture
def call(world):
    call = Call.at(world)
    call.give()
    return call


def test_who_took_back_their_consent_is_not_sent_until_they_agree_again(call):
    member, system, now = call.member(), call.world.system, call.world.now
    people.withdraw_consent(by=system, consent_id=Consent.objects.get(person=member).pk, now=now)
    nominees = [NomineeGiven(person_id=member.pk), *call.names(1)]
    with refused(errors.ConsentTakenBack) as told:
        call.send(nominees)
    assert member.full_name in str(told.value)
    assert Signup.objects.count() == 0

    people.give_consent(by=system, person_id=member.pk, purpose="PARTICIPATION", now=now)
    call.send(nominees)

    assert Signup.objects.count() == 2
