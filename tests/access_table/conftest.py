"""One land for the whole table: built once, asked many times, rolled back at the end."""

import logging

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from aoxanh.kernel.actors import Actor
from tests.access_table.asking import Asker
from tests.access_table.land import Land
from tests.activities.world import World
from tests.conftest import NOW, TODAY


@pytest.fixture(scope="package")
def land(django_db_setup, django_db_blocker):
    system = Actor.system(cause="test", day=TODAY)
    with (
        django_db_blocker.unblock(),
        time_machine.travel(NOW, tick=False),
        transaction.atomic(),
    ):
        yield Land(World(system=system, day=TODAY, now=NOW)).build()
        transaction.set_rollback(True)


BLANK = [{"BACKEND": "tests.access_table.blank.BlankTemplates", "DIRS": [], "APP_DIRS": False}]


@pytest.fixture(scope="package", autouse=True)
def _quick_and_quiet():
    """Thousands of refusals: nothing is drawn, and none is worth a line in the log."""
    logging.disable(logging.WARNING)
    with override_settings(TEMPLATES=BLANK):
        yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def asker(land):
    return Asker(land)
