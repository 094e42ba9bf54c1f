"""Writes of activities: check, change, record."""
