"""Results of an activity and what shows them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from aoxanh.activities.actions.counting import totals_of
from aoxanh.activities.actions.writing import locked, move, record, save
from aoxanh.activities.errors import (
    ChoiceUnknown,
    EvidenceMissing,
    OutputNumberInvalid,
    OutputTwice,
)
from aoxanh.activities.models import Activity, Evidence, Output, OutputMetric
from aoxanh.activities.rules.states import Verb
from aoxanh.activities.types import HELD_STATES, MetricSource, OutputGiven, PhotoGiven
from aoxanh.activities.types.activity import EvidenceAdded, OutputsRecorded
from aoxanh.files import actions as files
from aoxanh.files.types import FileKind
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.numbers import parse_number, says_about
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc


@transaction.atomic(savepoint=False)
def add_evidence(
    *,
    by: Actor,
    activity_id: int,
    photos: Sequence[PhotoGiven] = (),
    paper: str = "",
    now: datetime,
) -> list[Evidence]:
    """Keep pictures, files or the number and date of a paper as evidence.

    Raises ``EvidenceMissing``, ``WrongState``, ``NotAllowed`` and what ``files`` refuses.
    """
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    move(activity, Verb.FOLLOW_UP)
    if not photos and not nfc(paper):
        raise EvidenceMissing

    added = keep_evidence(by=by, activity=activity, photos=photos, paper=paper, now=now)
    save(activity)
    event = EvidenceAdded(activity.pk, len(added))
    record(by=by, event=event, activity=activity, now=now, counts=activity.state in HELD_STATES)
    return added


@transaction.atomic(savepoint=False)
def record_outputs(
    *, by: Actor, activity_id: int, outputs: Sequence[OutputGiven], now: datetime
) -> list[Output]:
    """Put the results on record, in place of earlier ones (ACT-16).

    Raises ``ChoiceUnknown``, ``OutputNumberInvalid``, ``OutputTwice``, ``WrongState``, ``NotAllowed``.
    """
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    move(activity, Verb.FOLLOW_UP)

    rows = keep_outputs(activity=activity, outputs=outputs)
    save(activity)
    event = OutputsRecorded(activity.pk, len(rows))
    record(by=by, event=event, activity=activity, now=now, counts=activity.state in HELD_STATES)
    return rows


def keep_evidence(
    *, by: Actor, activity: Activity, photos: Iterable[PhotoGiven], paper: str, now: datetime
) -> list[Evidence]:
    """Write evidence rows of a locked activity; the caller has checked and records."""
    rows = []
    for photo in photos:
        stored = files.store(
            by=by,
            unit_id=activity.unit_id,
            kind=FileKind.PHOTO,
            name=photo.name,
            content=photo.content,
            now=now,
        )
        caption = nfc(photo.caption)[:200]
        rows.append(Evidence(activity=activity, file=stored, caption=caption, added_at=now))
    if nfc(paper):
        rows.append(Evidence(activity=activity, paper=nfc(paper)[:200], added_at=now))
    return Evidence.objects.bulk_create(rows)


def keep_outputs(*, activity: Activity, outputs: Sequence[OutputGiven]) -> list[Output]:
    """Write the results of a locked activity in place of earlier ones; the caller records."""
    typed = OutputMetric.objects.filter(counted=MetricSource.RESULTS)
    metrics = typed.in_bulk([given.metric for given in outputs])
    seen: set[str] = set()
    rows, tapped = [], totals_of(activity)
    for given in outputs:
        metric = metrics.get(given.metric)
        if metric is None:
            raise ChoiceUnknown(code=given.metric, list="kết quả")
        if given.metric in seen:
            raise OutputTwice(metric=metric.name)
        seen.add(given.metric)
        rows.append(output_row(activity, given))
    for row in rows:
        row.counted = not row.about and tapped.get(row.metric_id) == row.amount
    Output.objects.filter(activity=activity).delete()
    return Output.objects.bulk_create(rows)


def output_row(activity: Activity, given: OutputGiven) -> Output:
    """A result as an unsaved row. Raises ``OutputNumberInvalid``."""
    try:
        amount = parse_number(nfc(given.amount))
    except ValueError as fault:
        raise OutputNumberInvalid(typed=given.amount) from fault
    return Output(
        activity=activity,
        metric_id=given.metric,
        amount=amount,
        about=given.about or says_about(given.amount),
        value_vnd=given.value_vnd,
        value_about=given.value_about,
        note=nfc(given.note)[:200],
    )
