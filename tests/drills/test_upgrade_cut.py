"""F12, cut in the middle: killed while it builds an index, an upgrade goes on when it is run again."""

import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager

import psycopg
import pytest

from tests import tables
from tests.catalogue import catalogue
from tests.drills.databases import NEEDS_POSTGRESQL, POSTGRESQL, empty_postgresql
from tests.drills.test_upgraded import _kept, earlier
from tests.races.running import ROOT


__all__ = ["earlier"]

BUILDING = "CREATE %INDEX CONCURRENTLY %"
SOON = 120.0
"""Seconds within which an upgrade comes to its first index over rows that were there."""

UPGRADE = [sys.executable, "-m", "aoxanh.jobs.cli", "migrate"]

pytestmark = [pytest.mark.local_network, *NEEDS_POSTGRESQL]


@contextmanager
def _somebody_reads_for_long(address):
    """Who builds an index waits for whoever began before."""
    with psycopg.connect(address) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.execute("SELECT 1")
        yield


def _seen_building(address):
    """The server's process that builds an index, as soon as it waits for somebody else."""
    until = time.monotonic() + SOON
    with psycopg.connect(address, autocommit=True) as connection:
        while time.monotonic() < until:
            found = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE query LIKE %s AND wait_event = 'virtualxid'"
                " AND datname = current_database()",
                [BUILDING],
            ).fetchone()
            if found:
                return found[0]
            time.sleep(0.05)
    raise AssertionError


def _left_half_built(address):
    with psycopg.connect(address) as connection:
        return [key for key, told in catalogue(connection).items() if told.endswith(" f")]


def test_an_upgrade_that_was_killed_while_it_built_an_index_goes_on_when_run_again(earlier, told):
    address = earlier["DATABASE_URL"]
    columns, before = _kept(address)
    with _somebody_reads_for_long(address):
        first = subprocess.Popen(UPGRADE, cwd=ROOT, env=earlier)
        server = _seen_building(address)
        first.kill()
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("SELECT pg_terminate_backend(%s, 10000)", [server])
        first.wait()
        cut = _left_half_built(address)
        second = subprocess.Popen(UPGRADE, cwd=ROOT, env=earlier)
        _seen_building(address)
        second.kill()
        second.wait()

    subprocess.run(UPGRADE, cwd=ROOT, env=earlier, check=True)

    _, after = _kept(address, columns)
    with (
        empty_postgresql(like=tables.on_postgresql(POSTGRESQL)) as new,
        psycopg.connect(new) as made_at_once,
        psycopg.connect(address) as brought_up,
    ):
        assert catalogue(brought_up) == catalogue(made_at_once)
    assert cut
    assert {name for name, rows in before.items() if rows - after.get(name, Counter())} == set()
    told(
        "F12 upgrade cut, PostgreSQL",
        "kill -9 while an index is built, once with the server's process, once while that goes on",
        f"{len(cut)} index left half built, made anew by the next run",
        "all tables, constraints and indexes as in a new installation, 0 rows lost",
    )
