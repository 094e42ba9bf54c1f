"""Queries put into SQL once: the same answers as ever, for every kind of value."""

from contextlib import nullcontext, suppress
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Count, Exists, F, Value

from aoxanh.activities.models import Scan
from aoxanh.audit.models import Bookmark, Detail, Entry
from aoxanh.kernel import compiled
from aoxanh.kernel.bulk import Among
from aoxanh.kernel.compiled import Change, Compiled, insert, insert_all
from aoxanh.units.models import Closure


pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def _entry(event="a.B", unit_id=3):
    return Entry.objects.create(event=event, unit_id=unit_id, actor_kind="SYSTEM", at=NOON)


def _of_unit(unit_id, event):
    rows = Entry.objects.filter(unit_id=unit_id, event=event, values={}).order_by("pk")
    return rows.values_list("pk", "at", "touches")


def test_it_answers_what_the_query_answers_for_every_value(statements):
    first, other = _entry(), _entry("c.D", 4)
    asked = Compiled(_of_unit, unit_id=int, event=str)

    assert asked.rows(unit_id=3, event="a.B") == [(first.pk, NOON, [])]
    with statements() as asking:
        found = asked.rows(unit_id=4, event="c.D")
    assert asking.count == 1
    assert found == list(_of_unit(4, "c.D"))
    assert asked.rows(unit_id=4, event="c.D")[0][0] == other.pk
    assert asked.rows(unit_id=3, event="c.D") == []


def test_the_query_is_built_once():
    built = []

    def build(unit_id):
        built.append(unit_id)
        return Entry.objects.filter(unit_id=unit_id).order_by("pk").values_list("pk")

    asked = Compiled(build, unit_id=int)

    assert [asked.rows(unit_id=number) for number in (1, 2, 3)] == [[], [], []]
    assert len(built) == 1


def test_days_and_uuids_are_written_as_the_database_has_them():
    def build(day, uuid):
        seen = Exists(Scan.objects.filter(uuid=uuid))
        rows = Closure.objects.filter(valid_from__lte=day, valid_to__gt=day)
        return rows.order_by("pk").values_list("pk", seen)

    asked = Compiled(build, day=date, uuid=type(uuid4()))

    assert asked.rows(day=date(2026, 11, 26), uuid=uuid4()) == []


def test_words_of_a_value_are_never_read_as_sql():
    _entry()
    asked = Compiled(_of_unit, unit_id=int, event=str)

    assert asked.rows(unit_id=3, event="a.B' OR '1'='1 %s") == []


def test_a_value_that_the_query_does_not_hold_is_refused():
    def build(unit_id, event):
        del event
        return Entry.objects.filter(unit_id=unit_id).order_by("pk").values_list("pk", Value(1))

    with pytest.raises(ValueError, match="event"):
        Compiled(build, unit_id=int, event=str).rows(unit_id=1, event="a.B")


def test_rows_of_a_model_come_with_what_was_joined_and_annotated(statements):
    entry = _entry()
    Detail.objects.create(entry=entry, salt="s", payload={"name": "Lò Thị Mai"})
    asked = Compiled(
        lambda event: (
            Detail.objects.select_related("entry")
            .annotate(number=Count("entry__event"))
            .filter(entry__event=event)
            .order_by("pk")
        ),
        event=str,
    )

    with statements() as asking:
        found = [asked.rows(event="a.B") for _ in range(3)]
        told = [(row.payload, row.entry.at, row.number) for [row] in found]

    assert told == [({"name": "Lò Thị Mai"}, NOON, 1)] * 3
    assert asking.count == 3


def test_an_instant_is_written_as_the_database_has_it():
    _entry()
    asked = Compiled(lambda at: Entry.objects.filter(at=at).values_list("pk"), at=datetime)

    assert len(asked.rows(at=NOON)) == 1
    assert asked.rows(at=NOON.replace(hour=13)) == []


def test_a_row_is_written_as_saving_it_would(statements):
    saved = _entry()
    given = {"event": "a.B", "unit_id": 3, "actor_kind": "SYSTEM", "at": NOON}

    with statements() as asking:
        written = insert(Entry(**given, touches=[[3, "2026-11-26"]]))

    read = Entry.objects.get(pk=written.pk)
    assert asking.count == 1
    assert written.pk > saved.pk
    assert (read.touches, read.values, read.at) == ([[3, "2026-11-26"]], {}, NOON)
    assert read.xact == Entry.objects.get(pk=saved.pk).xact
    assert not written._state.adding


def test_several_rows_are_one_statement_and_keep_their_order(statements):
    rows = [
        Entry(event=event, actor_kind="SYSTEM", unit_id=unit_id, at=NOON)
        for event, unit_id in (("a.B", None), ("c.D", 4), ("e.F", 5))
    ]

    with statements() as asking:
        insert_all(rows)

    assert asking.count == 1
    kept = Entry.objects.in_bulk([row.pk for row in rows])
    assert [kept[row.pk].event for row in rows] == ["a.B", "c.D", "e.F"]


