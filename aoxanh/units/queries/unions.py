"""The unions of a place: whom an activity from elsewhere asks, and which are still to be founded."""

from collections.abc import Iterable
from datetime import date

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.places import queries as places
from aoxanh.units.models import UnitVersion
from aoxanh.units.models.unit import UnitVersionQuerySet
from aoxanh.units.queries.names import version_at
from aoxanh.units.queries.register import kinds
from aoxanh.units.rules.listing import KnownKind, ListedUnit, read_units
from aoxanh.units.rules.portals import union_of
from aoxanh.units.types import Family, Level, ProposedUnion


def unions_of_place(*, place_id: int, day: date) -> UnitVersionQuerySet:
    """Territorial unions of Đoàn and Hội whose place it is on ``day``, Đoàn first; names are public."""
    return _unions({place_id}, day, (Family.DOAN, Family.HOI_LHTN, Family.HOI_SV))


def _unions(
    place_ids: Iterable[int], day: date, families: tuple[Family, ...]
) -> UnitVersionQuerySet:
    rows = UnitVersion.objects.on(day).filter(
        place__in=list(place_ids), kind__family__in=families, kind__is_territorial=True
    )
    return rows.select_related("kind").order_by("kind__position", "sort_key", "pk")


def proposed_unions(*, unit_id: int, actor: Actor) -> list[ProposedUnion]:
    """The Unions of the places right below a unit's own that nobody has founded yet, in Vietnamese order.

    Nothing for those who may not found below the unit.
    """
    if not actor.may(Permission.UNIT_EDIT, at=unit_id):
        return []
    version = version_at(unit_id=unit_id, day=actor.day)
    ref = places.references(ids={version.place_id or 0}, day=actor.day)
    if not ref:
        return []
    above = places.by_code(code=next(iter(ref.values())).code, day=actor.day)
    below = list(places.children(place=above, day=actor.day))
    stand = _unions((place.pk for place in below), actor.day, (Family.DOAN,))
    taken = set(stand.values_list("place_id", flat=True))
    found = []
    for place in below:
        union = union_of(place.kind, place.name)
        if union and place.pk not in taken:
            found.append(
                ProposedUnion(
                    place_id=place.pk,
                    kind_code=union[0],
                    name=union[1],
                    short_name=place.name,
                    since=place.valid_from,
                )
            )
    return found


def listed_units(*, text: str, unit_id: int, actor: Actor) -> list[ListedUnit]:
    """The units that a typed list names, one a line, each with the kind its first words say."""
    level = Level(version_at(unit_id=unit_id, day=actor.day).kind.level)
    known = [
        KnownKind(each.code, each.name, each.prefix, Level(each.level))
        for each in kinds()
        if each.family not in {Family.STATE, Family.PARTNER}
    ]
    return read_units(text, kinds=known, below=level)
