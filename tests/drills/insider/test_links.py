"""An officer who answers in the name of a receiving body, by its link."""

import pytest

from aoxanh.access import actions as access
from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import HoursEntry, LateEntry
from aoxanh.activities.types.late import ReceiverAnswer, ReceiverGiven
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.periods import Period
from aoxanh.notices import queries as notices
from aoxanh.people.models import Person
from tests.activities.letters import sent_token
from tests.activities.world import refused


@pytest.fixture
def late(crowd):
    """Two hours for somebody whom nobody recorded."""
    held = crowd.sign_up()
    return actions.ask_late_entry(
        by=crowd.officer, shift_id=crowd.shift.pk, person_id=held.person_id, minutes=120,
        reason="Quên điểm danh", now=crowd.clock(15),
    )  # fmt: skip


@pytest.fixture
def token(crowd, late):
    return sent_token(_ask(crowd, late))


def _ask(crowd, late, contact="0987 000 001", receiver="UBND xã Mường Kim"):
    return actions.ask_receiver(
        by=crowd.officer, activity_id=crowd.activity.pk, late_entry_ids=[late.pk],
        receiver=ReceiverGiven(receiver, contact), now=crowd.clock(15),
    )  # fmt: skip


def _answer(crowd, token, late, *, by=None, days=1):
    return actions.answer_as_receiver(
        by=by or crowd.guest(), token=token, now=crowd.clock(9, days=days),
        answer=ReceiverAnswer(frozenset({late.pk}), "Lò Văn Chủ", "Phó Chủ tịch"),
    )  # fmt: skip


@pytest.mark.parametrize("made_up", ["", "x" * 22, "0" * 22])
def test_guessing_the_link_of_a_receiver(crowd, late, token, made_up):
    with refused(Missing):
        _answer(crowd, made_up or token[::-1], late)

    assert HoursEntry.objects.count() == 0


def test_answering_the_link_oneself_as_an_officer(crowd, late, token):
    with refused(errors.ConfirmationFromOutside):
        _answer(crowd, token, late, by=crowd.officer)


def test_reading_the_link_that_one_asked_for(crowd, late, token, world):
    officer = world.officer(world.ta_leng)

    assert not notices.outbox(actor=officer).filter(path__contains=token).exists()
    assert not notices.outbox(actor=crowd.officer).filter(path__contains=token).exists()
    superior = world.officer(world.province, "PROVINCE_OFFICER", account_id=8)
    assert notices.outbox(actor=superior).filter(path__contains=token).exists()


def test_sending_the_link_to_oneself_or_a_colleague(crowd, late, world):
    account = access.register(
        by=world.system, contact="0912000009", full_name="Mai", password="áo xanh trên núi",
        now=world.now,
    )  # fmt: skip
    access.grant(
        by=world.system, account_id=account.pk, role="CLUB_LEADER", unit_id=world.ta_leng.pk,
        now=world.now,
    )  # fmt: skip

    with refused(errors.ReceiverContactInside):
        _ask(crowd, late, "0912 000 009")


def test_sending_the_link_to_who_is_entered(crowd, late):
    Person.objects.filter(pk=late.person_id).update(phone="+84912000010")

    with refused(errors.ReceiverContactInside):
        _ask(crowd, late, "0912 000 010")


def test_one_phone_for_two_receiving_bodies(crowd, late, token):
    with refused(errors.ReceiverContactElsewhere):
        _ask(crowd, late, receiver="Trường PTDTBT Tả Lèng")


def test_answering_on_a_second_phone_nobody_knows(crowd, late, token, superior):
    _answer(crowd, token, late)

    (link,) = queries.receivers_below(
        actor=superior, unit_id=crowd.world.province.pk, now=crowd.clock(16, days=1)
    )
    assert (link.contact, link.proof) == ("+84987000001", "NEW")
    span = Period(crowd.activity.starts_on, crowd.activity.ends_on)
    signals = queries.signals(actor=superior, unit_id=crowd.world.province.pk, span=span)
    assert ("unknown_contact", 1) in [(row.kind, row.number) for row in signals]
    assert HoursEntry.objects.get().source == "LATE_UNKNOWN"


def test_forwarding_the_link_to_a_friend(crowd, late, token, superior, seen_above):
    _answer(crowd, token, late)

    entry = HoursEntry.objects.get()
    asked, answered = (
        seen_above("activities.ReceiverAsked"),
        seen_above("activities.ReceiverAnswered"),
    )
    assert (entry.source, entry.confirmed_by_unit_id) == ("LATE_UNKNOWN", None)
    assert [(row.subject_id, row.values["entries"]) for row in asked] == [(crowd.activity.pk, 1)]
    assert [row.values["confirmed"] for row in answered] == [1]


def test_replaying_the_link_after_it_was_answered(crowd, late, token):
    _answer(crowd, token, late)

    with refused(errors.ReceiverLinkEnded):
        _answer(crowd, token, late, days=2)
    assert HoursEntry.objects.count() == 1


def test_using_the_link_after_the_unit_above_decided(crowd, late, token, superior):
    actions.decide_late_entry(
        by=superior, late_entry_id=late.pk, confirm=False, note="Không có mặt", now=crowd.clock(16)
    )

    _answer(crowd, token, late)

    assert LateEntry.objects.get().state == "RETURNED"
    assert HoursEntry.objects.count() == 0


def test_using_the_link_when_its_days_are_over(crowd, late, token):
    with refused(errors.ReceiverLinkEnded):
        _answer(crowd, token, late, days=60)
