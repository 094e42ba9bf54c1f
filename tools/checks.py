"""Every check in order: `python -m tools.checks check|test|drill [NAME …]`.

A check that cannot run on this machine is named with its reason, and the last line says how many; in CI that fails.
Checks that mostly wait go on beside those that compute; what they said is told when they are done.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import IO

from tools.chromium import find_chromium
from tools.drills import DRILLS, LONG, Drill
from tools.measuring import FOLDER as MEASURED
from tools.with_postgres import ended_in_order, postgres, ran


BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parent.parent
UNITS = ("-m", "not browser and not drill and not postgres and not office")
QUICK = ("-m", f"{UNITS[1]} and not whole")
LONGEST = ("--durations=12", "--durations-min=5")
PARALLEL = ("-n", "2", "--dist", "worksteal")
BY_FILE = ("-n", "2", "--dist", "loadfile")
TIMED = tuple(
    f"tests/drills/test_{name}.py" for name in ("dropping_clients", "opening_and_soak", "overload")
)
"""What wants the machine for itself: how soon many clients are answered."""

BUSY = (
    *(
        f"tests/drills/test_{name}.py"
        for name in ("killed", "last_places_over_http", "queue_gone", "upgraded")
    ),
    "tests/races",
)
"""Many clients at once against a server, or against each other: at most two of these beside one another."""


MATRIX = tuple(
    f"tests/access_table/test_{name}.py"
    for name in ("absent_alike", "access_table", "controls", "foreign_objects", "walked")
)
"""Tens of thousands of requests that are answered alike on any database: asked once, in `make test`.

Not measured: what they reach is reached by pages asked once each (`test_asked_once.py`) and by the tests of pages.
"""

BUDGETS = "tests/budgets"
"""Statements, counted on PostgreSQL."""


KEPT = {"PYTHONDONTWRITEBYTECODE": ""}
"""What was compiled is kept, also where Python is told to keep nothing: every process of a suite reads all tests."""


@dataclass(frozen=True)
class Failed(Exception):
    what: str


@dataclass(frozen=True)
class CannotRun(Exception):
    reason: str


_TOLD: ContextVar[IO[str] | None] = ContextVar("told", default=None)
"""Where a lane keeps what its checks say; the terminal where there is none."""


def _say(words: str) -> None:
    print(words, file=_TOLD.get(), flush=True)


def _run(*command: str, **environment: str) -> None:
    told = _TOLD.get()
    if ran(command, cwd=ROOT, env={**os.environ, **KEPT, **environment}, told=told):
        raise Failed(" ".join(command))


def _tool(name: str, *arguments: str, **environment: str) -> None:
    _run(str(BIN / name), *arguments, **environment)


def _python(*arguments: str, **environment: str) -> None:
    _run(sys.executable, *arguments, **environment)


def _pytest(*arguments: str, **environment: str) -> None:
    _python("-m", "pytest", "-q", *arguments, **environment)


def _measured(*arguments: str, **environment: str) -> None:
    """Pytest, noting for `tools.reached` what it reaches of the product."""
    _pytest(*arguments, PYTEST_PLUGINS="tools.measuring", **environment)


def _templates() -> None:
    pages = sorted(str(p) for p in (ROOT / "aoxanh").rglob("*.html"))
    _tool("djade", "--check", "--target-version", "5.2", *pages)


def _migrations() -> None:
    """Beside an empty database: one's own may be behind, which says nothing of the files."""
    command = ("makemigrations", "--check", "--dry-run")
    _tool("aoxanh", "django", *command, DATABASE_URL="sqlite:///:memory:")


def _locks() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        if "://" in (ROOT / lock).read_text(encoding="utf-8"):
            raise Failed(f"{lock} names a host")
    if '"resolved"' in (ROOT / "package-lock.json").read_text(encoding="utf-8"):
        raise Failed("package-lock.json names a host")


def _without(*folders: str) -> tuple[str, ...]:
    return tuple(f"--ignore={each}" for each in folders)


APART = _without("tests/drills", "tests/races", BUDGETS)


def _on_sqlite() -> None:
    _pytest(*PARALLEL, *QUICK, *APART, *_without(*MATRIX))


def _on_sqlite_measured() -> None:
    shutil.rmtree(MEASURED, ignore_errors=True)
    _measured(*PARALLEL, *UNITS, *APART, *_without(*MATRIX))


def _table_of_access() -> None:
    _pytest(*PARALLEL, *UNITS, *MATRIX)


_SERVERS = ExitStack()
_STARTING = Lock()


@cache
def _started(*, durable: bool) -> str:
    return _SERVERS.enter_context(postgres(durable=durable))


def _server(*, durable: bool = False) -> str:
    """The address of the PostgreSQL that is given, or of one that lives as long as the plan runs."""
    with _STARTING:
        return os.environ.get("TEST_DATABASE_URL") or _started(durable=durable)


def _on_postgres() -> None:
    """The suite again, and the short drills that many may run at once."""
    marks = ("-m", "not browser and not drill and not office")
    apart = _without(*TIMED, *BUSY, "tests/access_table")
    _measured(*PARALLEL, *marks, *apart, TEST_DATABASE_URL=_server())


def _drilled(*which: str) -> None:
    """Drills and races in their short form."""
    words = (*LONGEST, "-p", "no:randomly", "-m", "not drill", *which)
    _pytest(*words, TEST_DATABASE_URL=_server())


