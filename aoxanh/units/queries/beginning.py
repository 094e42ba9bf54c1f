"""How far the first setting up has come: for the bearer of its link, then for the officers of the root."""

from datetime import date
from hmac import compare_digest
from typing import TYPE_CHECKING

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import digest
from aoxanh.kernel.permissions import Permission
from aoxanh.units.errors import BeginningUnknown, PlaceTooNarrow
from aoxanh.units.models import Beginning, Instance
from aoxanh.units.queries.instance import instance
from aoxanh.units.rules.portals import proposed_names, union_of
from aoxanh.units.types import PortalNames


if TYPE_CHECKING:
    from aoxanh.places.models import Place


def beginning_of(token: str, *, lock: bool = False) -> Beginning:
    """The first-run that ``token`` may go on with. Raises ``BeginningUnknown``, always once a portal stands."""
    rows = Beginning.objects.filter(pk=1)
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("place__parent").first()
    if row is None or not compare_digest(row.token_digest, digest(token)):
        raise BeginningUnknown
    if Instance.objects.exists():
        raise BeginningUnknown
    return row


def names_given(row: Beginning) -> PortalNames:
    """What was answered, else what the territory proposes; a place must have been chosen."""
    if row.names:
        founded_on = date.fromisoformat(row.names["founded_on"])
        return PortalNames(**row.names | {"founded_on": founded_on})
    assert row.place is not None  # noqa: S101  tells the type
    return names_proposed(row.place)


def names_proposed(place: "Place") -> PortalNames:
    """Names for an installation that serves ``place``. Raises ``PlaceTooNarrow``."""
    if union_of(place.kind, place.name) is None:
        raise PlaceTooNarrow
    above = place.parent
    return proposed_names(
        kind=place.kind,
        name=place.name,
        superior=(above.kind, above.name) if above else None,
        founded_on=place.valid_from,
    )


def unfinished_beginning(*, actor: Actor) -> Beginning | None:
    """The first setting up, while those who may change the root have not let it rest."""
    info = instance()
    if info.root_id is None or not info.is_beginning:
        return None
    if not actor.may(Permission.UNIT_EDIT, at=info.root_id):
        return None
    return Beginning.objects.filter(pk=1, finished_at__isnull=True).first()
