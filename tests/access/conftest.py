"""Who may do what in a small organisation."""

import pytest

from tests.access.organisation import Organisation


@pytest.fixture
def org(db, system, today, now):
    return Organisation(system=system, day=today, now=now).build()


@pytest.fixture
def secretary(org):
    """The officer of Tả Lèng."""
    return org.officer("COMMUNE_OFFICER", org.ta_leng)


@pytest.fixture
def admin(org):
    return org.officer("ADMIN", org.province)
