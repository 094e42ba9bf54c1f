"""The rows behind a signal: what somebody looks at before asking anybody."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

from django.db.models import Count, F, OuterRef, Subquery, Sum
from django.utils.translation import gettext as _

from aoxanh.activities.models import HoursEntry, Participation, Slot
from aoxanh.activities.queries.signals import Looked, signal_rules
from aoxanh.activities.types import HoursSource
from aoxanh.activities.types.hours import BY_WORD
from aoxanh.activities.types.signals import SignalKind, SignalRow
from aoxanh.kernel import numbers
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day, vn_date, vn_time
from aoxanh.kernel.periods import Period
from aoxanh.people import queries as people


MOST = 300


def signal_rows(
    *, kind: SignalKind, organiser_id: int, actor: Actor, unit_id: int, span: Period
) -> list[SignalRow]:
    """Up to ``MOST`` rows of one organiser, the latest day first: three statements at most."""
    looked = Looked(actor, unit_id, span, signal_rules())
    return list(_ROWS[kind](looked, organiser_id))


Row = TypeVar("Row", HoursEntry, Participation)


def _named(rows: Iterator[Row], words: Callable[[Row], str]) -> Iterator[SignalRow]:
    """The rows in words; who took back that they take part is a number."""
    found = list(rows)
    written = people.names_to_write({row.person_id: row.person.full_name for row in found})
    for row in found:
        yield SignalRow(
            activity_id=row.activity_id,
            title=row.activity.title,
            day=row.day,
            full_name=written[row.person_id],
            words=words(row),
        )


def _late(looked: Looked, organiser_id: int) -> Iterator[SignalRow]:
    return _by_word(looked, organiser_id, BY_WORD)


def _unknown_contact(looked: Looked, organiser_id: int) -> Iterator[SignalRow]:
    return _by_word(looked, organiser_id, (HoursSource.LATE_UNKNOWN,))


def _by_word(
    looked: Looked, organiser_id: int, sources: Collection[HoursSource]
) -> Iterator[SignalRow]:
    rows = looked.credits_().filter(organiser_unit_id=organiser_id, source__in=sources)
    return _named(
        rows.select_related("activity", "person").order_by("-day", "pk")[:MOST].iterator(),
        lambda row: ": ".join(filter(None, (_told(row), row.reason))),
    )


def _told(row: HoursEntry) -> str:
    return f"{_amount(row.minutes)}, {HoursSource(row.source).label}"


def _amount(minutes: int) -> str:
    return _("%(hours)s giờ") % {"hours": numbers.hours(minutes)}


def _hurried(looked: Looked, organiser_id: int) -> Iterator[SignalRow]:
    rows = looked.credits_().filter(looked.hurried(), organiser_unit_id=organiser_id)
    return _named(
        rows.select_related("activity", "person").order_by("-day", "pk")[:MOST].iterator(),
        lambda row: (
            _("%(amount)s, ghi ngày %(day)s")
            % {"amount": _amount(row.minutes), "day": vn_date(local_day(row.recorded_at))}
        ),
    )


def _same_minutes(looked: Looked, organiser_id: int) -> Iterator[SignalRow]:
    measured = looked.measured().filter(organiser_unit_id=organiser_id)
    groups = measured.order_by().values_list("activity_id", "minutes").annotate(number=Count("pk"))
    threshold = looked.rules.thresholds[SignalKind.SAME_MINUTES].above
    alike = {(activity, minutes) for activity, minutes, number in groups if number >= threshold}
    activities = {activity for activity, _minutes in alike}
    rows = measured.filter(activity_id__in=activities).select_related("activity", "person")
    chosen = (
        row
        for row in rows.order_by("-day", "activity_id", "minutes", "pk")[:MOST]
        if (row.activity_id, row.minutes) in alike
    )
    return _named(chosen, lambda row: _("%(minutes)s phút") % {"minutes": row.minutes})


def _one_device(looked: Looked, organiser_id: int) -> Iterator[SignalRow]:
    rows = looked.by_device().filter(organiser_unit_id=organiser_id)
    groups = rows.order_by().values_list("device_id", "hour").annotate(number=Count("pk"))
    threshold = looked.rules.thresholds[SignalKind.ONE_DEVICE].above
    crowded = {(device, hour) for device, hour, number in groups if number >= threshold}
    devices = {device for device, _hour in crowded}
    named = rows.filter(device_id__in=devices).select_related("activity", "person")
    chosen = (
        row
        for row in named.order_by("-day", "checked_in_at", "pk")[:MOST]
        if (row.device_id, row.hour) in crowded
    )
    return _named(
        chosen, lambda row: _("máy %(device)s, lúc %(at)s") % {
            "device": row.device_id[:8], "at": vn_time(row.checked_in_at),
        },
    )  # fmt: skip


def _above_places(looked: Looked, organiser_id: int) -> Iterator[SignalRow]:
    slots = Slot.objects.filter(shift_id=OuterRef("shift_id")).order_by()
    places = slots.values("shift_id").annotate(sum=Sum("capacity")).values("sum")
    rows = (
        looked.presences()
        .filter(organiser_unit_id=organiser_id)
        .order_by()
        .values_list("activity_id", "activity__title", "day", "shift__name", "shift_id")
        .annotate(number=Count("pk"), places=Subquery(places))
        .filter(number__gt=F("places"))
        .order_by("-day", "shift_id")
    )
    for activity_id, title, day, name, _shift, number, of in rows[:MOST]:
        words = _("%(number)s người có mặt, %(places)s chỗ") % {"number": number, "places": of}
        yield SignalRow(activity_id=activity_id, title=title, day=day, full_name=name, words=words)


def _two_places(looked: Looked, organiser_id: int) -> Iterator[SignalRow]:
    rows = looked.doubled().filter(organiser_unit_id=organiser_id)
    named = rows.select_related("activity", "person", "shift").order_by("-day", "person_id", "pk")
    return _named(
        named[:MOST].iterator(),
        lambda row: _("có mặt %(start)s–%(end)s, cùng lúc ở hoạt động khác") % {
            "start": vn_time(row.checked_in_at),
            "end": vn_time(row.checked_out_at or row.shift.ends_at),
        },
    )  # fmt: skip


_ROWS: Mapping[SignalKind, Callable[[Looked, int], Iterator[SignalRow]]] = {
    SignalKind.LATE: _late,
    SignalKind.UNKNOWN_CONTACT: _unknown_contact,
    SignalKind.SAME_MINUTES: _same_minutes,
    SignalKind.ONE_DEVICE: _one_device,
    SignalKind.ABOVE_PLACES: _above_places,
    SignalKind.TWO_PLACES: _two_places,
    SignalKind.BEFORE_DEADLINE: _hurried,
}
