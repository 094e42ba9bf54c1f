"""Reading the territory. It is public reference data: everyone may read all of it, so no query asks who asks."""

from aoxanh.places.queries.centres import centres, province_names
from aoxanh.places.queries.lookup import (
    at,
    by_code,
    children,
    codes_of,
    export,
    flags,
    flags_by_code,
    predecessors,
    references,
    successors,
    today_of,
    today_of_each,
    unmapped,
)
from aoxanh.places.queries.named import PlaceNames
from aoxanh.places.queries.outlines import NATIONAL, drawing, national_outline, outline
from aoxanh.places.queries.provinces import commune_names, commune_register, province_of
from aoxanh.places.queries.resolving import resolve
from aoxanh.places.queries.search import find
from aoxanh.places.queries.suggesting import suggest
from aoxanh.places.queries.traits import ancestry, traits_of


__all__ = [
    "NATIONAL",
    "PlaceNames",
    "ancestry",
    "at",
    "by_code",
    "centres",
    "children",
    "codes_of",
    "commune_names",
    "commune_register",
    "drawing",
    "export",
    "find",
    "flags",
    "flags_by_code",
    "national_outline",
    "outline",
    "predecessors",
    "province_names",
    "province_of",
    "references",
    "resolve",
    "successors",
    "suggest",
    "today_of",
    "today_of_each",
    "traits_of",
    "unmapped",
]
