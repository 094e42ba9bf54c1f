"""Objections to hours as they are read: by whom they are from, and by who answers."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery, Sum

from aoxanh.activities.models import (
    Activity,
    HoursEntry,
    HoursObjection,
    Participation,
    Signup,
)
from aoxanh.activities.models.objections import HoursObjectionQuerySet
from aoxanh.activities.queries.hours import participations_of
from aoxanh.activities.queries.ledger_rules import ledger_rules
from aoxanh.activities.types.objections import ObjectionState, OwnHours
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.units import queries as units


def takes_objections(activity: Activity, *, now: datetime) -> bool:
    """Whether one may still say something against the hours: from its first day, for so long after its last."""
    day = local_day(now)
    return activity.starts_on <= day < activity.ends_on + ledger_rules().objections_within


def activity_of(code: str, person_ids: Collection[int]) -> Activity | None:
    """The activity with this code at which one of the records signed up or served; None when there is none."""
    came = Participation.objects.filter(person_id__in=person_ids, activity__code=code)
    joined = Signup.objects.filter(person_id__in=person_ids, pass_held__activity__code=code)
    mine = Q(pk__in=came.values("activity_id")) | Q(pk__in=joined.values("pass_held__activity_id"))
    return Activity.objects.filter(mine).order_by("pk").first()


def own_hours(activity: Activity, person_ids: Collection[int], *, now: datetime) -> OwnHours:
    """Hours and objections of one person, under all ids of their record, in one activity: three statements.

    The caller has made sure that the asker is this person.
    """
    span = Period(activity.starts_on, activity.ends_on)
    rows = participations_of(person_ids, start=span.start, end=span.end)
    asked = HoursObjection.objects.filter(activity=activity, person_id__in=person_ids)
    objections = tuple(asked.order_by("-asked_at", "-pk"))
    waits = any(row.state == ObjectionState.WAITING for row in objections)
    return OwnHours(
        activity=activity,
        rows=tuple(row for row in rows if row.activity_id == activity.pk),
        objections=objections,
        is_open=takes_objections(activity, now=now) and not waits,
    )


def objections_to_answer(
    *, actor: Actor, unit_id: int, now: datetime | None = None
) -> HoursObjectionQuerySet:
    """What waits for an answer of ``unit_id``, the longest waiting first, each with ``minutes`` on record.

    Its own and those whose books it keeps; and those of units below that were passed up or that nobody answered
    in time.
    """
    waiting = HoursObjection.objects.filter(state=ObjectionState.WAITING)
    kept = units.kept_by(unit_id=unit_id, day=actor.day)
    own = waiting.visible_to(actor, Permission.HOURS_RECORD).filter(activity__unit__in=kept)
    below = waiting.visible_to(actor, Permission.HOURS_CONFIRM).exclude(activity__unit__in=kept)
    unanswered = Q(passed_up_at__isnull=False)
    if now is not None:
        unanswered |= Q(asked_at__lte=now - ledger_rules().answer_within)
    rows = waiting.filter(
        Q(pk__in=own.values("pk")) | Q(pk__in=below.filter(unanswered).values("pk"))
    )
    written = HoursEntry.objects.filter(participation_id=OuterRef("participation_id")).order_by()
    total = written.values("participation_id").annotate(sum=Sum("minutes")).values("sum")
    found = rows.select_related("person", "activity").annotate(minutes=Subquery(total))
    return people.with_consent(found).order_by("asked_at", "pk")
