"""An officer of Tả Lèng with every right of the office, and the province above that looks at the trail."""

import pytest
import time_machine

from aoxanh.audit import queries as trail
from aoxanh.audit.models import Entry
from tests.activities.crowd import Crowd
from tests.activities.world import World
from tests.recognition.service import Service
from tests.web.desks import Desks


@pytest.fixture(autouse=True)
def _own_keys(tmp_path, settings):
    settings.KEY_FOLDER = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture(autouse=True)
def _clock(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture(autouse=True)
def _final(monkeypatch):
    """On PostgreSQL a test's own transaction is never finished: its entries are read all the same."""
    monkeypatch.setattr(trail, "_final", lambda: Entry.objects.order_by("xact", "pk"))


@pytest.fixture
def world(db, system, today, now):
    return World(system=system, day=today, now=now).build()


@pytest.fixture
def officer(world):
    """The insider."""
    return world.officer(world.ta_leng)


@pytest.fixture
def superior(world):
    return world.officer(world.province, "PROVINCE_OFFICER", account_id=8)


@pytest.fixture
def crowd(world):
    """An open activity of the insider's unit."""
    return Crowd.at(world, places=5)


@pytest.fixture
def service(world):
    """Hours of the insider's unit that can be certified."""
    return Service(world).build()


@pytest.fixture
def desks(world):
    """Officers signed in, for attacks through pages."""
    return Desks(world).build()


@pytest.fixture
def seen_above(superior):
    """The entries of an event that the province reads in the trail, newest first."""
    return lambda event: list(trail.entries(actor=superior).filter(event=event))
