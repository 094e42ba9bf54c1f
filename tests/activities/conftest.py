"""The territory and its unions, built once for each test that asks."""

import pytest

from tests.activities.crowd import Crowd
from tests.activities.world import World


@pytest.fixture
def world(db, system, today, now):
    return World(system=system, day=today, now=now).build()


@pytest.fixture
def officer(world):
    """The officer of Tả Lèng."""
    return world.officer(world.ta_leng)


@pytest.fixture
def crowd(world):
    """An open activity with two places and a waiting list, and who wants to come."""
    return Crowd.at(world)
