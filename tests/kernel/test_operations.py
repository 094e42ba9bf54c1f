"""Operations of migrations that Django does not know, done and undone on the database at hand."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from aoxanh.audit.models import Entry
from aoxanh.kernel.immutable import RefuseChanges
from aoxanh.kernel.overlaps import ForbidOverlaps
from aoxanh.kernel.statistics import Growth, make_room, renew
from aoxanh.kernel.transactions import TransactionId
from aoxanh.units.models import Change
from tests.conftest import NOW


pytestmark = pytest.mark.django_db

IS_POSTGRESQL = connection.vendor == "postgresql"


class Editor:
    """As much of a schema editor as the operations use, inside the test's transaction."""

    connection = connection

    @staticmethod
    def execute(sql, params=()):
        with connection.cursor() as cursor:
            cursor.execute(sql, params)


@contextmanager
def _refused():
    with pytest.raises(DatabaseError), transaction.atomic():
        yield


@pytest.fixture
def table():
    Editor.execute(
        "CREATE TABLE growing (id integer PRIMARY KEY, owner integer, valid_from date, valid_to date)"
    )
    Editor.execute("INSERT INTO growing VALUES (1, 7, '2026-01-01', '2026-06-01')")
    return "growing"


def test_rows_of_a_growing_table_can_be_changed_again_once_that_is_undone(table):
    operation = RefuseChanges(table)
    operation.database_forwards("audit", Editor, None, None)
    with _refused():
        Editor.execute("UPDATE growing SET owner = 8")
    with _refused():
        Editor.execute("DELETE FROM growing")

    operation.database_backwards("audit", Editor, None, None)

    Editor.execute("UPDATE growing SET owner = 8")
    Editor.execute("DELETE FROM growing")


def test_only_the_named_verb_is_refused(table):
    RefuseChanges(table, verbs=["DELETE"]).database_forwards("audit", Editor, None, None)

    Editor.execute("UPDATE growing SET owner = 8")
    with _refused():
        Editor.execute("DELETE FROM growing")


def _overlap(number):
    Editor.execute("INSERT INTO growing VALUES (%s, 7, '2026-05-31', '2026-07-01')", [number])


def test_postgresql_excludes_overlapping_periods_until_that_is_undone(table):
    operation = ForbidOverlaps(table, keys=["owner"])
    operation.database_forwards("units", Editor, None, None)
    if IS_POSTGRESQL:
        with _refused():
            _overlap(2)
    else:
        _overlap(2)

    operation.database_backwards("units", Editor, None, None)

    _overlap(3)


def test_operations_say_what_they_do(table):
    assert RefuseChanges(table).describe() == "Refuse UPDATE and DELETE on growing"
    assert (
        ForbidOverlaps(table, keys=["owner"]).describe() == "Forbid overlapping periods in growing"
    )


def test_a_bulk_load_renews_the_planners_statistics(statements):
    with statements() as asked:
        renew(Entry)

    assert asked.sqls == (['ANALYZE "audit_entry"'] if IS_POSTGRESQL else [])


def test_tables_that_grow_are_looked_at_each_time_they_are_eight_times_as_large(monkeypatch):
    looks = []
    monkeypatch.setattr("aoxanh.kernel.statistics.renew", lambda *tables: looks.append(tables))
    growth = Growth("people")

    for rows in (199, 1, 1_399, 1, 100):
        growth.add(rows)

    assert looks == [("people",)] * 2


def test_large_work_has_room_until_its_transaction_ends():
    with transaction.atomic():
        make_room(96)
        if IS_POSTGRESQL:
            with connection.cursor() as cursor:
                cursor.execute("SHOW work_mem")
                assert cursor.fetchone() == ("96MB",)


def test_a_writing_transaction_has_one_number():
    Change.objects.create(verb="RENAME", on=date(2026, 11, 23), recorded_at=NOW)
    (first,) = Change.objects.values_list(TransactionId(), flat=True)
    (second,) = Change.objects.values_list(TransactionId(), flat=True)
    assert first == second
    assert (first > 0) is IS_POSTGRESQL
