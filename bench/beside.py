"""The product beside another server in one run: `python -m bench.beside --peer "COMMAND" [JOURNEY ...]`.

COMMAND prints one rate a second for one journey; in it `{journey}` becomes its name, `{seconds}` its time,
`{clients}` how many there are. Peer and product take turns on the same cores; each stands idle while the
other is measured.
"""

import argparse
import os
import shlex
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench import journeys, servers
from bench.journeys import BATCH, Journey
from bench.load import JOURNEYS, measure
from tools.with_postgres import postgres


PASSES = 90_000
SCANNED: Mapping[str, Callable[[Path], Journey]] = {
    "check-in": journeys.check_in,
    "check-in-signed-in": journeys.check_in_signed_in,
    "batch": journeys.batch,
}
HEAD = """| journey | peer, a second | ours, a second | ratio of medians | of each round |
| --- | --- | --- | --- | --- |"""


@dataclass(frozen=True, slots=True)
class Turn:
    """How one journey is measured: by whom on our side, how long, how often."""

    journey: Journey
    address: str
    seconds: float
    clients: int
    pieces: int = 1

    def rate(self) -> float:
        """What the product does a second: sign-ups, pages, scans."""
        found = measure(
            self.journey, address=self.address, seconds=self.seconds, clients=self.clients
        )
        return found.rate * self.pieces


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.beside", description=__doc__)
    parser.add_argument("journeys", nargs="+", choices=[*JOURNEYS, *SCANNED])
    parser.add_argument("--peer", help="command that prints the other server's rate")
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--database", help="an empty database; otherwise a throw-away PostgreSQL")
    options = parser.parse_args()
    if options.database:
        _compare(options, options.database)
        return
    with postgres(durable=True) as database:
        _compare(options, database)


def _compare(options: argparse.Namespace, database: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = servers.environment(database, Path(folder))
        doors = _seeded(Path(folder), options.journeys, env)
        servers.run("aoxanh.jobs.cli", "django", "collectstatic", "--no-input", "-v0", env=env)
        with servers.product(env) as server:
            print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the run\n{HEAD}")
            for name in options.journeys:
                turn = _turn(name, doors, server.address, options)
                turn.rate()
                _print(name, turn, options)


def _seeded(home: Path, names: list[str], env: Mapping[str, str]) -> Path:
    door = home / "door.json"
    passes = PASSES if set(names) & set(SCANNED) else 0
    servers.run("bench.seed", "--door", str(door), "--passes", str(passes), env=env)
    return door


def _turn(name: str, door: Path, address: str, options: argparse.Namespace) -> Turn:
    turn = partial(Turn, address=address, seconds=options.seconds, clients=options.clients)
    if name in SCANNED:
        return turn(SCANNED[name](door), pieces=BATCH if name == "batch" else 1)
    return turn(JOURNEYS[name])


def _print(name: str, turn: Turn, options: argparse.Namespace) -> None:
    theirs, ours = [], []
    for _ in range(options.rounds):
        if options.peer:
            theirs.append(_asked(options.peer, turn, name))
        ours.append(turn.rate())
    ratios = [here / there for here, there in zip(ours, theirs, strict=False)]
    whole = statistics.median(ours) / statistics.median(theirs) if theirs else None
    cells = (
        name,
        " ".join(f"{each:.1f}" for each in theirs),
        " ".join(f"{each:.1f}" for each in ours),
        "" if whole is None else f"{whole:.1f}",
        " ".join(f"{each:.1f}" for each in ratios),
    )
    print(f"| {' | '.join(cells)} |", flush=True)


def _asked(command: str, turn: Turn, journey: str) -> float:
    told_by_us = {"journey": journey, "seconds": turn.seconds, "clients": turn.clients}
    call = shlex.split(command.format(**told_by_us))
    told = subprocess.run(call, check=True, capture_output=True, text=True)
    return float(told.stdout)


if __name__ == "__main__":
    main()
