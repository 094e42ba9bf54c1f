"""Writing the ledger of hours: credits from presences, reversals with what replaces them (house decision 3)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext as _

from aoxanh.activities.actions.attendance import cells, counted
from aoxanh.activities.models import Activity, HoursEntry, Participation, Shift
from aoxanh.activities.queries.ledger_rules import ledger_rules
from aoxanh.activities.rules.hours import Credit, check_day, credit, source_of
from aoxanh.activities.types import Direction, EntryRole, Settlement
from aoxanh.activities.types.hours import BY_WORD, HoursCorrected, HoursSettled
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.numbers import hours


def credit_presences(activity: Activity, *, by: Actor, now: datetime) -> Settlement:
    """Credit every presence of an activity that has no minutes yet; a second time finds nothing to do.

    Kinds that yield no hours get none.
    """
    if not activity.kind.yields_hours:
        return Settlement(entries=0, minutes=0, assumed=0)
    rows = list(_uncredited(activity))
    entries = [_entry(row, now=now) for row in rows]
    settled = Settlement(
        entries=len(entries),
        minutes=sum(entry.minutes for entry in entries),
        assumed=sum(entry.out_assumed for entry in entries),
    )
    if not entries:
        return settled

    HoursEntry.objects.bulk_create(entries, batch_size=500)
    audit.record(
        by=by,
        event=HoursSettled(activity.pk, settled.entries, settled.minutes),
        unit_id=activity.unit_id,
        touches=cells(rows),
        subject=("activity", activity.pk),
        now=now,
    )
    return settled


def _uncredited(activity: Activity) -> QuerySet[Participation]:
    """Presences without a credit, with the last check-out that any device sent."""
    credits_ = HoursEntry.objects.filter(participation_id=OuterRef("pk"), role=EntryRole.CREDIT)
    outs = counted().filter(
        person_id=OuterRef("person_id"),
        shift_id=OuterRef("shift_id"),
        direction=Direction.OUT,
        happened_at__gte=OuterRef("checked_in_at"),
    )
    last = outs.order_by().values("person_id").annotate(at=Max("happened_at")).values("at")
    rows = Participation.objects.filter(activity=activity).exclude(Exists(credits_))
    return rows.select_related("shift").annotate(last_out=Subquery(last)).order_by("pk")


def _entry(row: Participation, *, now: datetime) -> HoursEntry:
    earned = _earned(row, now=now)
    return HoursEntry(
        **attributed(row),
        minutes=earned.minutes,
        reason=_cut(row.shift, earned),
        source=source_of(row.method),
        out_assumed=earned.assumed,
        device_id=row.device_id,
        witness_account_id=row.witness_account_id,
        recorded_at=now,
    )


@in_vietnamese
def _cut(shift: Shift, earned: Credit) -> str:
    """Why somebody was there longer than counts: "" where the shift itself was no longer."""
    whole = (shift.ends_at - shift.starts_at).total_seconds() // 60
    if earned.served <= shift.minutes_cap or whole <= shift.minutes_cap:
        return ""
    words = _("Có mặt %(served)s giờ, ca này tính nhiều nhất %(most)s giờ")
    return words % {"served": hours(earned.served), "most": hours(shift.minutes_cap)}


def _earned(row: Participation, *, now: datetime) -> Credit:
    # Two devices may have checked one person in and out at the same moment: the scans know both.
    scanned_out: datetime | None = row.last_out  # type: ignore[attr-defined]  # annotated above
    return credit(
        checked_in=row.checked_in_at,
        checked_out=row.checked_out_at or scanned_out,
        shift_starts=row.shift.starts_at,
        shift_ends=min(row.shift.ends_at, now),
        cap=row.shift.minutes_cap,
    )


def settle_again(
    activity: Activity, rows: Sequence[Participation], *, by: Actor, now: datetime
) -> None:
    """Let minutes follow scans that came home after they were credited; what a person corrected stays.

    Each change is a correction with its reason: two statements to find them, three for each that changed.
    """
    reason = _came_late()
    for entry in _standing(rows, reason):
        row = entry.participation
        earned = credit(
            checked_in=row.checked_in_at,
            checked_out=row.checked_out_at,
            shift_starts=row.shift.starts_at,
            shift_ends=row.shift.ends_at,
            cap=row.shift.minutes_cap,
        )
        if earned.minutes == entry.minutes:
            continue
        replace_entry(
            entry, minutes=earned.minutes, reason=reason, confirmed_by=None, now=now, by=by
        )
        audit.record(
            by=by,
            event=HoursCorrected(activity.pk, entry.pk, entry.minutes, earned.minutes),
            unit_id=activity.unit_id,
            touches=cells([row]),
            subject=("activity", activity.pk),
            now=now,
        )


@in_vietnamese
def _came_late() -> str:
    return _("Lượt điểm danh giữ trên máy gửi về sau khi đã ghi giờ")


def _standing(rows: Sequence[Participation], reason: str) -> QuerySet[HoursEntry]:
    """The entries that hold, as devices made them."""
    entries = HoursEntry.objects.filter(participation__in=rows).exclude(source__in=BY_WORD)
    by_device = Q(role=EntryRole.CREDIT) | Q(role=EntryRole.REPLACEMENT, reason=reason)
    corrected = HoursEntry.objects.filter(corrects=OuterRef("pk"))
    entries = entries.filter(by_device).exclude(Exists(corrected))
    return entries.select_related("participation__shift").order_by("pk")


def refuse_full_day(person_id: int, day: date, *, shift_id: int, minutes: int) -> None:
    """Raises ``DayFull`` when a person's other shifts of a day leave no room for ``minutes``."""
    rows = HoursEntry.objects.filter(person_id=person_id, day=day)
    others = rows.exclude(participation__shift_id=shift_id)
    known = others.aggregate(sum=Sum("minutes"))["sum"] or 0
    check_day(minutes, known=known, most=ledger_rules().day_minutes, day=day)


def attributed(row: Participation) -> dict[str, object]:
    """The columns that every entry of a presence shares: facts never move."""
    return {
        "participation": row,
        "activity_id": row.activity_id,
        "person_id": row.person_id,
        "organiser_unit_id": row.organiser_unit_id,
        "participant_unit_id": row.participant_unit_id,
        "place_id": row.place_id,
        "day": row.day,
    }


def replace_entry(
    entry: HoursEntry,
    *,
    minutes: int,
    reason: str,
    confirmed_by: int | None,
    now: datetime,
    by: Actor,
) -> HoursEntry:
    """Reverse an entry and write what replaces it; the first words stay readable."""
    shared = attributed(entry.participation)
    HoursEntry.objects.create(
        **shared,
        minutes=-entry.minutes,
        role=EntryRole.REVERSAL,
        source=entry.source,
        corrects=entry,
        reason=reason,
        witness_account_id=by.account_id,
        confirmed_by_unit_id=entry.confirmed_by_unit_id,
        recorded_at=now,
    )
    return HoursEntry.objects.create(
        **shared,
        minutes=minutes,
        role=EntryRole.REPLACEMENT,
        source=entry.source,
        corrects=entry,
        reason=reason,
        witness_account_id=by.account_id,
        confirmed_by_unit_id=confirmed_by or entry.confirmed_by_unit_id,
        recorded_at=now,
    )
