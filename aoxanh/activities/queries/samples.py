"""Drawn samples as they are read, and drawn again."""

from datetime import date, datetime, timedelta

from django.db.models import Count, OuterRef, Q, Subquery, Sum

from aoxanh.activities.models import HoursEntry, Sample, SampleCheck
from aoxanh.activities.models.hours import HoursEntryQuerySet
from aoxanh.activities.models.samples import SampleCheckQuerySet, SampleQuerySet
from aoxanh.activities.types import EntryRole
from aoxanh.activities.types.samples import CheckOutcome, Pool, Redrawn
from aoxanh.audit import queries as trail
from aoxanh.kernel.actors import Actor, ActorKind, Grant
from aoxanh.kernel.draws import drawn, pool_digest
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission, Reach
from aoxanh.people import queries as people
from aoxanh.units import queries as units


_DRAWN = "activities.SampleDrawn"


def pool_of(*, unit_id: int, span: Period, on: date, until: datetime) -> Pool:
    """Presences with hours at units below ``unit_id`` as the tree stands ``on`` that day, credited by ``until``.

    One statement. The caller has made sure that the asker may know.
    """
    rows = HoursEntry.objects.visible_to(_below(unit_id, on), Permission.HOURS_CONFIRM)
    own = units.kept_by(unit_id=unit_id, day=on)
    found = _credited(rows.exclude(organiser_unit__in=own), span, until)
    pairs = list(found.values_list("participation_id", "organiser_unit_id"))
    units_ = {unit for _key, unit in pairs}
    return Pool(keys=[key for key, _unit in pairs], unit_ids=tuple(sorted(units_)))


def _credited(rows: HoursEntryQuerySet, span: Period, until: datetime) -> HoursEntryQuerySet:
    credits_ = rows.filter(role=EntryRole.CREDIT, recorded_at__lte=until)
    return credits_.filter(day__gte=span.start, day__lt=span.end).order_by("participation_id")


def _pool_again(sample: Sample, span: Period) -> list[int]:
    """The pool of a draw, whatever was decided about the tree since, also for days before it.

    The ledger only grows and facts keep their organiser: those that the sealed trail names lead to the same presences.
    Of a draw that was noted without them the pool is found by the tree.
    """
    noted = trail.noted_of(event=_DRAWN, subject_type="sample", subject_ids=[sample.pk])[:1]
    unit_ids = next((row.values.get("unit_ids") for row in noted), None)
    if unit_ids is None:
        day = sample.drawn_on
        return pool_of(unit_id=sample.unit_id, span=span, on=day, until=sample.drawn_at).keys
    rows = HoursEntry.objects.filter(organiser_unit__in=unit_ids)
    found = _credited(rows, span, sample.drawn_at)
    return list(found.values_list("participation_id", flat=True))


def _below(unit_id: int, day: date) -> Actor:
    """Whoever confirms for the unit on ``day``: what they see is the same whoever asks."""
    valid = Period(day, day + timedelta(days=1))
    grant = Grant("SAMPLER", unit_id, valid, {Permission.HOURS_CONFIRM: Reach.SUBTREE})
    return Actor(kind=ActorKind.ACCOUNT, day=day, grants=(grant,))


def samples(*, actor: Actor, unit_id: int) -> SampleQuerySet:
    """The draws of a unit, the latest first, each with ``done`` and ``different``."""
    rows = Sample.objects.visible_to(actor, Permission.HOURS_CONFIRM).filter(unit_id=unit_id)
    checked = ~Q(checks__outcome=CheckOutcome.WAITING)
    return rows.annotate(
        done=Count("checks", filter=checked),
        different=Count("checks", filter=Q(checks__outcome=CheckOutcome.DIFFERENT)),
    ).order_by("-drawn_at", "-pk")


def sample_checks(*, sample_id: int, actor: Actor) -> SampleCheckQuerySet:
    """What a draw took, in its order, each with ``minutes`` on record today."""
    written = HoursEntry.objects.filter(participation_id=OuterRef("participation_id")).order_by()
    total = written.values("participation_id").annotate(sum=Sum("minutes")).values("sum")
    rows = SampleCheck.objects.visible_to(actor, Permission.HOURS_CONFIRM)
    drawn_ = rows.filter(sample_id=sample_id).annotate(minutes=Subquery(total))
    shown = drawn_.select_related("participation__person", "participation__activity", "sample")
    return people.with_consent(shown, "participation__person").order_by("position", "pk")


def redrawn(sample: Sample) -> Redrawn:
    """The draw repeated from its seed and its pool as it is found now: three statements.

    The caller has made sure that the asker may know.
    """
    span = Period(sample.first_day, sample.last_day + timedelta(days=1))
    pool = _pool_again(sample, span)
    checks = SampleCheck.objects.filter(sample=sample).order_by("position")
    taken = list(checks.values_list("participation_id", flat=True))
    return Redrawn(
        pool_size=len(pool),
        same_pool=pool_digest(pool) == sample.pool_digest,
        same_sample=drawn(pool, seed=sample.seed, size=sample.size) == taken,
    )
