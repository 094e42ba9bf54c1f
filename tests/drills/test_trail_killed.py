"""D1: the process that writes is killed again and again: no write without its entry, no entry without its write."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest


ROUNDS = 50 if "AOXANH_ROUNDS" in os.environ else 2
"""Kills; `make drill` goes through fifty on each database."""
ROOT = Path(__file__).resolve().parents[2]


def _writer(surroundings, *arguments):
    call = [sys.executable, "-m", "tests.drills.trail_writer", *arguments]
    return subprocess.Popen(call, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, text=True)


def _checked(surroundings):
    writer = _writer(surroundings, "check")
    told, _ = writer.communicate(timeout=60)
    return {name: int(n) for name, n in (part.split("=") for part in told.split())}


@pytest.fixture(scope="module")
def prepared(surroundings):
    writer = _writer(surroundings, "prepare")
    assert writer.wait(timeout=120) == 0
    writer.stdout.close()
    return surroundings


@pytest.fixture(scope="module")
def known(prepared):
    """What the tables say: nothing at first, later what was last found there."""
    found = {"written": 0, "untold": 0, "unwritten": 0, "broken": 0}

    def read(*, anew=False):
        if anew:
            found.update(_checked(prepared))
        return dict(found)

    return read


def test_no_write_without_entry_and_no_entry_without_write(prepared, known, told, database):
    before = known()
    chance = random.Random(50)  # noqa: S311  the same moments each time
    for _ in range(ROUNDS):
        writer = _writer(prepared, "write")
        assert writer.stdout.readline() == "writing\n"
        time.sleep(chance.uniform(0.02, 0.4))
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()

    found = known(anew=True)

    assert found["untold"] == before["untold"]
    assert found["unwritten"] == found["broken"] == 0
    assert found["written"] - before["written"] >= ROUNDS
    told(
        f"D1 writer killed, {database.partition(':')[0]}",
        f"{ROUNDS} kills",
        f"{found['written']} writes",
        "0 without an entry, 0 entries without a write, no broken seal",
    )


def test_only_one_transaction_keeps_the_two_together(prepared, known):
    """The twin: with the entry outside the transaction a kill between the two leaves a write that nobody told."""
    before = known()
    writer = _writer(prepared | {"AOXANH_BROKEN": "transaction"}, "write")
    writer.wait(timeout=60)
    writer.stdout.close()

    assert known(anew=True)["untold"] == before["untold"] + 1
