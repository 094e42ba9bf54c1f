"""The territory and its unions, built once for each test that asks."""

import pytest

from aoxanh.activities import queries
from tests.activities.crowd import Crowd
from tests.activities.drive import Drive
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


@pytest.fixture
def drive(world):
    return Drive(world)


@pytest.fixture
def province(drive):
    """The officer of the province."""
    return drive.province


@pytest.fixture
def draft(drive):
    """A campaign of the province that nobody below sees."""
    return drive.draft()


@pytest.fixture
def campaign(drive, draft):
    """The same campaign, opened."""
    return drive.opened(draft)


@pytest.fixture
def held(drive):
    return drive.held


@pytest.fixture
def attach(drive, campaign):
    """``attach(activity)`` lets it count in the campaign."""
    return lambda activity, **given: drive.attach(campaign, activity, **given)


@pytest.fixture
def progress():
    return lambda campaign, unit, actor: queries.campaign_progress(
        row=campaign, unit_id=unit.pk, actor=actor
    )
