"""The country's units side by side: `python -m bench.country [--turns N]`; docs/performance.md says how to read it.

On throw-away PostgreSQLs, one with a tenth of the turns and one with all: the page of 34 provinces by twelve months
and figures, how long until a check-in stands in it, how long the same takes from the facts. A line for each goal.
"""

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import django


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aoxanh.config.settings")
os.environ.setdefault("AOXANH_SECRET_KEY", "only for measuring")
django.setup()

from django.db import connection  # noqa: E402  Django must be set up first
from django.db.models import Count, F  # noqa: E402
from django.db.models.functions import TruncMonth  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from aoxanh.access.models import RoleGrant  # noqa: E402
from aoxanh.access.types import RoleCode  # noqa: E402
from aoxanh.activities import actions as activities  # noqa: E402
from aoxanh.activities.types import ScanGiven  # noqa: E402
from aoxanh.jobs.loop import IDLE_SECONDS  # noqa: E402
from aoxanh.kernel.actors import Actor  # noqa: E402
from aoxanh.kernel.dates import local_day  # noqa: E402
from aoxanh.kernel.measures import measure  # noqa: E402
from aoxanh.kernel.periods import Period  # noqa: E402
from aoxanh.programmes import actions as programmes  # noqa: E402
from aoxanh.programmes import queries  # noqa: E402
from aoxanh.units import queries as units  # noqa: E402
from bench.seed import Ground, open_door  # noqa: E402
from bench.servers import environment  # noqa: E402
from tools.with_postgres import postgres  # noqa: E402


