"""A land that is laid down again is the land that its actions made."""

import pytest
from django.db import transaction

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


def test_on_tables_that_hold_something_a_land_is_really_made(build, monkeypatch, system, now):
    _taken_back(build)
    reference.kinds_of_units(by=system, now=now)
    monkeypatch.setattr(once, "_lay", None)

    assert Unit.objects.filter(pk=build().province.pk).exists()
