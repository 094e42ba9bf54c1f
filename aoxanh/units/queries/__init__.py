"""Reading the organisation tree, always on a day."""

from aoxanh.units.queries.closure import (
    ClosureTree,
    ancestors,
    heirs,
    keeper,
    keepers,
    parents,
    subtree_ids,
)
from aoxanh.units.queries.instance import instance
from aoxanh.units.queries.names import (
    names_at,
    public_unit,
    short_names_at,
    unit,
    version_at,
    versions_at,
)


__all__ = [
    "ClosureTree",
    "ancestors",
    "heirs",
    "instance",
    "keeper",
    "keepers",
    "names_at",
    "parents",
    "public_unit",
    "short_names_at",
    "subtree_ids",
    "unit",
    "version_at",
    "versions_at",
]
