"""Figures kept for reading, and the programmes whose indicators they answer."""

from aoxanh.programmes.models.figures import Cell, DistinctTotal, Total
from aoxanh.programmes.models.programme import Indicator, Phase, Programme, Target


__all__ = ["Cell", "DistinctTotal", "Indicator", "Phase", "Programme", "Target", "Total"]