def _marked(mark: str) -> list[str]:
    """The files in which a test has this mark: nobody looks through the others for it."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [str(each) for each in files if f"mark.{mark}" in each.read_text(encoding="utf-8")]


def _in_browser() -> None:
    if find_chromium() is None:
        raise CannotRun("no Chromium on this machine (Debian: chromium)")
    _pytest("-m", "browser", "-p", "no:randomly", *BY_FILE, *_marked("browser"))


def _in_office() -> None:
    missing = [tool for tool in ("soffice", "pdftotext") if shutil.which(tool) is None]
    if missing:
        packages = "libreoffice-writer-nogui, poppler-utils"
        raise CannotRun(f"no {' and no '.join(missing)} on this machine (Debian: {packages})")
    _pytest("-m", "office", "-p", "no:randomly", *_marked("office"))


def _drill(drill: Drill) -> None:
    """Its long form, in the order in which it is written; on PostgreSQL with ``fsync`` on."""
    if drill.module:
        _python("-m", drill.module, *drill.words)
        return
    server = {"TEST_DATABASE_URL": _server(durable=True)} if drill.on_postgres else {}
    _pytest("-p", "no:randomly", *drill.words, **LONG, **server)


Step = tuple[str, Callable[[], None]]
Lane = tuple[Step, ...]


@dataclass(frozen=True)
class Plan:
    """Checks one after the other, then lanes beside each other, then what wants the machine for itself.

    The first lane is heard as it goes; a lane that waits for servers and browsers leaves it time to compute.
    """

    first: Lane = ()
    beside: tuple[Lane, ...] = ()
    last: Lane = ()


READ: Lane = (
    ("format", partial(_tool, "ruff", "format", "--check", "-q", ".")),
    ("lint", partial(_tool, "ruff", "check", "-q", ".")),
    ("contracts", partial(_tool, "lint-imports")),
    ("templates", _templates),
    ("migrations", _migrations),
    ("locks", _locks),
    ("catalogues", partial(_python, "-m", "tools.catalogues", "check")),
)
TYPES: Step = ("types", partial(_tool, "mypy"))
COMPUTING: Lane = (
    ("tests on SQLite, measured", _on_sqlite_measured),
    ("table of access", _table_of_access),
    ("tests on PostgreSQL", _on_postgres),
    ("what the tests reach", partial(_python, "-m", "tools.reached")),
)
WAITING: Lane = (
    TYPES,
    ("tests in a browser", _in_browser),
    ("papers in LibreOffice", _in_office),
    ("short drills and races of many clients", partial(_drilled, *BY_FILE, *BUSY)),
)
PLANS = {
    "check": Plan(first=READ, beside=((("tests on SQLite", _on_sqlite),), (TYPES,))),
    "test": Plan(
        first=READ,
        beside=(COMPUTING, WAITING),
        last=(("short drills that time answers", partial(_drilled, *TIMED)),),
    ),
}


def _drills(names: Sequence[str]) -> Plan:
    """The drills of these names, or all."""
    unknown = sorted(set(names) - set(DRILLS))
    if unknown:
        raise SystemExit(f"no drill is called {', '.join(unknown)}; there are {', '.join(DRILLS)}")
    return Plan(
        first=tuple(
            (f"{name} {drill.what}, some {drill.minutes} min", partial(_drill, drill))
            for name, drill in DRILLS.items()
            if not names or name in names
        )
    )


@dataclass
class Found:
    """The names of checks that failed, and of those that cannot run here."""

    failed: list[str] = field(default_factory=list)
    incomplete: list[str] = field(default_factory=list)


def main(plan: str, *names: str) -> int:
    found = Found()
    with ended_in_order(), _SERVERS:
        _follow(_drills(names) if plan == "drill" else PLANS[plan], found)
    for name in found.failed:
        print(f"failed: {name}")
    if found.incomplete:
        print(f"incomplete: {len(found.incomplete)}")
    return 1 if found.failed or (found.incomplete and os.environ.get("CI")) else 0


def _follow(plan: Plan, found: Found) -> None:
    _walk(plan.first, found)
    heard, *others = plan.beside or ((),)
    with ExitStack() as beside:
        for lane in others:
            beside.enter_context(_beside(lane, found))
        _walk(heard, found)
    _walk(plan.last, found)


@contextmanager
def _beside(lane: Lane, found: Found) -> Iterator[None]:
    """Walk ``lane`` meanwhile, and tell in the end what it said. A plan that is interrupted begins no other check."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as told:
        other = ThreadPoolExecutor(max_workers=1, initializer=_TOLD.set, initargs=(told,))
        checks = [other.submit(_check, step, found) for step in lane]
        try:
            yield
            wait(checks)
        finally:
            other.shutdown(cancel_futures=True)
            told.seek(0)
            print(told.read(), end="", flush=True)
        for check in checks:
            check.result()


def _walk(lane: Lane, found: Found) -> None:
    for step in lane:
        _check(step, found)


def _check(step: Step, found: Found) -> None:
    name, check = step
    began = time.monotonic()
    _say(f"── {name}")
    try:
        check()
    except Failed as fault:
        found.failed.append(name)
        _say(f"   failed: {fault.what}")
    except CannotRun as gap:
        found.incomplete.append(name)
        _say(f"   cannot run: {gap.reason}")
    _say(f"   {time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
