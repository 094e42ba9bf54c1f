"""Reads of activities: every function says who asks."""
