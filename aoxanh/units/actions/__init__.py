"""Changing the organisation tree: every verb with its day and its legal basis."""

from aoxanh.units.actions.beginning import (
    begin_portal,
    choose_names,
    choose_place,
    finish_beginning,
    offer_beginning,
    put_off,
)
from aoxanh.units.actions.changing import move, reclassify, rename
from aoxanh.units.actions.clusters import (
    FEWEST_IN_CLUSTER,
    change_cluster,
    close_cluster,
    form_cluster,
)
from aoxanh.units.actions.ending import close, merge, split
from aoxanh.units.actions.founding import found, found_many
from aoxanh.units.actions.holds import hold, release
from aoxanh.units.actions.instance import load_instance, set_up_instance
from aoxanh.units.actions.kinds import load_kinds
from aoxanh.units.actions.links import add_alias, link_counterparts, remove_alias
from aoxanh.units.actions.portal import found_portal
from aoxanh.units.actions.reorganisation_drafts import (
    change_line,
    drop_lines,
    drop_reorganisation,
    prepare_reorganisation,
    put_lines,
)
from aoxanh.units.actions.reorganising import (
    apply_reorganisation,
    take_back_reorganisation,
    try_reorganisation,
)
from aoxanh.units.actions.undoing import take_back


__all__ = [
    "FEWEST_IN_CLUSTER",
    "add_alias",
    "apply_reorganisation",
    "begin_portal",
    "change_cluster",
    "change_line",
    "choose_names",
    "choose_place",
    "close",
    "close_cluster",
    "drop_lines",
    "drop_reorganisation",
    "finish_beginning",
    "form_cluster",
    "found",
    "found_many",
    "found_portal",
    "hold",
    "link_counterparts",
    "load_instance",
    "load_kinds",
    "merge",
    "move",
    "offer_beginning",
    "prepare_reorganisation",
    "put_lines",
    "put_off",
    "reclassify",
    "release",
    "remove_alias",
    "rename",
    "set_up_instance",
    "split",
    "take_back",
    "take_back_reorganisation",
    "try_reorganisation",
]
