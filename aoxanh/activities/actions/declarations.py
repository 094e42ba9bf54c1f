"""What units declare to have done in a period, apart from what the portal recorded (ACT-13)."""

from datetime import date, datetime, timedelta

from django.db import transaction

from aoxanh.activities.errors import (
    DeclarationOverlaps,
    PeriodNotOver,
    PeriodReversed,
    PersonsExceedTurns,
)
from aoxanh.activities.models import DeclaredTotal
from aoxanh.activities.types import TotalsGiven
from aoxanh.activities.types.activity import TotalsDeclared
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc


_ONE_DAY = timedelta(days=1)


@transaction.atomic(savepoint=False)
def declare_totals(*, by: Actor, unit_id: int, totals: TotalsGiven, now: datetime) -> DeclaredTotal:
    """Keep a unit's own totals for a period that is over. None of it becomes hours.

    Raises ``PeriodReversed``, ``PeriodNotOver``, ``PersonsExceedTurns``, ``DeclarationOverlaps``, ``NotAllowed``.
    """
    by.require(Permission.DECLARATION_EDIT, at=unit_id)
    row = DeclaredTotal(unit_id=unit_id)
    _check(by, row, totals)

    _fill(row, by=by, totals=totals, now=now)
    row.save(force_insert=True)
    _record(row, by=by, now=now)
    return row


@transaction.atomic(savepoint=False)
def correct_totals(
    *, by: Actor, declaration_id: int, totals: TotalsGiven, now: datetime
) -> DeclaredTotal:
    """Change what was declared; the trail keeps both. Raises like ``declare_totals``, and ``Missing``."""
    rows = DeclaredTotal.objects.select_for_update(of=("self",), no_key=True).filter(
        pk=declaration_id
    )
    row = rows.order_by("pk").first()
    if row is None:
        raise Missing
    by.require(Permission.DECLARATION_EDIT, at=row.unit_id)
    _check(by, row, totals)

    before = (row.unit_id, row.valid_from)
    _fill(row, by=by, totals=totals, now=now)
    row.save()
    _record(row, by=by, now=now, before=before)
    return row


def _check(by: Actor, row: DeclaredTotal, totals: TotalsGiven) -> None:
    if totals.last_day < totals.first_day:
        raise PeriodReversed
    if totals.last_day > by.day:
        raise PeriodNotOver(last_day=vn_date(totals.last_day))
    if totals.turns is not None and (totals.persons or 0) > totals.turns:
        raise PersonsExceedTurns
    _lock_unit(row.unit_id)
    same_unit = DeclaredTotal.objects.filter(unit_id=row.unit_id).exclude(pk=row.pk)
    clash = same_unit.filter(valid_from__lte=totals.last_day, valid_to__gt=totals.first_day)
    found = clash.order_by("valid_from", "pk").first()
    if found is not None:
        raise DeclarationOverlaps(
            first_day=vn_date(found.valid_from), last_day=vn_date(found.valid_to - _ONE_DAY)
        )


def _lock_unit(unit_id: int) -> None:
    """Let one declaration of a unit be checked at a time."""
    units = DeclaredTotal(unit_id=unit_id).unit.__class__.objects.all()
    list(units.select_for_update(of=("self",), no_key=True).filter(pk=unit_id).order_by("pk"))


def _fill(row: DeclaredTotal, *, by: Actor, totals: TotalsGiven, now: datetime) -> None:
    row.valid_from, row.valid_to = totals.first_day, totals.last_day + _ONE_DAY
    row.activities, row.turns = totals.activities, totals.turns
    row.persons, row.hours = totals.persons, totals.hours
    row.note = nfc(totals.note)[:300]
    row.declared_by_id, row.declared_at = by.account_id, now


def _record(
    row: DeclaredTotal, *, by: Actor, now: datetime, before: tuple[int, date] | None = None
) -> None:
    cell = (row.unit_id, row.valid_from)
    audit.record(
        by=by,
        event=TotalsDeclared(row.pk, row.valid_from, row.valid_to, row.activities),
        unit_id=row.unit_id,
        touches={cell, before or cell},
        subject=("declared_total", row.pk),
        now=now,
    )
