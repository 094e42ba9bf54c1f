"""A whole installation from its territory and its names: the root unit and the instance together."""

from datetime import datetime

from django.db import transaction

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from aoxanh.places import queries as places
from aoxanh.units.actions.founding import found_many
from aoxanh.units.actions.instance import set_up_instance
from aoxanh.units.errors import PlaceTooNarrow
from aoxanh.units.models import Instance
from aoxanh.units.rules.portals import scale_of, union_of
from aoxanh.units.types import Founding, InstanceSettings, PortalNames


@transaction.atomic(savepoint=False)
def found_portal(*, by: Actor, place_code: str, names: PortalNames, now: datetime) -> Instance:
    """Found the Union of a province or commune and let this installation serve it.

    Raises ``NotAllowed`` unless the system asks, ``PlaceUnknown``, ``PlaceTooNarrow``, ``NameEmpty``,
    ``InstanceElsewhere``.
    """
    if not by.is_system:
        raise NotAllowed
    place = places.by_code(code=place_code, day=by.day)
    union = union_of(place.kind, place.name)
    if union is None:
        raise PlaceTooNarrow
    row = Founding(
        kind_code=union[0],
        name=names.unit_name,
        short_name=names.unit_short_name,
        on=names.founded_on,
        place_id=place.pk,
        header_superior=names.header_superior,
        header_body=names.header_body,
    )
    root = found_many(by=by, rows=[row], now=now)[0]
    settings = InstanceSettings(
        scale=scale_of(place.kind),
        name=names.name,
        short_name=names.short_name,
        place_name=names.place_name,
        portal_label=names.portal_label,
        document_code=names.document_code,
        place_id=place.pk,
    )
    return set_up_instance(by=by, root_id=root.pk, settings=settings, now=now)