_MOVED = Change(
    lambda follower, limit: Bookmark.objects.filter(pk=follower, xact__lt=limit),
    lambda **_at: {"xact": F("xact") + 1, "entry_id": 7},
    follower=str,
    limit=int,
)


def test_a_row_is_changed_as_long_as_its_guard_allows_it(statements):
    for follower in ("first", "other"):
        Bookmark.objects.create(pk=follower, xact=3, moved_at=NOON)

    with statements() as asking:
        changed = [_MOVED.made(follower="first", limit=5) for _ in range(3)]

    assert changed == [1, 1, 0]
    assert asking.count == 3
    found = Bookmark.objects.order_by("pk").values_list("xact", "entry_id")
    assert list(found) == [(5, 7), (3, 0)]


def _lost_with_a_second(detail):
    """Write an entry, then a detail a second time; in the end whether nothing more may be written."""
    with transaction.atomic():
        Entry.objects.create(event="lost", actor_kind="SYSTEM", at=NOON)
        with suppress(IntegrityError):
            insert(Detail(**detail))
        return connection.needs_rollback


def test_a_row_that_the_database_refuses_undoes_what_was_done_with_it():
    detail = {"entry": _entry(), "salt": "s", "payload": {}}
    Detail.objects.create(**detail)

    assert _lost_with_a_second(detail)
    assert not Entry.objects.filter(event="lost").exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="what PostgreSQL keeps")
def test_postgresql_plans_once_what_is_asked_again():
    asked = Compiled(_of_unit, unit_id=int, event=str)
    for number in range(4):
        asked.rows(unit_id=number, event="a.B")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%touches%%'"
        )
        assert cursor.fetchone()[0] == 1


class _Raw:
    """As much of the driver's connection as a cursor is kept by."""


class _Connection:
    """As much of PostgreSQL's connection as a cursor is made of."""

    vendor, queries_logged = "postgresql", False

    class Database:
        Cursor = staticmethod(lambda raw: ["values beside", raw])

    def __init__(self):
        self.connection = None

    def ensure_connection(self):
        self.connection = self.connection or _Raw()

    def cursor(self):
        return nullcontext("values within")

    def _prepare_cursor(self, cursor):
        return cursor


def test_values_travel_beside_the_statement_unless_statements_are_noted():
    link = _Connection()

    with compiled.planned(link) as first, compiled.planned(link) as second:
        assert first == ["values beside", link.connection]
        assert second is first

    link.queries_logged = True
    with compiled.planned(link) as noted:
        assert noted == "values within"


def _among(unit_ids):
    rows = Entry.objects.filter(Among(F("unit_id"), unit_ids), event__gt="").order_by("pk")
    return rows.values_list("pk")


@pytest.mark.parametrize("wanted", [[], [3], [3, 4], [4, 9, 3]])
def test_a_list_is_one_value_of_any_length(wanted, statements):
    keys = {3: _entry().pk, 4: _entry("c.D", 4).pk}
    asked = Compiled(_among, unit_ids=list)

    with statements() as asking:
        found = asked.rows(unit_ids=wanted)

    assert asking.count == 1
    assert found == [(keys[each],) for each in (3, 4) if each in wanted]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="what PostgreSQL goes by")
def test_a_list_of_keys_is_as_long_as_what_it_is_compared_with():
    """Only then is it hashed: 6 ms instead of 153 for five hundred among fifty thousand."""
    plan = Entry.objects.filter(Among(F("pk"), [3, 4])).explain()

    assert "'{3,4}'::bigint[]" in plan


def test_a_list_of_uuids_is_found_as_the_database_has_them():
    asked = Compiled(
        lambda uuids: Scan.objects.filter(Among(F("uuid"), uuids)).values_list("pk"), uuids=list
    )

    assert asked.rows(uuids=[uuid4()]) == asked.rows(uuids=[uuid4(), uuid4()]) == []


@pytest.mark.parametrize("can_lock", [True, False])
def test_what_is_held_is_locked_where_the_database_can(can_lock, monkeypatch):
    held = "FOR NO KEY UPDATE OF audit_entry"
    asked = Compiled(lambda event: Entry.objects.filter(event=event), held, event=str)
    monkeypatch.setattr(connection.features, "has_select_for_update", can_lock)

    assert asked._plan(connection, ()).sql.endswith(held) == can_lock


def test_what_a_row_becomes_is_told_by_the_values():
    Bookmark.objects.create(pk="first", xact=3, moved_at=NOON)
    moved = Change(
        lambda follower, **_to: Bookmark.objects.filter(pk=follower),
        lambda follower, **to: to,  # noqa: ARG005  whose it is does not change
        follower=str,
        xact=int,
        moved_at=datetime,
    )

    assert moved.made(follower="first", xact=9, moved_at=NOON.replace(hour=13)) == 1
    found = Bookmark.objects.values_list("xact", "moved_at").get()
    assert found == (9, NOON.replace(hour=13))
