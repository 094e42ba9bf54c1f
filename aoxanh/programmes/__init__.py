"""Indicators computed from what the other contexts record."""
