"""Receiving bodies are not asked about who took back that they take part."""

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.types.late import ReceiverAnswer, ReceiverGiven
from aoxanh.people.models import Consent
from tests.activities.letters import sent_token
from tests.activities.world import refused


def _late(crowd):
    return actions.ask_late_entry(
        by=crowd.officer,
        shift_id=crowd.shift.pk,
        person_id=crowd.sign_up().person_id,
        minutes=120,
        reason="Điện thoại hết pin",
        now=crowd.clock(15),
    )


def _asked(crowd, *rows):
    return actions.ask_receiver(
        by=crowd.officer,
        activity_id=crowd.activity.pk,
        late_entry_ids=[row.pk for row in rows],
        receiver=ReceiverGiven("UBND xã Mường Kim", "0987 000 001"),
        now=crowd.clock(15),
    )


def test_a_receiving_body_is_not_told_of_who_took_consent_back(crowd):
    stays, goes = _late(crowd), _late(crowd)
    token = sent_token(_asked(crowd, stays, goes))
    Consent.objects.filter(person_id=goes.person_id).update(withdrawn_at=crowd.clock(16))

    shown = queries.receiver_link(token, now=crowd.clock(17))
    actions.answer_as_receiver(
        by=crowd.guest(),
        token=token,
        answer=ReceiverAnswer(frozenset({stays.pk, goes.pk}), "Lò Văn Chủ"),
        now=crowd.clock(17),
    )

    assert [row.pk for row in shown.entries] == [stays.pk]
    goes.refresh_from_db()
    assert goes.state == "WAITING"
    with refused(errors.ConsentTakenBack):
        _asked(crowd, goes)
