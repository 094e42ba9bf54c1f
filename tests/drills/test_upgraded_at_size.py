"""F12 at its size: a million members brought up while others write, one of them for long; and the way back.

The long form alone: the short one is ``test_upgraded.py``.
"""

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager

import psycopg
import pytest

from tests.drills.databases import NEEDS_POSTGRESQL
from tests.drills.test_upgraded import SLOT, _asked_meanwhile, _kept, earlier
from tests.races.running import ROOT


__all__ = ["earlier"]

MEMBERS = int(os.environ.get("AOXANH_MEMBERS", "1_000_000"))
COMMIT = "1a3453b"
LONGEST = 1.0
"""Seconds that somebody may wait for a table in an upgrade."""

HELD = 4.0
"""Seconds for which somebody keeps a row to themselves once the upgrade has met it."""

FILL = """
    INSERT INTO people_person (code, full_name, search_text, sort_key, birth_date, birth_year, gender, phone, email,
        contact_key, youth_category, skills, availability, state, created_at, home_place_id, unit_id)
    SELECT lpad(n::text, 10, '0'), full_name, search_text, sort_key || n, birth_date, birth_year, gender,
        '+849' || lpad(n::text, 8, '0'), '', md5(n::text), youth_category, skills, availability, state, created_at,
        home_place_id, unit_id
    FROM (SELECT * FROM people_person WHERE merged_into_id IS NULL ORDER BY id LIMIT 1) one, generate_series(1, %s) n
"""
JOIN = """
    INSERT INTO people_membership (kind, student_code, class_name, faculty, valid_from, valid_to, unit_id, person_id)
    SELECT kind, student_code, class_name, faculty, valid_from, valid_to, person.unit_id, person.id
    FROM (SELECT * FROM people_membership ORDER BY id LIMIT 1) one, people_person person WHERE code LIKE '00%'
"""
CERTIFY = """
    INSERT INTO recognition_certificate
    SELECT made.* FROM recognition_certificate one, people_person person, LATERAL jsonb_populate_record(
        one, jsonb_build_object('id', 1000 + person.id, 'code', 'X' || person.id, 'number', 1000 + person.id,
        'person_id', person.id, 'token', '')) made
    WHERE one.id = (SELECT min(id) FROM recognition_certificate) AND person.code LIKE '00%'
"""
"""The table that the migrations behind change most: constraints made anew, columns, indexes."""

SUM = """
    SELECT count(*), sum(hashtextextended(concat_ws('|', person.code, full_name, phone, contact_key, kind), 0)::numeric)
    FROM people_person person JOIN people_membership member ON member.person_id = person.id
    WHERE person.code LIKE '00%'
"""

BEHIND = """
    SELECT left(blocking.query, 120) FROM pg_stat_activity waiting
    JOIN pg_stat_activity blocking ON blocking.pid = ANY (pg_blocking_pids(waiting.pid))
    WHERE waiting.query LIKE 'UPDATE %'
"""

STAMP = "UPDATE recognition_certificate SET disclosed = disclosed WHERE number = 1"
MET = "SELECT 1 FROM pg_stat_activity WHERE %s = ANY (pg_blocking_pids(pid))"

pytestmark = [pytest.mark.drill, pytest.mark.local_network, *NEEDS_POSTGRESQL]


