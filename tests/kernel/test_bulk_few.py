"""Rows by the cheapest way of PostgreSQL: a few by an INSERT it has planned before, many by COPY."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest

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


def test_a_few_rows_are_one_insert_with_numbers_of_one_kind(told):
    bulk.insert(PlaceAlias, COLUMNS, _rows(2))

    [(statement, values)] = told
    assert statement.startswith("INSERT INTO ")
    assert statement.count("(%s, %s)") == 2
    assert values == [("BigIntegerField", 1), "Tả Lèng 0", ("BigIntegerField", 1), "Tả Lèng 1"]


def test_many_rows_are_copied(told):
    rows = _rows(bulk.FEW + 1)

    bulk.insert(PlaceAlias, COLUMNS, iter(rows))

    [(statement, copied)] = told
    assert statement.startswith("COPY ")
    assert [tuple(row) for row in copied] == rows


def test_no_row_is_no_statement(told):
    bulk.insert(PlaceAlias, COLUMNS, [])

    assert told == []
