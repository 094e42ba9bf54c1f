"""L1: the last places over HTTP, eight processes at one form: never oversold, lost or double."""

import os

import pytest
from django.utils import timezone

from tests.drills.serving import racer, serving, together
from tests.races.running import Process


CLIENTS, TRIES = 8, 3
ROUNDS = int(os.environ.get("AOXANH_ROUNDS", "3"))

pytestmark = pytest.mark.local_network


@pytest.fixture(scope="module")
def clerk(surroundings):
    """Opens activities and reads the tables, beside the server."""
    surroundings["AOXANH_RACE_NOW"] = timezone.now().isoformat()
    process = Process(surroundings)
    process.call("prepare")
    yield process
    process.stop()


def _workers(database):
    return 1 if database.startswith("sqlite") else 2


def _rounds(clerk, server, *, rounds, places, withdraw):
    """(what the tables say, what the clients were told) after each round."""
    for _ in range(rounds):
        opened = clerk.call("open", places=places, waiting=False)
        told = together(
            racer, server.address, clients=CLIENTS, tries=TRIES, withdraw=withdraw, **opened
        )
        held = [token for each in told for token in each.held]
        yield clerk.call("check", slot=opened["slot"], tokens=held), told, held


@pytest.mark.parametrize(
    ("places", "withdraw"), [(1, False), (7, False), (7, True)], ids=["1", "7", "7, withdrawn"]
)
def test_the_last_places_are_taken_once_each_over_http(
    clerk, surroundings, database, told, places, withdraw
):
    faults, sold = [], 0
    with serving(surroundings, workers=_workers(database)) as server:
        for after, answers, held in _rounds(
            clerk, server, rounds=ROUNDS, places=places, withdraw=withdraw
        ):
            faults += [fault for each in answers for fault in each.faults]
            assert after["taken"] == after["holding"] == len(held)
            assert after["oversold"] == after["doubles"] == after["lost"] == after["untold"] == 0
            assert withdraw or len(held) == places, "a place was left though others were refused"
            sold += len(held)

    assert faults == []
    told(
        f"L1 last places, {database.partition(':')[0]}, {places} a shift",
        f"{CLIENTS} processes, {TRIES} tries each, {ROUNDS} rounds over HTTP",
        f"{sold} kept",
        "0 oversold, 0 lost, 0 double, 0 without an entry, no 5xx",
    )


def test_without_the_guard_the_same_race_oversells_over_http(clerk, surroundings, database):
    """On SQLite writers come one by one all the same: its twin stands in tests/races."""
    if database.startswith("sqlite"):
        pytest.skip("one writer at a time")
    broken = surroundings | {"AOXANH_BROKEN": "place"}
    application = "tests.drills.broken:application"

    oversold = 0
    with serving(broken, workers=_workers(database), application=application) as server:
        for after, _, _ in _rounds(clerk, server, rounds=max(ROUNDS, 10), places=1, withdraw=False):
            oversold += after["holding"] > after["capacity"]

    assert oversold > 0
