"""Databases of their own for drills that run in processes: an SQLite file, and one beside the PostgreSQL under test."""

import os
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from django.utils import timezone

from tests import tables
from tests.races.running import Process


POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "")


@pytest.fixture(scope="module")
def sqlite_address(tmp_path_factory):
    return tables.fill(f"sqlite:///{tmp_path_factory.mktemp('drill') / 'drill.sqlite3'}")


@contextmanager
def empty_postgresql(like="template1"):
    """The address of a database beside the one under test, empty or a copy of ``like``, taken away at the end."""
    name = f"drill_{uuid4().hex[:12]}"
    with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    yield urlunsplit(urlsplit(POSTGRESQL)._replace(path=f"/{name}"))
    with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def postgresql_address():
    with empty_postgresql(like=tables.on_postgresql(POSTGRESQL)) as address:
        yield address


NEEDS_POSTGRESQL = (
    pytest.mark.postgres,
    pytest.mark.skipif(
        not POSTGRESQL.startswith("postgres"), reason="TEST_DATABASE_URL names no PostgreSQL"
    ),
)


@pytest.fixture(
    scope="module",
    params=["sqlite_address", pytest.param("postgresql_address", marks=NEEDS_POSTGRESQL)],
    ids=["SQLite", "PostgreSQL"],
)
def database(request):
    """The address of an empty database, of each kind in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def surroundings(database, tmp_path_factory):
    """The environment of a process that works on ``database``."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "aoxanh.config.settings",
        "DATABASE_URL": database,
        "AOXANH_HOME": str(tmp_path_factory.mktemp("home")),
        "AOXANH_SECRET_KEY": "drills only",
    }


@pytest.fixture(scope="session")
def common_home(tmp_path_factory):
    """Where servers keep what is the same for all."""
    return tmp_path_factory.mktemp("common")


@pytest.fixture(scope="session")
def laid(common_home):
    """The name of a PostgreSQL database with all tables and the small territory, from which drills take copies."""
    with empty_postgresql(like=tables.on_postgresql(POSTGRESQL)) as address:
        clerk = Process(environment_of(address, common_home))
        clerk.call("prepare")
        clerk.stop()
        yield urlsplit(address).path[1:]


@pytest.fixture(scope="module")
def scene(laid, common_home):
    """(the environment of a process on a copy of ``laid``, who opens activities and reads the tables there)."""
    with empty_postgresql(like=laid) as address:
        environment = environment_of(address, common_home)
        clerk = Process(environment)
        yield environment, clerk
        clerk.stop()


_NOW = timezone.now().isoformat()


def environment_of(address, home):
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "aoxanh.config.settings",
        "DATABASE_URL": address,
        "AOXANH_HOME": str(home),
        "AOXANH_SECRET_KEY": "drills only",
        "AOXANH_RACE_NOW": _NOW,
    }
