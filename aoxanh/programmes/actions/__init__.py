"""Keeping figures true, and loading programmes."""

from aoxanh.programmes.actions.loading import load
from aoxanh.programmes.actions.rollup import follow, rebuild


__all__ = ["follow", "load", "rebuild"]
