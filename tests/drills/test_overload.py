"""L3: many times more clients than can be answered: who finds no room is told at once, and it passes when they go."""

import os

import pytest

from tests.drills.crowding import heard_by, part
from tests.drills.databases import NEEDS_POSTGRESQL
from tests.drills.serving import serving


ROUNDS = int(os.environ.get("AOXANH_ROUNDS", "10"))
CALM, FLOOD = 1.5, ROUNDS * 0.6 if ROUNDS > 10 else 3.0
FEW = {"processes": 4, "each": 2}
MANY = {"processes": 4, "each": 250}
"""Far more than two processes have room for: those left over ask ten times as often as can be answered."""

AT_ONCE = 0.2
"""Seconds within which nineteen of twenty who are sent away are told."""

GROWTH = 1.2
"""Memory in the flood, against before."""

pytestmark = [pytest.mark.local_network, *NEEDS_POSTGRESQL]


def _asked(server, clerk, clients, seconds):
    opened = clerk.call("open", places=20_000, waiting=False)
    heard = heard_by(server.address, seconds=seconds, **clients, **opened)
    kept = clerk.call("check", slot=opened["slot"])
    assert heard.faults == []
    assert kept["taken"] == kept["holding"] == len(heard.waits(303))
    return heard


def test_who_finds_no_room_is_told_at_once_and_it_passes(scene, told):
    environment, clerk = scene
    with serving(environment, workers=2) as server:
        before = part(_asked(server, clerk, FEW, CALM).waits(303), 0.95)
        small = server.memory()
        flood = _asked(server, clerk, MANY, FLOOD)
        grown = server.memory() / small
        after = part(_asked(server, clerk, FEW, CALM).waits(303), 0.95)

    served, sent_away = flood.waits(303), flood.waits(503)
    assert {status for _, _, status, _ in flood.answers} - {409} == {303, 503}
    assert all(again for _, _, status, again in flood.answers if status == 503)
    assert part(sent_away, 0.95) < AT_ONCE
    assert after < max(2 * before, 0.3), "it did not pass when they had gone"
    assert grown < GROWTH
    told(
        "L3 overload, PostgreSQL",
        f"1,000 clients where 640 find room, {FLOOD:g} s",
        f"{len(served)} served, {len(sent_away)} sent away in {part(sent_away, 0.95) * 1000:.0f} ms (p95), "
        f"p95 of a sign-up {before * 1000:.0f} ms before, {part(served, 0.95) * 1000:.0f} in it, "
        f"{after * 1000:.0f} right after, memory {grown:.2f} ×",
        "503 with Retry-After or a place, none lost, none twice",
    )


def test_without_the_gate_nobody_is_told_and_all_wait(scene):
    environment, clerk = scene
    broken = environment | {"AOXANH_BROKEN": "gate"}
    application = "tests.drills.broken:application"

    with serving(broken, workers=2, application=application, threads=4) as server:
        flood = _asked(server, clerk, MANY, 1.0)

    assert {status for _, _, status, _ in flood.answers} == {303}
