"""Drills: databases of their own, and a line for each at the end of the run."""

import os
from pathlib import Path

import pytest

from tests.drills.databases import (
    common_home,
    database,
    laid,
    postgresql_address,
    scene,
    sqlite_address,
    surroundings,
)


__all__ = [
    "common_home",
    "database",
    "laid",
    "postgresql_address",
    "scene",
    "sqlite_address",
    "surroundings",
]


def pytest_collection_modifyitems(items):
    """`make drill` asks for its own number of rounds and for the drills alone."""
    for item in items:
        if "AOXANH_ROUNDS" in os.environ and Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.drill)
