"""“Dấu hiệu cần xem”: figures of organisers below, one statement for each kind however many organisers there are."""

from collections.abc import Iterator
from datetime import time, timedelta
from functools import lru_cache
from typing import Any

import yaml
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, TruncHour

from aoxanh.activities.models import HoursEntry, Participation, Slot
from aoxanh.activities.models.hours import HoursEntryQuerySet
from aoxanh.activities.models.scans import ParticipationQuerySet
from aoxanh.activities.rules.signals import before_deadlines, shown
from aoxanh.activities.types import REFERENCE, EntryRole, HoursSource
from aoxanh.activities.types.hours import BY_WORD
from aoxanh.activities.types.signals import Signal, SignalKind, SignalRules, Threshold
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import ZONE, at
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units


_AT_THE_DOOR = (HoursSource.SCAN, HoursSource.ROLL_CALL)


@lru_cache(maxsize=1)
def signal_rules() -> SignalRules:
    """The thresholds, as shipped in ``reference/signals.yaml``."""
    raw = yaml.safe_load((REFERENCE / "signals.yaml").read_text("utf-8"))
    deadlines = (each.split("-") for each in raw["deadlines"])
    return SignalRules(
        thresholds={kind: Threshold(**raw[kind.value]) for kind in SignalKind},
        deadlines=tuple((int(month), int(day)) for month, day in deadlines),
        days_before=raw["days_before"],
        days_old=raw["days_old"],
    )


def signals(*, actor: Actor, unit_id: int, span: Period) -> list[Signal]:
    """What is to be looked at among the organisers below a unit, for service on days of ``span``: six statements."""
    looked = Looked(actor, unit_id, span, signal_rules())
    found = (
        *looked.late(),
        *looked.same_minutes(),
        *looked.one_device(),
        *looked.above_places(),
        *looked.two_places(),
        *looked.before_deadline(),
    )
    return shown(found, looked.rules)


