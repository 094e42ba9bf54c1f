"""Who has a place is reminded once before each shift, by what the activity asks for."""

from datetime import timedelta

import pytest

from aoxanh.activities import actions, errors
from aoxanh.activities.models import Activity, Reminder, ReminderRule
from aoxanh.activities.rules.reminders import windows
from aoxanh.activities.types import REFERENCE
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from aoxanh.notices.models import Notice
from tests.activities.crowd import Crowd
from tests.activities.world import refused


DAY, TWO = "truoc_1_ngay", "truoc_2_gio"


@pytest.fixture
def crowd(world):
    return Crowd.at(world, places=2)


def _remind(crowd, *, hours):
    """What the clock does ``hours`` before the shift."""
    at = crowd.shift.starts_at - timedelta(hours=hours)
    return actions.remind(by=crowd.world.system, now=at)


def test_a_new_activity_reminds_as_is_usual_or_as_its_template_says(world):
    usual = world.opened("lop_so")
    template = usual.template
    template.definition["reminders"] = [TWO]
    template.save()

    assert set(usual.reminders.values_list("pk", flat=True)) == {DAY, TWO}
    assert list(world.opened("lop_so").reminders.values_list("pk", flat=True)) == [TWO]


def test_each_with_a_place_is_reminded_once_by_each_rule(crowd):
    crowd.sign_up("Vàng A Sinh", "0912000003")
    crowd.sign_up("Sùng A Dơ", "do@example.vn")

    told = [_remind(crowd, hours=hours) for hours in (25, 24, 23, 3, 2, 1)]

    assert told == [0, 2, 0, 0, 2, 0]
    assert Reminder.objects.count() == 2
    assert Notice.objects.count() == 4
    assert "7:00 Thứ Bảy 28/11/2026" in Notice.objects.order_by("pk")[0].body


def test_after_a_standstill_only_the_nearest_reminder_comes(crowd):
    crowd.sign_up()

    assert _remind(crowd, hours=1) == 1
    assert Reminder.objects.get().rule_id == TWO


def test_nobody_is_reminded_of_what_has_begun(crowd):
    crowd.sign_up()

    assert _remind(crowd, hours=0) == 0
    assert _remind(crowd, hours=-1) == 0


def test_who_waits_or_signed_up_just_now_is_not_reminded(crowd):
    crowd.sign_up()
    late = crowd.shift.starts_at - timedelta(hours=5)
    crowd.sign_up(now=late)
    crowd.sign_up()

    assert _remind(crowd, hours=4) == 1


def test_an_activity_that_asks_for_no_reminder_gets_none(crowd):
    crowd.sign_up()
    actions.edit(
        by=crowd.officer,
        activity_id=crowd.activity.pk,
        changes={"reminders": []},
        now=crowd.world.now,
    )

    assert _remind(crowd, hours=24) == 0


@pytest.mark.parametrize("state", ["CANCELLED", "PLANNED"])
def test_only_what_is_open_or_runs_is_reminded_of(crowd, state):
    crowd.sign_up()
    Activity.objects.update(
        state=state, cancelled_at=crowd.world.now, cancel_reason="Mưa", opened_at=crowd.world.now
    )

    assert _remind(crowd, hours=24) == 0


def test_an_unknown_reminder_is_refused(crowd):
    with refused(errors.ChoiceUnknown):
        actions.edit(
            by=crowd.officer,
            activity_id=crowd.activity.pk,
            changes={"reminders": ["tuan_truoc"]},
            now=crowd.world.now,
        )


def test_only_the_system_reminds(crowd):
    with refused(NotAllowed):
        actions.remind(by=crowd.officer, now=crowd.world.now)
    with refused(NotAllowed):
        actions.remind(by=Actor.guest(day=crowd.world.day), now=crowd.world.now)


def test_the_work_is_the_same_for_one_person_and_for_many(world, statements):
    def cost(people):
        crowd = Crowd.at(world, places=30)
        for number in range(people):
            crowd.sign_up(contact=f"09120{people:02d}{number:03d}")
        with statements() as counted:
            _remind(crowd, hours=24)
        Activity.objects.filter(pk=crowd.activity.pk).update(
            state="CANCELLED", cancelled_at=world.now, cancel_reason="Mưa"
        )
        return counted.count

    assert cost(2) == cost(12)


def test_windows_end_where_the_next_reminder_begins(now):
    found = windows([(DAY, 24), (TWO, 2)], now=now)

    assert [(each.code, each.after - now, each.until - now) for each in found] == [
        (TWO, timedelta(0), timedelta(hours=2)),
        (DAY, timedelta(hours=2), timedelta(hours=24)),
    ]


@pytest.mark.parametrize("hours", [0, 337])
def test_a_reminder_in_a_file_comes_at_most_two_weeks_ahead(world, tmp_path, hours):
    text = f'- {{code: la, name: "Lạ", hours: {hours}, usual: false}}\n'
    (tmp_path / "reminders.yaml").write_text(text, encoding="utf-8")

    with refused(errors.ReferenceFileRefused):
        actions.load_reference(by=world.system, folder=tmp_path, now=world.now)
    assert not ReminderRule.objects.filter(pk="la").exists()


def test_a_template_that_names_an_unknown_reminder_is_refused(world, tmp_path):
    text = (REFERENCE / "templates_events.yaml").read_text(encoding="utf-8")
    first = text.replace("  shift_hours: 4\n", "  shift_hours: 4\n  reminders: [la]\n", 1)
    (tmp_path / "templates.yaml").write_text(first, encoding="utf-8")

    with refused(errors.ReferenceFileRefused):
        actions.load_reference(by=world.system, folder=tmp_path, now=world.now)
