"""F9: back to one moment between two sign-ups, files and keys apart: PostgreSQL by its log, SQLite by its points."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import psycopg
import pytest

from tests import tables
from tests.drills.databases import environment_of
from tests.drills.restoring import asked, called, command, files_of
from tests.races.running import Process
from tools.with_postgres import Cluster


TRIES = 10 * max(1, int(os.environ.get("AOXANH_ROUNDS", "1")))
RACE = {"start": 0, "tries": TRIES, "mixed": True, "around": 7, "seed": 1}
FILES, MORE_FILES = 3, 2


@pytest.fixture
def shared():
    """A folder in which a PostgreSQL that is not root may write, too."""
    call = ["mktemp", "-d", "-t", "aoxanh-moment-XXXXXX"]
    made = Path(subprocess.check_output(call, text=True).strip())
    made.chmod(0o777)
    yield made
    shutil.rmtree(made, ignore_errors=True)


def _archiving(folder):
    return (
        "archive_mode=on",
        f"archive_command=test ! -f {folder}/%f && cp %p {folder}/%f",
    )


def _to(folder, moment):
    """How a PostgreSQL is told to read its log: up to a moment, or to its end."""
    end = (f"recovery_target_time={moment}", "recovery_target_action=promote") if moment else ()
    return (f"restore_command=cp {folder}/%f %p", *end)


def _archived(address):
    """The log up to now is put away."""
    with psycopg.connect(address, autocommit=True) as connection:
        last = connection.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()[0]
        for _ in range(600):
            query = "SELECT last_archived_wal FROM pg_stat_archiver"
            if (connection.execute(query).fetchone()[0] or "") >= last:
                return
            time.sleep(0.05)
    raise AssertionError("the log was not put away")


def _standing_alone(cluster):
    for _ in range(600):
        with psycopg.connect(cluster.address) as connection:
            if not connection.execute("SELECT pg_is_in_recovery()").fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("the copy did not become a server of its own")


def _mishap(clerk, opened):
    """What is to be undone: more sign-ups, more files, a changed name."""
    clerk.call("race", worker=1, **RACE, **opened)
    clerk.call("store", count=MORE_FILES)
    clerk.call("spoil")


def _begun(environment):
    clerk = Process(environment)
    clerk.call("prepare")
    return clerk, clerk.call("open", places=7, waiting=True)


def _filled(clerk, opened):
    clerk.call("race", worker=0, **RACE, **opened)
    clerk.call("store", count=FILES)
    return clerk.call("sums")


@pytest.fixture
def lost(shared, tmp_path):
    """A PostgreSQL that kept its log and is gone: its sums at a moment, the moment, its home."""
    (shared / "wal").mkdir()
    (shared / "wal").chmod(0o777)
    cluster = Cluster(durable=False, options=_archiving(shared / "wal"))
    cluster.start()
    try:
        tables.lay(cluster.address)
        environment = environment_of(cluster.address, tmp_path / "home")
        clerk, opened = _begun(environment)
        cluster.call("pg_basebackup", "-D", shared / "base", "-c", "fast")
        sums = _filled(clerk, opened)
        with psycopg.connect(cluster.address) as connection:
            moment = connection.execute("SELECT clock_timestamp()").fetchone()[0]
        keep = ("--files-only", tmp_path / "store", "--keys", tmp_path / "keys.tar.gz")
        command(environment, "backup", *keep)
        _mishap(clerk, opened)
        clerk.stop()
        _archived(cluster.address)
        cluster.kill()
        yield sums, moment, tmp_path / "home"
    finally:
        cluster.remove()


def _back(shared, moment, home):
    """(the sums of a copy brought to the moment, what restoring the files said) in an empty home."""
    (shared / "base" / "recovery.signal").touch()
    cluster = Cluster(durable=False, base=shared / "base", options=_to(shared / "wal", moment))
    cluster.start()
    try:
        _standing_alone(cluster)
        there = environment_of(cluster.address, home)
        keep = ("--files", home.parent / "store", "--keys", home.parent / "keys.tar.gz")
        told = called(there, "restore", *keep)
        return asked(there, "sums")[0], told
    finally:
        cluster.remove()


@pytest.mark.postgres
def test_postgresql_comes_back_to_a_moment(shared, lost, tmp_path, told):
    sums, moment, home = lost

    back, (status, _) = _back(shared, moment, tmp_path / "there")
    late, (short, said) = _back(shared, "", tmp_path / "late")

    assert back == sums
    assert status == 0
    assert len(files_of(tmp_path / "there")) == FILES
    assert files_of(tmp_path / "there").items() <= files_of(home).items()
    assert files_of(tmp_path / "there", "keys") == files_of(home, "keys")
    assert late != sums, "without the moment the mishap is back, too"
    assert (short, f"{MORE_FILES} tệp" in said) == (1, True)
    told(
        "F9 point in time, PostgreSQL",
        f"log put away, {TRIES} sign-ups and {FILES} files before a moment, as many and a changed name after it",
        f"{len(sums)} tables, every checksum as at the moment",
        "nothing later, nothing lacking; files and keys from where they lie apart",
    )


def test_sqlite_comes_back_to_one_of_its_points(tmp_path, told):
    address = tables.fill(f"sqlite:///{tmp_path / 'drill.sqlite3'}")
    environment = environment_of(address, tmp_path / "home")
    there = environment_of(f"sqlite:///{tmp_path / 'other.sqlite3'}", tmp_path / "there")
    store, keys = tmp_path / "store", tmp_path / "keys.tar.gz"
    clerk, opened = _begun(environment)
    sums = _filled(clerk, opened)
    command(environment, "backup", tmp_path / "1.tar.gz", "--files", store, "--keys", keys)
    _mishap(clerk, opened)
    clerk.stop()
    command(environment, "backup", tmp_path / "2.tar.gz", "--files", store)

    status, said = called(there, "restore", tmp_path / "1.tar.gz", "--keys", keys)
    command(there, "restore", tmp_path / "1.tar.gz", "--files", store, "--keys", keys)

    assert (status, "thiếu thành phần" in said) == (1, True), "without the files it is refused"
    assert asked(there, "sums") == [sums]
    assert len(files_of(tmp_path / "there")) == FILES
    assert files_of(tmp_path / "there").items() <= files_of(tmp_path / "home").items()
    told(
        "F9 point in time, SQLite",
        f"two points, {TRIES} sign-ups and {FILES} files before the first, as many and a changed name between",
        f"{len(sums)} tables, every checksum as at the first",
        "files and keys from where they lie apart; refused without them",
    )
