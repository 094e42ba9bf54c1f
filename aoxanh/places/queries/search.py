"""Places by name, with or without marks, whole or half typed."""

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Q

from aoxanh.places.models import Place, PlaceQuerySet
from aoxanh.places.queries.lookup import with_parents_of
from aoxanh.places.rules.names import Reading, bare_name, closeness, is_spelled, parts, readings
from aoxanh.places.types import PlaceLevel


_LEVELS = tuple(PlaceLevel)


def find(
    *,
    text: str,
    day: date,
    within: str | None = None,
    level: PlaceLevel | None = None,
    limit: int = 20,
) -> list[Place]:
    """Units of ``day`` whose name or alias begins like ``text``, best first, with their parents.

    “Tả Lèng, Lai Châu” narrows by what it lies in. ``within`` is the code of a province or district.
    """
    rows = Place.objects.on(day)
    if level is not None:
        rows = rows.filter(level=level)
    if within is not None:
        rows = rows.filter(Q(parent__code=within) | Q(parent__parent__code=within))
    return with_parents_of(ranked(rows, text, limit), day)


def ranked(rows: PlaceQuerySet, text: str, limit: int) -> list[Place]:
    """The best ``limit`` of ``rows`` for a typed name: two queries, however many match."""
    names = parts(text)
    if not names:
        return []
    typed, wanted = names[0], readings(names[0])
    for name in names[1:]:
        above = readings(name)
        rows = rows.filter(begins(above, "parent__") | begins(above, "parent__parent__"))
    found = rows.filter(begins(wanted)).values_list(
        "pk", "level", "kind", "name", "search_text", "sort_key", "code"
    )
    best = sorted(found.order_by("pk"), key=_rank_by(typed, wanted))[:limit]
    places = Place.objects.with_parents().in_bulk([row[0] for row in best])
    return [places[row[0]] for row in best]


def begins(wanted: Iterable[Reading], prefix: str = "", *, whole: bool = False) -> Q:
    """Rows with a name (or, for half typed text, a later word) that begins as one of the readings does."""
    condition = Q(pk__in=())
    for reading in wanted:
        column = f"{prefix}search_text__contains"
        if whole:
            named = Q(**{column: f"|{reading.words}|"})
        else:
            named = Q(**{column: f"|{reading.words}"}) | Q(**{column: f" {reading.words}"})
        if reading.kinds:
            named &= Q(**{f"{prefix}kind__in": sorted(reading.kinds)})
        condition |= named
    return condition


Found = tuple[int, str, str, str, str, str, str]


def _rank_by(typed: str, wanted: tuple[Reading, ...]) -> Callable[[Found], tuple[object, ...]]:
    def rank(row: Found) -> tuple[object, ...]:
        pk, level, kind, name, stored, sort_key, code = row
        allowed = [reading for reading in wanted if not reading.kinds or kind in reading.kinds]
        near = min(closeness(reading, stored) for reading in allowed)
        marks_differ = not any(is_spelled(bare_name(typed, each), name) for each in allowed)
        return near, marks_differ, _LEVELS.index(PlaceLevel(level)), sort_key, code, pk

    return rank
