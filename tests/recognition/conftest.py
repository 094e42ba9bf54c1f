"""A province with two communes, people who served, officers who certify."""

import pytest

from tests.activities.world import World
from tests.recognition.service import Service


@pytest.fixture(autouse=True)
def _own_keys(tmp_path, settings):
    settings.KEY_FOLDER = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def service(db, system, today, now):
    return Service(World(system=system, day=today, now=now).build()).build()
