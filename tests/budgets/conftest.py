"""The land of the access table, for pages drawn in full."""

from tests.access_table.conftest import land


__all__ = ["land"]
