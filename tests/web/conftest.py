"""Pages as a browser without script asks for them, at the tests' own hour."""

import pytest
import time_machine

from tests.activities.crowd import Crowd
from tests.activities.world import World
from tests.web.desks import Desks


@pytest.fixture(autouse=True)
def _clock(now):
    """The faces read the clock: it stands at the tests' own hour."""
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def world(db, system, today, now):
    return World(system=system, day=today, now=now).build()


@pytest.fixture
def crowd(world):
    """An open activity with two places, and who wants to come."""
    return Crowd.at(world)


@pytest.fixture
def keys(settings, tmp_path):
    """Signing keys of this test alone."""
    settings.KEY_FOLDER = tmp_path


@pytest.fixture
def desks(world):
    """Officers to sign in: ``desks.at(world.ta_leng)``."""
    return Desks(world).build()
