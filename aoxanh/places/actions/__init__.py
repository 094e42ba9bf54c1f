"""Writing the territory: a map is loaded from files, whole or as a later change."""

from aoxanh.places.actions.loading import load


__all__ = ["load"]
