"""Every check in order: `python -m tools.checks check|test|drill`.

A check that cannot run on this machine is named with its reason, and the last line says how many; in CI that fails.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tools.chromium import find_chromium


BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parent.parent
UNITS = ("-m", "not browser and not drill and not postgres and not office")
LONGEST = ("--durations=12", "--durations-min=5")
PARALLEL = ("-n", "2", "--dist", "worksteal")
BY_FILE = ("-n", "2", "--dist", "loadfile")
MEASURED = ("coverage", "run", "-m", "pytest")
TIMED = (
    *(
        f"tests/drills/test_{name}.py"
        for name in (
            "dropping_clients",
            "killed",
            "last_places_over_http",
            "opening_and_soak",
            "overload",
            "queue_gone",
            "upgraded",
        )
    ),
    "tests/races",
)
"""What wants the machine for itself: many clients at once against a server, or against each other."""


MATRIX = tuple(
    f"tests/access_table/test_{name}.py"
    for name in ("access_table", "controls", "foreign_objects", "walked")
)
"""Tens of thousands of requests that are answered alike on any database: asked once, in `make test`.

Not measured: what they reach is reached by pages asked once each (`test_asked_once.py`) and by the tests of pages.
"""

BUDGETS = "tests/budgets"
"""Statements, counted on PostgreSQL."""

BY_DATABASE = ("tests/kernel", "tests/people", "tests/practices", "tests/work")
"""What leans on the parts of the kernel that each database does its own way."""


@dataclass(frozen=True)
class Failed(Exception):
    what: str


@dataclass(frozen=True)
class CannotRun(Exception):
    reason: str


def _run(*command: str, **environment: str) -> None:
    done = subprocess.run(command, cwd=ROOT, check=False, env={**os.environ, **environment})
    if done.returncode:
        raise Failed(" ".join(command))


def _tool(name: str, *arguments: str) -> None:
    _run(str(BIN / name), *arguments)


def _python(*arguments: str) -> None:
    _run(sys.executable, *arguments)


def _templates() -> None:
    pages = sorted(str(p) for p in (ROOT / "aoxanh").rglob("*.html"))
    _tool("djade", "--check", "--target-version", "5.2", *pages)


def _migrations() -> None:
    _tool("aoxanh", "django", "makemigrations", "--check", "--dry-run")


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
    _python("-m", "pytest", "-q", *PARALLEL, *UNITS, *APART, *_without(*MATRIX))


def _on_sqlite_measured() -> None:
    for old in ROOT.glob(".coverage*"):
        old.unlink()
    _python("-m", *MEASURED, "-q", *PARALLEL, *UNITS, *APART, *_without(*MATRIX))


def _table_of_access() -> None:
    _python("-m", "pytest", "-q", *PARALLEL, *UNITS, *MATRIX)


def _with_postgres(*arguments: str) -> None:
    _python("-m", "tools.with_postgres", sys.executable, "-m", *arguments)


def _on_postgres() -> None:
    """The suite again, and the short drills that many may run at once; measured where the databases differ."""
    marks = ("-m", "not browser and not drill and not office")
    measured = ("coverage", "run", "--source=aoxanh/kernel", "-m", "pytest", "-q")
    _with_postgres(*measured, *PARALLEL, *marks, *BY_DATABASE)
    apart = _without(*TIMED, *BY_DATABASE, "tests/access_table")
    _with_postgres("pytest", "-q", *PARALLEL, *marks, *apart)


def _drilled() -> None:
    """Drills and races in their short form, one after the other."""
    _with_postgres("pytest", "-q", *LONGEST, "-p", "no:randomly", "-m", "not drill", *TIMED)


def _in_browser() -> None:
    if find_chromium() is None:
        raise CannotRun("no Chromium on this machine (Debian: chromium)")
    _python("-m", "pytest", "-q", "-m", "browser", "-p", "no:randomly", *BY_FILE)


def _in_office() -> None:
    missing = [tool for tool in ("soffice", "pdftotext") if shutil.which(tool) is None]
    if missing:
        packages = "libreoffice-writer-nogui, poppler-utils"
        raise CannotRun(f"no {' and no '.join(missing)} on this machine (Debian: {packages})")
    _python("-m", "pytest", "-q", "-m", "office", "-p", "no:randomly")


def _drills() -> None:
    environment = {"AOXANH_ROUNDS": "100"}
    _run(
        sys.executable, "-m", "tools.with_postgres", sys.executable, "-m", "pytest", "-q",
        "-m", "drill", **environment,
    )  # fmt: skip


Step = tuple[str, Callable[[], None]]
READ: tuple[Step, ...] = (
    ("format", partial(_tool, "ruff", "format", "--check", "-q", ".")),
    ("lint", partial(_tool, "ruff", "check", "-q", ".")),
    ("types", partial(_tool, "mypy")),
    ("contracts", partial(_tool, "lint-imports")),
    ("templates", _templates),
    ("migrations", _migrations),
    ("locks", _locks),
    ("catalogues", partial(_python, "-m", "tools.catalogues", "check")),
)
CHECK: tuple[Step, ...] = (*READ, ("tests on SQLite", _on_sqlite))
TEST: tuple[Step, ...] = (
    *READ,
    ("tests on SQLite, measured", _on_sqlite_measured),
    ("table of access", _table_of_access),
    ("tests on PostgreSQL", _on_postgres),
    ("short drills and races", _drilled),
    ("what the tests reach", partial(_python, "-m", "tools.reached")),
    ("tests in a browser", _in_browser),
    ("papers in LibreOffice", _in_office),
)
PLANS = {"check": CHECK, "test": TEST, "drill": (("drills", _drills),)}


def main(plan: str) -> int:
    failed, incomplete = [], []
    for name, step in PLANS[plan]:
        began = time.monotonic()
        print(f"── {name}", flush=True)
        try:
            step()
        except Failed as fault:
            failed.append(name)
            print(f"   failed: {fault.what}", flush=True)
        except CannotRun as gap:
            incomplete.append(name)
            print(f"   cannot run: {gap.reason}", flush=True)
        print(f"   {time.monotonic() - began:.1f} s", flush=True)
    for name in failed:
        print(f"failed: {name}")
    if incomplete:
        print(f"incomplete: {len(incomplete)}")
    return 1 if failed or (incomplete and os.environ.get("CI")) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
