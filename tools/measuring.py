"""What a run of pytest reaches of the product: with ``PYTEST_PLUGINS=tools.measuring`` in the environment.

Each process of the run leaves a file in ``FOLDER`` when its tests are done; `tools.reached` puts them together. What
other processes reach that tests start does not count.
"""

import json
import os
import re
from pathlib import Path
from uuid import uuid4

import pytest
import slipcover


ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".measured"
PRODUCT = str(ROOT / "aoxanh")
LEFT_OUT = "*/migrations/*"
NOT_RUN = r"\.\.\.$"
"""Says only that something is there."""

OF_A_DATABASE = re.compile(r"postgresql|vendor|psycopg|IntegrityError|OperationalError")

NEVER = 10**9
"""How often a probe is met before it is taken away: that costs a walk through everything loaded, more than it saves."""


def measure(**more: list[str]) -> slipcover.Slipcover:
    """What notes lines and branches that are run."""
    return slipcover.Slipcover(
        branch=True, omit=[LEFT_OUT], exclude_also=[NOT_RUN], d_miss_threshold=NEVER, **more
    )


_noted = measure()


def _only_hands_out(config: pytest.Config) -> bool:
    """Whether this process leaves the tests to others: it need not measure, which begins with reading everything."""
    shared = getattr(config.known_args_namespace, "numprocesses", None)
    return bool(shared) and "PYTEST_XDIST_WORKER" not in os.environ


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Before anything of the product is imported."""
    if _only_hands_out(early_config):
        return
    files = slipcover.FileMatcher(sources=_looked_at(), omit=[LEFT_OUT])
    slipcover.ImportManager(_noted, files).__enter__()


def _looked_at() -> list[str]:
    """On PostgreSQL what knows one database from the other, or takes its refusals: the rest was met on SQLite."""
    if not os.environ.get("TEST_DATABASE_URL"):
        return [PRODUCT]
    files = Path(PRODUCT).rglob("*.py")
    return [str(each) for each in files if OF_A_DATABASE.search(each.read_text(encoding="utf-8"))]


def pytest_sessionfinish(session: pytest.Session) -> None:
    if _only_hands_out(session.config):
        return
    FOLDER.mkdir(exist_ok=True)
    report = json.dumps(_noted.get_coverage())
    (FOLDER / f"{uuid4().hex}.json").write_text(report, encoding="utf-8")
