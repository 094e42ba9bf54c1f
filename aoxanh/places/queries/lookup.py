"""Places by code, by level, by flag, and through time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from aoxanh.places.errors import PlaceUnknown
from aoxanh.places.models import Place, PlaceFlag, PlaceQuerySet, PlaceSuccession
from aoxanh.places.types import ExportRow, Flag, PlaceLevel, PlaceRef


_ONE_DAY = timedelta(days=1)


def by_code(*, code: str, day: date) -> Place:
    """The unit that bears ``code`` on ``day``, with its parents. Raises ``PlaceUnknown``."""
    place = Place.objects.on(day).with_parents().filter(code=code).order_by("pk").first()
    if place is None:
        raise PlaceUnknown(code=code)
    return with_parents_of([place], day)[0]


def at(*, day: date, level: PlaceLevel) -> PlaceQuerySet:
    """All units of one level on ``day``, in Vietnamese order, with their parents."""
    return Place.objects.on(day).filter(level=level).with_parents().sorted()


def children(*, place: Place, day: date) -> PlaceQuerySet:
    """The units right below ``place`` on ``day``; none on a day on which it does not exist.

    Found by the parent's code, because a parent that is renamed keeps its code and its children.
    """
    if not place.valid_from <= day < place.valid_to:
        return Place.objects.none()
    rows = Place.objects.on(day).filter(parent__level=place.level, parent__code=place.code)
    return rows.with_parents().sorted()


def flags(*, day: date, flag: Flag, level: PlaceLevel | None = None) -> PlaceQuerySet:
    """The units that carry ``flag`` on ``day`` (ORG-08)."""
    carried = PlaceFlag.objects.filter(
        place=OuterRef("pk"), flag=flag, valid_from__lte=day, valid_to__gt=day
    )
    rows = Place.objects.on(day).filter(Exists(carried))
    if level is not None:
        rows = rows.filter(level=level)
    return rows.with_parents().sorted()


def codes_of(ids: Collection[int]) -> dict[int, str]:
    """Codes of places by their keys."""
    return dict(Place.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "code"))


def flags_by_code(codes: Collection[str], *, day: date) -> dict[str, list[str]]:
    """What places are counted as on ``day``, in words, by their codes."""
    rows = PlaceFlag.objects.filter(place__code__in=codes, valid_from__lte=day, valid_to__gt=day)
    found: dict[str, list[str]] = {}
    for row in rows.select_related("place").order_by("flag", "pk"):
        found.setdefault(row.place.code, []).append(str(row.get_flag_display()))
    return found


def successors(*, place: Place) -> PlaceQuerySet:
    """What ``place`` itself passed into, whole or in part; each once."""
    steps = PlaceSuccession.objects.filter(predecessor=place)
    return Place.objects.filter(pk__in=steps.values("successor")).with_parents().sorted()


def predecessors(*, place: Place) -> PlaceQuerySet:
    """What passed into ``place``, whole or in part; each once."""
    steps = PlaceSuccession.objects.filter(successor=place)
    return Place.objects.filter(pk__in=steps.values("predecessor")).with_parents().sorted()


def unmapped(*, day: date) -> PlaceQuerySet:
    """Units that ended by ``day`` and of which the register does not say what became of them."""
    passed = PlaceSuccession.objects.filter(predecessor=OuterRef("pk"))
    below = PlaceSuccession.objects.filter(predecessor__parent=OuterRef("pk"))
    rows = Place.objects.filter(~Exists(passed), ~Exists(below), valid_to__lte=day)
    return rows.with_parents().sorted()


def today_of(*, place: Place, day: date) -> list[Place]:
    """What ``place`` is on ``day``: itself while it exists, else all it passed into, in Vietnamese order.

    An abolished district is what its communes became. Empty when the register does not say.
    """
    return today_of_each(places=[place], day=day)[place.pk]


def today_of_each(*, places: Collection[Place], day: date) -> dict[int, list[Place]]:
    """``today_of`` for many places with as many queries as for one."""
    reached: dict[int, set[int]] = {place.pk: {place.pk} for place in places}
    alive = {place.pk: place for place in places if place.valid_to > day}
    ended = {place.pk for place in places} - set(alive)
    while ended:
        steps = _steps(ended, day)
        for targets in reached.values():
            for gone in targets & ended:
                targets.discard(gone)
                targets.update(target.pk for target in steps[gone])
        met = {target.pk: target for targets in steps.values() for target in targets}
        alive.update({pk: target for pk, target in met.items() if target.valid_to > day})
        ended = set(met) - set(alive)
    with_parents_of(alive.values(), day)
    return {pk: _sorted(alive[target] for target in targets) for pk, targets in reached.items()}


def _steps(ended: set[int], day: date) -> dict[int, list[Place]]:
    """One step through time; what has no succession of its own goes by its children's."""
    rows = PlaceSuccession.objects.filter(on__lte=day).select_related(
        "successor__parent__parent", "predecessor"
    )
    found: dict[int, list[Place]] = defaultdict(list)
    for row in rows.filter(predecessor__in=ended).order_by("on", "pk"):
        found[row.predecessor_id].append(row.successor)
    through: dict[int, list[Place]] = defaultdict(list)
    of_children = rows.filter(
        Q(predecessor__parent__in=ended - set(found)),
        predecessor__level=PlaceLevel.COMMUNE,
    )
    for row in of_children.order_by("on", "pk"):
        if row.predecessor.parent_id is not None:
            through[row.predecessor.parent_id].append(row.successor)
    return defaultdict(list, through | found)


