"""Writing the territory: a map is loaded from files, whole or as a later change; what places are counted as."""

from aoxanh.places.actions.loading import load
from aoxanh.places.actions.traits import take_back_traits, write_traits


__all__ = ["load", "take_back_traits", "write_traits"]
