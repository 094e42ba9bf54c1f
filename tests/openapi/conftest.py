"""Another system that asks with a key."""

import json

import pytest
from django.core.cache import cache
from django.test import Client

from aoxanh.access import actions as access
from tests.activities.crowd import Crowd
from tests.activities.world import World
from tests.web.desks import Desks


@pytest.fixture(autouse=True)
def _nobody_asked_yet():
    cache.clear()


@pytest.fixture
def world(db, system, today, now):
    return World(system=system, day=today, now=now).build()


@pytest.fixture
def crowd(world):
    return Crowd.at(world)


class System:
    """A client with a key; ``key`` may be left out or be any words."""

    def __init__(self, key=""):
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {key}"} if key else {}

    def get(self, path, **query):
        return self.client.get(f"/api/v1{path}", query, headers=self.headers)

    def post(self, path, body):
        sent = body if isinstance(body, str) else json.dumps(body)
        return self.client.post(
            f"/api/v1{path}", sent, content_type="application/json", headers=self.headers
        )


@pytest.fixture
def anybody():
    return System()


@pytest.fixture
def keyed(world, now):
    """A system with a key of a unit and role, given by the unit's officer."""

    desks = Desks(world, opened=50)

    def make(unit=None, role="COMMUNE_OFFICER"):
        unit = unit or world.ta_leng
        account = desks.account()
        access.grant(by=world.system, account_id=account.pk, role="ADMIN", unit_id=unit.pk, now=now)
        officer = world.officer(unit, "ADMIN", account_id=account.pk)
        _key, secret = access.give_key(
            by=officer, unit_id=unit.pk, role=role, name="Trang của xã",
            until=world.day.replace(year=world.day.year + 1), now=now,
        )  # fmt: skip
        return System(secret)

    return make
