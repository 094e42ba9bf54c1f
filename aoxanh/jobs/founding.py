"""What every portal begins with, and a portal from two answers: where it is and what it is called."""

from datetime import datetime

from django.db import transaction

from aoxanh.activities import actions as activities
from aoxanh.jobs import clock
from aoxanh.kernel.actors import Actor
from aoxanh.places import actions as territory
from aoxanh.places import queries as places
from aoxanh.places.types import PlaceKind
from aoxanh.units import actions as units
from aoxanh.units.types import Decision, InstanceSettings, Scale


_SHORTEST_COMMUNE_CODE = 5
_ROOT_KINDS = {
    PlaceKind.PROVINCE: ("tinh_doan", "Tỉnh đoàn"),
    PlaceKind.MUNICIPALITY: ("thanh_doan", "Thành đoàn"),
    PlaceKind.COMMUNE: ("doan_xa", "Đoàn xã"),
    PlaceKind.WARD: ("doan_phuong", "Đoàn phường"),
    PlaceKind.SPECIAL_ZONE: ("doan_dac_khu", "Đoàn đặc khu"),
}


def load_reference(*, by: Actor) -> None:
    """Territory, kinds of units, kinds and templates of activities. Loading again changes nothing."""
    territory.load(by=by, now=clock.read())
    units.load_kinds(by=by, now=clock.read())
    activities.load_reference(by=by, now=clock.read())


@transaction.atomic(savepoint=False)
def found_at(*, by: Actor, code: str, name: str, now: datetime) -> int:
    """Found the union of the province or commune with ``code`` and set up its portal; returns the root's id.

    Without ``name`` the portal is called after the place. What is missing can be changed on the page of the
    unit. Raises ``PlaceUnknown``.
    """
    place = places.by_code(code=code, day=by.day)
    kind, word = _ROOT_KINDS[PlaceKind(place.kind)]
    root = units.found(
        by=by,
        kind_code=kind,
        name=f"{word} {place.name}",
        short_name=place.name,
        parent_id=None,
        place_id=place.pk,
        on=place.valid_from,
        decision=Decision(),
        now=now,
    )
    is_commune = len(place.code) >= _SHORTEST_COMMUNE_CODE
    settings = InstanceSettings(
        scale=Scale.COMMUNE if is_commune else Scale.PROVINCE,
        name=name or f"Cổng tình nguyện {place.name}",
        short_name=f"Tình nguyện {place.name}"[:60],
        place_name=place.name,
        place_id=place.pk,
    )
    units.set_up_instance(by=by, root_id=root.pk, settings=settings, now=now)
    return root.pk
