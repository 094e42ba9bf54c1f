"""Changing the organisation tree: every verb with its day and its legal basis."""

from aoxanh.units.actions.changing import move, reclassify, rename
from aoxanh.units.actions.ending import close, merge, split
from aoxanh.units.actions.founding import found, found_many
from aoxanh.units.actions.holds import hold, release
from aoxanh.units.actions.instance import load_instance, set_up_instance
from aoxanh.units.actions.kinds import load_kinds
from aoxanh.units.actions.links import add_alias, link_counterparts, remove_alias
from aoxanh.units.actions.undoing import take_back


__all__ = [
    "add_alias",
    "close",
    "found",
    "found_many",
    "hold",
    "link_counterparts",
    "load_instance",
    "load_kinds",
    "merge",
    "move",
    "reclassify",
    "release",
    "remove_alias",
    "rename",
    "set_up_instance",
    "split",
    "take_back",
]
