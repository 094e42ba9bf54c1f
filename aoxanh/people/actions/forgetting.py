"""Guests who never came again: their records are anonymised once they have served."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import ZONE, start_of
from aoxanh.kernel.retention import Holding
from aoxanh.kernel.traces import traces
from aoxanh.people.actions.erasing import erase
from aoxanh.people.models import Membership, Person
from aoxanh.people.types import PersonState
from aoxanh.work import actions as work


_ONE_DAY = timedelta(days=1)
_AT_ONCE = 200


def _forget_guests(*, by: Actor, before: date, now: datetime) -> int:
    """Erase unverified records without an account of whom nothing has been heard since ``before``."""
    forgotten = 0
    for chunk in _old_records(before):
        heard = _last_heard(chunk)
        for person_id in (each for each in chunk if heard.get(each, date.min) < before):
            _erase(person_id, by=by, now=now)
            forgotten += 1
    return forgotten


def _old_records(before: date) -> Iterator[list[int]]:
    """Chunks of unverified records made before a day, in their order."""
    guests = _guests().filter(created_at__lt=start_of(before)).order_by("pk")
    last = 0
    while chunk := list(guests.filter(pk__gt=last).values_list("pk", flat=True)[:_AT_ONCE]):
        yield chunk
        last = chunk[-1]


def _guests() -> QuerySet[Person]:
    member = Membership.objects.filter(person=OuterRef("pk"))
    return Person.objects.filter(~Exists(member), state=PersonState.UNVERIFIED, account=None)


@transaction.atomic
def _erase(person_id: int, *, by: Actor, now: datetime) -> None:
    person = erase(by=by, person_id=person_id, now=now)
    work.note_forgotten(by=by, holding=GUESTS.code, unit_id=person.unit_id, rows=1, now=now)


def _last_heard(person_ids: Collection[int]) -> dict[int, date]:
    """The last day of which each left anything; a statement for each kind of trace."""
    found: dict[int, date] = {}
    for trace in traces():
        for left in trace.rows(person_ids):
            found[left.person_id] = max(left.day, found.get(left.person_id, left.day))
    return found


def _kept_guests(*, unit_ids: QuerySet[Any, Any], before: date) -> list[tuple[date, int]]:
    """By the day after they were last heard of; of those made since ``before`` after they were made.

    Of whom would go soon by that day what they left is read: whoever still takes part goes later.
    """
    rows = _guests().filter(unit__in=unit_ids).annotate(day=TruncDate("created_at", tzinfo=ZONE))
    counted = rows.order_by("day").values_list("day").annotate(guests=Count("pk"))
    days = Counter({day: guests for day, guests in counted if day >= before})
    if len(days) < len(counted):
        made = rows.filter(created_at__lt=start_of(before)).order_by("pk")
        old = dict(made.values_list("pk", "day"))
        for start in range(0, len(old), _AT_ONCE):
            chunk = list(old)[start : start + _AT_ONCE]
            heard = _last_heard(chunk)
            days.update(max(old[pk], heard.get(pk, old[pk])) for pk in chunk)
    return [(day + _ONE_DAY, guests) for day, guests in sorted(days.items())]


GUESTS = Holding(
    code="unverified_guests",
    label=_("hồ sơ khách chưa xác nhận"),
    since=_("từ lần cuối có tin; ai còn tham gia thì được giữ lâu hơn"),
    kept=_kept_guests,
    forget=_forget_guests,
)
