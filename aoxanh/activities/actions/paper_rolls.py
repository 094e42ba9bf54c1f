"""Roll-call on paper: entered after the shift from the signed list, with its photograph as the witness."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from aoxanh.activities.actions.attendance import cells
from aoxanh.activities.actions.deriving import NewPresence, derive
from aoxanh.activities.actions.late import over_shift, refuse_without_hours
from aoxanh.activities.actions.ledger import credit_presences
from aoxanh.activities.actions.understanding import Meant
from aoxanh.activities.actions.writing import locked
from aoxanh.activities.errors import NobodyOnPaper, PaperPhotoUsed, PaperPresencesKnown
from aoxanh.activities.models import (
    Activity,
    LateEntry,
    PaperRoll,
    Participation,
    Scan,
    Shift,
    Signup,
)
from aoxanh.activities.queries.ledger_rules import ledger_rules
from aoxanh.activities.types import (
    ActivityState,
    CheckInMethod,
    Direction,
    LateState,
    ScanOutcome,
    SignupState,
)
from aoxanh.activities.types.ledger import PaperGiven, PaperRollEntered
from aoxanh.audit import actions as audit
from aoxanh.files import actions as files
from aoxanh.files.types import FileKind
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.language import in_vietnamese
from aoxanh.people import queries as people


if TYPE_CHECKING:
    from aoxanh.files.models import StoredFile


_GONE = (SignupState.WITHDRAWN, SignupState.CANCELLED)
_MINUTE = timedelta(minutes=1)


@transaction.atomic
def enter_paper_roll(
    *, by: Actor, shift_id: int, person_ids: Collection[int], paper: PaperGiven, now: datetime
) -> PaperRoll:
    """Take in who signed on paper: in time a roll-call of its own kind, after that late entries.

    Who is known to have been there is left as they are. Raises ``NobodyOnPaper``, ``PaperPresencesKnown``,
    ``PaperPhotoUsed`` by another activity, ``ShiftUnknown``, ``ShiftNotOver``, ``NoHoursForKind``, ``WrongState``,
    ``NotAllowed``, ``Missing`` for whom nobody signed up, and what ``files.store`` raises.
    """
    shift = over_shift(shift_id, by=by, now=now)
    activity = locked(shift.activity_id)
    signed = signed_up(shift, person_ids)
    is_late = now > shift.ends_at + ledger_rules().paper_within
    fresh = not_known(shift, signed, with_late=is_late)
    if is_late:
        refuse_without_hours(activity)
    stored = stored_paper(activity, paper, by=by, now=now)

    roll = PaperRoll.objects.create(
        activity=activity,
        shift=shift,
        file=stored,
        account_id=by.account_id,
        persons=len(fresh),
        is_late=is_late,
        entered_at=now,
    )
    rows = [] if is_late else present_by_paper(shift, fresh, by=by, now=now)
    if is_late:
        _ask(shift, fresh, by=by, now=now)
    audit.record(
        by=by,
        event=PaperRollEntered(activity.pk, roll.pk, len(fresh), is_late),
        unit_id=activity.unit_id,
        touches=cells(rows),
        subject=("activity", activity.pk),
        now=now,
    )
    if rows and activity.state == ActivityState.CLOSED:
        credit_presences(activity, by=by, now=now)
    return roll


def stored_paper(
    activity: Activity, paper: PaperGiven, *, by: Actor, now: datetime
) -> "StoredFile":
    """The photograph, which no other activity shows. Raises ``PaperPhotoUsed`` and what ``files.store`` raises."""
    stored = files.store(
        by=by,
        unit_id=activity.unit_id,
        kind=FileKind.SCAN,
        name=paper.name,
        content=paper.content,
        now=now,
    )
    elsewhere = PaperRoll.objects.exclude(activity=activity)
    if elsewhere.filter(file__sha256=stored.sha256).exists():
        raise PaperPhotoUsed
    return stored


def signed_up(shift: Shift, person_ids: Collection[int]) -> list[Meant]:
    """The sign-ups of those named. Raises ``NobodyOnPaper``, ``Missing``."""
    if not person_ids:
        raise NobodyOnPaper
    rows = Signup.objects.filter(shift=shift, person_id__in=person_ids).exclude(state__in=_GONE)
    found = {
        row.person_id: Meant(
            signup_id=row.pk,
            shift_id=shift.pk,
            state=row.state,
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            person_id=row.person_id,
            full_name=row.person.full_name,
            pass_id=row.pass_held_id,
            participant_unit_id=row.pass_held.participant_unit_id,
        )
        for row in rows.select_related("person", "pass_held").order_by("pk")
    }
    if set(found) != set(person_ids):
        raise Missing
    return list(found.values())


def not_known(shift: Shift, signed: Collection[Meant], *, with_late: bool) -> list[Meant]:
    """Those not recorded at the door, nor asked for already. Raises ``PaperPresencesKnown`` when nobody is left."""
    ids = {each.person_id for each in signed}
    came = Participation.objects.filter(shift=shift, person_id__in=ids).order_by("pk")
    known = set(came.values_list("person_id", flat=True))
    if with_late:
        asked = LateEntry.objects.filter(shift=shift, person_id__in=ids)
        asked = asked.exclude(state=LateState.RETURNED).order_by("pk")
        known |= set(asked.values_list("person_id", flat=True))
    fresh = [each for each in signed if each.person_id not in known]
    if not fresh:
        raise PaperPresencesKnown
    return fresh


def present_by_paper(
    shift: Shift, signed: Collection[Meant], *, by: Actor, now: datetime
) -> list[NewPresence]:
    """What the paper says, as scans of its own method, and the presences they add up to."""
    Scan.objects.bulk_create(
        Scan(
            activity_id=shift.activity_id,
            shift=shift,
            pass_held_id=each.pass_id,
            person_id=each.person_id,
            uuid=uuid4(),
            direction=direction,
            method=CheckInMethod.PAPER,
            account_id=by.account_id,
            outcome=ScanOutcome.ACCEPTED,
            offline=True,
            device_at=at,
            device_offset=int((at.utcoffset() or timedelta(0)) / _MINUTE),
            happened_at=at,
            received_at=now,
        )
        for each in signed
        for direction, at in ((Direction.IN, shift.starts_at), (Direction.OUT, shift.ends_at))
    )
    meant = {(each.person_id, shift.pk): each for each in signed}
    return derive(shift.activity, meant).new


def _ask(shift: Shift, signed: Collection[Meant], *, by: Actor, now: datetime) -> None:
    """Late entries for whoever was on a paper that came too late."""
    day = local_day(shift.starts_at)
    members = people.participant_units([each.person_id for each in signed], day)
    LateEntry.objects.bulk_create(
        LateEntry(
            activity_id=shift.activity_id,
            shift=shift,
            person_id=each.person_id,
            participant_unit_id=each.participant_unit_id or members.get(each.person_id),
            minutes=shift.minutes_cap,
            reason=_came_late(),
            asked_by_id=by.account_id,
            asked_at=now,
        )
        for each in signed
    )


@in_vietnamese
def _came_late() -> str:
    hours = ledger_rules().paper_within // timedelta(hours=1)
    return _("Có tên trong danh sách ký trên giấy, gửi ảnh sau %(hours)s giờ") % {"hours": hours}
