"""A land that is laid down again is the land that its actions made."""

import pytest
from django.db import transaction

from aoxanh.activities.models import Slot
from aoxanh.units.models import Unit
from tests import once, reference
from tests.access.organisation import Organisation
from tests.activities.world import World
from tests.drills.failing import contents


pytestmark = pytest.mark.django_db


@pytest.fixture(params=[World, Organisation])
def build(request, monkeypatch, system, today, now):
    """Build a land of this kind; nobody has in this process yet."""
    monkeypatch.setattr(once, "_laid", {})
    return lambda: request.param(system=system, day=today, now=now).build()


def _taken_back(build):
    """(what was built, every row it left) before all of it is taken back."""
    beginning = transaction.savepoint()
    made, rows = build(), contents()
    transaction.savepoint_rollback(beginning)
    return made, rows


def test_a_land_laid_down_again_is_the_land_that_was_made(build):
    made, rows = _taken_back(build)

    again = build()

    assert contents() == rows
    assert again == made
    assert again.province is not made.province


@pytest.fixture
def world(monkeypatch, system, today, now):
    """A land in which nobody in this process has published anything yet."""
    monkeypatch.setattr(once, "_laid", {})
    monkeypatch.setattr(once, "_done", {})
    return lambda: World(system=system, day=today, now=now).build()


def test_what_was_published_first_is_written_down_again_as_it_was_made(world, system, monkeypatch):
    made, rows = _taken_back(lambda: world().published_once(places=3, by=system))
    monkeypatch.setattr(World, "opened", None)

    again = world().published_once(places=3, by=system)

    assert contents() == rows
    assert again == made
    assert again is not made


def test_what_is_published_otherwise_or_later_is_really_published(world, system):
    _taken_back(lambda: world().published_once(places=3, by=system))
    land = world()

    first = land.published_once(places=4, by=system)
    second = land.published_once(places=4, by=system)

    assert first != second
    assert Slot.objects.filter(shift__activity__in=[first, second], capacity=4).count() == 2


def test_in_a_land_where_anybody_wrote_since_it_is_really_published(world, system, monkeypatch):
    _taken_back(lambda: world().published_once(places=3, by=system))
    land = world()
    land.place("Thèn Sin", "03388", inside="Lai Châu")
    monkeypatch.setattr(once, "_write", None)

    published = land.published_once(places=3, by=system)

    assert Slot.objects.filter(shift__activity=published).exists()


def test_on_tables_that_hold_something_a_land_is_really_made(build, monkeypatch, system, now):
    _taken_back(build)
    reference.kinds_of_units(by=system, now=now)
    monkeypatch.setattr(once, "_lay", None)

    assert Unit.objects.filter(pk=build().province.pk).exists()
