"""What every start asks first: nothing is done to a database that is as new as the code."""

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from psycopg.errors import LockNotAvailable

from aoxanh.jobs.commands import migrate as command
from aoxanh.jobs.errors import DatabaseBusy, RestoreCut
from aoxanh.kernel.pending import pending


pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch):
    """The commands of Django that were called."""
    calls = []
    monkeypatch.setattr(command, "call_command", lambda name, **_options: calls.append(name))
    return calls


def test_a_database_as_new_as_the_code_is_left_alone(asked):
    command.migrate()

    assert pending() == 0
    assert asked == []


def test_a_database_that_is_behind_is_brought_up(asked, monkeypatch):
    monkeypatch.setattr(command, "pending", lambda: 2)

    command.migrate()

    assert asked == ["migrate"]


def test_a_migration_that_stands_for_others_is_waited_for_until_it_is_noted():
    MigrationRecorder(connection).record_unapplied("people", "0001_squashed_0006_erased_persons")
    assert pending() == 1

    call_command("migrate", verbosity=0)

    assert pending() == 0


@pytest.fixture
def in_use(monkeypatch):
    """``in_use(3)``: a table is in use for so many tries; how often it was tried."""
    tried = []

    def begin(times, cause=LockNotAvailable):
        def migrate():
            tried.append(1)
            if len(tried) <= times:
                raise OperationalError("canceling statement due to lock timeout") from cause()

        monkeypatch.setattr(command, "_migrate", migrate)
        return tried

    monkeypatch.setattr(command, "PAUSE", 0)
    return begin


def test_a_table_in_use_is_given_way_to_and_tried_again(in_use):
    tried = in_use(3)

    command._migrate_giving_way()

    assert len(tried) == 4


def test_a_table_in_use_for_too_long_is_told(in_use):
    tried = in_use(command.TRIES)

    with pytest.raises(DatabaseBusy):
        command._migrate_giving_way()
    assert len(tried) == command.TRIES


def test_what_else_the_database_says_is_passed_on_at_once(in_use):
    tried = in_use(3, cause=ConnectionError)

    with pytest.raises(OperationalError):
        command._migrate_giving_way()
    assert len(tried) == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is replaced as one file")
def test_what_a_restore_left_that_was_cut_is_not_served(asked):
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA aoxanh_before")

    with pytest.raises(RestoreCut):
        command.migrate()

    assert asked == []
