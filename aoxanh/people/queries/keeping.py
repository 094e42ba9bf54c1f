"""Guests' records that are kept until nothing was heard of them for a time: how many, which, and until when."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from aoxanh.kernel.dates import ZONE, local_day, start_of, vn_date
from aoxanh.kernel.retention import KeptKey, KeptLine
from aoxanh.kernel.traces import traces
from aoxanh.people.models import Membership, Person
from aoxanh.people.types import PersonState


_ONE_DAY = timedelta(days=1)
_AT_ONCE = 200


def guests() -> QuerySet[Person]:
    """Unverified records without an account, of whom no unit says that they are its members."""
    member = Membership.objects.filter(person=OuterRef("pk"))
    return Person.objects.filter(~Exists(member), state=PersonState.UNVERIFIED, account=None)


def last_heard(person_ids: Collection[int]) -> dict[int, date]:
    """The last day of which each left anything; a statement for each kind of trace."""
    found: dict[int, date] = {}
    for trace in traces():
        for left in trace.rows(person_ids):
            found[left.person_id] = max(left.day, found.get(left.person_id, left.day))
    return found


def _of_units(unit_ids: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return guests().filter(unit__in=unit_ids).annotate(day=TruncDate("created_at", tzinfo=ZONE))


def _old(rows: QuerySet[Any, Any], before: date) -> dict[int, date]:
    """When those were last heard of whose record was made before a day: whoever still takes part goes later."""
    made = rows.filter(created_at__lt=start_of(before)).order_by("pk")
    found = dict(made.values_list("pk", "day"))
    for start in range(0, len(found), _AT_ONCE):
        chunk = list(found)[start : start + _AT_ONCE]
        heard = last_heard(chunk)
        found.update({pk: max(found[pk], heard.get(pk, found[pk])) for pk in chunk})
    return found


def kept_guests(*, unit_ids: QuerySet[Any, Any], before: date) -> list[tuple[date, int]]:
    """By the day after they were last heard of; of those made since ``before`` after they were made.

    Only of whom would go soon by that day what they left is read.
    """
    rows = _of_units(unit_ids)
    counted = list(rows.order_by("day").values_list("day").annotate(guests=Count("pk")))
    days = Counter({day: number for day, number in counted if day >= before})
    if len(days) < len(counted):
        days.update(_old(rows, before).values())
    return [(day + _ONE_DAY, number) for day, number in sorted(days.items())]


def guest_keys(*, unit_ids: QuerySet[Any, Any], before: date) -> list[KeptKey]:
    """The same, one by one."""
    rows = _of_units(unit_ids)
    made = dict(rows.order_by("created_at", "pk").values_list("pk", "day"))
    if any(day < before for day in made.values()):
        made.update(_old(rows, before))
    return sorted((day + _ONE_DAY, pk, 1) for pk, day in made.items())


def guest_lines(keys: Sequence[KeptKey]) -> list[KeptLine]:
    """Whose record each is, and what its period runs from. One statement."""
    found = Person.objects.in_bulk([pk for _since, pk, _number in keys])
    return [_guest_line(found[pk], since - _ONE_DAY) for since, pk, _number in keys]


def _guest_line(person: Person, heard: date) -> KeptLine:
    made = local_day(person.created_at)
    said = _("Lập hồ sơ ngày %(day)s") if heard == made else _("Có tin lần cuối ngày %(day)s")
    return KeptLine(code=person.code, title=person.full_name, note=said % {"day": vn_date(heard)})
