"""What every start asks first: nothing is done to a database that is as new as the code."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from aoxanh.jobs.commands import migrate as command
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
