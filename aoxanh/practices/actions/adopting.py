"""Taking up another unit's model, and telling how it went (MOD-09)."""

from datetime import date, datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc_lines
from aoxanh.practices.errors import (
    AdaptationNeeded,
    AdoptsOwn,
    AlreadyAdopted,
    EndsBeforeStart,
    NotListed,
)
from aoxanh.practices.models import Adoption, Practice
from aoxanh.practices.types import AdoptionReported, PracticeAdopted, PracticeState


@transaction.atomic(savepoint=False)
def adopt(
    *,
    by: Actor,
    unit_id: int,
    practice_id: int,
    adaptation: str,
    started_on: date,
    now: datetime,
) -> Adoption:
    """Note that the unit does what a model describes, and what it changed.

    Raises ``NotAllowed``, ``Missing``, ``NotListed``, ``AdoptsOwn``, ``AlreadyAdopted``, ``AdaptationNeeded``.
    """
    by.require(Permission.PRACTICE_EDIT, at=unit_id)
    practice = (
        Practice.objects.select_for_update(of=("self",), no_key=True).filter(pk=practice_id).first()
    )
    if practice is None:
        raise Missing
    if practice.state != PracticeState.LISTED:
        raise NotListed
    if unit_id in {practice.unit_id, *(each.unit_id for each in practice.units_too)}:
        raise AdoptsOwn
    if Adoption.objects.filter(practice=practice, unit_id=unit_id).exists():
        raise AlreadyAdopted
    words = nfc_lines(adaptation)
    if not words:
        raise AdaptationNeeded

    adoption = Adoption.objects.create(
        practice=practice,
        unit_id=unit_id,
        adaptation=words,
        started_on=started_on,
        created_at=now,
    )
    audit.record(
        by=by,
        event=PracticeAdopted(practice.pk, adoption.pk),
        unit_id=unit_id,
        subject=("practice", practice.pk),
        now=now,
    )
    return adoption


@transaction.atomic(savepoint=False)
def report(
    *,
    by: Actor,
    adoption_id: int,
    result: str,
    worked: bool | None,
    cost: int | None = None,
    ended_on: date | None = None,
    now: datetime,
) -> Adoption:
    """Tell what came of it: whether it worked here, at what cost (VND), and until when.

    Raises ``Missing``, ``NotAllowed``, ``EndsBeforeStart``.
    """
    rows = Adoption.objects.all().visible_to(by, Permission.PRACTICE_VIEW)
    adoption = rows.select_for_update(of=("self",), no_key=True).filter(pk=adoption_id).first()
    if adoption is None:
        raise Missing
    by.require(Permission.PRACTICE_EDIT, at=adoption.unit_id)
    if ended_on is not None and ended_on < adoption.started_on:
        raise EndsBeforeStart

    adoption.result, adoption.worked = nfc_lines(result), worked
    adoption.cost, adoption.ended_on, adoption.reported_at = cost, ended_on, now
    adoption.save(update_fields=["result", "worked", "cost", "ended_on", "reported_at"])
    audit.record(
        by=by,
        event=AdoptionReported(adoption.practice_id, adoption.pk),
        unit_id=adoption.unit_id,
        subject=("practice", adoption.practice_id),
        now=now,
    )
    return adoption
