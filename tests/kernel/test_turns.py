"""Waiting for who is at the door, asked of the database at hand."""

import pytest
from django.db import connection

from aoxanh.audit.models import Entry
from aoxanh.kernel.turns import AtTheDoor, let_pass


pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(now):
    return Entry.objects.create(event="test", actor_kind="SYSTEM", touches=[], values={}, at=now)


@pytest.fixture
def elsewhere():
    """Asks a second connection to the same database."""
    other = connection.copy()

    def ask(statement, *values):
        with other.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchone()[0]

    yield ask
    other.close()


def test_being_at_the_door_is_a_column_on_both_databases(entry):
    assert list(Entry.objects.annotate(here=AtTheDoor("pk")).values_list("here")) == [(True,)]


def test_nobody_at_the_door_is_not_waited_for():
    let_pass(1)


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="on SQLite one writer follows the other"
)
def test_who_looks_again_waits_for_who_is_at_this_door_and_for_nobody_else(entry, elsewhere):
    list(Entry.objects.annotate(here=AtTheDoor("pk")))
    number = 0x646F6F72 << 24

    assert not elsewhere("SELECT pg_try_advisory_xact_lock(%s)", number + entry.pk)
    assert elsewhere("SELECT pg_try_advisory_xact_lock_shared(%s) IS NOT NULL", number + entry.pk)
    assert elsewhere("SELECT pg_try_advisory_xact_lock(%s)", number + entry.pk + 1)
