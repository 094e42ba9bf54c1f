"""A signed list that is only photographed: the picture in time is the witness, its names are entered afterwards."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from aoxanh.activities.actions.attendance import cells
from aoxanh.activities.actions.late import over_shift
from aoxanh.activities.actions.ledger import credit_presences
from aoxanh.activities.actions.paper_rolls import (
    not_known,
    present_by_paper,
    signed_up,
    stored_paper,
)
from aoxanh.activities.actions.writing import locked, record
from aoxanh.activities.errors import PaperNamedAlready, PaperTooLate
from aoxanh.activities.models import PaperRoll
from aoxanh.activities.queries.ledger_rules import ledger_rules
from aoxanh.activities.types import ActivityState
from aoxanh.activities.types.ledger import PaperGiven, PaperNamed, PaperPhotographed
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing


@transaction.atomic
def photograph_paper(*, by: Actor, shift_id: int, paper: PaperGiven, now: datetime) -> PaperRoll:
    """Keep the picture of a signed list while it counts as roll-call; whoever may enters its names later.

    Raises ``PaperTooLate``, ``PaperPhotoUsed``, ``ShiftUnknown``, ``ShiftNotOver``, ``WrongState``, ``NotAllowed`` and
    what ``files.store`` raises.
    """
    shift = over_shift(shift_id, by=by, now=now)
    activity = locked(shift.activity_id)
    if now > shift.ends_at + ledger_rules().paper_within:
        raise PaperTooLate

    roll = PaperRoll.objects.create(
        activity=activity,
        shift=shift,
        file=stored_paper(activity, paper, by=by, now=now),
        account_id=by.account_id,
        persons=0,
        entered_at=now,
    )
    record(by=by, event=PaperPhotographed(activity.pk, roll.pk), activity=activity, now=now)
    return roll


@transaction.atomic
def name_on_paper(
    *, by: Actor, roll_id: int, person_ids: Collection[int], now: datetime
) -> PaperRoll:
    """Enter, once, who signed a list of which only the picture was sent: a roll-call, with when it was entered.

    Raises ``PaperNamedAlready``, ``NobodyOnPaper``, ``PaperPresencesKnown``, ``WrongState``, ``NotAllowed``,
    ``Missing``.
    """
    found = PaperRoll.objects.filter(pk=roll_id).order_by("pk").first()
    if found is None:
        raise Missing
    shift = over_shift(found.shift_id, by=by, now=now)
    activity = locked(found.activity_id)
    found.refresh_from_db()
    if found.persons:
        raise PaperNamedAlready
    fresh = not_known(shift, signed_up(shift, person_ids), with_late=False)

    found.persons, found.named_at, found.named_by_id = len(fresh), now, by.account_id
    found.save(update_fields=["persons", "named_at", "named_by_id"])
    rows = present_by_paper(shift, fresh, by=by, now=now)
    audit.record(
        by=by,
        event=PaperNamed(activity.pk, found.pk, len(fresh)),
        unit_id=activity.unit_id,
        touches=cells(rows),
        subject=("activity", activity.pk),
        now=now,
    )
    if activity.state == ActivityState.CLOSED:
        credit_presences(activity, by=by, now=now)
    return found
