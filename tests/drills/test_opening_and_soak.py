"""L2, L4: sign-up opens and hundreds ask at once; then everything is asked for long, and nothing grows."""

import json
import os
from contextlib import contextmanager
from functools import partial

import psycopg
import pytest
from django.conf import settings

from bench import journeys
from bench.load import JOURNEYS
from bench.wire import Connection
from tests.drills.crowding import opened_to, part
from tests.drills.databases import NEEDS_POSTGRESQL
from tests.drills.serving import form_of, serving
from tests.drills.soaking import END, WARM, soaked


ROUNDS = int(os.environ.get("AOXANH_ROUNDS", "10"))
LONG = ROUNDS > 10
WORKERS = 2
PROCESSES = 8
SHIFTS = 20 * ROUNDS if LONG else 20
PLACES = ROUNDS // 2 if LONG else 15
"""Of each shift: 100,000 in all in the long form."""

BESIDE = PLACES // 10 + 1
"""People of each shift for whom there is no place."""

HUNDREDS, FEW = 50, 2
"""Clients of each process: hundreds who wait for each other, and as many as keep the server busy all the time."""

TRIES = 5
"""Openings without the guard, until one oversells: two clients must meet in the moment between its statements."""

SOAKED = 18.0 * ROUNDS if LONG else 4.0
"""Seconds: half an hour in the long form."""

LOOKED_AT_EVERY = 10.0 if LONG else 0.5
GROWTH = 1.02 if LONG else 1.2
SLOWER = 1.5 if LONG else 3.0
"""What memory and waits may be at the end, against when everything was warm."""

CONNECTIONS = (WORKERS + LONG) * (settings.ANSWERED_AT_ONCE + settings.MORE_WHILE_SOME_TAKE_LONG)
"""At most: as many as each process works on; in the long form the background worker is one more."""

pytestmark = [pytest.mark.local_network, *NEEDS_POSTGRESQL]


def _named(environment, name):
    """The environment of a server whose connections the database knows by ``name``."""
    return environment | {"DATABASE_URL": f"{environment['DATABASE_URL']}&application_name={name}"}


@pytest.fixture(scope="module")
def environment(scene):
    return _named(scene[0], "whole")


@pytest.fixture(scope="module")
def clerk(scene):
    _, process = scene
    return process


@pytest.fixture(scope="module")
def server(environment):
    with serving(environment, workers=WORKERS) as running:
        yield running


@pytest.fixture(scope="module")
def unguarded(scene, server):
    """One process without the guard of the last place and without the gate, each thread with a connection of its own.

    After ``server``, which gathers the pages' styles in their common home.
    """
    broken = _named(scene[0], "unguarded") | {"AOXANH_BROKEN": "place,pool,gate"}
    application = "tests.drills.broken:application"
    with serving(broken, workers=1, application=application) as running:
        yield running


@pytest.fixture(scope="module")
def connections(scene):
    """Counts those to the database that go by a name."""
    question = "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s"
    with psycopg.connect(scene[0]["DATABASE_URL"], autocommit=True) as watching:
        yield lambda name: watching.execute(question, [name]).fetchone()[0]


def _opened(server, clerk, *, shifts, each):
    """(what the clients heard, what the tables say after, how many half-made sign-ups there were before)."""
    found = clerk.call("openings", shifts=shifts, places=PLACES)
    client = Connection(server.address)
    token = form_of(client, found["codes"][0])
    client.close()
    forms = [
        (code, {"slots": str(slot), "form": token})
        for _ in range(PLACES + BESIDE)
        for code, slot in zip(found["codes"], found["slots"], strict=True)
    ]
    known = clerk.call("filled", slots=[])["untold"]
    heard = opened_to(server.address, forms, processes=PROCESSES, each=each, hurry=1 if LONG else 4)
    after = clerk.call("filled", slots=found["slots"])
    return heard, after, after["untold"] - known


