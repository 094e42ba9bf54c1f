"""Refusals of activities, each with its sentence."""
