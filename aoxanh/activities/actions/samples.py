"""Samples for calls and visits: drawn by the unit above from the presences below, each check written down."""

from datetime import datetime, timedelta

from django.db import transaction

from aoxanh.activities.actions.outsiders import is_inside
from aoxanh.activities.errors import (
    CheckNoteMissing,
    ConfirmationFromOutside,
    SampleDaysWrong,
    SamplePoolEmpty,
    SampleSizeWrong,
)
from aoxanh.activities.models import Sample, SampleCheck
from aoxanh.activities.queries.samples import pool_of
from aoxanh.activities.types.samples import (
    MOST_DRAWN,
    CheckOutcome,
    SampleChecked,
    SampleDrawn,
    SampleGiven,
)
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import CERTIFICATE_LENGTH, new_code
from aoxanh.kernel.draws import drawn, pool_digest
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc


@transaction.atomic
def draw_sample(*, by: Actor, unit_id: int, given: SampleGiven, now: datetime) -> Sample:
    """Draw presences of units below by a seed that nobody chooses; every draw stays on record.

    Raises ``SampleDaysWrong``, ``SampleSizeWrong``, ``SamplePoolEmpty``, ``NotAllowed``.
    """
    by.require(Permission.HOURS_CONFIRM, at=unit_id)
    if given.last_day < given.first_day:
        raise SampleDaysWrong
    if not 1 <= given.size <= MOST_DRAWN:
        raise SampleSizeWrong(most=MOST_DRAWN)
    span = Period(given.first_day, given.last_day + timedelta(days=1))
    pool = pool_of(unit_id=unit_id, span=span, on=by.day, until=now)
    if not pool.keys:
        raise SamplePoolEmpty

    seed = new_code(CERTIFICATE_LENGTH)
    taken = drawn(pool.keys, seed=seed, size=given.size)
    sample = Sample.objects.create(
        unit_id=unit_id,
        first_day=given.first_day,
        last_day=given.last_day,
        seed=seed,
        size=len(taken),
        pool_size=len(pool.keys),
        pool_digest=pool_digest(pool.keys),
        drawn_by_id=by.account_id,
        drawn_on=by.day,
        drawn_at=now,
    )
    SampleCheck.objects.bulk_create(
        SampleCheck(sample=sample, participation_id=key, position=position)
        for position, key in enumerate(taken, 1)
    )
    event = SampleDrawn(sample.pk, sample.size, sample.pool_size, pool.unit_ids)
    _note(by, event, sample, now)
    return sample


@transaction.atomic
def record_check(
    *, by: Actor, check_id: int, outcome: CheckOutcome, note: str = "", now: datetime
) -> SampleCheck:
    """Write down what a call or a visit showed; again replaces it, and the trail keeps both.

    Raises ``CheckNoteMissing`` for a difference without words, ``ConfirmationFromOutside``, ``NotAllowed``,
    ``Missing``.
    """
    rows = SampleCheck.objects.select_for_update(of=("self",), no_key=True)
    check = rows.select_related("sample", "participation").filter(pk=check_id).first()
    if check is None:
        raise Missing
    by.require(Permission.HOURS_CONFIRM, at=check.sample.unit_id)
    presence = check.participation
    if is_inside(by=by, organiser_unit_id=presence.organiser_unit_id, person_id=presence.person_id):
        raise ConfirmationFromOutside
    if outcome == CheckOutcome.DIFFERENT and not nfc(note):
        raise CheckNoteMissing

    check.outcome, check.note = outcome, nfc(note)[:300]
    check.checked_by_id, check.checked_at = by.account_id, now
    check.save(update_fields=["outcome", "note", "checked_by_id", "checked_at"])
    _note(by, SampleChecked(check.sample_id, check.pk, outcome.value), check.sample, now)
    return check


def _note(by: Actor, event: SampleDrawn | SampleChecked, sample: Sample, now: datetime) -> None:
    audit.record(by=by, event=event, unit_id=sample.unit_id, subject=("sample", sample.pk), now=now)