def _sorted(places: Iterable[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (place.sort_key, place.code, place.pk))


def with_parents_of(places: Iterable[Place], day: date) -> list[Place]:
    """The places, each with the parent that bears the parent's code on ``day`` (or on its own last day).

    Costs a query only when some parent was renamed while its children stayed.
    """
    listed = list(places)
    stale = {
        place.parent.code
        for place in listed
        if place.parent and place.parent.valid_to <= _told_on(place, day)
    }
    if not stale:
        return listed
    versions: dict[str, list[Place]] = defaultdict(list)
    for parent in Place.objects.filter(code__in=stale).with_parents().order_by("valid_from", "pk"):
        versions[parent.code].append(parent)
    for place in listed:
        if place.parent and place.parent.code in versions:
            told_on = _told_on(place, day)
            for version in versions[place.parent.code]:
                if version.valid_from <= told_on < version.valid_to:
                    place.parent = version
    return listed


def _told_on(place: Place, day: date) -> date:
    return max(place.valid_from, min(day, place.valid_to - _ONE_DAY))


def reference(place: Place) -> PlaceRef:
    """``place`` with the names of what it lies in; its parents must have been fetched."""
    names, above = [place.full_name], place.parent
    while above is not None:
        names.append(above.full_name)
        above = above.parent
    return PlaceRef(
        id=place.pk,
        level=PlaceLevel(place.level),
        code=place.code,
        full_name=place.full_name,
        label=", ".join(names),
        valid_from=place.valid_from,
        valid_to=place.valid_to,
    )


def references(*, ids: Collection[int], day: date) -> dict[int, PlaceRef]:
    """Labels for kept place ids, in one query: what a page of activities or units prints."""
    rows = Place.objects.filter(pk__in=ids).with_parents().sorted()
    return {place.pk: reference(place) for place in with_parents_of(rows, day)}


def export(*, day: date, level: PlaceLevel) -> Iterator[ExportRow]:
    """The rows of ``aoxanh places export``, by code."""
    for place in at(day=day, level=level).order_by("code", "pk").iterator(chunk_size=1000):
        yield ExportRow(
            code=place.code,
            name=place.name,
            kind=place.kind,
            parent_code=place.parent.code if place.parent else "",
            latitude=place.latitude,
            longitude=place.longitude,
            valid_from=place.valid_from,
            valid_to=place.valid_to,
        )
