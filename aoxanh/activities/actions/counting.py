"""“Đếm nhanh”: taps as devices make them; their sums become results (house decision 4)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from aoxanh.activities.actions.writing import locked, record, save
from aoxanh.activities.errors import ChoiceUnknown, CountingClosed, TapOutOfRange
from aoxanh.activities.models import Activity, Output, OutputMetric, Tally
from aoxanh.activities.rules.checkin import door_is_open, happened_at
from aoxanh.activities.types import MOST_AT_ONCE, ActivityState, Counted, MetricSource, TapGiven
from aoxanh.activities.types.tallies import TapsCounted
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission


@transaction.atomic(savepoint=False)
def count(*, by: Actor, activity_id: int, taps: Sequence[TapGiven], now: datetime) -> Counted:
    """Take taps in: a union of sets, so that sending again changes nothing and several may count at once.

    Taps made offline while the activity ran count after it was closed, too; a tap is taken back at most once, and
    taking back what never arrived is left out. Raises ``CountingClosed``, ``ChoiceUnknown``, ``TapOutOfRange``,
    ``Missing``, ``NotAllowed``.
    """
    activity = locked(activity_id)
    by.require(Permission.CHECKIN_RUN, at=activity.unit_id)
    known = _known(activity, taps)
    new = [tap for tap in taps if tap.uuid not in known]
    _check(activity, new)

    _store(activity, [tap for tap in new if tap.undoes is None], {}, by=by, now=now)
    undone = _undone(activity, new)
    _store(activity, [tap for tap in new if tap.undoes in undone], undone, by=by, now=now)
    totals = totals_of(activity)
    if new:
        _carry(activity, totals)
        closed = activity.state == ActivityState.CLOSED
        event = TapsCounted(activity.pk, len(new))
        record(by=by, event=event, activity=activity, now=now, counts=closed)
    return Counted(frozenset(tap.uuid for tap in taps), totals)


def totals_of(activity: Activity) -> dict[str, int]:
    """What was counted so far, by metric; the caller holds the activity."""
    rows = Tally.objects.filter(activity=activity).order_by().values("metric")
    return dict(rows.annotate(sum=Sum("amount")).order_by("metric").values_list("metric", "sum"))


def _known(activity: Activity, taps: Sequence[TapGiven]) -> set[UUID]:
    rows = Tally.objects.filter(activity=activity, uuid__in=[tap.uuid for tap in taps])
    return set(rows.values_list("uuid", flat=True))


def _check(activity: Activity, taps: Sequence[TapGiven]) -> None:
    if not all(door_is_open(activity.state, offline=tap.offline) for tap in taps):
        raise CountingClosed
    if not all(0 < tap.amount <= MOST_AT_ONCE for tap in taps if tap.undoes is None):
        raise TapOutOfRange
    wanted = {tap.metric for tap in taps if tap.undoes is None}
    typed = OutputMetric.objects.filter(pk__in=wanted, counted=MetricSource.RESULTS)
    unknown = wanted - set(typed.values_list("pk", flat=True)) if wanted else set()
    if unknown:
        raise ChoiceUnknown(code=min(unknown), list="kết quả")


def _undone(activity: Activity, taps: Sequence[TapGiven]) -> Mapping[UUID, Tally]:
    """The taps that are taken back here for the first time."""
    wanted = [tap.undoes for tap in taps if tap.undoes is not None]
    if not wanted:
        return {}
    rows = Tally.objects.filter(activity=activity, uuid__in=wanted, undoes__isnull=True)
    return {row.uuid: row for row in rows.filter(undone_by__isnull=True)}


def _store(
    activity: Activity,
    taps: Sequence[TapGiven],
    undone: Mapping[UUID, Tally],
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Rows of one kind; what another device sent meanwhile is passed over."""
    rows: dict[UUID, Tally] = {}
    for tap in taps:
        back = undone.get(tap.undoes) if tap.undoes else None
        rows[tap.undoes or tap.uuid] = Tally(
            activity=activity,
            metric_id=back.metric_id if back else tap.metric,
            undoes=back,
            uuid=tap.uuid,
            amount=-back.amount if back else tap.amount,
            device_id=tap.device_id[:64],
            offline=tap.offline,
            account_id=by.account_id,
            tapped_at=happened_at(device_at=tap.tapped_at, received_at=now, offline=tap.offline),
            received_at=now,
        )
    Tally.objects.bulk_create(rows.values(), ignore_conflicts=True)


def _carry(activity: Activity, totals: Mapping[str, int]) -> None:
    """What comes in after closing goes on into the results that were counted, not into those typed since."""
    if activity.state != ActivityState.CLOSED:
        return
    results = {row.metric_id: row for row in Output.objects.filter(activity=activity)}
    for metric, total in totals.items():
        row = results.get(metric)
        if row is None:
            Output.objects.create(activity=activity, metric_id=metric, amount=total, counted=True)
        elif row.counted and row.amount != total:
            row.amount = total
            row.save(update_fields=["amount"])
    save(activity)