class Looked:
    """The presences and entries of the organisers below a unit within a span, asked in different ways."""

    def __init__(self, actor: Actor, unit_id: int, span: Period, rules: SignalRules) -> None:
        self.actor, self.unit_id, self.span, self.rules = actor, unit_id, span, rules

    def credits_(self) -> HoursEntryQuerySet:
        """First entries of presences."""
        rows = HoursEntry.objects.visible_to(self.actor, Permission.HOURS_CONFIRM)
        rows = rows.exclude(organiser_unit__in=self._own()).filter(role=EntryRole.CREDIT)
        return rows.filter(day__gte=self.span.start, day__lt=self.span.end)

    def presences(self) -> ParticipationQuerySet:
        """Who came."""
        rows = Participation.objects.visible_to(self.actor, Permission.HOURS_CONFIRM)
        rows = rows.exclude(organiser_unit__in=self._own())
        return rows.filter(day__gte=self.span.start, day__lt=self.span.end)

    def _own(self) -> QuerySet[Any, Any]:
        """The unit, and those whose books it keeps."""
        return units.kept_by(unit_id=self.unit_id, day=self.actor.day)

    def late(self) -> Iterator[Signal]:
        """Hours entered late, of all; and how many of them rest on a contact that only the organiser knows."""
        unknown = Count("pk", filter=Q(source=HoursSource.LATE_UNKNOWN))
        rows = self._counted(Q(source__in=BY_WORD)).annotate(unknown=unknown)
        for unit, number, of, unknown_ in rows.order_by("organiser_unit_id"):
            yield Signal(SignalKind.LATE, unit, number, of)
            yield Signal(SignalKind.UNKNOWN_CONTACT, unit, unknown_)

    def before_deadline(self) -> Iterator[Signal]:
        """Old hours written just before a deadline, of all."""
        return self._shares(SignalKind.BEFORE_DEADLINE, self.hurried())

    def hurried(self) -> Q:
        """Entries written in the days before a deadline about service long before."""
        late = Period(self.span.start, self.span.end + timedelta(days=366))
        found = Q(pk__in=())
        for days in before_deadlines(late, self.rules):
            written = Q(
                recorded_at__gte=at(days.start, time.min), recorded_at__lt=at(days.end, time.min)
            )
            old = days.start - timedelta(days=self.rules.days_old)
            found |= written & Q(day__lt=old)
        return found

    def _shares(self, kind: SignalKind, meant: Q) -> Iterator[Signal]:
        rows = self._counted(meant).order_by("organiser_unit_id")
        return (Signal(kind, unit, number, of) for unit, number, of in rows if number)

    def _counted(self, meant: Q) -> QuerySet[Any, Any]:
        """By organiser, how many of its entries are meant, and how many there are."""
        rows = self.credits_().order_by().values_list("organiser_unit_id")
        return rows.annotate(number=Count("pk", filter=meant), of=Count("pk"))

    def measured(self) -> HoursEntryQuerySet:
        """Minutes that a check-out measured and that are not the whole shift."""
        rows = self.credits_().filter(source__in=_AT_THE_DOOR, out_assumed=False)
        return rows.exclude(minutes=F("participation__shift__minutes_cap"))

    def same_minutes(self) -> Iterator[Signal]:
        """The most people of one activity with the very same minutes."""
        rows = self.measured().order_by().values_list("organiser_unit_id", "activity_id", "minutes")
        return _largest(SignalKind.SAME_MINUTES, rows.annotate(number=Count("pk")))

    def by_device(self) -> QuerySet[Any, Any]:
        """Presences that a known device recorded, each with its ``hour``."""
        rows = self.presences().exclude(device_id="")
        return rows.annotate(hour=TruncHour("checked_in_at", tzinfo=ZONE))

    def one_device(self) -> Iterator[Signal]:
        """The most people whom one device recorded within one hour."""
        rows = self.by_device().order_by()
        grouped = rows.values_list("organiser_unit_id", "device_id", "hour")
        return _largest(SignalKind.ONE_DEVICE, grouped.annotate(number=Count("pk")))

    def above_places(self) -> Iterator[Signal]:
        """The shift with the most people for its places."""
        slots = Slot.objects.filter(shift_id=OuterRef("shift_id")).order_by()
        places = slots.values("shift_id").annotate(sum=Sum("capacity")).values("sum")
        rows = (
            self.presences()
            .order_by()
            .values_list("organiser_unit_id", "shift_id")
            .annotate(number=Count("pk"), places=Coalesce(Subquery(places), 0))
            .order_by("organiser_unit_id", "shift_id")
        )
        found: dict[int, Signal] = {}
        for unit, _shift, number, of in rows:
            one = Signal(SignalKind.ABOVE_PLACES, unit, number, of)
            if of and (unit not in found or one.share > found[unit].share):
                found[unit] = one
        return iter(found.values())

    def doubled(self) -> QuerySet[Any, Any]:
        """Presences of people who were at another activity at the same time."""
        until = Coalesce("checked_out_at", "shift__ends_at")
        there = (
            Participation.objects.annotate(until=until)
            .filter(
                person_id=OuterRef("person_id"),
                day=OuterRef("day"),
                checked_in_at__lt=OuterRef("until"),
                until__gt=OuterRef("checked_in_at"),
            )
            .exclude(activity_id=OuterRef("activity_id"))
        )
        return self.presences().annotate(until=until).filter(Exists(there))

    def two_places(self) -> Iterator[Signal]:
        """How many presences overlap with another elsewhere."""
        rows = self.doubled().order_by().values_list("organiser_unit_id")
        counted = rows.annotate(number=Count("pk")).order_by("organiser_unit_id")
        return (Signal(SignalKind.TWO_PLACES, unit, number) for unit, number in counted)


def _largest(kind: SignalKind, rows: QuerySet[Any, Any]) -> Iterator[Signal]:
    """For each organiser its largest group."""
    found = {unit: number for unit, *_by, number in rows.order_by("organiser_unit_id", "number")}
    return (Signal(kind, unit, number) for unit, number in found.items())
