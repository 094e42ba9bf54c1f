"""The first setting up of an installation, step by step, so that it goes on where it stopped."""

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import digest
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.places import queries as places
from aoxanh.units.actions.instance import forget
from aoxanh.units.actions.portal import found_portal
from aoxanh.units.errors import PlaceNotChosen, PlaceTooNarrow
from aoxanh.units.models import Beginning, Instance
from aoxanh.units.queries.beginning import beginning_of, names_given
from aoxanh.units.rules.portals import union_of
from aoxanh.units.types import BeginningFinished, BeginningPutOff, BeginningStep, PortalNames


@transaction.atomic(savepoint=False)
def offer_beginning(*, by: Actor, token: str, now: datetime) -> None:
    """Let whoever bears ``token`` set this installation up; nothing happens once it stands.

    Raises ``NotAllowed`` unless the system asks.
    """
    if not by.is_system:
        raise NotAllowed
    if Instance.objects.exists():
        return
    row = Beginning.objects.filter(pk=1).first() or Beginning(pk=1, created_at=now)
    row.token_digest = digest(token)
    row.save()


@transaction.atomic(savepoint=False)
def choose_place(*, by: Actor, token: str, place_code: str, now: datetime) -> Beginning:
    """Note which province or commune of today the installation serves; what it was called before is forgotten.

    Raises ``BeginningUnknown``, ``PlaceUnknown``, ``PlaceTooNarrow``.
    """
    del now
    row = beginning_of(token)
    place = places.by_code(code=place_code, day=by.day)
    if union_of(place.kind, place.name) is None:
        raise PlaceTooNarrow
    if row.place_id != place.pk:
        row.place, row.names = place, {}
        row.save(update_fields=["place", "names"])
    return row


@transaction.atomic(savepoint=False)
def choose_names(*, by: Actor, token: str, names: PortalNames, now: datetime) -> Beginning:
    """Note how the installation and its root unit are called. Raises ``BeginningUnknown``, ``PlaceNotChosen``."""
    del by, now
    row = beginning_of(token)
    if row.place_id is None:
        raise PlaceNotChosen
    given = asdict(names)
    row.names = {
        key: value.isoformat() if isinstance(value, date) else value for key, value in given.items()
    }
    row.save(update_fields=["names"])
    return row


@transaction.atomic(savepoint=False)
def begin_portal(*, by: Actor, token: str, now: datetime) -> Instance:
    """Found what was chosen, in the name of whoever bears ``token``, who is then known to nobody else.

    Raises ``BeginningUnknown``, ``PlaceNotChosen`` and what ``found_portal`` raises.
    """
    row = beginning_of(token, lock=True)
    if row.place is None or not row.names:
        raise PlaceNotChosen
    product = Actor.system(cause="begin", day=by.day)
    instance = found_portal(by=product, place_code=row.place.code, names=names_given(row), now=now)
    Beginning.objects.filter(pk=1).update(token_digest="")
    return instance


@transaction.atomic(savepoint=False)
def put_off(*, by: Actor, step: str, now: datetime) -> None:
    """Leave a step of the first setting up for later. Raises ``NotAllowed``."""
    row, instance = _begun(by)
    if row and step not in row.put_off:
        row.put_off = [*row.put_off, BeginningStep(step).value]
        row.save(update_fields=["put_off"])
        audit.record(by=by, event=BeginningPutOff(step), unit_id=instance.root_id, now=now)


@transaction.atomic(savepoint=False)
def finish_beginning(*, by: Actor, now: datetime) -> None:
    """Let the first setting up rest. Raises ``NotAllowed``."""
    row, instance = _begun(by)
    if row and row.finished_at is None:
        row.finished_at = now
        row.save(update_fields=["finished_at"])
        transaction.on_commit(forget)
        forget()
        event = BeginningFinished(instance.root_id)
        audit.record(by=by, event=event, unit_id=instance.root_id, now=now)


def _begun(by: Actor) -> tuple[Beginning | None, Instance]:
    instance = Instance.objects.get(pk=1)
    by.require(Permission.UNIT_EDIT, at=instance.root_id)
    return Beginning.objects.select_for_update(of=("self",), no_key=True).filter(
        pk=1
    ).first(), instance
