"""L1 in a crowd: hundreds of clients at the form of one shift with 1, 7 or 1,000 places.

Its twin, without the guard of the last place, stands in ``test_last_places_over_http.py``.
"""

import os
import random
import time

import pytest

from tests.drills.crowding import fought, part
from tests.drills.databases import NEEDS_POSTGRESQL
from tests.drills.serving import serving


ROUNDS = int(os.environ.get("AOXANH_ROUNDS", "1"))
LONG = ROUNDS > 1
PROCESSES, EACH = 8, 64 if LONG else 8
MANY = 1_000 if LONG else 90
CLIENTS = PROCESSES * EACH
WORKERS = 2
SOON = 2.0 if LONG else 10.0
"""Seconds in which all but one of a hundred are answered, on a machine that does nothing else in the long form."""

pytestmark = [pytest.mark.local_network, *NEEDS_POSTGRESQL]


@pytest.fixture(scope="module")
def server(scene):
    with serving(scene[0], workers=WORKERS) as running:
        yield running


@pytest.fixture(scope="module")
def clerk(scene):
    return scene[1]


def _fought(server, clerk, opened, *, places, leaving=0.0, meanwhile=None):
    """(what the clients heard, what the tables say after); each asks until more asked than there are places."""
    heard = fought(
        server.address,
        processes=PROCESSES,
        each=EACH,
        tries=places // CLIENTS + 1,
        leaving=leaving,
        hurry=1 if LONG else 4,
        meanwhile=meanwhile,
        **opened,
    )
    assert heard.faults == []
    after = clerk.call("check", slot=opened["slot"], tokens=heard.held)
    assert after["oversold"] == after["doubles"] == after["lost"] == after["untold"] == 0
    assert after["taken"] == after["holding"] <= after["capacity"]
    assert (after["waiting"], after["orphans"]) == (after["listed"], 0)
    return heard, after


def _told(told, name, places, rounds):
    """One line of all rounds; the figure is asked in the long form, on a machine for itself."""
    waits = sorted(wait for heard in rounds for wait in heard.waits(*heard.statuses()))
    late = part(waits, 0.99)
    told(
        f"L1 {name}, PostgreSQL, {places} a shift",
        f"{PROCESSES} processes of {EACH} clients, {len(rounds)} rounds over HTTP",
        f"{sum(len(heard.held) for heard in rounds)} kept, {len(waits)} answers, p99 {late:.2f} s",
        "0 oversold, 0 lost, 0 double, 0 without an entry, nobody sent away, no fault",
    )
    return late


@pytest.mark.parametrize("places", [1, 7, MANY])
def test_a_crowd_takes_the_last_places_once_each(server, clerk, told, places):
    rounds = []
    for _ in range(ROUNDS):
        opened = clerk.call("open", places=places, waiting=False)
        heard, after = _fought(server, clerk, opened, places=places)

        assert heard.statuses() <= {303, 409}
        assert len(heard.held) == after["taken"] == places
        rounds.append(heard)

    late = _told(told, "crowd", places, rounds)
    assert late < SOON


@pytest.mark.parametrize("places", [7, MANY])
def test_a_crowd_that_leaves_and_waits_while_places_change_keeps_every_count_true(
    server, clerk, told, places
):
    rounds = []
    for seed in range(ROUNDS):
        opened = clerk.call("open", places=places, waiting=True)
        dice = random.Random(seed)  # noqa: S311  numbers of places, no secret

        def meanwhile(start, dice=dice, opened=opened):
            time.sleep(max(0.0, start - time.time()))
            for _ in range(10):
                capacity = max(1, places + dice.randint(-places // 2, places))
                clerk.call("resize", slot=opened["slot"], capacity=capacity)
                time.sleep(0.05)

        heard, after = _fought(
            server, clerk, opened, places=places, leaving=0.3, meanwhile=meanwhile
        )

        assert heard.statuses() <= {302, 303, 409}
        assert after["listed"] == 0 or after["taken"] == after["capacity"], "a place was lost"
        rounds.append(heard)

    late = _told(told, "crowd that leaves and waits, places that change", places, rounds)
    assert late < SOON
