"""Who signed up is told of changes and cancellations; whom no message reaches waits for a hand."""

from datetime import time, timedelta

import pytest

from aoxanh.access.models import Account
from aoxanh.activities import actions, queries
from aoxanh.activities.models import Shift
from aoxanh.activities.types import ShiftGiven
from aoxanh.audit.models import Entry
from aoxanh.kernel.dates import at
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.notices import errors
from aoxanh.notices.models import Notice
from tests.activities.crowd import Crowd
from tests.activities.world import refused


@pytest.fixture
def crowd(world):
    return Crowd.at(world, places=12)


@pytest.fixture
def three(crowd):
    """One with an account, one with an e-mail, one with a phone only."""
    held = [
        crowd.sign_up("Lò Thị Mai", "0912000001"),
        crowd.sign_up("Sùng A Dơ", "do@example.vn"),
        crowd.sign_up("Vàng A Sinh", "0912000003"),
    ]
    held[0].person.account = Account.objects.create(email="m@x.vn", created_at=crowd.world.now)
    held[0].person.save()
    return held


def _edit(crowd, **changes):
    actions.edit(
        by=crowd.officer, activity_id=crowd.activity.pk, changes=changes, now=crowd.world.now
    )


def _shift(crowd, begin, end):
    day = crowd.activity.starts_on
    given = ShiftGiven(
        starts_at=at(day, time(begin)), ends_at=at(day, time(end)), capacity=12, role_name="Bạn"
    )
    actions.edit_shift(by=crowd.officer, shift_id=crowd.shift.pk, shift=given, now=crowd.world.now)


def _cancel(crowd):
    actions.cancel(
        by=crowd.officer,
        activity_id=crowd.activity.pk,
        reason="Mưa lớn",
        now=crowd.world.now,
    )


def _topic(crowd):
    return queries.topics_told(activity_id=crowd.activity.pk, actor=crowd.officer)[0]


def _texts(crowd, topic="cancelled"):
    return queries.texts_to_carry(activity_id=crowd.activity.pk, topic=topic, actor=crowd.officer)


def _told(crowd, *, by=None, topic="cancelled", **which):
    return actions.mark_told(
        by=by or crowd.officer,
        activity_id=crowd.activity.pk,
        topic=topic,
        now=crowd.world.now,
        **which,
    )


def test_a_cancellation_reaches_each_by_the_way_there_is(crowd, three):
    _cancel(crowd)

    assert sorted(Notice.objects.values_list("channel", flat=True)) == ["EMAIL", "IN_APP", "TEXT"]
    topic = _topic(crowd)
    assert (topic.name, topic.reached, topic.carried, topic.untold) == ("Hủy hoạt động", 2, 0, 1)


def test_who_signed_up_for_two_shifts_is_told_once(crowd):
    slots = [crowd.slot.pk, crowd.add_shift().pk]
    crowd.sign_up("Vàng A Sinh", "0912000003", slots=slots)

    _cancel(crowd)

    assert Notice.objects.count() == 1


def test_a_new_meeting_point_is_told_to_who_is_to_come(crowd, three):
    crowd.withdraw(three[1])

    _edit(crowd, meeting_point="Cổng chợ Tả Lèng")

    bodies = set(Notice.objects.values_list("body", flat=True))
    assert Notice.objects.count() == 2
    assert "Tập trung: Cổng chợ Tả Lèng" in bodies.pop()
    assert _topic(crowd).name == "Đổi giờ hoặc địa điểm"


def test_a_new_text_that_changes_neither_place_nor_hour_is_not_told(crowd, three):
    _edit(crowd, summary="Mời cả nhà", spot=crowd.activity.spot)

    assert not Notice.objects.exists()


def test_new_hours_are_told_to_that_shift_alone(crowd, three):
    other = crowd.add_shift()
    crowd.sign_up("Giàng A Pháo", "0912000009", slots=[other.pk])

    _shift(crowd, 8, 12)

    assert Notice.objects.count() == 3
    assert "8:00" in Notice.objects.order_by("pk")[0].body


def test_a_second_change_is_told_again_and_the_same_hours_are_not(crowd, three):
    _shift(crowd, 8, 12)
    _shift(crowd, 8, 12)
    _shift(crowd, 9, 12)

    assert Notice.objects.count() == 6


