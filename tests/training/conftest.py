"""A province with two communes in which courses are held."""

import pytest

from aoxanh.training import actions
from tests.activities.world import World
from tests.training.school import School


@pytest.fixture
def school(db, system, today, now):
    actions.load_topics(by=system, now=now)
    return School(World(system=system, day=today, now=now).build())