@pytest.fixture
def large(earlier):
    """The environment of processes on the earlier database with so many members more."""
    with psycopg.connect(earlier["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(FILL, [MEMBERS])
        connection.execute(JOIN)
        connection.execute(CERTIFY)
        connection.execute(
            "VACUUM ANALYZE people_person, people_membership, recognition_certificate"
        )
    return earlier


def _sum(environment):
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        return connection.execute(SUM).fetchone()


def _keep(address, held, done):
    """Keep a row until somebody has waited for it, and some seconds more."""
    with (
        psycopg.connect(address) as connection,
        psycopg.connect(address, autocommit=True) as looking,
    ):
        connection.execute("UPDATE people_person SET phone = phone WHERE id = 1")
        held.set()
        keeper = [connection.info.backend_pid]
        while not (done.is_set() or looking.execute(MET, keeper).fetchone()):
            time.sleep(0.05)
        done.wait(HELD)


@contextmanager
def _others_at_work(environment):
    """Somebody keeps a row for long, somebody else writes all the time.

    (how long each of these writes waited, behind which statements they were seen waiting, every tenth of a second).
    """
    waits, behind, done, held = [], Counter(), threading.Event(), threading.Event()

    def write():
        with psycopg.connect(environment["DATABASE_URL"], autocommit=True) as connection:
            while not done.is_set():
                began = time.monotonic()
                connection.execute("UPDATE people_person SET phone = phone WHERE id = 2")
                connection.execute("UPDATE activities_slot SET taken = taken WHERE id = %s", [SLOT])
                connection.execute(STAMP)
                waits.append(time.monotonic() - began)
                time.sleep(0.02)

    def look():
        with psycopg.connect(environment["DATABASE_URL"], autocommit=True) as connection:
            while not done.is_set():
                behind.update(query for (query,) in connection.execute(BEHIND).fetchall())
                time.sleep(0.1)

    keeper = threading.Thread(target=_keep, args=(environment["DATABASE_URL"], held, done))
    people = [keeper, *(threading.Thread(target=each) for each in (write, look))]
    for each in people:
        each.start()
    held.wait()
    try:
        yield waits, behind
    finally:
        done.set()
        for each in people:
            each.join()


def test_a_million_members_are_brought_up_and_nobody_waits_for_a_table(large, told):
    before = _sum(large)
    began = time.monotonic()

    with _others_at_work(large) as (waits, behind):
        statuses, held, ready, ended = _asked_meanwhile(large, "aoxanh.config.wsgi:application")

    assert (ended, ready) == ([0, 0], [503, 200])
    assert _sum(large) == before
    assert before[0] == MEMBERS
    assert set(statuses) == {303, 503}
    assert max(waits) < LONGEST, behind.most_common(3)
    told(
        "F12 upgrade at its size, PostgreSQL",
        f"{MEMBERS:,} members of commit {COMMIT}, a certificate each; four clients, two upgrades, one who writes all "
        f"the time, one who keeps a row for {HELD:g} s once it is met",
        f"{len(waits)} writes, the longest {max(waits):.2f} s; {statuses[503]} told to come back, "
        f"{len(held)} signed up after, {time.monotonic() - began:.0f} s",
        "0 lost, nobody waits for a table longer than a second",
    )


def test_without_giving_way_everybody_waits_for_who_keeps_a_row(earlier):
    stubborn = (
        "import django; django.setup(); from aoxanh.jobs.commands import migrate as command; "
        "command.GIVES_WAY_AFTER = '0'; command.migrate()"
    )
    environment = earlier | {"DJANGO_SETTINGS_MODULE": "aoxanh.config.settings"}

    with _others_at_work(earlier) as (waits, _):
        subprocess.run([sys.executable, "-c", stubborn], cwd=ROOT, env=environment, check=True)

    assert max(waits) > LONGEST


@pytest.fixture
def old_code(tmp_path):
    """A folder with the code of the earlier version."""
    tar = subprocess.run(
        ["git", "archive", COMMIT], cwd=ROOT, capture_output=True, check=False
    )  # fmt: skip
    if tar.returncode:
        pytest.skip(f"the history with commit {COMMIT} is not here")
    folder = tmp_path / "code"
    folder.mkdir()
    subprocess.run(["tar", "-x", "-C", folder], input=tar.stdout, check=True)
    return folder


def _emptied(environment):
    """As the guide says: the way back begins with an empty database."""
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def test_the_way_back_is_the_earlier_version_with_the_backup_made_before(
    earlier, old_code, tmp_path, told
):
    old = earlier | {"PYTHONPATH": str(old_code)}
    copy, keys = tmp_path / "copy.tar.gz", tmp_path / "keys.tar.gz"

    def call(environment, code, *words, check=True):
        command = [sys.executable, "-m", "aoxanh.jobs.cli", *map(str, words)]
        done = subprocess.run(
            command, cwd=code, env=environment, check=check, capture_output=True, text=True
        )
        return done.stdout + done.stderr

    figures = call(old, old_code, "measures", "check", check=False)
    _, before = _kept(earlier["DATABASE_URL"])
    call(old, old_code, "backup", copy, "--keys", keys)
    call(earlier, ROOT, "migrate")
    _emptied(earlier)
    call(old, old_code, "restore", copy, "--force")

    _, after = _kept(earlier["DATABASE_URL"])
    assert call(old, old_code, "measures", "check", check=False) == figures
    assert after == before
    rows = sum(sum(each.values()) for each in after.values())
    told(
        "F12 the way back, PostgreSQL",
        f"backup by commit {COMMIT}, upgrade, restored by commit {COMMIT}",
        f"{rows} rows as before",
        "every row as before; the earlier version finds in them what it found",
    )
