"""A unit names whom to call about volunteering (ORG-06)."""

from datetime import date, datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.contacts import read_phone
from aoxanh.kernel.permissions import Permission
from aoxanh.people.actions.memberships import visible
from aoxanh.people.errors import ContactUnreadable
from aoxanh.people.models import FocalPoint
from aoxanh.people.rules.reading import short
from aoxanh.people.types import FocalPointNamed


@transaction.atomic(savepoint=False)
def name_focal_point(
    *,
    by: Actor,
    unit_id: int,
    person_id: int,
    department: str,
    phone: str,
    since: date,
    now: datetime,
) -> FocalPoint:
    """Name the unit's focal person from ``since`` on; whoever was named before stays until then.

    Raises ``NotAllowed``, ``Missing``, ``PersonEnded``, ``ContactUnreadable``, ``TextTooLong``.
    """
    by.require(Permission.PERSON_EDIT, at=unit_id)
    person = visible(by=by, person_id=person_id)
    try:
        number = read_phone(phone)
    except ValueError as fault:
        raise ContactUnreadable from fault
    office = short(department, 120)

    _make_room(unit_id, since)
    named = FocalPoint.objects.create(
        unit_id=unit_id, person=person, department=office, phone=number, valid_from=since
    )
    audit.record(
        by=by,
        event=FocalPointNamed(named.pk, person_id),
        unit_id=unit_id,
        touches=[(unit_id, since)],
        subject=("person", person_id),
        now=now,
    )
    return named


def _make_room(unit_id: int, since: date) -> None:
    """End who is named on ``since``, and drop who would only have been named later."""
    named = FocalPoint.objects.select_for_update(of=("self",), no_key=True).filter(
        unit_id=unit_id, valid_to__gt=since
    )
    for each in named.order_by("pk"):
        if each.valid_from >= since:
            each.delete()
        else:
            each.valid_to = since
            each.save(update_fields=["valid_to"])
