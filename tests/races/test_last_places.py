"""Eight processes fight for the last places: never oversold, lost or double; without the guard, oversold."""

import os
import time

import pytest

from tests.drills.databases import database, postgresql_address, sqlite_address, surroundings
from tests.races.running import Process


__all__ = ["database", "postgresql_address", "sqlite_address", "surroundings"]

PROCESSES = 8
ROUNDS = int(os.environ.get("AOXANH_ROUNDS", "3"))
TWIN = 10
"""Rounds in which a twin without its guard has time to fail."""

pytestmark = [pytest.mark.drill] if "AOXANH_ROUNDS" in os.environ else []
"""The drill asks for its own number of rounds, on both databases."""


@pytest.fixture(scope="module")
def workers(surroundings):
    """The processes of the race over one database with a small territory in it."""
    first = Process(surroundings)
    first.call("prepare")
    started = [first, *(Process(surroundings) for _ in range(PROCESSES - 1))]
    yield started
    for process in started:
        process.stop()


def _all(workers, do, **command):
    """Send one command to every process and start it at the same moment."""
    start = time.time() + 0.2
    for number, process in enumerate(workers):
        process.ask(do, start=start, worker=number, **command)
    return [process.answer() for process in workers]


def _open(workers, **given):
    return workers[0].call("open", **given)


def _faults(answers):
    return [fault for answer in answers for fault in answer["faults"]]


@pytest.mark.parametrize("places", [1, 7])
@pytest.mark.parametrize("waiting", [True, False], ids=["waiting list", "no waiting list"])
def test_the_last_places_are_taken_once_each(workers, places, waiting, told, database):
    for seed in range(max(1, ROUNDS // 4)):
        opened = _open(workers, places=places, waiting=waiting)

        answers = _all(workers, "race", tries=3, mixed=False, around=places, seed=seed, **opened)

        held = [pk for answer in answers for pk in answer["held"]]
        after = workers[0].call("check", slot=opened["slot"], held=held)
        assert not _faults(answers), _faults(answers)[0]
        assert (after["taken"], after["holding"]) == (places, places)
        assert len(held) == places + after["listed"]
        assert after["listed"] == after["waiting"] == ((25 - places) if waiting else 0)
        assert (after["doubles"], after["lost"], after["orphans"]) == (0, 0, 0)
    told(
        f"L1 last places, {database.partition(':')[0]}, {places} a shift",
        f"{PROCESSES} processes, 3 tries each, {max(1, ROUNDS // 4)} rounds",
        f"{places} sold in every round",
        "0 oversold, 0 lost, 0 double",
    )


@pytest.mark.parametrize("places", [1, 7])
def test_withdrawals_lists_and_capacities_keep_every_count_true(workers, places, told, database):
    for seed in range(ROUNDS):
        opened = _open(workers, places=places, waiting=True)

        answers = _all(workers, "race", tries=5, mixed=True, around=places, seed=seed, **opened)

        held = [pk for answer in answers for pk in answer["held"]]
        after = workers[0].call("check", slot=opened["slot"], held=held)
        assert not _faults(answers), _faults(answers)[0]
        assert after["oversold"] == 0
        assert after["taken"] == after["holding"] <= after["capacity"]
        assert after["waiting"] == after["listed"]
        assert after["listed"] == 0 or after["taken"] == after["capacity"], "a place was lost"
        assert (after["doubles"], after["lost"], after["orphans"]) == (0, 0, 0)
    told(
        f"L1 withdrawals, lists, capacities, {database.partition(':')[0]}, about {places} a shift",
        f"{PROCESSES} processes, 5 tries each, {ROUNDS} rounds",
        "counters equal the rows",
        "0 oversold, 0 lost, 0 double, nobody waits beside a free place",
    )


def test_open_sign_ups_and_units_share_the_places_and_nothing_is_oversold(workers):
    for seed in range(ROUNDS):
        opened = _open(workers, places=7, waiting=True, asked=4)

        answers = _all(workers, "both", tries=5, seed=seed, **opened)

        after = workers[0].call("check", slot=opened["slot"], held=[])
        ((number, filled, kept),) = after["quotas"]
        assert not _faults(answers), _faults(answers)[0]
        assert after["oversold"] == 0
        assert after["taken"] == after["holding"] <= after["capacity"] - after["held"]
        assert (after["sent"], after["held"]) == (filled, kept)
        assert filled + kept == number == 4
        assert after["waiting"] == after["listed"]
        full = after["taken"] + after["held"] == after["capacity"]
        assert after["listed"] == 0 or full, "a place was lost"


def test_without_the_guard_units_send_more_than_they_were_asked_for(workers):
    above = 0
    for seed in range(max(ROUNDS, TWIN)):
        opened = _open(workers, places=7, waiting=False, asked=1)

        answers = _all(workers, "send", tries=1, seed=seed, **opened)

        after = workers[0].call("check", slot=opened["slot"], held=[])
        assert not _faults(answers), _faults(answers)[0]
        above += after["sent"] > 1
    assert above > 0


def test_without_the_guard_the_same_race_oversells(workers):
    oversold = 0
    for seed in range(max(ROUNDS, TWIN)):
        opened = _open(workers, places=1, waiting=False)

        answers = _all(workers, "twin", tries=1, seed=seed, **opened)

        after = workers[0].call("check", slot=opened["slot"], held=[])
        assert not _faults(answers), _faults(answers)[0]
        oversold += after["holding"] > after["capacity"]
    assert oversold > 0
