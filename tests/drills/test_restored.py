"""F9: a backup restored on an empty machine: every table, every file and every key as it was."""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.drills.databases import empty_postgresql
from tests.drills.restoring import asked, command, files_of, with_tools


FILES = 5


@pytest.fixture(scope="module")
def tools(surroundings):
    return with_tools(surroundings)


@contextmanager
def _elsewhere(environment, folder):
    """An empty machine with a database of the same kind."""
    there = environment | {"AOXANH_HOME": str(folder / "there")}
    if environment["DATABASE_URL"].startswith("sqlite"):
        yield there | {"DATABASE_URL": f"sqlite:///{folder / 'there' / 'other.sqlite3'}"}
    else:
        with empty_postgresql() as address:
            yield there | {"DATABASE_URL": address}


def test_everything_comes_back_and_one_changed_name_is_noticed(tools, tmp_path, told, database):
    copy, keys = tmp_path / "copy.tar.gz", tmp_path / "keys.tar.gz"
    race = {"start": 0, "tries": 30, "mixed": True, "around": 7, "worker": 0, "seed": 1}
    _, opened = asked(tools, "prepare", "open", open={"places": 7, "waiting": True})
    _, before = asked(tools, "race", "sums", race=race | opened)
    for number in range(FILES):
        stored = Path(tools["AOXANH_HOME"]) / "files" / "ab" / f"ab{number:030d}"
        stored.parent.mkdir(parents=True, exist_ok=True)
        stored.write_bytes(os.urandom(10_000))

    command(tools, "backup", copy, "--keys", keys)
    with _elsewhere(tools, tmp_path) as there:
        command(there, "restore", copy, "--keys", keys)
        after, _, spoiled, _ = asked(there, "sums", "spoil", "sums", "outgrow")
        command(there, "restore", copy, "--force")
        (again,) = asked(there, "sums")

    assert after == again == before, "also where a newer version had tables of its own"
    assert files_of(there["AOXANH_HOME"]) == files_of(tools["AOXANH_HOME"])
    assert len(files_of(there["AOXANH_HOME"])) == FILES
    assert [name for name in before if spoiled[name] != before[name]] == ["people_person"]
    told(
        f"F9 backup and restore, {database.partition(':')[0]}",
        f"{len(before)} tables, {FILES} files",
        "every checksum equal",
        "a single changed name is noticed",
    )
