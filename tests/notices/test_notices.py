"""One trigger makes one notice; what is sent arrives once; the outbox shows everything."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.notices import actions, queries, rules
from aoxanh.notices.errors import NotByHand, PathOutside, ReceiverMissing
from aoxanh.notices.models import Notice
from aoxanh.notices.types import Channel, NoticeState
from tests.work.tree import account, officer, plant


pytestmark = pytest.mark.django_db


def post(system, now, **more):
    values = {
        "key": "signup:1:promoted",
        "channel": Channel.EMAIL,
        "address": "ly@example.vn",
        "subject": "Bạn đã có chỗ",
        "body": "Mời bạn đến đúng giờ.\nHẹn gặp!",
        "path": "/cua-toi/",
    }
    return actions.post(by=system, **(values | more), now=now)


def test_one_trigger_makes_one_notice(system, now):
    assert post(system, now).pk == post(system, now).pk


def test_an_email_goes_out_once_with_its_link(system, now):
    post(system, now)

    first, second = actions.deliver(now=now), actions.deliver(now=now)

    assert (first.sent, second.sent, len(mail.outbox)) == (1, 0, 1)
    assert mail.outbox[0].to == ["ly@example.vn"]
    assert mail.outbox[0].body.endswith("/cua-toi/")
    assert Notice.objects.get().state == NoticeState.SENT


def test_two_workers_with_the_same_list_send_a_message_once(system, now, monkeypatch):
    notice = post(system, now)
    monkeypatch.setattr(type(Notice.objects.all()), "deliverable", lambda *_: [notice, notice])

    actions.deliver(now=now)

    assert len(mail.outbox) == 1


def test_a_refused_email_is_tried_again_later_and_given_up_in_the_end(system, now, monkeypatch):
    def refuse(backend, messages):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    post(system, now)
    at, rounds = now, []
    for attempt in range(1, rules.MAX_ATTEMPTS + 1):
        rounds.append(actions.deliver(now=at).failed)
        assert actions.deliver(now=at) == actions.Delivered(0, 0)
        at += rules.pause_before_retry(attempt)

    assert rounds == [0, 0, 0, 0, 1]
    assert Notice.objects.get().state == NoticeState.FAILED


def test_a_notice_on_the_portal_has_arrived_at_once_and_can_be_read(system, now):
    notice = post(system, now, channel=Channel.IN_APP, account_id=5)
    assert queries.unread_count(actor=account(5)) == 1

    actions.mark_read(by=account(5), notice_id=notice.pk, now=now)
    actions.mark_read(by=account(5), notice_id=notice.pk, now=now + timedelta(hours=1))

    notice.refresh_from_db()
    assert (notice.state, notice.read_at) == (NoticeState.READ, now)
    assert queries.unread_count(actor=account(5)) == 0


def test_everything_new_is_read_at_once(system, now):
    for number in range(3):
        post(system, now, key=f"k{number}", channel=Channel.IN_APP, account_id=5)

    assert actions.mark_all_read(by=account(5), now=now) == 3
    assert actions.mark_all_read(by=account(5), now=now) == 0


def test_the_notice_of_another_cannot_be_read(system, now):
    notice = post(system, now, channel=Channel.IN_APP, account_id=5)

    with pytest.raises(Missing):
        actions.mark_read(by=account(6), notice_id=notice.pk, now=now)


@pytest.mark.parametrize("lack", [{"channel": Channel.IN_APP}, {"address": ""}])
def test_a_notice_needs_a_receiver(system, now, lack):
    with pytest.raises(ReceiverMissing):
        post(system, now, **lack)


@pytest.mark.parametrize(
    "path", ["https://example.vn/", "//example.vn/", "/\\example.vn", "cua-toi/"]
)
def test_a_notice_leads_to_this_portal_only(system, now, path):
    with pytest.raises(PathOutside):
        post(system, now, path=path)


def test_a_subject_in_two_lines_cannot_add_a_header(system, now):
    post(system, now, subject="Xin chào\r\nBcc: all@example.vn")

    actions.deliver(now=now)

    assert mail.outbox[0].subject == "Xin chào Bcc: all@example.vn"
    assert mail.outbox[0].bcc == []


def test_the_outbox_of_a_unit_is_seen_from_above_and_not_from_beside(system, now):
    tree = plant()
    notice = post(system, now, unit_id=tree.commune)

    above = queries.outbox(actor=officer(tree.province, Permission.NOTICE_VIEW))
    beside = queries.outbox(actor=officer(tree.sibling, Permission.NOTICE_VIEW))

    assert list(above) == [notice]
    assert list(beside) == []


def text_of(tree, system, now):
    return post(system, now, unit_id=tree.commune, channel=Channel.TEXT, address="+84912345678")


def test_a_text_is_sent_by_hand_by_its_own_unit(system, now):
    tree = plant()
    notice = text_of(tree, system, now)

    assert actions.deliver(now=now).sent == 0
    sent = actions.mark_sent_by_hand(
        by=officer(tree.commune, Permission.NOTICE_VIEW), notice_id=notice.pk, now=now
    )

    assert sent.state == NoticeState.SENT
    with pytest.raises(NotByHand):
        actions.mark_sent_by_hand(
            by=officer(tree.commune, Permission.NOTICE_VIEW), notice_id=notice.pk, now=now
        )


@pytest.mark.parametrize(("place", "refusal"), [("sibling", Missing), ("province", NotAllowed)])
def test_a_text_is_not_marked_as_sent_by_another_unit(system, now, place, refusal):
    tree = plant()
    notice = text_of(tree, system, now)

    with pytest.raises(refusal):
        actions.mark_sent_by_hand(
            by=officer(getattr(tree, place), Permission.NOTICE_VIEW),
            notice_id=notice.pk,
            now=now,
        )


def test_the_outbox_costs_the_same_for_more_rows(system, now, costs_the_same):
    tree = plant()
    actor = officer(tree.province, Permission.NOTICE_VIEW)
    post(system, now, key="first", unit_id=tree.commune)

    costs_the_same(
        lambda: list(queries.outbox(actor=actor)),
        lambda: [post(system, now, key=f"k{n}", unit_id=tree.sibling) for n in range(5)],
    )


def test_a_subject_of_two_lines_adds_no_header(system, now):
    post(system, now, subject="Bạn đã có chỗ\nBcc: moi-nguoi@example.vn")

    actions.deliver(now=now)

    letter = mail.outbox[0].message()
    assert letter["Bcc"] is None
    assert mail.outbox[0].recipients() == ["ly@example.vn"]
