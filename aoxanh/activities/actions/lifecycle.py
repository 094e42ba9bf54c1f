"""The steps of an activity's life: announced, opened, started, closed, cancelled."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from aoxanh.activities.actions.counting import totals_of
from aoxanh.activities.actions.hours import settle
from aoxanh.activities.actions.results import keep_evidence, keep_outputs
from aoxanh.activities.actions.withdrawals import cancel_signups
from aoxanh.activities.actions.writing import (
    hold_key,
    locked,
    move,
    record,
    release,
    save,
)
from aoxanh.activities.errors import (
    CancelReasonMissing,
    DaysPast,
    EvaluationMissing,
    NotReady,
    NotYetHeld,
    StagesOpen,
)
from aoxanh.activities.models import Activity, StageStep
from aoxanh.activities.queries.requirements import requirements_of, steps_of, unmet
from aoxanh.activities.rules.readiness import stages_before_closing
from aoxanh.activities.rules.states import Verb
from aoxanh.activities.types import OutputGiven, PhotoGiven, StagePart
from aoxanh.activities.types.activity import (
    ActivityAnnounced,
    ActivityCancelled,
    ActivityClosed,
    ActivityStarted,
    DraftDeleted,
    SignupsOpened,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.lifecycles import StageUse
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc, nfc_lines
from aoxanh.units import actions as units


@transaction.atomic(savepoint=False)
def announce(*, by: Actor, activity_id: int, now: datetime) -> Activity:
    """Show a draft to the public, without sign-ups yet. Raises ``WrongState``, ``DaysPast``, ``NotAllowed``."""
    activity = _published(by, activity_id, Verb.ANNOUNCE)

    save(activity, "state")
    record(by=by, event=ActivityAnnounced(activity.pk), activity=activity, now=now)
    return activity


@transaction.atomic(savepoint=False)
def publish(*, by: Actor, activity_id: int, now: datetime) -> Activity:
    """Let volunteers sign up.

    Raises ``NotReady`` naming what is missing (stages of the full path, safety items, the host's agreement,
    places), ``WrongState``, ``DaysPast``, ``NotAllowed``.
    """
    activity = _published(by, activity_id, Verb.PUBLISH)
    missing = unmet(requirements_of(activity))
    if missing:
        raise NotReady(missing=missing)

    activity.opened_at = now
    save(activity, "state", "opened_at")
    record(by=by, event=SignupsOpened(activity.pk), activity=activity, now=now)
    return activity


def _published(by: Actor, activity_id: int, verb: Verb) -> Activity:
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_PUBLISH, at=activity.unit_id)
    move(activity, verb)
    if activity.ends_on <= by.day:
        raise DaysPast
    return activity


@transaction.atomic(savepoint=False)
def start(*, by: Actor, activity_id: int, now: datetime) -> Activity:
    """Say that it has begun. Stages, safety and the host's word must hold on that day, too (COO-05).

    Raises ``NotYetHeld``, ``NotReady``, ``WrongState``, ``NotAllowed``.
    """
    activity = locked(activity_id)
    by.require(Permission.CHECKIN_RUN, at=activity.unit_id)
    move(activity, Verb.START)
    if by.day < activity.starts_on:
        raise NotYetHeld
    missing = unmet(requirements_of(activity, with_signups=False))
    if missing:
        raise NotReady(missing=missing)

    activity.opened_at = activity.opened_at or now
    save(activity, "state", "opened_at")
    record(by=by, event=ActivityStarted(activity.pk), activity=activity, now=now)
    return activity


@transaction.atomic(savepoint=False)
def close(
    *,
    by: Actor,
    activity_id: int,
    evaluation: str,
    outputs: Sequence[OutputGiven] = (),
    photos: Sequence[PhotoGiven] = (),
    completed: Collection[str] = (),
    now: datetime,
) -> Activity:
    """Close what took place: with an evaluation, results and pictures; hours are settled from who came (INS-09).

    What was counted by taps and is not among ``outputs`` becomes a result, too. ``completed`` names stages that
    are done as well. The day itself and the evaluation are done by closing.
    Raises ``NotYetHeld``, ``EvaluationMissing``, ``StagesOpen``, ``WrongState``, ``NotAllowed``, and what results
    and files refuse.
    """
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    move(activity, Verb.CLOSE)
    _check_closing(by, activity, evaluation, completed)

    _complete(activity, completed, by=by)
    activity.evaluation, activity.closed_at = nfc_lines(evaluation), now
    results = keep_outputs(activity=activity, outputs=[*outputs, *_tapped(activity, outputs)])
    shown = keep_evidence(by=by, activity=activity, photos=photos, paper="", now=now)
    save(activity, "state", "evaluation", "closed_at")
    settle(by=by, activity_id=activity.pk, now=now)
    release(by=by, activity=activity, now=now)
    event = ActivityClosed(activity.pk, len(results), len(shown))
    record(by=by, event=event, activity=activity, now=now, counts=True)
    return activity


def _tapped(activity: Activity, outputs: Sequence[OutputGiven]) -> list[OutputGiven]:
    """What was counted on the spot and is not among the results given: it flows in by itself."""
    named = {given.metric for given in outputs}
    return [
        OutputGiven(metric=metric, amount=str(total))
        for metric, total in totals_of(activity).items()
        if total and metric not in named
    ]


def _check_closing(
    by: Actor, activity: Activity, evaluation: str, completed: Collection[str]
) -> None:
    if by.day < activity.starts_on:
        raise NotYetHeld
    if not nfc_lines(evaluation):
        raise EvaluationMissing
    left = [step for step in steps_of(activity) if step.code not in completed]
    waiting = stages_before_closing(left)
    if waiting:
        raise StagesOpen(stages=", ".join(waiting))


def _complete(activity: Activity, completed: Collection[str], *, by: Actor) -> None:
    by_closing = (StagePart.RUNNING, StagePart.EVALUATING)
    steps = StageStep.objects.filter(activity=activity, use=StageUse.KEPT, done_on__isnull=True)
    steps.filter(Q(part__in=by_closing) | Q(code__in=completed)).update(done_on=by.day)


@transaction.atomic(savepoint=False)
def cancel(*, by: Actor, activity_id: int, reason: str, now: datetime) -> Activity:
    """Call it off; everybody who signed up is told why.

    Raises ``CancelReasonMissing``, ``WrongState``, ``NotAllowed``.
    """
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_PUBLISH, at=activity.unit_id)
    move(activity, Verb.CANCEL)
    if not nfc(reason):
        raise CancelReasonMissing

    activity.cancelled_at, activity.cancel_reason = now, nfc(reason)[:300]
    save(activity, "state", "cancelled_at", "cancel_reason")
    cancel_signups(by=by, activity=activity, now=now)
    release(by=by, activity=activity, now=now)
    record(by=by, event=ActivityCancelled(activity.pk), activity=activity, now=now)
    return activity


@transaction.atomic(savepoint=False)
def delete_draft(*, by: Actor, activity_id: int, now: datetime) -> None:
    """Delete a draft that nobody outside has seen (house decision 15). Raises ``WrongState``, ``NotAllowed``."""
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    move(activity, Verb.DELETE)

    unit_id, key = activity.unit_id, hold_key(activity)
    record(by=by, event=DraftDeleted(activity.pk), activity=activity, now=now)
    activity.delete()
    units.release(by=by, unit_id=unit_id, key=key, now=now)