FULL = 10_000_000
SHORT = 100_000
ASKED, CHECKED_IN = 60, 5
_FRAMING = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
_SIGNED_IN = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What one database gave; times in milliseconds, ``fresh`` in seconds."""

    turns: int
    provinces: int
    statements: int
    page: float
    page_p95: float
    read: float
    scan: float
    fresh: float


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.country", description=__doc__)
    parser.add_argument("--turns", type=int, default=SHORT, help=f"{FULL} for the goals")
    parser.add_argument("--here", action="store_true", help="measure DATABASE_URL as it is")
    options = parser.parse_args()
    if options.here:
        print(json.dumps(_measure(options.turns)))
        return
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the run", flush=True)
    less, more = (_of(turns) for turns in (options.turns // 10, options.turns))
    _tell(less, more)


def _of(turns: int) -> Found:
    """The figures over a country of so many turns, loaded anew."""
    with tempfile.TemporaryDirectory() as folder, postgres() as database:
        env = environment(database, Path(folder))
        demo = ("aoxanh.jobs.cli", "demo", "--scale", "national", "--participations", str(turns))
        began = time.perf_counter()
        _run(*demo, env=env)
        _run("aoxanh.jobs.cli", "django", "collectstatic", "--no-input", "-v0", env=env)
        print(f"{turns:,} turns loaded in {time.perf_counter() - began:.0f} s", flush=True)
        told = _run("bench.country", "--here", "--turns", str(turns), env=env)
    return Found(**json.loads(told.splitlines()[-1]))


def _run(module: str, *arguments: str, env: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    return done.stdout


def _tell(less: Found, more: Found) -> None:
    growth = more.read / less.read
    faster = more.scan / more.read
    of = f"{more.provinces} provinces, {more.turns:,} turns"
    goals = (
        (f"statements of the page ({of})", f"{more.statements}", "9", more.statements <= 9),
        (
            "page, p95",
            f"{more.page_p95:.0f} ms (median {more.page:.0f})",
            "100 ms",
            more.page_p95 <= 100,
        ),
        ("a check-in stands on the page after", f"{more.fresh:.1f} s", "5 s", more.fresh <= 5),
        (
            "against counting one figure from the facts",
            f"{faster:.0f} × ({more.read:.1f} ms, {more.scan:.0f} ms)",
            "100 ×",
            faster >= 100,
        ),
        (
            "slower with ten times the turns",
            f"{growth:.2f} × ({less.read:.1f} ms before)",
            "1.25 ×",
            growth <= 1.25,
        ),
    )
    for name, value, goal, reached in goals:
        mark = "reached" if reached else "missed"
        print(f"{name.ljust(48)}  {value.ljust(30)}  goal {goal.ljust(7)}  {mark}", flush=True)


def _measure(turns: int) -> dict[str, float]:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    now = timezone.now()
    actor = Actor.system(cause="bench", day=local_day(now))
    root = units.instance().root_id or 0
    children = units.children_of(unit_id=root, actor=actor, day=actor.day)
    provinces = [each.unit_id for each in children]
    pages = _pages(root)
    statements = pages[0]()
    times = [_timed(page) for page in pages[1:]]
    year = actor.day.year

    def read() -> None:
        queries.compared(actor=actor, unit_id=root, below=provinces, year=year)

    return {
        "turns": turns,
        "provinces": len(provinces),
        "statements": statements,
        "page": statistics.median(times),
        "page_p95": statistics.quantiles(times, n=20)[-1],
        "read": statistics.median(_timed(read) for _ in range(21)),
        "scan": statistics.median(_timed(lambda: _scan(provinces, year)) for _ in range(3)),
        "fresh": _fresh(root, actor),
    }


def _pages(root: int) -> list[Callable[[], int]]:
    """Requests of an officer of the country, each figure in turn; they give their statements."""
    client = Client(SERVER_NAME="localhost")
    grants = RoleGrant.objects.filter(unit=root).exclude(role=RoleCode.ADMIN)
    client.force_login(grants.select_related("account").order_by("pk")[0].account)
    codes = queries.compared_measures()

    def ask(code: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(f"/dieu-phoi/{root}/so-sanh/?so={code}")
        if answer.status_code != 200:
            sys.exit(f"the page answered {answer.status_code}")
        return sum(not each["sql"].startswith(_FRAMING) for each in captured.captured_queries)

    for code in codes:
        ask(code)
    return [partial(ask, code) for code in itertools.islice(itertools.cycle(codes), ASKED)]


def _timed(step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return (time.perf_counter() - began) * 1000


def _scan(provinces: list[int], year: int) -> None:
    """The turns of each province and month counted from the presences."""
    each, period = measure("turns"), Period.year(year)
    rows = each.rows().filter(
        **{
            f"{each.day}__gte": period.start,
            f"{each.day}__lt": period.end,
            f"{each.unit}__ancestry__ancestor__in": provinces,
            f"{each.unit}__ancestry__valid_from__lte": F(each.day),
            f"{each.unit}__ancestry__valid_to__gt": F(each.day),
        }
    )
    by = rows.order_by().annotate(month=TruncMonth(each.day))
    list(by.values_list(f"{each.unit}__ancestry__ancestor", "month").annotate(number=Count("pk")))


def _fresh(root: int, actor: Actor) -> float:
    """Seconds from a check-in until the country's figure holds it, the worker's longest pause included."""
    while programmes.follow(by=actor, now=timezone.now()):
        continue
    commune = units.units(actor=actor, day=actor.day, within=root).filter(kind__level="COMMUNE")[0]
    ground = Ground(actor, timezone.now(), commune.unit_id, commune.place_id or 0)
    door = open_door(ground, CHECKED_IN, contact="0900999999")
    while programmes.follow(by=actor, now=timezone.now()):
        continue
    taken = []
    for raw in door["passes"]:  # type: ignore[attr-defined]  # a list of passes
        before = _turns(root, actor)
        scan = ScanGiven(uuid=uuid.uuid4(), device_at=timezone.now(), raw=raw)
        activities.check_in(
            by=actor, activity_id=int(str(door["activity_id"])), scan=scan, now=timezone.now()
        )
        began = time.perf_counter()
        while _turns(root, actor) == before:
            if not programmes.follow(by=actor, now=timezone.now()):
                sys.exit("the check-in never came into the figures")
        taken.append(time.perf_counter() - began + IDLE_SECONDS)
    return max(taken)


def _turns(root: int, actor: Actor) -> object:
    told = queries.compared(actor=actor, unit_id=root, below=[], year=actor.day.year)
    return told.whole.year.get("turns")


if __name__ == "__main__":
    main()
