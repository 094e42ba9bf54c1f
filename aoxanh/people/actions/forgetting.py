"""Guests who never came again: their records are anonymised once they have served."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import start_of
from aoxanh.kernel.retention import Holding
from aoxanh.people.actions.erasing import erase
from aoxanh.people.queries import keeping
from aoxanh.work import actions as work


_AT_ONCE = 200


def _forget_guests(*, by: Actor, before: date, now: datetime) -> int:
    """Erase unverified records without an account of whom nothing has been heard since ``before``."""
    forgotten = 0
    for chunk in _old_records(before):
        heard = keeping.last_heard(chunk)
        for person_id in (each for each in chunk if heard.get(each, date.min) < before):
            _erase(person_id, by=by, now=now)
            forgotten += 1
    return forgotten


def _old_records(before: date) -> Iterator[list[int]]:
    """Chunks of unverified records made before a day, in their order."""
    guests = keeping.guests().filter(created_at__lt=start_of(before)).order_by("pk")
    last = 0
    while chunk := list(guests.filter(pk__gt=last).values_list("pk", flat=True)[:_AT_ONCE]):
        yield chunk
        last = chunk[-1]


@transaction.atomic
def _erase(person_id: int, *, by: Actor, now: datetime) -> None:
    person = erase(by=by, person_id=person_id, now=now)
    work.note_forgotten(by=by, holding=GUESTS.code, unit_id=person.unit_id, rows=1, now=now)


GUESTS = Holding(
    code="unverified_guests",
    label=_("hồ sơ khách chưa xác nhận"),
    since=_("từ lần cuối có tin; ai còn tham gia thì được giữ lâu hơn"),
    kept=keeping.kept_guests,
    keys=keeping.guest_keys,
    lines=keeping.guest_lines,
    forget=_forget_guests,
    at_least=True,
)
