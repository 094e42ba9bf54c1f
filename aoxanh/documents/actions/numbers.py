"""Drawing register numbers: gap-free per unit, year and series, however many draw at once."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from aoxanh.documents.errors import NoNumbersAsked
from aoxanh.documents.models import Series, SeriesQuerySet
from aoxanh.kernel.actors import Actor


@transaction.atomic(savepoint=False)
def next_number(*, by: Actor, unit_id: int, year: int, series: str, now: datetime) -> int:
    """The next number of the register. See ``next_numbers``."""
    return next_numbers(by=by, unit_id=unit_id, year=year, series=series, count=1, now=now).start


@transaction.atomic(savepoint=False)
def next_numbers(
    *, by: Actor, unit_id: int, year: int, series: str, count: int, now: datetime
) -> range:
    """The next ``count`` numbers, in a row. Raises ``NoNumbersAsked``.

    They belong to the caller's transaction: when it fails they were never given out, so no gap stays. Until it
    ends, others who draw from the same register wait. The entry of what is numbered stands for the drawing.
    """
    del by
    if count < 1:
        raise NoNumbersAsked
    register = Series.objects.filter(unit_id=unit_id, year=year, code=series)

    if not _draw(register, count, now):
        _open(unit_id=unit_id, year=year, series=series, now=now)
        _draw(register, count, now)
    last = register.values_list("last_number", flat=True).get()
    return range(last - count + 1, last + 1)


@transaction.atomic(savepoint=False)
def hold_register(*, by: Actor, unit_id: int, year: int, series: str, now: datetime) -> None:
    """Keep others from drawing until the caller's transaction ends: what it checks now still holds then."""
    del by
    register = Series.objects.filter(unit_id=unit_id, year=year, code=series)
    if not _draw(register, 0, now):
        _open(unit_id=unit_id, year=year, series=series, now=now)
        _draw(register, 0, now)


def _open(*, unit_id: int, year: int, series: str, now: datetime) -> None:
    """Begin the register at nought; when another was quicker, theirs stands."""
    first = Series(unit_id=unit_id, year=year, code=series, last_number=0, moved_at=now)
    Series.objects.bulk_create([first], ignore_conflicts=True)


def _draw(register: SeriesQuerySet, count: int, now: datetime) -> int:
    return register.update(last_number=F("last_number") + count, moved_at=now)
