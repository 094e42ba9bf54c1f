"""F9 at its size: the whole country with ten million turns, backed up and restored on an empty machine.

The long form alone: the short one is ``test_restored.py``.
"""

import os
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.drills.databases import NEEDS_POSTGRESQL, empty_postgresql, environment_of
from tests.drills.restoring import command, with_tools


TURNS = int(os.environ.get("AOXANH_TURNS", "10_000_000"))
SOON = 600
"""Seconds within which ten million turns are back."""

pytestmark = [pytest.mark.drill, *NEEDS_POSTGRESQL]


def _sums(address):
    """The number of rows of each table, and a sum over all of them."""
    with psycopg.connect(urlunsplit(urlsplit(address)._replace(scheme="postgresql"))) as connection:
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        ).fetchall()
        asked = "SELECT count(*), sum(hashtextextended(t::text, 0)::numeric) FROM {} t"
        return {
            name: connection.execute(asked.format(f'"{name}"')).fetchone()  # names of its own
            for (name,) in tables
        }


def _timed(environment, *words):
    began = time.monotonic()
    command(environment, *words)
    return time.monotonic() - began


def test_the_country_comes_back_within_ten_minutes(tmp_path, told):
    copy, keys = tmp_path / "copy.tar.gz", tmp_path / "keys.tar.gz"
    with empty_postgresql() as here, empty_postgresql() as there:
        environment = with_tools(environment_of(here, tmp_path / "home"))
        elsewhere = with_tools(environment_of(there, tmp_path / "there"))
        filled = _timed(environment, "demo", "--scale", "national", "--participations", TURNS)
        before = _sums(here)
        kept = _timed(environment, "backup", copy, "--keys", keys)
        back = _timed(elsewhere, "restore", copy, "--keys", keys)
        after = _sums(there)
        with psycopg.connect(there, autocommit=True) as connection:
            connection.execute("UPDATE people_person SET full_name = 'Người khác' WHERE id = 1")
        spoiled = _sums(there)

    assert after == before
    assert before["activities_participation"][0] == TURNS
    assert [name for name in before if spoiled[name] != before[name]] == ["people_person"]
    assert back < SOON
    told(
        "F9 the country restored, PostgreSQL",
        f"{TURNS:,} turns, filled in {filled:.0f} s",
        f"backup in {kept:.0f} s, {Path(copy).stat().st_size / 1024**2:.0f} MB; restored in {back:.0f} s",
        f"{len(before)} tables, every checksum equal; a single changed name is noticed",
    )
