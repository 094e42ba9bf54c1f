"""F2: whichever statement of a write path fails, nothing is half saved, and asking again succeeds."""

import json
import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def walked(surroundings):
    """What came of every path, by name."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.drills.write_paths"],
        env=surroundings, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {told["path"]: told for told in map(json.loads, done.stdout.splitlines())}


PATHS = (
    "sign-up",
    "withdrawal",
    "check-in",
    "phones together",
    "closing",
    "late entry",
    "certificate",
)


@pytest.mark.parametrize("path", PATHS)
def test_whichever_statement_fails_nothing_is_half_saved(walked, path, told, database):
    found = walked[path]

    assert found["half_saved"] == []
    assert found["not_plain"] == []
    assert found["statements"] > 6, "a write path has more statements"
    assert (found["status"] < 400, found["saved"] != []) == (True, True), "asking again succeeds"
    told(
        f"F2 {path}, {database.partition(':')[0]}",
        f"each of {found['statements']} statements failed once",
        "0 half saved",
        "plain message, the next try saved everything",
    )


def test_without_its_transaction_the_same_faults_leave_something_behind(walked):
    assert walked["twin"]["half_saved"] != []
