"""The organisation tree: units, what they were called, whose they were, who followed them."""

from aoxanh.units.models.beginning import Beginning
from aoxanh.units.models.clusters import Cluster, ClusterLead, ClusterMember
from aoxanh.units.models.instance import Instance
from aoxanh.units.models.reorganisation import (
    Reorganisation,
    ReorganisationHeir,
    ReorganisationLine,
)
from aoxanh.units.models.tree import Closure, Parenthood, Succession
from aoxanh.units.models.unit import Change, Hold, Unit, UnitAlias, UnitKind, UnitVersion


__all__ = [
    "Beginning",
    "Change",
    "Closure",
    "Cluster",
    "ClusterLead",
    "ClusterMember",
    "Hold",
    "Instance",
    "Parenthood",
    "Reorganisation",
    "ReorganisationHeir",
    "ReorganisationLine",
    "Succession",
    "Unit",
    "UnitAlias",
    "UnitKind",
    "UnitVersion",
]
