"""The database as one file, and back: SQLite by its online backup, PostgreSQL by its own tools."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from aoxanh.jobs.errors import BackupToolFailed, BackupToolMissing


_ASIDE = "aoxanh_before"
"""The schema that holds what a restore replaces, until the copy stands."""

_SIDE_FILES = ("-wal", "-shm", "-journal")
_POSTGRES_WORDS = {
    "PGHOST": "host",
    "PGPORT": "port",
    "PGUSER": "user",
    "PGPASSWORD": "password",
    "PGDATABASE": "dbname",
    "PGSSLMODE": "sslmode",
}


def _sqlite_file() -> Path:
    return Path(settings.DATABASES["default"]["NAME"])


def erase() -> None:
    """Remove everything, tables included: the next migration starts from nothing."""
    if connection.vendor == "sqlite":
        connection.close()
        for suffix in ("", *_SIDE_FILES):
            Path(f"{_sqlite_file()}{suffix}").unlink(missing_ok=True)
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def is_empty() -> bool:
    """Whether restoring would overwrite nothing."""
    if connection.vendor == "sqlite":
        return not _sqlite_file().exists()
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def dump(target: Path) -> dict[str, int]:
    """Write a consistent copy to ``target`` and count its rows by table. Raises ``BackupToolMissing``, ``…Failed``."""
    return _dump_sqlite(target) if connection.vendor == "sqlite" else _dump_postgres(target)


def load(source: Path) -> None:
    """Put the copy in ``source`` in place of the database. Raises ``BackupToolMissing``, ``BackupToolFailed``."""
    if connection.vendor == "sqlite":
        target = _sqlite_file()
        target.parent.mkdir(parents=True, exist_ok=True)
        erase()
        source.replace(target)
    else:
        _load_postgres(source)


def _dump_sqlite(target: Path) -> dict[str, int]:
    address = f"{_sqlite_file().absolute().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(address, uri=True)) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy)
        # The copy must be one file wherever it is opened next.
        copy.execute("PRAGMA journal_mode=DELETE")
        return sqlite_rows(copy)


def sqlite_rows(database: sqlite3.Connection) -> dict[str, int]:
    """Rows by table."""
    names = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ).fetchall()
    counts = {}
    for (name,) in names:
        quoted = name.replace('"', '""')
        (count,) = database.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608  a table's own name
        counts[name] = count
    return counts


def _postgres_call(tool: str) -> tuple[str, dict[str, str]]:
    """Where the tool is, and an environment that tells it the server without showing the password."""
    found = shutil.which(tool)
    if found is None:
        raise BackupToolMissing(tool=tool)
    given = connection.get_connection_params()
    told = {name: str(given[key]) for name, key in _POSTGRES_WORDS.items() if given.get(key)}
    return found, os.environ | told


def _ran(tool: str, *arguments: str) -> None:
    found, env = _postgres_call(tool)
    done = subprocess.run([found, *arguments], env=env, check=False)  # noqa: S603  found on the path, fixed arguments
    if done.returncode:
        raise BackupToolFailed(tool=tool)


def _dump_postgres(target: Path) -> dict[str, int]:
    _postgres_call("pg_dump")
    with connection.cursor() as cursor:
        # Rows are counted in the very snapshot that is dumped.
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            counts = {}
            for name in sorted(connection.introspection.table_names(cursor)):
                cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608  a table's own name
                (counts[name],) = cursor.fetchone()
            _ran("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
        finally:
            cursor.execute("ROLLBACK")
    return counts


def _load_postgres(source: Path) -> None:
    """What is there steps aside, whichever version left it, and comes back when the copy does not go in.

    Most of the time goes into indexes and foreign keys, which several processes make side by side.
    """
    _postgres_call("pg_restore")
    place = f"--dbname={connection.get_connection_params()['dbname']}"
    jobs = f"--jobs={os.cpu_count() or 1}"
    _step_aside()
    try:
        _ran("pg_restore", "--no-owner", "--exit-on-error", jobs, place, str(source))
    except BackupToolFailed:
        _execute("DROP SCHEMA public CASCADE", f"ALTER SCHEMA {_ASIDE} RENAME TO public")
        raise
    _execute(f"DROP SCHEMA {_ASIDE} CASCADE")


def is_cut() -> bool:
    """Whether a restore was killed: it left the data aside, and in their place what it had come to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [_ASIDE])
        return cursor.fetchone() is not None


def _step_aside() -> None:
    begin = "DROP SCHEMA public CASCADE" if is_cut() else f"ALTER SCHEMA public RENAME TO {_ASIDE}"
    _execute(begin, "CREATE SCHEMA public", "GRANT USAGE ON SCHEMA public TO PUBLIC")


def _execute(*statements: str) -> None:
    """All of them or none."""
    with transaction.atomic(), connection.cursor() as cursor:
        for each in statements:
            cursor.execute(each)
