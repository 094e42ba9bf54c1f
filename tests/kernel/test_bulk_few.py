"""Rows by the cheapest way of PostgreSQL: one or a few by an INSERT it has planned before, many by COPY."""

import json
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from aoxanh.audit.models import Entry
from aoxanh.kernel import bulk
from aoxanh.places.models import PlaceAlias


COLUMNS = ("place_id", "alias")


class _Cursor:
    """What PostgreSQL would be told."""

    def __init__(self):
        self.told = []

    def __enter__(self):
        return self

    def __exit__(self, *_fault):
        return None

    def execute(self, statement, values):
        self.told.append((statement, values))

    @contextmanager
    def copy(self, statement):
        rows = []
        yield SimpleNamespace(write_row=rows.append)
        self.told.append((statement, rows))


@pytest.fixture
def told(monkeypatch):
    cursor = _Cursor()
    link = SimpleNamespace(
        vendor="postgresql",
        queries_logged=True,
        cursor=lambda: cursor,
        ops=SimpleNamespace(adapt_integerfield_value=lambda value, kind: (kind, value)),
    )
    monkeypatch.setattr(bulk, "connections", {"default": link})
    return cursor.told


def _rows(number):
    return [(1, f"Tả Lèng {each}") for each in range(number)]


def test_a_row_is_an_insert_with_numbers_of_one_kind(told):
    bulk.insert(PlaceAlias, COLUMNS, _rows(1))

    [(statement, values)] = told
    assert statement.startswith("INSERT INTO ")
    assert statement.endswith("VALUES (%s, %s)")
    assert values == [("BigIntegerField", 1), "Tả Lèng 0"]


@pytest.mark.parametrize("number", [2, bulk.FEW])
def test_a_few_rows_are_one_text_in_a_statement_that_is_the_same_for_any_number(told, number):
    bulk.insert(PlaceAlias, COLUMNS, _rows(number))

    [(statement, [text])] = told
    assert statement.endswith(" FROM json_array_elements(%s::json) one")
    assert statement.count("%s") == 1
    assert json.loads(text) == [list(row) for row in _rows(number)]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 2, bulk.FEW + 1])
def test_whatever_the_number_the_rows_are_the_same(number):
    day = datetime(2026, 11, 27, 7, 30, 0, 123456, tzinfo=UTC)
    rows = [
        (
            "unit.founded",
            None,
            "system",
            "",
            [[each, "2026-11-27"]],
            {"name": "H'Mông \"\\ \u2028"},
            day,
        )
        for each in range(number)
    ]
    columns = ("event", "unit_id", "actor_kind", "cause", "touches", "values", "at")
    blank = {"subject_type": "", "detail_digest": ""}

    bulk.insert(Entry, (*columns, *blank), [(*row, *blank.values()) for row in rows])

    assert list(Entry.objects.order_by("pk").values_list(*columns)) == rows
    assert Entry.objects.filter(account_id=None, subject_type="").count() == number


@pytest.mark.parametrize("value", [b"bytes", timedelta(1), object()])
def test_what_no_text_says_for_certain_is_not_written(told, value):
    with pytest.raises(TypeError):
        bulk.insert(PlaceAlias, COLUMNS, [(1, "Tả Lèng"), (1, value)])

    assert told == []


def test_many_rows_are_copied(told):
    rows = _rows(bulk.FEW + 1)

    bulk.insert(PlaceAlias, COLUMNS, iter(rows))

    [(statement, copied)] = told
    assert statement.startswith("COPY ")
    assert [tuple(row) for row in copied] == rows


def test_no_row_is_no_statement(told):
    bulk.insert(PlaceAlias, COLUMNS, [])

    assert told == []
