"""Loads a map: everything is read and checked first, then written; loading it again writes nothing."""

from collections import defaultdict
from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path

from django.db import transaction

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.periods import Period
from aoxanh.kernel.statistics import renew
from aoxanh.places.actions.reading import read
from aoxanh.places.actions.writing import CHUNK, Writer
from aoxanh.places.models import Place, PlaceAlias, PlaceFlag, PlaceSuccession
from aoxanh.places.rules.register import FlagKey, Key, MapRows, Span, check, keep_ends, select
from aoxanh.places.types import REFERENCE, LoadReport


def load(
    *,
    by: Actor,
    source: Path = REFERENCE,
    only_provinces: Collection[str] = (),
    now: datetime,
) -> LoadReport:
    """Bring the register to what the files in ``source`` say; rows they do not name stay.

    ``only_provinces``, for a complete map, names provinces by their latest codes and leaves out the districts and
    communes of all others. Only the system loads maps (``NotAllowed``). Raises ``MapFolderEmpty`` and
    ``MapFileRefused`` before anything is written.
    """
    if not by.is_system:
        raise NotAllowed
    rows = read(source)
    if only_provinces:
        rows = select(rows, only_provinces)
    stored = _stored()
    spans = _spans(stored)
    rows = keep_ends(rows, spans)
    register = check(rows, spans, _stored_flags())

    with _as_one_if_small(rows):
        report = Writer(by=by, now=now, rows=rows, register=register, stored=stored).write()
        if not report.is_empty:
            renew(Place, PlaceAlias, PlaceFlag, PlaceSuccession)
    return report


def _as_one_if_small(rows: MapRows) -> AbstractContextManager[None]:
    """A later change of the map is seen as a whole or not at all; the first load goes in chunks."""
    total = len(rows.places) + len(rows.successions) + len(rows.aliases) + len(rows.flags)
    return nullcontext() if total > CHUNK else transaction.atomic(savepoint=False)


def _stored() -> dict[Key, Place]:
    places = Place.objects.select_related("parent").sorted()
    return {(place.code, place.valid_from): place for place in places}


def _spans(stored: dict[Key, Place]) -> list[Span]:
    return [
        Span(
            code=place.code,
            parent=place.parent.code if place.parent else "",
            valid=Period(place.valid_from, place.valid_to),
        )
        for place in stored.values()
    ]


def _stored_flags() -> dict[FlagKey, list[Period]]:
    found: dict[FlagKey, list[Period]] = defaultdict(list)
    for row in PlaceFlag.objects.select_related("place").order_by("valid_from", "pk"):
        key = (row.place.code, row.place.valid_from)
        found[key, row.flag].append(Period(row.valid_from, row.valid_to))
    return found
