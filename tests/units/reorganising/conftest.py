"""A province that prepares a reorganisation of its communes."""

import pytest

from aoxanh.units import actions
from aoxanh.units.types import ReorganisationGiven
from tests.access.organisation import Organisation
from tests.units.reorganising.decisions import DECISION, ON


@pytest.fixture
def org(db, system, today, now):
    return Organisation(system=system, day=today, now=now).build()


@pytest.fixture
def admin(org):
    return org.officer("ADMIN", org.province)


@pytest.fixture
def draft(org, admin, now):
    """A reorganisation of the province for the new year: ``draft(MERGE of Bình Lư into Tả Lèng)``."""

    def make(*lines, on=ON, decision=DECISION, by=None):
        made = actions.prepare_reorganisation(
            by=by or admin,
            unit_id=org.province.pk,
            given=ReorganisationGiven(on=on, decision=decision),
            now=now,
        )
        if lines:
            actions.put_lines(by=by or admin, reorganisation_id=made.pk, lines=lines, now=now)
        return made

    return make


@pytest.fixture
def tried(admin, now):
    def act(made, by=None):
        return actions.try_reorganisation(by=by or admin, reorganisation_id=made.pk, now=now)

    return act


@pytest.fixture
def applied(admin, now):
    def act(made, by=None):
        return actions.apply_reorganisation(by=by or admin, reorganisation_id=made.pk, now=now)

    return act
