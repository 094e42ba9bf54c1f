"""Reminding those who have a place, once for each shift and rule."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from aoxanh.activities.actions.telling import tell, where_of
from aoxanh.activities.models import Reminder, ReminderRule, Shift, Signup
from aoxanh.activities.rules import telling as words
from aoxanh.activities.rules.reminders import Window, windows
from aoxanh.activities.rules.sharing import listed_things
from aoxanh.activities.types import ActivityState, SignupState
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed


_AT_ONCE = 20
_HELD = (ActivityState.OPEN, ActivityState.RUNNING)


def remind(*, by: Actor, now: datetime) -> int:
    """Remind of the shifts whose turn has come, each in a transaction of its own; returns how many people.

    Whoever signed up after that moment has just read it all. Only the system reminds (``NotAllowed``).
    """
    if not by.is_system:
        raise NotAllowed
    rules = {rule.pk: rule for rule in ReminderRule.objects.order_by("hours")}
    told = 0
    for window in windows(((rule.pk, rule.hours) for rule in rules.values()), now=now):
        for shift in _due(window):
            told += _remind(shift, rules[window.code], now=now, by=by)
    return told


def _due(window: Window) -> Iterable[Shift]:
    done = Reminder.objects.filter(shift=OuterRef("pk"), rule=window.code)
    rows = Shift.objects.filter(
        ~Exists(done),
        activity__state__in=_HELD,
        activity__reminders=window.code,
        starts_at__gt=window.after,
        starts_at__lte=window.until,
    )
    return rows.select_related("activity__place").order_by("starts_at", "pk")[:_AT_ONCE]


@transaction.atomic
def _remind(shift: Shift, rule: ReminderRule, *, now: datetime, by: Actor) -> int:
    done, is_first = Reminder.objects.get_or_create(shift=shift, rule=rule, defaults={"at": now})
    if not is_first:
        return 0
    turn = shift.starts_at - timedelta(hours=rule.hours)
    coming = Signup.objects.filter(
        shift=shift, state=SignupState.CONFIRMED, created_at__lte=turn
    ).select_related("person")
    activity = shift.activity
    done.told = tell(
        list(coming.order_by("pk")),
        activity=activity,
        topic=f"{words.REMINDER}-{rule.pk}",
        words=words.reminder(
            title=activity.title,
            starts_at=shift.starts_at,
            where=where_of(activity),
            bring=listed_things(activity.bring),
        ),
        now=now,
        by=by,
    )
    done.save(update_fields=["told"])
    return done.told
