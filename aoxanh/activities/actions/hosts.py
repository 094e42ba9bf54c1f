"""Asking the union of the place to which an activity comes, and its answer (COO-05)."""

from datetime import datetime

from django.db import transaction

from aoxanh.activities.actions.writing import locked, move, record, save
from aoxanh.activities.errors import (
    HostAlreadyAnswered,
    HostAlreadyAsked,
    HostIsOrganiser,
    HostReasonMissing,
)
from aoxanh.activities.models import HostAgreement
from aoxanh.activities.rules.states import Verb
from aoxanh.activities.types import HostState
from aoxanh.activities.types.activity import HostAnswered, HostAsked
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.units import queries as units


@transaction.atomic(savepoint=False)
def ask_host(
    *, by: Actor, activity_id: int, host_unit_id: int, message: str = "", now: datetime
) -> HostAgreement:
    """Ask the union of the place; one that refused may be asked again.

    Raises ``HostIsOrganiser``, ``HostAlreadyAsked``, ``WrongState``, ``UnitMissing``.
    """
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    move(activity, Verb.PREPARE)
    if host_unit_id == activity.unit_id:
        raise HostIsOrganiser
    units.version_at(unit_id=host_unit_id, day=by.day)
    rows = HostAgreement.objects.filter(activity=activity, host_unit_id=host_unit_id)
    agreement = rows.order_by("pk").first() or HostAgreement(
        activity=activity, host_unit_id=host_unit_id
    )
    if agreement.pk and agreement.state != HostState.REFUSED:
        raise HostAlreadyAsked

    agreement.state, agreement.message, agreement.note = HostState.ASKED, nfc(message)[:500], ""
    agreement.asked_at, agreement.answered_at, agreement.answered_by_id = now, None, None
    agreement.save()
    save(activity)
    record(by=by, event=HostAsked(activity.pk, host_unit_id), activity=activity, now=now)
    return agreement


@transaction.atomic(savepoint=False)
def answer_host(
    *, by: Actor, agreement_id: int, agreed: bool, note: str = "", now: datetime
) -> HostAgreement:
    """The host's word. A refusal says why.

    Raises ``HostAlreadyAnswered``, ``HostReasonMissing``, ``WrongState``, ``NotAllowed``, ``Missing``.
    """
    agreement = HostAgreement.objects.filter(pk=agreement_id).order_by("pk").first()
    if agreement is None:
        raise Missing
    by.require(Permission.HOST_ANSWER, at=agreement.host_unit_id)
    activity = locked(agreement.activity_id)
    agreement.refresh_from_db()
    if agreement.state != HostState.ASKED:
        raise HostAlreadyAnswered
    move(activity, Verb.PREPARE)
    if not agreed and not nfc(note):
        raise HostReasonMissing

    agreement.state = HostState.AGREED if agreed else HostState.REFUSED
    agreement.note, agreement.answered_at, agreement.answered_by_id = (
        nfc(note)[:500],
        now,
        by.account_id,
    )
    agreement.save(update_fields=["state", "note", "answered_at", "answered_by_id"])
    save(activity)
    event = HostAnswered(activity.pk, agreement.host_unit_id, agreed)
    record(by=by, event=event, activity=activity, now=now)
    return agreement