@pytest.mark.parametrize("each", [HUNDREDS, FEW], ids=["hundreds", "few"])
def test_everybody_who_comes_at_the_opening_is_answered_and_every_place_taken_once(
    clerk, server, told, each
):
    heard, after, untold = _opened(server, clerk, shifts=SHIFTS, each=each)

    kept, refused = heard.waits(303), heard.waits(409)
    assert heard.faults == []
    assert heard.statuses() == {303, 409}
    assert (len(kept), len(refused)) == (SHIFTS * PLACES, SHIFTS * BESIDE)
    assert after == {
        "places": SHIFTS * PLACES, "taken": SHIFTS * PLACES, "holding": SHIFTS * PLACES,
        "uneven": 0, "overfull": 0, "doubles": 0, "untold": after["untold"],
    }  # fmt: skip
    assert untold == 0
    seconds, until = heard.lasted(303), heard.lasted(409)
    told(
        "L2 opening burst, PostgreSQL",
        f"{PROCESSES * each} clients at once, {SHIFTS} shifts of {PLACES} places",
        f"{len(kept)} kept in {seconds:.1f} s, {len(kept) / seconds:.0f} a second, {part(kept, 0.95) * 1000:.0f} ms "
        f"(p95), {len(refused)} told there is none left until {until:.1f} s",
        "every place taken once, everybody answered, nobody sent away, no fault, no connection refused",
    )


def test_without_the_guard_of_the_last_place_the_opening_oversells(clerk, unguarded):
    openings = (_opened(unguarded, clerk, shifts=2, each=FEW) for _ in range(TRIES))

    assert any(after["overfull"] for _, after, _ in openings)


@pytest.fixture(scope="module")
def manners(clerk, tmp_path_factory):
    """What each client of the soak does: its name, its journey, how long it rests between two steps."""
    door = tmp_path_factory.mktemp("door") / "door.json"
    opened = clerk.call("door", passes=int(10 * SOAKED) + 200)
    door.write_text(json.dumps(opened), encoding="utf-8")
    found = clerk.call("openings", shifts=24, places=100_000)
    paths = [f"/hoat-dong/{code}/" for code in dict.fromkeys(found["codes"])]
    return [
        ("check-in", journeys.check_in(door), 0.1),
        ("sign-up", partial(journeys.sign_up, paths=paths), 0.05),
        ("visit", partial(journeys.visit, paths=paths), 0.05),
        ("pages", partial(journeys.pages, paths=paths), 0.05),
        ("list", journeys.searches, 0.05),
        *((name, JOURNEYS[name], 0.05) for name in ("page", "revisit", "front")),
    ]


@contextmanager
def _with_its_worker(server, scene):
    """(the server, the name of its connections); in the long form another with its worker, as operators run it."""
    if not LONG:
        yield server, "whole"
        return
    environment = _named(scene[0], "with_worker")
    with serving(environment, workers=WORKERS, with_worker=True) as running:
        yield running, "with_worker"


def test_after_long_mixed_work_memory_connections_files_and_waits_are_what_they_were(
    scene, server, connections, manners, told
):
    with _with_its_worker(server, scene) as (running, name):
        held = partial(connections, name)
        seen = soaked(running, manners, held, seconds=SOAKED, every=LOOKED_AT_EVERY)

    assert seen.faults == []
    assert seen.memory_grown() < GROWTH
    assert seen.connections() <= CONNECTIONS
    assert seen.files_grown() <= 0
    assert seen.late(END) < max(SLOWER * seen.late(WARM), 0.3)
    told(
        "L4 soak, PostgreSQL",
        f"{len(manners)} clients, each of its own manner, {SOAKED:g} s",
        f"{len(seen.steps)} steps, {seen.late(WARM) * 1000:.0f} ms (p95) when warm, {seen.late(END) * 1000:.0f} at the "
        f"end, memory {seen.memory_grown():.3f} ×, {seen.connections()} connections at most",
        "no fault; memory, connections, files and waits as they were",
    )


def test_without_pool_and_gate_every_thread_keeps_a_connection(unguarded, connections, manners):
    held = partial(connections, "unguarded")

    seen = soaked(unguarded, manners, held, seconds=2.0, every=0.5)

    assert seen.connections() > CONNECTIONS
