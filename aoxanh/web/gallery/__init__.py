"""The gallery: every component once, in all its states."""
