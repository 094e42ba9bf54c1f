"""`make bench`: every figure beside its limit, taken in the same run. docs/performance.md says how to read it."""

import argparse
import os
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench import journeys, servers
from bench.journeys import Journey
from bench.load import JOURNEYS, measure
from bench.papers import PRINT_RUN, Papers, rate
from bench.servers import Server
from bench.weight import weigh
from bench.wire import Connection
from tools.with_postgres import postgres


Rate = Callable[[], float]
PASSES = 12_000
PAGES = {"front page": "/", "list": journeys.LIST, "activity": ""}
HEAD = ("measured", "a second", "limit", "a second", "ratio", "goal")


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison: what, its rate, its limit by name, the limit's rate, the ratio to reach."""

    name: str
    ours: Rate
    limit: str
    theirs: Rate
    goal: float | None = None


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clients", type=int, default=8)
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the run", flush=True)
    print(_row(*HEAD), flush=True)
    for line in _papers(options.seconds):
        _compare(line, options.rounds)
    with ExitStack() as stack:
        _serve(stack, options)


def _serve(stack: ExitStack, options: argparse.Namespace) -> None:
    home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    database = stack.enter_context(postgres(durable=True))
    env = servers.environment(database, home)
    door = home / "door.json"
    servers.run("bench.seed", "--door", str(door), "--passes", str(PASSES), env=env)
    servers.run("aoxanh.jobs.cli", "django", "collectstatic", "--no-input", "-v0", env=env)
    servers.run("bench.imports", "--rounds", str(options.rounds), env=env)
    product = stack.enter_context(servers.product(env))
    limit = stack.enter_context(servers.limit(env))
    idle = product.memory()

    def of(server: Server, journey: Journey, clients: int = options.clients) -> Rate:
        return lambda: (
            measure(journey, address=server.address, seconds=options.seconds, clients=clients).rate
        )

    for line in _journeys(of, product, limit, door):
        _compare(line, options.rounds)
    print(
        f"memory (PSS, MB): {idle:.0f} idle, {product.memory():.0f} after, limit {limit.memory():.0f}"
    )
    print(
        f"cold start to the first page (s): {product.cold_start:.1f}, limit {limit.cold_start:.1f}"
    )
    _weigh(product)
    servers.run("bench.practices", "--here", "--models", "20000", env=env)


def _papers(seconds: float) -> Iterator[Line]:
    papers = Papers()

    def of(step: Callable[[], None], pages: int = 1) -> Rate:
        return lambda: rate(step, seconds) * pages

    sealed, same, bare = of(papers.sealed), of(papers.same_layout), of(papers.bare)
    yield Line("certificates, one PDF each", sealed, "Typst, a few lines", bare, 0.6)
    yield Line("certificates, one PDF each", sealed, "Typst, same layout", same)
    run, bare_run = of(papers.print_run, PRINT_RUN), of(papers.bare_run, PRINT_RUN)
    yield Line(f"print run of {PRINT_RUN}, pages", run, "Typst, a few lines", bare_run, 0.5)


def _journeys(
    of: Callable[..., Rate], product: Server, limit: Server, door: Path
) -> Iterator[Line]:
    bare = of(limit, journeys.address("/bare/"))
    drawn = of(limit, journeys.address("/page/"))
    insert = of(limit, journeys.limit_write("/insert/", rows=2000))
    guarded = of(limit, journeys.limit_write("/sign-up/", rows=2000))

    def ours(name: str) -> Rate:
        return of(product, JOURNEYS[name])

    yield Line("guest sign-up", ours("sign-up"), "guarded sign-up", guarded, 0.5)
    yield Line(
        "hot shift, 64 clients",
        of(product, journeys.hot, 64),
        "4 clients",
        of(product, journeys.hot, 4),
        0.9,
    )
    yield Line("page, form, pass", ours("visit"), "guarded sign-up", guarded)
    yield Line("activity page, all the same", ours("page"), "bare view", bare)
    yield Line("activity page, all the same", ours("page"), "template of 24 rows", drawn)
    yield Line("activity pages, 192 others", ours("pages"), "template of 24 rows", drawn)
    yield Line("activity page, If-None-Match", ours("revisit"), "bare view", bare)
    yield Line("list of activities", ours("list"), "template of 24 rows", drawn)
    yield Line("check-in", of(product, journeys.check_in(door)), "insert", insert)


def _compare(line: Line, rounds: int) -> None:
    """Rounds in turn; prints medians and the median of the rounds' ratios."""
    pairs = [(line.ours(), line.theirs()) for _ in range(rounds)]
    ours, theirs = (statistics.median(each) for each in zip(*pairs, strict=True))
    ratio = statistics.median(mine / other for mine, other in pairs)
    goal = "" if line.goal is None else f"{line.goal:.2f}"
    row = _row(line.name, f"{ours:.1f}", line.limit, f"{theirs:.1f}", f"{ratio:.2f}", goal)
    print(row, flush=True)


def _weigh(product: Server) -> None:
    client = Connection(product.address)
    for name, path in PAGES.items():
        found = weigh(client, path or journeys.activities(client, 0)[0])
        parts = {
            "page": found.page,
            "style and script": found.style_and_script,
            "pictures": found.pictures,
            "without fonts": found.without_fonts,
            "fonts": found.fonts,
        }
        told = ", ".join(f"{part} {size / 1000:.1f}" for part, size in parts.items())
        print(f"weight of {name} (KB gzipped): {told}", flush=True)


def _row(*cells: str) -> str:
    widths = (30, 9, 20, 9, 6, 5)
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))


if __name__ == "__main__":
    main()
