"""Checks whether a model goes on, and handbooks of chosen models (MOD-18, MOD-12)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc, nfc_lines
from aoxanh.practices.errors import CheckDayImplausible, HandbookEmpty
from aoxanh.practices.models import ContinuityCheck, Handbook, HandbookEntry, Practice
from aoxanh.practices.types import (
    Continuity,
    ContinuityChecked,
    HandbookPublished,
    HandbookWritten,
)


_LONGEST_TITLE = 200


@transaction.atomic(savepoint=False)
def check_continuity(
    *,
    by: Actor,
    practice_id: int,
    checked_on: date,
    found: Continuity,
    note: str,
    now: datetime,
) -> ContinuityCheck:
    """Note how a model was found on a day. Raises ``Missing``, ``NotAllowed``, ``CheckDayImplausible``."""
    rows = Practice.objects.all().visible_to(by, Permission.PRACTICE_VIEW)
    practice = rows.filter(pk=practice_id).first()
    if practice is None:
        raise Missing
    by.require(Permission.PRACTICE_EDIT, at=practice.unit_id)
    if checked_on > by.day:
        raise CheckDayImplausible

    made = ContinuityCheck.objects.create(
        practice=practice, checked_on=checked_on, found=found, note=nfc(note)[:300], created_at=now
    )
    audit.record(
        by=by,
        event=ContinuityChecked(practice.pk, found),
        unit_id=practice.unit_id,
        subject=("practice", practice.pk),
        now=now,
    )
    return made


@transaction.atomic(savepoint=False)
def write_handbook(
    *,
    by: Actor,
    unit_id: int,
    title: str,
    foreword: str,
    codes: Sequence[str],
    handbook_id: int | None = None,
    now: datetime,
) -> Handbook:
    """Make a handbook of listed models in the order given, or choose anew for one that is there.

    Raises ``NotAllowed``, ``Missing``, ``HandbookEmpty``.
    """
    by.require(Permission.PRACTICE_EDIT, at=unit_id)
    name = nfc(title)
    listed = Practice.objects.all().listed().filter(code__in=codes)
    by_code = {practice.code: practice for practice in listed.order_by("pk")}
    chosen = [by_code[code] for code in dict.fromkeys(codes) if code in by_code]
    if not name or len(name) > _LONGEST_TITLE or not chosen:
        raise HandbookEmpty
    found = (
        Handbook(unit_id=unit_id, created_at=now)
        if handbook_id is None
        else _locked(handbook_id, unit_id=unit_id)
    )

    found.title, found.foreword = name, nfc_lines(foreword)
    found.save()
    HandbookEntry.objects.filter(handbook=found).delete()
    HandbookEntry.objects.bulk_create(
        HandbookEntry(handbook=found, practice=practice, position=place)
        for place, practice in enumerate(chosen, start=1)
    )
    event = HandbookWritten(found.pk, len(chosen))
    audit.record(by=by, event=event, unit_id=unit_id, now=now)
    return found


@transaction.atomic(savepoint=False)
def publish_handbook(*, by: Actor, unit_id: int, handbook_id: int, now: datetime) -> Handbook:
    """Let anyone read it; once more changes nothing. Raises ``NotAllowed``, ``Missing``."""
    by.require(Permission.PRACTICE_EDIT, at=unit_id)
    found = _locked(handbook_id, unit_id=unit_id)
    if found.published_at is None:
        found.published_at = now
        found.save(update_fields=["published_at"])
        audit.record(by=by, event=HandbookPublished(found.pk), unit_id=unit_id, now=now)
    return found


def _locked(handbook_id: int, *, unit_id: int) -> Handbook:
    rows = Handbook.objects.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=handbook_id, unit_id=unit_id).first()
    if found is None:
        raise Missing
    return found
