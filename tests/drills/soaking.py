"""Clients of many manners for long, and what the server holds meanwhile: memory, connections, files."""

import statistics
import time
from dataclasses import dataclass, field

from bench.wire import Connection, Unexpected
from tests.drills.crowding import part
from tests.drills.serving import together


WARM, END = (0.2, 0.4), (0.8, 1.0)
"""Shares of the time between which a server is warm, and in its end."""


@dataclass(frozen=True)
class Look:
    """What the processes that answer hold at one moment."""

    at: float
    memory: int
    connections: int
    files: int


@dataclass
class Seen:
    """(when, seconds waited) of each step, what went wrong, and every look at the server."""

    seconds: float
    steps: list[tuple[float, float]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)

    def _within(self, between, found):
        first, last = (share * self.seconds for share in between)
        return [each for at, each in found if first <= at < last]

    def late(self, between):
        """The wait that nineteen of twenty steps do not exceed."""
        return part(sorted(self._within(between, self.steps)), 0.95)

    def connections(self):
        return max(look.connections for look in self.looks)

    def memory_grown(self):
        found = [(look.at, look.memory) for look in self.looks]
        before, after = (statistics.median(self._within(each, found)) for each in (WARM, END))
        return after / before

    def files_grown(self):
        """Files that stay open are open whenever one looks."""
        found = [(look.at, look.files) for look in self.looks]
        return min(self._within(END, found)) - min(self._within(WARM, found))


def soaker(address, number, start, *, manners, seconds):
    """One client that goes on in its manner until the time is up or something goes wrong."""
    name, journey, rest = manners[number]
    steps = []
    try:
        step = journey(Connection(address), number)
        time.sleep(max(0.0, start - time.time()))
        while (at := time.time() - start) < seconds:
            began = time.perf_counter()
            step()
            steps.append((at, time.perf_counter() - began))
            time.sleep(rest)
    except (OSError, Unexpected) as fault:
        return steps, [f"{name}: {fault!r}"]
    return steps, []


def soaked(server, manners, connections, *, seconds, every):
    """What was seen while each of ``manners`` (name, journey, seconds of rest) had a client; ``connections`` counts."""
    seen = Seen(seconds)

    def look(start):
        while (at := time.time() - start) < seconds:
            seen.looks.append(Look(at, server.memory(), connections(), server.files()))
            time.sleep(every)

    for steps, faults in together(
        soaker,
        server.address,
        clients=len(manners),
        meanwhile=look,
        manners=manners,
        seconds=seconds,
    ):
        seen.steps += steps
        seen.faults += faults
    return seen
