"""Reminding units of tasks before and after their deadline, and telling their superiors (PLN-04)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from aoxanh.access import queries as access
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.notices import actions as notices
from aoxanh.notices.types import Channel, Receiver
from aoxanh.programmes import queries, rules
from aoxanh.programmes.models import Programme, TaskReminder
from aoxanh.programmes.types.duties import DONE_STATES, Duty, ReminderStep, TasksReminded
from aoxanh.units import queries as units


_Due = tuple[Duty, ReminderStep]


class _Told(NamedTuple):
    """One message: its topic, its words, and the page of the tasks it leads to."""

    topic: str
    subject: str
    body: str
    page: str


@transaction.atomic(savepoint=False)
def remind_of_tasks(*, by: Actor, now: datetime) -> int:
    """Remind every unit of what it has not reported, each task once a step; returns how many tasks that were.

    A unit is told in one message a day, its superior of all units below in another. Raises ``NotAllowed`` unless
    the system asks.
    """
    if not by.is_system:
        raise NotAllowed
    new = _new(_due(by))
    TaskReminder.objects.bulk_create(
        TaskReminder(
            task_id=each.task_id,
            unit_id=each.unit_id,
            year=each.term.year,
            step=step,
            reminded_on=by.day,
        )
        for each, step in new
    )
    _tell_units(by, new, now)
    _tell_superiors(by, [pair for pair in new if pair[1] == ReminderStep.ESCALATED], now)
    if new:
        event = TasksReminded(tuple(sorted({each.unit_id for each, _step in new})), len(new))
        audit.record(by=by, event=event, unit_id=None, now=now)
    return len(new)


def _due(by: Actor) -> list[_Due]:
    """Every open task of every unit that has come to a step."""
    owners = sorted(set(Programme.objects.filter(closed_on=None).values_list("unit_id", flat=True)))
    found: dict[tuple[int, int, int], _Due] = {}
    for owner_id in owners:
        for year in (by.day.year - 1, by.day.year, by.day.year + 1):
            below = queries.duties_below(owner_id, actor=by, year=year)
            for each in (duty for owed in below.values() for duty in owed):
                step = rules.reminder_step(each.term, day=by.day)
                if step is not None and each.state not in DONE_STATES:
                    found[each.task_id, each.unit_id, each.term.year] = (each, step)
    return list(found.values())


def _new(due: Collection[_Due]) -> list[_Due]:
    rows = TaskReminder.objects.filter(task_id__in={each.task_id for each, _step in due})
    known = set(rows.values_list("task_id", "unit_id", "year", "step"))
    return [
        (each, step)
        for each, step in due
        if (each.task_id, each.unit_id, each.term.year, step.value) not in known
    ]


def _tell_units(by: Actor, new: Collection[_Due], now: datetime) -> None:
    by_unit: dict[int, list[Duty]] = defaultdict(list)
    for each, _step in new:
        by_unit[each.unit_id].append(each)
    accounts = access.accounts_with(Permission.PLAN_REPORT, by_unit.keys(), actor=by)
    for unit_id, owed in sorted(by_unit.items()):
        told = _Told("due", _("Nhiệm vụ đến hạn"), _own_words(owed), "")
        _post(by, unit_id, accounts.get(unit_id, ()), told=told, now=now)


def _own_words(owed: Collection[Duty]) -> str:
    first = min(owed, key=lambda each: each.term.until)
    if len(owed) == 1:
        said = _("Nhiệm vụ “%(text)s” cần xong trước ngày %(day)s.")
    else:
        said = _("%(count)s nhiệm vụ cần báo xong, sớm nhất trước ngày %(day)s: “%(text)s”.")
    return said % {"count": len(owed), "text": first.text, "day": vn_date(first.term.until)}


def _tell_superiors(by: Actor, late: Collection[_Due], now: datetime) -> None:
    above = units.parents(unit_ids={each.unit_id for each, _step in late}, day=by.day)
    below: Mapping[int, set[int]] = defaultdict(set)
    for each, _step in late:
        if each.unit_id in above:
            below[above[each.unit_id]].add(each.unit_id)
    accounts = access.accounts_with(Permission.PLAN_DECIDE, below.keys(), actor=by)
    for unit_id, unit_ids in sorted(below.items()):
        said = _("%(count)s đơn vị trực thuộc quá hạn nhiệm vụ từ 14 ngày. Hãy đôn đốc.")
        words = said % {"count": len(unit_ids)}
        told = _Told("late", _("Đơn vị quá hạn nhiệm vụ"), words, "don-vi/")
        _post(by, unit_id, accounts.get(unit_id, ()), told=told, now=now)


def _post(
    by: Actor, unit_id: int, accounts: Collection[int], *, told: _Told, now: datetime
) -> None:
    notices.post_all(
        by=by,
        receivers=[
            Receiver(
                key=f"tasks:{told.topic}:{unit_id}:{by.day}:{account_id}",
                channel=Channel.IN_APP,
                account_id=account_id,
            )
            for account_id in accounts
        ],
        about=f"tasks:{unit_id}",
        topic=told.topic,
        unit_id=unit_id,
        subject=told.subject,
        body=told.body,
        path=f"/dieu-phoi/{unit_id}/nhiem-vu/{told.page}",
        now=now,
    )
