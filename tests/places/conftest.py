"""The whole territory, or one province of it, loaded once for a file of tests and rolled back after it.

What the end of a transaction checks is checked once: PostgreSQL would do so after each test.
"""

import pytest
from django.db import connection, transaction

from aoxanh.kernel.actors import Actor
from aoxanh.places import actions
from tests.conftest import NOW, TODAY


def loaded(django_db_blocker, **provinces):
    with django_db_blocker.unblock(), transaction.atomic():
        actions.load(by=Actor.system(cause="test", day=TODAY), now=NOW, **provinces)
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def whole_territory(django_db_setup, django_db_blocker):
    yield from loaded(django_db_blocker)


@pytest.fixture(scope="module")
def one_province(django_db_setup, django_db_blocker):
    yield from loaded(django_db_blocker, only_provinces=("12",))


@pytest.fixture
def territory(whole_territory, db):
    """Every unit of both maps."""


@pytest.fixture
def lai_chau(one_province, db):
    """All provinces, and what lies in Lai Châu; for tests that change the map."""


@pytest.fixture
def map_folder(tmp_path):
    """Write the files of a map: ``map_folder(places="level,code,…\\n…")`` answers their folder."""

    def write(**tables: str):
        for name, text in tables.items():
            (tmp_path / f"{name}.csv").write_text(text, "utf-8")
        return tmp_path

    return write
