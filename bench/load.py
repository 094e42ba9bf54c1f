"""The load client alone: `python -m bench.load sign-up --seconds 8 --clients 8` prints one rate a second.

Every client is a process with one connection. They get ready first, start together, and count what they finish
until the time is up; an unexpected answer ends the measurement with its reason.
"""

import argparse
import multiprocessing
import statistics
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

from bench import journeys
from bench.journeys import Journey
from bench.wire import Connection, Unexpected


_FORKED = multiprocessing.get_context("fork")
JOURNEYS: Mapping[str, Journey] = {
    "sign-up": journeys.sign_up,
    "hot": journeys.hot,
    "visit": journeys.visit,
    "page": journeys.page,
    "pages": journeys.pages,
    "revisit": journeys.revisit,
    "list": journeys.activity_list,
    "front": journeys.address("/"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a measurement found: done a second, and how long one took (milliseconds)."""

    rate: float
    median: float
    late: float


def measure(journey: Journey, *, address: str, seconds: float, clients: int) -> Outcome:
    """Run ``clients`` clients side by side for ``seconds``. Raises ``Unexpected``."""
    pipes = []
    processes = []
    for number in range(clients):
        ours, theirs = _FORKED.Pipe()
        process = _FORKED.Process(
            target=_client, args=(journey, address, seconds, number, theirs), daemon=True
        )
        process.start()
        theirs.close()
        pipes.append(ours)
        processes.append(process)
    try:
        for pipe in pipes:
            _told(pipe)
        for pipe in pipes:
            pipe.send("go")
        taken = [each for pipe in pipes for each in _told(pipe)]
    finally:
        for process in processes:
            process.terminate()
            process.join()
    return _outcome(taken, seconds)


def _outcome(taken: list[float], seconds: float) -> Outcome:
    if len(taken) < 2:
        raise Unexpected("nothing was finished in time")
    cuts = statistics.quantiles(taken, n=20)
    return Outcome(len(taken) / seconds, statistics.median(taken) * 1000, cuts[-1] * 1000)


def _told(pipe: Pipe) -> list[float]:
    try:
        told = pipe.recv()
    except EOFError as fault:
        raise Unexpected("a client died") from fault
    if isinstance(told, str):
        raise Unexpected(told)
    return list(told)


def _client(journey: Journey, address: str, seconds: float, number: int, pipe: Pipe) -> None:
    try:
        step = journey(Connection(address), number)
        pipe.send([])
        pipe.recv()
        taken = []
        until = time.perf_counter() + seconds
        before = time.perf_counter()
        while before < until:
            step()
            now = time.perf_counter()
            taken.append(now - before)
            before = now
        pipe.send(taken)
    except (OSError, Unexpected) as fault:
        pipe.send(f"{type(fault).__name__}: {fault}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("journey", choices=[*JOURNEYS, "check-in"])
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--address", default="http://127.0.0.1:8000")
    parser.add_argument("--door", type=Path, help="file of bench.seed, for check-in")
    parser.add_argument("--times", action="store_true", help="also print median and p95 in ms")
    options = parser.parse_args()
    if options.journey == "check-in" and options.door is None:
        parser.error("check-in needs --door FILE")
    journey = JOURNEYS.get(options.journey) or journeys.check_in(options.door)
    try:
        found = measure(
            journey, address=options.address, seconds=options.seconds, clients=options.clients
        )
    except Unexpected as fault:
        print(fault, file=sys.stderr)
        return 1
    times = f" {found.median:.1f} {found.late:.1f}" if options.times else ""
    print(f"{found.rate:.1f}{times}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
