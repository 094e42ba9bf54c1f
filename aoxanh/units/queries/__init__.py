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
from aoxanh.units.queries.register import (
    district_unions,
    export,
    kind_counts,
    kinds,
    search,
    units,
    without_decision,
)
from aoxanh.units.queries.restated import destinations, restate
from aoxanh.units.queries.tree import tree


__all__ = [
    "ClosureTree",
    "ancestors",
    "destinations",
    "district_unions",
    "export",
    "heirs",
    "instance",
    "keeper",
    "keepers",
    "kind_counts",
    "kinds",
    "names_at",
    "parents",
    "public_unit",
    "restate",
    "search",
    "short_names_at",
    "subtree_ids",
    "tree",
    "unit",
    "units",
    "version_at",
    "versions_at",
    "without_decision",
]
