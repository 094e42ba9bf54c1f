"""Typed words and what they may have meant; the index of words comes and goes with its migration."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.migrations.state import ProjectState

from aoxanh.kernel.searching import (
    MARKS,
    DropWords,
    Search,
    SearchWords,
    Wanted,
    Words,
    halves,
    meant,
    near_spellings,
)
from aoxanh.practices.models import Practice


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


class Editor:
    """Notes the statements of a migration instead of running them."""

    def __init__(self, vendor):
        self.connection = SimpleNamespace(vendor=vendor)
        self.said = []

    def execute(self, statement, params):
        assert params is None, "a % would be read as a place for a value"
        self.said.append(statement)


PUT = "INSERT INTO t_words (rowid, c, a, marks) VALUES (new.id, new.c, new.a, new.marks);"
DROPPED = "INSERT INTO t_words (t_words, rowid, c, a, marks) VALUES ('delete', old.id, old.c, old.a, old.marks);"
WORDS = "to_tsvector('simple', c || ' ' || marks) || aoxanh_word_pairs(c)"
MADE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE t_words USING fts5(c, a, marks, content='t', content_rowid='id')",
        f"CREATE TRIGGER t_words_insert AFTER INSERT ON t FOR EACH ROW BEGIN {PUT} END",
        f"CREATE TRIGGER t_words_delete AFTER DELETE ON t FOR EACH ROW BEGIN {DROPPED} END",
        f"CREATE TRIGGER t_words_update AFTER UPDATE OF c, a, marks ON t FOR EACH ROW BEGIN {DROPPED}{PUT} END",
        "INSERT INTO t_words (t_words) VALUES ('rebuild')",
    ],
    "postgresql": [
        f"ALTER TABLE t ADD COLUMN c_words tsvector GENERATED ALWAYS AS ({WORDS}) STORED",
        "CREATE INDEX t_words ON t USING gin (c_words)",
    ],
}
TAKEN = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS t_words_insert",
        "DROP TRIGGER IF EXISTS t_words_delete",
        "DROP TRIGGER IF EXISTS t_words_update",
        "DROP TABLE IF EXISTS t_words",
    ],
    "postgresql": [
        "DROP INDEX IF EXISTS t_words",
        "ALTER TABLE t DROP COLUMN IF EXISTS c_words",
    ],
}


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_an_index_is_taken_away_and_made_anew_with_what_stands_beside_the_words(vendor):
    index, away = (kind("t", "c", ["a"], marks=True) for kind in (SearchWords, DropWords))

    def said(way):
        editor = Editor(vendor)
        way("practices", editor, None, None)
        return [each for each in editor.said if "FUNCTION" not in each]

    assert said(index.database_forwards) == TAKEN[vendor] + MADE[vendor]
    assert said(away.database_backwards) == TAKEN[vendor] + MADE[vendor]
    assert said(index.database_backwards) == said(away.database_forwards) == TAKEN[vendor]
    assert index.describe() == "Index the words of t.c"


def test_without_marks_the_words_alone_are_indexed():
    editor = Editor("postgresql")

    SearchWords("t", "c").database_forwards("practices", editor, None, None)

    assert "to_tsvector('simple', c) ||" in editor.said[3]
    assert SearchWords("t", "c").beside == ()
    assert SearchWords("t", "c", ["a"]).beside == ("a",)


COLUMN = Practice._meta.get_field("search_text").get_col("practices_practice")
WANTED = [
    Wanted(["vuon"]),
    Wanted(["thanh nien", "thanhnien"]),
    Wanted(["mot hai ba"], is_begun=True),
]


def _asked(search, how):
    compiler = Practice.objects.all().query.get_compiler("default")
    return getattr(Words(COLUMN, search), how)(compiler, connection)


def test_sqlite_is_asked_for_the_newest_that_fit():
    search = Search(WANTED, beside={"state": ["A", "B"]}, most=7, marks=[["p12", "p14"], ["u3"]])
    rows = "SELECT rowid FROM practices_practice_words WHERE practices_practice_words MATCH %s"
    words = (
        '{search_text} : ("vuon") AND {search_text} : ("thanh nien" OR "thanhnien") AND '
        '{search_text} : ("mot hai ba" OR "mot hai ba"*)'
    )

    assert _asked(search, "as_sqlite") == (
        f'"practices_practice".id IN ({rows} ORDER BY rowid DESC LIMIT %s)',
        [
            words
            + ' AND {state} : ("A" OR "B") AND {marks} : ("p12" OR "p14") AND {marks} : ("u3")',
            7,
        ],
    )
    assert _asked(Search(WANTED), "as_sqlite") == (f'"practices_practice".id IN ({rows})', [words])


def test_signs_of_the_index_itself_are_read_as_words():
    search = Search([Wanted(['a"b'])], beside={"state": ['"', "x\0y"]})
    _, (words,) = _asked(search, "as_sqlite")

    assert words == '{search_text} : ("a""b") AND {state} : ("""" OR "x y")'


def test_postgresql_is_asked_for_pairs_as_one_word_and_longer_ones_side_by_side():
    search = Search(WANTED, beside={"state": ["A"]}, most=7, marks=[["p12", "p14"], ["u3"]])

    three = "'mot' <-> 'hai' <-> 'ba'"
    words = f"('vuon') & ('thanh_nien' | 'thanhnien') & ({three} | {three}:*) & (p12 | p14) & (u3)"
    found = '"practices_practice".search_text_words @@ %s::tsquery'
    assert _asked(search, "as_postgresql") == (found, [words])


def test_a_slip_is_one_letter_or_two_neighbours():
    found = near_spellings("abc")

    assert {
        "bc",
        "ac",
        "ab",
        "bac",
        "acb",
        "xbc",
        "axc",
        "abx",
        "xabc",
        "axbc",
        "abxc",
        "abcx",
    } <= found
    assert "abc" not in found
    assert not {"cba", "a", "abxy", "cab"} & found
    assert len(found) == 3 + 2 + 3 * 25 + 4 * 26 - 3


@pytest.mark.parametrize(
    ("word", "pairs"),
    [("abcd", [("ab", "cd")]), ("abcde", [("ab", "cde"), ("abc", "de")]), ("abc", [])],
)
def test_a_forgotten_space_leaves_words_of_two_letters_and_more(word, pairs):
    assert list(halves(word)) == pairs


def test_a_last_word_may_be_joined_or_mistyped_and_still_unfinished():
    assert meant(["thanhnien"], KNOWN) == [Wanted(["thanhnien", "thanh nien"], is_begun=True)]
    assert meant(["uon"], {"uom", "von", "uong"}) == [
        Wanted(["uon", "uom", "uong", "von"], is_begun=True)
    ]
