"""Keeping figures true, and loading programmes."""

from aoxanh.programmes.actions.loading import close_programme, load
from aoxanh.programmes.actions.rollup import follow, rebuild


__all__ = ["close_programme", "follow", "load", "rebuild"]
