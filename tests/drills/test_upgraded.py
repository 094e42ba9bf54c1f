"""F12: what an earlier version kept, brought up to this one while clients go on asking.

``earlier/20261126.sql.gz`` is the database of commit 1a3453b, filled by its own code: 31 people who signed up, some of
whom withdrew, ten who served and their certificates. There is no release yet: the first one takes its place.
"""

import gzip
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from bench.journeys import People
from bench.wire import Connection, Unexpected
from tests.drills.databases import NEEDS_POSTGRESQL, empty_postgresql, environment_of
from tests.drills.restoring import with_tools
from tests.drills.serving import serving, sign_up, together
from tests.races.running import ROOT, Process


EARLIER = Path(__file__).parent / "earlier" / "20261126.sql.gz"
LIVES = "/he-thong/song/"
CODE, SLOT = "C65WX6005J", 1
CLIENTS = 4
TO_COME = """
    UPDATE activities_shift SET starts_at = now() + interval '9 days', ends_at = now() + interval '9 days 4 hours',
        signup_until = now() + interval '8 days', waiting_until = now() + interval '8 days'
"""
"""The dump grows old; its activity stays ahead."""

pytestmark = [pytest.mark.local_network, *NEEDS_POSTGRESQL]


@pytest.fixture
def earlier(common_home):
    """The environment of processes on a database that the earlier version left."""
    with empty_postgresql() as address:
        environment = with_tools(environment_of(address, common_home))
        place = urlunsplit(urlsplit(address)._replace(scheme="postgresql"))
        subprocess.run(
            ["psql", "-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null", place],
            input=gzip.decompress(EARLIER.read_bytes()), env=environment, check=True,
        )  # fmt: skip
        with psycopg.connect(address) as connection:
            connection.execute(TO_COME)
        yield environment


def _kept(address, columns=None):
    """({table: columns}, {table: its rows in these columns}) of what holds anything."""
    with psycopg.connect(address) as connection:
        named = connection.execute(
            "SELECT table_name, array_agg(column_name::text ORDER BY column_name)"
            " FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name"
        ).fetchall()
        there = dict(named)
        asked = columns or there
        rows = {}
        for table, names in asked.items():
            listed = ", ".join(f'"{name}"' for name in names if name in there.get(table, ()))
            if listed:
                found = connection.execute(f'SELECT {listed} FROM "{table}"').fetchall()  # noqa: S608  names of its own
                rows[table] = Counter(map(repr, found))
    return there, rows


def asker(address, number, start, *, seconds):
    """Sign up whatever comes; (every status in order, the passes held)."""
    client, people, statuses, held = Connection(address), People(number), [], []
    until = time.monotonic() + seconds
    while time.monotonic() < until and len(held) < 3:
        try:
            page = client.get(f"/hoat-dong/{CODE}/")
            answer = page if page.status != 200 else sign_up(client, people, code=CODE, slot=SLOT)
        except (OSError, Unexpected):
            client.close()
            continue
        statuses.append(answer.status)
        if answer.status == 303:
            held.append(answer.header("location").split("/")[-2])
        else:
            time.sleep(0.5)
    client.close()
    return statuses, held


def _upgrade(environment):
    """Two servers that begin in the same moment."""
    call = [sys.executable, "-m", "aoxanh.jobs.cli", "migrate"]
    pair = [subprocess.Popen(call, cwd=ROOT, env=environment) for _ in range(2)]
    return [each.wait(timeout=600) for each in pair]


def _asked_meanwhile(environment, application):
    """(statuses before and after all was well, passes held, how ready it said to be, how the upgrades ended)."""
    ready, ended = [], []
    with serving(environment, workers=2, application=application, ready=LIVES) as server:

        def is_ready():
            client = Connection(server.address)
            ready.append(client.get("/he-thong/san-sang/").status)
            client.close()

        def meanwhile(start):
            is_ready()
            time.sleep(max(0.0, start + 1 - time.time()))
            ended.extend(_upgrade(environment))

        answers = together(
            asker, server.address, clients=CLIENTS, meanwhile=meanwhile, seconds=600.0
        )
        is_ready()
    statuses = Counter(status for each, _ in answers for status in each)
    return statuses, [token for _, held in answers for token in held], ready, ended


def test_an_earlier_database_is_brought_up_under_load_and_nothing_is_lost(earlier, told):
    address = earlier["DATABASE_URL"]
    columns, before = _kept(address)
    began = time.monotonic()

    statuses, held, ready, ended = _asked_meanwhile(earlier, "aoxanh.config.wsgi:application")

    _, after = _kept(address, columns)
    lost = {table for table, rows in before.items() if rows - after.get(table, Counter())}
    clerk = Process(earlier)
    kept = clerk.call("check", slot=SLOT, tokens=held)
    clerk.stop()
    assert ended == [0, 0]
    assert ready == [503, 200]
    assert set(statuses) == {303, 503}
    assert lost == {"activities_slot"}, "but the places of the shift that goes on selling"
    assert kept["lost"] == kept["untold"] == kept["doubles"] == 0
    assert len(held) == 3 * CLIENTS
    rows = sum(sum(each.values()) for each in before.values())
    told(
        "F12 upgrade, PostgreSQL",
        f"{rows} rows of commit 1a3453b; {CLIENTS} clients, two upgrades in the same moment",
        f"{statuses[503]} told to come back, {len(held)} signed up after, {time.monotonic() - began:.0f} s",
        "0 lost, nothing but 503 until it was done",
    )


def test_without_a_look_at_the_version_the_page_of_a_fault_is_shown(earlier):
    environment = earlier | {"AOXANH_BROKEN": "version"}
    broken = "tests.drills.broken:application"

    with serving(environment, workers=1, application=broken, ready=LIVES) as server:
        ((statuses, _),) = together(asker, server.address, clients=1, seconds=1.0)

    assert set(statuses) == {500}
