"""Typed words and what they may have meant; the index of words comes and goes with its migration."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.state import ProjectState

from aoxanh.kernel.searching import MARKS, DropWords, Wanted, meant, near_spellings


KNOWN = {"vuon", "uom", "thanh", "nien"}


@pytest.mark.parametrize("typed", ["vuonn", "vun", "vion", "vuno"])
def test_one_slip_is_understood(typed):
    assert "vuon" in near_spellings(typed)


@pytest.mark.parametrize("typed", ["vu", "a", ""])
def test_short_words_are_taken_as_they_are(typed):
    assert near_spellings(typed) == frozenset()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (["vuon", "uom"], [Wanted(["vuon"]), Wanted(["uom"], is_begun=True)]),
        (["vuno", "uom"], [Wanted(["vuon"]), Wanted(["uom"], is_begun=True)]),
        (["thanhnien", "uom"], [Wanted(["thanh nien"]), Wanted(["uom"], is_begun=True)]),
        (["xyz", "uom"], [Wanted(["xyz"]), Wanted(["uom"], is_begun=True)]),
        (["vuo"], [Wanted(["vuo", "vuon"], is_begun=True)]),
        ([], []),
    ],
)
def test_a_word_stands_for_itself_or_for_what_it_nearly_spells(typed, wanted):
    assert meant(typed, KNOWN) == wanted


@pytest.mark.django_db(transaction=True)
def test_the_index_can_be_taken_away_and_built_again():
    latest = import_module("aoxanh.practices.migrations.0007_done_together").Migration
    index, state = latest.operations[-1], ProjectState()
    beside = [each for each in index.beside if each != MARKS]
    away = DropWords(index.table, index.column, beside, marks=index.marks)

    with connection.schema_editor(atomic=False) as editor:
        index.database_backwards("practices", editor, state, state)
        gone = _names()
        away.database_backwards("practices", editor, state, state)
        back = _names()
        away.database_forwards("practices", editor, state, state)
        index.database_forwards("practices", editor, state, state)

    assert "practices_practice_words" not in gone
    assert "practices_practice_words" in back
    assert "practices_practice_words" in _names()
    assert "practices_practice.search_text" in index.describe()


def _names():
    """Tables, indexes and triggers of the database."""
    question = (
        "SELECT indexname FROM pg_indexes"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return {name for (name,) in cursor.fetchall()}
