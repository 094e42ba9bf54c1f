"""F7, F11: Valkey and workers gone, schedulers down or doubled: pages go on, and what is owed is done exactly once."""

import json
import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager

import pytest

from bench.journeys import check_in
from bench.wire import Connection
from tests.drills.databases import NEEDS_POSTGRESQL
from tests.drills.serving import serving, stayer, together
from tests.races.running import Process


ROUNDS = int(os.environ.get("AOXANH_ROUNDS", "10"))
SECONDS = 3.0 if ROUNDS <= 10 else 20.0
MAILS, PAPERS = 3 * ROUNDS, 2 * ROUNDS

pytestmark = [pytest.mark.local_network, *NEEDS_POSTGRESQL]


@contextmanager
def valkey(folder):
    """A server of its own; (its process, its address)."""
    program = shutil.which("valkey-server") or shutil.which("redis-server")
    if program is None:
        pytest.skip("neither valkey-server nor redis-server on this machine (Debian: redis-server)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    call = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    running = subprocess.Popen(call, stdout=subprocess.DEVNULL)
    try:
        yield running, f"redis://127.0.0.1:{port}/0"
    finally:
        running.kill()
        running.wait()


@pytest.fixture(scope="module")
def letters(scene, tmp_path_factory):
    """Where messages arrive, and the environment that sends them there."""
    environment, _ = scene
    folder = tmp_path_factory.mktemp("letters")
    return folder, environment | {"AOXANH_MAIL": f"filemail:///{folder}"}


def _at_once(environment, do, **given):
    """Two processes do the same in the same moment."""
    pair = [Process(environment) for _ in range(2)]
    for process in pair:
        process.call("ready")
    start = time.time() + 0.3
    for process in pair:
        process.ask(do, start=start, **given)
    for process in pair:
        process.answer()
        process.stop()


def _killed_meanwhile(gone, server, door, opened):
    """(what four clients were told, how the pages answered) while a door goes on scanning."""
    came = []

    def meanwhile(start):
        guard = Connection(server.address)
        scan = check_in(door)(guard, 1)
        scan()
        time.sleep(max(0.0, start + SECONDS / 3 - time.time()))
        gone.kill()
        for _ in range(10):
            scan()
            came.append(guard.get("/").status)
        guard.close()

    told = together(
        stayer, server.address, clients=4, meanwhile=meanwhile, seconds=SECONDS, **opened
    )
    return told, came


def test_pages_go_on_without_valkey_and_worker_and_what_is_owed_is_done_once(
    scene, letters, tmp_path, told
):
    environment, clerk = scene
    folder, sending = letters
    clerk.call("owe", mails=MAILS, papers=PAPERS)
    door = tmp_path / "door.json"
    door.write_text(json.dumps(clerk.call("door", passes=100)), encoding="utf-8")
    opened = clerk.call("open", places=20_000, waiting=False)

    with (
        valkey(tmp_path) as (gone, address),
        serving(environment | {"AOXANH_VALKEY": address}, workers=2) as server,
    ):
        answers, came = _killed_meanwhile(gone, server, door, opened)

    held = [token for each in answers for token in each.held]
    after = clerk.call("check", slot=opened["slot"], tokens=held)
    waiting = clerk.call("owed", folder=str(folder))
    _at_once(sending, "work")
    done = clerk.call("owed", folder=str(folder))

    assert {outcome for each in answers for outcome in each.outcomes} == {303}
    assert after["taken"] == after["holding"] == len(held) > 0
    assert (came, waiting["scans"]) == ([200] * 10, 11)
    assert waiting["notices"] == {"WAITING": MAILS}
    assert (done["notices"], done["mails"], done["mailed_twice"]) == ({"SENT": MAILS}, MAILS, 0)
    assert done["undone"] == []
    assert (done["certificates"], done["papers_twice"]) == (PAPERS, 0)
    assert done["files"] == done["rows_of_files"] > 0
    told(
        "F7 Valkey killed, worker stopped, PostgreSQL",
        f"4 clients and a door for {SECONDS:g} s; then {MAILS} messages, {PAPERS} papers by two workers at once",
        f"{len(held)} sign-ups, 11 scans, 10 pages, 0 faults",
        "every message and every paper exactly once",
    )


def test_a_scheduler_down_for_a_day_and_doubled_does_everything_once(scene, told):
    environment, clerk = scene
    before = clerk.call("owed", folder="/nonexistent")
    due = clerk.call("sleep", hours=24)["due"]

    _at_once(environment, "tick")
    _at_once(environment, "work")

    after = clerk.call("owed", folder="/nonexistent")
    assert due > 24
    assert after["due"] - before["due"] == due
    assert after["entries"] - before["entries"] == due
    assert after["asked_twice"] == 0
    assert (after["undone"], after["broken_seals"]) == ([], 0)
    told(
        "F11 scheduler down and doubled, PostgreSQL",
        "24 hours without, then two at the same moment, two workers at the same moment",
        f"{due} due, {due} done",
        "every due job exactly once",
    )


def test_without_its_key_two_schedulers_ask_twice(scene):
    environment, clerk = scene
    before = clerk.call("owed", folder="/nonexistent")["entries"]
    due = clerk.call("sleep", hours=24)["due"]

    _at_once(environment, "tick", keyed=False)

    assert clerk.call("owed", folder="/nonexistent")["entries"] - before == 2 * due


def test_without_taking_it_first_two_workers_send_a_message_twice(scene, letters):
    folder, sending = letters
    _, clerk = scene
    before = clerk.call("owed", folder=str(folder))["mailed_twice"]
    clerk.call("post", mails=10, first=1000)

    _at_once(sending, "deliver")

    assert clerk.call("owed", folder=str(folder))["mailed_twice"] > before