def test_a_shift_that_is_over_is_not_told_of_a_new_place(crowd, three):
    Shift.objects.update(
        starts_at=crowd.world.now - timedelta(days=2),
        signup_until=crowd.world.now - timedelta(days=2),
        waiting_until=None,
        ends_at=crowd.world.now - timedelta(days=1),
    )

    _edit(crowd, spot="Nhà văn hóa")

    assert not Notice.objects.exists()


def test_who_was_told_by_whom_and_when_is_on_record_and_can_be_taken_back(crowd, three):
    _cancel(crowd)
    (text,) = _texts(crowd)

    assert _told(crowd, notice_ids=[text.pk]) == 1
    text.refresh_from_db()
    assert (text.told_by_id, text.sent_at) == (crowd.officer.account_id, crowd.world.now)
    assert Entry.objects.filter(event="notices.NoticesSentByHand").count() == 1
    assert _topic(crowd).untold == 0

    actions.take_back_told(
        by=crowd.officer,
        activity_id=crowd.activity.pk,
        topic="cancelled",
        notice_id=text.pk,
        now=crowd.world.now,
    )
    assert _topic(crowd).untold == 1


def test_a_whole_group_is_told_with_one_entry(crowd):
    for number in range(4):
        crowd.sign_up(contact=f"09120000{number:02d}")
    _cancel(crowd)

    assert _told(crowd) == 4
    assert _told(crowd) == 0
    assert Entry.objects.filter(event="notices.NoticesSentByHand").count() == 1


def test_what_was_never_told_is_not_taken_back(crowd, three):
    _cancel(crowd)
    (text,) = _texts(crowd)

    with refused(errors.NotTold):
        actions.take_back_told(
            by=crowd.officer,
            activity_id=crowd.activity.pk,
            topic="cancelled",
            notice_id=text.pk,
            now=crowd.world.now,
        )


def test_only_who_answers_sign_ups_notes_who_was_told(crowd, three, world):
    _cancel(crowd)

    with refused(NotAllowed):
        _told(crowd, by=world.officer(world.binh_lu))
    with refused(NotAllowed):
        _told(crowd, by=world.officer(world.province, "PROVINCE_OFFICER"))


def test_a_text_about_something_else_is_missing(crowd, three):
    _cancel(crowd)
    in_app = Notice.objects.get(channel="IN_APP")

    for ids in ([in_app.pk], [999_999]):
        with refused(Missing):
            _told(crowd, notice_ids=ids)
    with refused(Missing):
        actions.mark_told(
            by=crowd.officer, activity_id=999_999, topic="cancelled", now=crowd.world.now
        )


def test_names_and_phones_are_for_who_answers_sign_ups(crowd, three, world):
    _cancel(crowd)
    texts = list(_texts(crowd))

    own = queries.receivers_of(texts, actor=crowd.officer)
    beside = queries.receivers_of(texts, actor=world.officer(world.binh_lu))

    assert [(row.full_name, row.phone) for row in own] == [("Vàng A Sinh", "+84912000003")]
    assert beside == []


def test_texts_name_nobody(crowd, three):
    _cancel(crowd)
    texts = [row.text for row in queries.receivers_of(list(_texts(crowd)), actor=crowd.officer)]

    assert all("Sinh" not in text and "0912" not in text for text in texts)
    assert f"/h/{crowd.activity.code}/" in texts[0]


def test_the_list_costs_the_same_for_more_people(crowd, costs_the_same):
    crowd.sign_up()
    _edit(crowd, spot="Nhà văn hóa")
    (topic,) = queries.topics_told(activity_id=crowd.activity.pk, actor=crowd.officer)

    def grow():
        for _ in range(5):
            crowd.sign_up()
        _edit(crowd, spot="Trường")

    def read():
        for found in queries.topics_told(activity_id=crowd.activity.pk, actor=crowd.officer)[:1]:
            texts = list(_texts(crowd, found.topic))
            queries.receivers_of(texts, actor=crowd.officer)

    assert topic.untold == 1
    costs_the_same(read, grow)


def test_untold_people_are_something_to_do_until_the_day_is_over(crowd, three):
    _cancel(crowd)

    def todo(day):
        items = queries.todo(actor=crowd.officer, unit_id=crowd.activity.unit_id, day=day)
        return [(item.kind, item.count) for item in items]

    assert todo(crowd.world.day) == [("UNTOLD", 1)]
    assert todo(crowd.activity.ends_on) == []
    _told(crowd)
    assert todo(crowd.world.day) == []
