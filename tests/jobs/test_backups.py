"""A backup comes back elsewhere with every row and every byte, or not at all."""

import io
import json
import os
import sqlite3
import tarfile
from contextlib import closing
from types import SimpleNamespace

import pytest

from aoxanh.jobs import backups
from aoxanh.jobs.backups import databases, restoring, writing
from aoxanh.jobs.backups.manifest import Manifest
from aoxanh.jobs.errors import (
    BackupBroken,
    BackupOfOtherDatabase,
    BackupToolFailed,
    BackupToolMissing,
    FileMissing,
    WouldOverwrite,
)


@pytest.fixture
def home(settings, tmp_path, monkeypatch):
    """A home with a small database, two stored files and a key; calling it moves on to another home."""

    def move_to(name):
        place = tmp_path / name
        place.mkdir(exist_ok=True)
        settings.HOME = place
        settings.MEDIA_ROOT = place / "files"
        settings.KEY_FOLDER = place / "keys"
        monkeypatch.setattr(databases, "_sqlite_file", lambda: place / "aoxanh.sqlite3")
        return place

    place = move_to("here")
    with closing(sqlite3.connect(place / "aoxanh.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE person (name TEXT)")
        database.executemany("INSERT INTO person VALUES (?)", [("Ơn",), ("Páo",), ("Mỷ",)])
        database.commit()
    for name in ("ab", "cd"):
        (place / "files" / name).mkdir(parents=True)
        (place / "files" / name / (name * 16)).write_bytes(name.encode() * 1000)
    (place / "keys").mkdir()
    (place / "keys" / "passes.pem").write_text("secret")
    return move_to


@pytest.fixture
def database_is(monkeypatch):
    def pretend(vendor):
        for module in (databases, restoring, writing):
            stand_in = SimpleNamespace(
                vendor=vendor,
                close=lambda: None,
                get_connection_params=lambda: {"dbname": "aoxanh", "user": "aoxanh"},
            )
            monkeypatch.setattr(module, "connection", stand_in)

    return pretend


@pytest.fixture(autouse=True)
def _as_sqlite(database_is):
    database_is("sqlite")


def people(place):
    with closing(sqlite3.connect(place / "aoxanh.sqlite3")) as database:
        return [name for (name,) in database.execute("SELECT name FROM person ORDER BY rowid")]


def repacked(source, target, change):
    """A copy of the archive in which ``change`` has edited {name: bytes}."""
    with tarfile.open(source) as archive:
        members = {entry.name: archive.extractfile(entry).read() for entry in archive}
    change(members)
    with tarfile.open(target, "w:gz") as archive:
        for name, body in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(body)
            archive.addfile(entry, io.BytesIO(body))
    return target


def test_a_backup_restored_elsewhere_has_every_row_and_every_byte(home, tmp_path, now):
    file = tmp_path / "copy.tar.gz"
    written = backups.write(file, now=now)

    there = home("there")
    restored = backups.restore(file)

    assert written == restored
    assert restored.rows == {"person": 3}
    assert people(there) == ["Ơn", "Páo", "Mỷ"]
    assert (there / "files" / "ab" / ("ab" * 16)).read_bytes() == b"ab" * 1000
    assert sorted(path.name for path in there.iterdir()) == ["aoxanh.sqlite3", "files"]


def test_keys_are_only_in_their_own_file(home, tmp_path, now):
    backups.write(tmp_path / "copy.tar.gz", now=now)
    backups.write_keys(tmp_path / "keys.tar.gz")

    with tarfile.open(tmp_path / "copy.tar.gz") as archive:
        assert not [name for name in archive.getnames() if "pem" in name]
    assert (tmp_path / "keys.tar.gz").stat().st_mode & 0o777 == 0o600
    there = home("there")
    assert not backups.has_keys()
    backups.restore_keys(tmp_path / "keys.tar.gz")
    assert (there / "keys" / "passes.pem").read_text() == "secret"
    with pytest.raises(WouldOverwrite):
        backups.restore_keys(tmp_path / "keys.tar.gz")


def test_keys_in_folders_come_back_where_they_were(home, tmp_path):
    ring = home("here") / "keys" / "signing" / "0001.json"
    ring.parent.mkdir(parents=True)
    ring.write_text("a key")

    backups.write_keys(tmp_path / "keys.tar.gz")
    there = home("there")
    backups.restore_keys(tmp_path / "keys.tar.gz")

    assert (there / "keys" / "signing" / "0001.json").read_text() == "a key"
    assert (there / "keys" / "signing").stat().st_mode & 0o777 == 0o700


def test_what_is_written_while_the_backup_runs_does_not_break_it(home, tmp_path, now):
    place = tmp_path / "here"
    with closing(sqlite3.connect(place / "aoxanh.sqlite3")) as writer:
        writer.execute("INSERT INTO person VALUES ('chưa xong')")

        manifest = backups.write(tmp_path / "copy.tar.gz", now=now)

    assert manifest.rows == {"person": 3}


def test_a_backup_never_overwrites_unasked(home, tmp_path, now):
    file = tmp_path / "copy.tar.gz"
    file.write_text("older")

    with pytest.raises(WouldOverwrite):
        backups.write(file, now=now)
    assert file.read_text() == "older"
    backups.write(file, now=now, force=True)
    assert not list(tmp_path.glob("*.part"))


def test_restoring_never_overwrites_unasked(home, tmp_path, now):
    backups.write(tmp_path / "copy.tar.gz", now=now)
    there = home("there")
    (there / "files").mkdir()
    (there / "files" / "own").write_text("mine")

    with pytest.raises(WouldOverwrite):
        backups.restore(tmp_path / "copy.tar.gz")
    home("here")
    with pytest.raises(WouldOverwrite):
        backups.restore(tmp_path / "copy.tar.gz")


def test_restoring_by_force_puts_the_backup_in_place_of_everything(home, tmp_path, now):
    backups.write(tmp_path / "copy.tar.gz", now=now)
    place = tmp_path / "here"
    with closing(sqlite3.connect(place / "aoxanh.sqlite3")) as database:
        database.execute("DELETE FROM person")
        database.commit()
    (place / "files" / "ab" / "later").write_text("later")

    backups.restore(tmp_path / "copy.tar.gz", force=True)

    assert len(people(place)) == 3
    assert not (place / "files" / "ab" / "later").exists()


def _tamper(members):
    members["files/ab/" + "ab" * 16] = b"xy" * 1000


def _lose_a_file(members):
    del members["files/ab/" + "ab" * 16]


def _lose_the_manifest(members):
    del members["manifest.json"]


def _age(members):
    raw = json.loads(members["manifest.json"])
    members["manifest.json"] = json.dumps(raw | {"format": 99}).encode()


def _garble(members):
    members["manifest.json"] = b"{"


def _escape(members):
    members["../escaped"] = b"x"


def _forget_the_database(members):
    raw = json.loads(members["manifest.json"])
    del raw["members"]["database"]
    members["manifest.json"] = json.dumps(raw).encode()


@pytest.mark.parametrize(
    "change",
    [_tamper, _lose_a_file, _lose_the_manifest, _age, _garble, _escape, _forget_the_database],
)
def test_a_changed_backup_is_refused_and_nothing_is_touched(home, tmp_path, now, change):
    backups.write(tmp_path / "copy.tar.gz", now=now)
    changed = repacked(tmp_path / "copy.tar.gz", tmp_path / "changed.tar.gz", change)
    there = home("there")

    with pytest.raises(BackupBroken):
        backups.restore(changed)

    assert list(there.iterdir()) == []
    assert not (tmp_path / "escaped").exists()


def test_a_cut_backup_is_refused(home, tmp_path, now):
    file = tmp_path / "copy.tar.gz"
    backups.write(file, now=now)
    os.truncate(file, file.stat().st_size // 2)
    home("there")

    with pytest.raises(BackupBroken):
        backups.restore(file)


def test_a_missing_backup_is_said_to_be_missing(home, tmp_path):
    for restore in (backups.restore, backups.restore_keys):
        with pytest.raises(FileMissing):
            restore(tmp_path / "none.tar.gz")


def test_a_key_file_with_strange_members_is_refused(home, tmp_path):
    backups.write_keys(tmp_path / "keys.tar.gz")
    changed = repacked(
        tmp_path / "keys.tar.gz",
        tmp_path / "changed.tar.gz",
        lambda members: members.update({"keys/../../escaped": b"x"}),
    )
    home("there")

    with pytest.raises(BackupBroken):
        backups.restore_keys(changed)


def test_a_backup_of_another_kind_of_database_is_refused(
    home, tmp_path, database_is, now, monkeypatch
):
    backups.write(tmp_path / "copy.tar.gz", now=now)
    home("there")
    database_is("postgresql")
    monkeypatch.setattr(databases, "is_empty", lambda: True)

    with pytest.raises(BackupOfOtherDatabase):
        backups.restore(tmp_path / "copy.tar.gz")


def test_postgresql_without_its_tools_is_refused_in_a_sentence(
    home, tmp_path, database_is, now, monkeypatch
):
    database_is("postgresql")
    monkeypatch.setattr(databases.shutil, "which", lambda _tool: None)

    with pytest.raises(BackupToolMissing) as refusal:
        backups.write(tmp_path / "copy.tar.gz", now=now)

    assert "pg_dump" in str(refusal.value)
    assert list(tmp_path.glob("copy*")) == []


def test_a_tool_that_fails_stops_the_restore_and_what_stepped_aside_comes_back(
    home, database_is, monkeypatch, tmp_path
):
    done = []
    database_is("postgresql")
    monkeypatch.setattr(databases.shutil, "which", lambda _tool: "/bin/false")
    monkeypatch.setattr(databases, "_step_aside", lambda: done.append("aside"))
    monkeypatch.setattr(databases, "_execute", lambda *statements: done.extend(statements))

    with pytest.raises(BackupToolFailed):
        databases.load(tmp_path / "dump")

    assert done == [
        "aside", "DROP SCHEMA public CASCADE", "ALTER SCHEMA aoxanh_before RENAME TO public"
    ]  # fmt: skip


def test_a_manifest_reads_as_it_was_written(home, tmp_path, now):
    manifest = backups.write(tmp_path / "copy.tar.gz", now=now)

    assert Manifest.load(manifest.dump()) == manifest
