"""Changing the organisation tree: every verb with its day and its legal basis."""

from aoxanh.units.actions.founding import found, found_many
from aoxanh.units.actions.kinds import load_kinds


__all__ = ["found", "found_many", "load_kinds"]
