"""An officer who answers in the name of a receiving body, by its link."""

import pytest

from aoxanh.activities import actions, errors
from aoxanh.activities.models import HoursEntry, LateEntry
from aoxanh.activities.types.late import ReceiverAnswer
from aoxanh.kernel.errors import Missing
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
    _link, token = actions.ask_receiver(
        by=crowd.officer, activity_id=crowd.activity.pk, late_entry_ids=[late.pk],
        receiver="UBND xã Mường Kim", now=crowd.clock(15),
    )  # fmt: skip
    return token


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


def test_forwarding_the_link_to_a_friend(crowd, late, token, superior, seen_above):
    _answer(crowd, token, late)

    entry = HoursEntry.objects.get()
    asked, answered = (
        seen_above("activities.ReceiverAsked"),
        seen_above("activities.ReceiverAnswered"),
    )
    assert (entry.source, entry.confirmed_by_unit_id) == ("LATE_LINK", None)
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
