"""Reading the organisation tree, always on a day."""

from aoxanh.units.queries.beginning import (
    beginning_of,
    names_given,
    names_proposed,
    unfinished_beginning,
)
from aoxanh.units.queries.closure import (
    ClosureTree,
    above,
    ancestors,
    below,
    heirs,
    keeper,
    keepers,
    kept_by,
    nearest_above,
    others_below,
    parents,
    subtree_ids,
    subtrees,
)
from aoxanh.units.queries.clusters import cluster, clusters_of, leads_of, members_of
from aoxanh.units.queries.history import (
    aliases_of,
    changes_ahead,
    children_of,
    kin,
    parenthoods_of,
    successions_of,
    versions_of,
)
from aoxanh.units.queries.instance import instance
from aoxanh.units.queries.named import UnitNames
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
    matching,
    search,
    units,
    without_decision,
)
from aoxanh.units.queries.reorganisations import (
    coming,
    given_lines,
    lines_shown,
    reorganisable,
    reorganisation,
    reorganisations,
)
from aoxanh.units.queries.restated import carried, destinations
from aoxanh.units.queries.tree import tree
from aoxanh.units.queries.unions import listed_units, proposed_unions, unions_of_place


__all__ = [
    "ClosureTree",
    "UnitNames",
    "above",
    "aliases_of",
    "ancestors",
    "beginning_of",
    "below",
    "carried",
    "changes_ahead",
    "children_of",
    "cluster",
    "clusters_of",
    "coming",
    "destinations",
    "district_unions",
    "export",
    "given_lines",
    "heirs",
    "instance",
    "keeper",
    "keepers",
    "kept_by",
    "kin",
    "kind_counts",
    "kinds",
    "leads_of",
    "lines_shown",
    "listed_units",
    "matching",
    "members_of",
    "names_at",
    "names_given",
    "names_proposed",
    "nearest_above",
    "others_below",
    "parenthoods_of",
    "parents",
    "proposed_unions",
    "public_unit",
    "reorganisable",
    "reorganisation",
    "reorganisations",
    "search",
    "short_names_at",
    "subtree_ids",
    "subtrees",
    "successions_of",
    "tree",
    "unfinished_beginning",
    "unions_of_place",
    "unit",
    "units",
    "version_at",
    "versions_at",
    "versions_of",
    "without_decision",
]
