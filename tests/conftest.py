"""The armour every test wears."""

import gc
import os
import signal
import socket
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import deactivate
from hypothesis import settings

from aoxanh.kernel.actors import Actor
from aoxanh.web.places import grounds, near
from aoxanh.web.practices import filters
from tests import tables
from tests.chromium import accessible, chromium


__all__ = ["accessible", "chromium"]

gc.disable()  # until all tests are read: `pytest_collection_finish`

settings.register_profile("here", deadline=None)  # time limits belong to drills
settings.load_profile("here")

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """On PostgreSQL too, tables are copied."""
    if connection.vendor == "postgresql":
        name = tables.on_postgresql(os.environ["TEST_DATABASE_URL"])
        connection.settings_dict["TEST"]["TEMPLATE"] = name


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def now() -> datetime:
    """Monday 23 November 2026, 9:00 in Vietnam."""
    return NOW


@pytest.fixture
def system() -> Actor:
    return Actor.system(cause="test", day=TODAY)


@pytest.fixture(autouse=True)
def _own_language():
    """A page asked for in English leaves its language to nobody."""
    yield
    deactivate()


@pytest.fixture(autouse=True)
def _own_cache():
    """Nothing that a process remembers of the database outlives a test."""
    remembered = (near.centres_at, *grounds.KEPT, *filters.KEPT)
    stores = (cache, caches["sheets"])
    forget = (*(kept.clear for kept in stores), *(kept.cache_clear for kept in remembered))
    for each in forget:
        each()
    yield
    for each in forget:
        each()


_ON_THIS_MACHINE = ("browser", "postgres", "local_network")
_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


@pytest.fixture(autouse=True)
def _no_network(request, monkeypatch):
    """Only tests that say so may open sockets, and only to this machine."""
    may = any(request.node.get_closest_marker(name) for name in _ON_THIS_MACHINE)
    real = socket.socket.connect

    def refuse(self, address):
        if self.family == socket.AF_UNIX or (may and address[0] in _THIS_MACHINE):
            return real(self, address)
        msg = f"a test tried to reach {address}"
        raise AssertionError(msg)

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def costs_the_same():
    """Assert that ``page()`` needs as many queries after ``grow()`` as before."""

    def check(page, grow):
        page()
        with CaptureQueriesContext(connection) as before:
            page()
        grow()
        with CaptureQueriesContext(connection) as after:
            page()
        assert len(after) == len(before), [q["sql"] for q in after.captured_queries]

    return check


DRILLS = Path(__file__).parent / "drills"
_DATABASE = {"db", "transactional_db", "django_db_setup", "surroundings"}


def pytest_configure():
    """Who is told to end ends its servers, too, as at the keyboard."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_collection_finish():
    """What is loaded by now stays: nobody looks through it again for rubbish, a tenth of the time of the suite."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only what asks a database: the rest says there what it said on SQLite."""
    if connection.vendor != "postgresql":
        return
    asks = [item for item in items if _asks_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asks)])
    items[:] = asks


def _asks_a_database(item):
    marked = any(item.get_closest_marker(name) for name in ("django_db", "postgres"))
    is_drill = DRILLS in item.path.parents
    return marked or is_drill or not _DATABASE.isdisjoint(getattr(item, "fixturenames", ()))


FRAMING = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@pytest.fixture
def statements():
    """Count the statements of a block, without those that only frame transactions."""

    class Counted(CaptureQueriesContext):
        @property
        def sqls(self):
            return [q["sql"] for q in self.captured_queries if not q["sql"].startswith(FRAMING)]

        @property
        def count(self):
            return len(self.sqls)

    return lambda: Counted(connection)


@pytest.fixture
def told(record_property):
    """Note one drill: its name, the load, the figure found, the invariant that held."""

    def note(name, load, figure, invariant):
        record_property("drill", f"{name} | {load} | {figure} | {invariant}")

    return note


@pytest.fixture
def counted(record_property):
    """Note, before it is known, this test's share of a drill that many tests make together."""

    def note(name, load, number, what, invariant):
        record_property("counted", (name, load, what, invariant, number))

    return note


def _noted(reports, name):
    return [value for each in reports for noted, value in each.user_properties if noted == name]


def _counted(terminalreporter):
    """A line for each drill that many tests made together, none of which failed."""
    failed = {value[0] for value in _noted(terminalreporter.getreports("failed"), "counted")}
    sums = Counter()
    for *words, number in _noted(terminalreporter.getreports("passed"), "counted"):
        sums[tuple(words)] += number
    return [
        f"{name} | {load} | {number:,} {what} | {invariant}"
        for (name, load, what, invariant), number in sums.items()
        if name not in failed
    ]


def pytest_terminal_summary(terminalreporter):
    """One line for each drill: name, load, figure, invariant; and one for each that could not run here."""
    lines = [
        *_noted(terminalreporter.getreports("passed"), "drill"),
        *_counted(terminalreporter),
    ]
    not_run = [
        f"{report.nodeid.rpartition('::')[2]} | not run: {report.longrepr[2].removeprefix('Skipped: ')}"
        for report in terminalreporter.getreports("skipped")
        if "tests/drills/" in report.nodeid and isinstance(report.longrepr, tuple)
    ]
    if lines or not_run:
        terminalreporter.section("drills")
        for line in [*(f"{line} | held" for line in lines), *not_run]:
            terminalreporter.line(line)
