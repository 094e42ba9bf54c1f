"""Words found in folded texts by an index, on both databases, also where they are mistyped.

``SearchWords`` builds the index in a migration: FTS5 on SQLite, GIN on PostgreSQL. The lookup ``words`` asks it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.models import Lookup, TextField


MARKS = "marks"
"""The column of signs that are searched beside the words."""
_SHORTEST_MISTYPED = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """One of ``spellings`` must stand in the text; several words in one spelling stand side by side."""

    spellings: Sequence[str]
    is_begun: bool = False
    """Whether a word that only begins so will do as well: somebody is still typing."""


@dataclass(frozen=True, slots=True)
class Search:
    """Every one of ``wanted`` stands in the text.

    With ``most`` only so many of the newest rows are found on SQLite, which then stops looking: a word that stands
    everywhere costs no more than a rare one. ``beside`` names what other columns hold, one of the values, as far
    as they are in the index, so that the newest that fit are found; whoever asks filters by them as well.
    ``marks`` are signs that stand beside the words in the index itself: one of each group stands there.
    """

    wanted: Sequence[Wanted]
    beside: Mapping[str, Sequence[str]] = field(default_factory=dict)
    most: int | None = None
    marks: Sequence[Sequence[str]] = ()


def near_spellings(word: str) -> frozenset[str]:
    """What somebody may have meant who slipped once: a letter too many, too few, another one, or two swapped."""
    if len(word) < _SHORTEST_MISTYPED:
        return frozenset()
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    fewer = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    other = {left + sign + right[1:] for left, right in cuts if right for sign in ascii_lowercase}
    more = {left + sign + right for left, right in cuts for sign in ascii_lowercase}
    return frozenset(fewer | swapped | other | more) - {word}


def halves(word: str) -> Iterable[tuple[str, str]]:
    """The pairs of words that ``word`` may be when the space between them was forgotten."""
    return ((word[:place], word[place:]) for place in range(2, len(word) - 1))


def meant(words: Sequence[str], known: Collection[str]) -> list[Wanted]:
    """What each typed word stands for among ``known``: itself, two joined ones, or what it nearly spells.

    The last one may be unfinished. What stands for nothing is asked for as it is, and found nowhere.
    """
    last = len(words) - 1
    return [_meant(word, known, is_last=place == last) for place, word in enumerate(words)]


def _meant(word: str, known: Collection[str], *, is_last: bool) -> Wanted:
    if word in known:
        return Wanted([word], is_begun=is_last)
    joined = [f"{left} {right}" for left, right in halves(word) if {left, right} <= set(known)]
    near = sorted(near_spellings(word) & set(known))
    return Wanted(
        [word, *joined, *near] if is_last else [*joined, *near] or [word], is_begun=is_last
    )


@TextField.register_lookup
class Words(Lookup):
    """``search_text__words=Search([Wanted(…), …])``: every one of them stands in the text."""

    lookup_name = "words"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[object]]:
        index, column = f"{self._table}_words", self.lhs.target.column
        row = compiler.quote_name_unless_alias(self.lhs.alias)
        said = [f"{{{column}}} : ({_sqlite(wanted)})" for wanted in self.rhs.wanted]
        said += [f"{{{name}}} : ({_either(values)})" for name, values in self.rhs.beside.items()]
        said += [f"{{{MARKS}}} : ({_either(group)})" for group in self.rhs.marks]
        found = f"SELECT rowid FROM {index} WHERE {index} MATCH %s"  # noqa: S608  a name of ours
        values: list[object] = [" AND ".join(said)]
        if self.rhs.most is not None:
            found += " ORDER BY rowid DESC LIMIT %s"
            values.append(self.rhs.most)
        return f"{row}.id IN ({found})", values

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[str]]:
        row = compiler.quote_name_unless_alias(self.lhs.alias)
        said = [f"({_postgresql(wanted)})" for wanted in self.rhs.wanted]
        said += [f"({' | '.join(group)})" for group in self.rhs.marks]
        found = f"{row}.{self.lhs.target.column}_words @@ %s::tsquery"
        return found, [" & ".join(said)]

    @property
    def _table(self) -> str:
        return str(self.lhs.target.model._meta.db_table)  # noqa: SLF001  Django's own way to a table


def _either(values: Iterable[str]) -> str:
    return " OR ".join(map(_quoted, values))


def _quoted(value: str) -> str:
    """As SQLite's index reads a word or several, whatever somebody wrote into an address."""
    return '"' + value.replace("\0", " ").replace('"', '""') + '"'


def _sqlite(wanted: Wanted) -> str:
    said = [_quoted(spelling) for spelling in wanted.spellings]
    return " OR ".join([*said, f"{said[0]}*"] if wanted.is_begun else said)


def _postgresql(wanted: Wanted) -> str:
    said = [_together(each.split()) for each in wanted.spellings]
    return " | ".join([*said, f"{said[0]}:*"] if wanted.is_begun else said)


def _together(words: Sequence[str]) -> str:
    """Two words side by side stand in the index as one: asking where each stands would cost a look at every text."""
    if len(words) == 2:
        return f"'{_PAIR.join(words)}'"
    return " <-> ".join(f"'{word}'" for word in words)


_PAIR = "_"
_PAIRS = f"""
CREATE OR REPLACE FUNCTION aoxanh_word_pairs(told text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array_to_tsvector(coalesce(array_agg(DISTINCT word || '{_PAIR}' || following), '{{}}'))
    FROM (
        SELECT word, lead(word) OVER (ORDER BY place) AS following
        FROM unnest(string_to_array(told, ' ')) WITH ORDINALITY AS each(word, place)
    ) AS pairs
    WHERE following IS NOT NULL
$$
"""  # noqa: S608  names of ours


class SearchWords(Operation):
    """Migration operation: an index of the words in ``column`` of ``table``, whose key is ``id``.

    ``beside`` are columns that SQLite keeps with them (``Search``); with ``marks`` the table has a column of signs that
    are no words. An index that stands is made anew.
    """

    reversible = True

    def __init__(
        self, table: str, column: str, beside: Sequence[str] = (), *, marks: bool = False
    ) -> None:
        self.table = table
        self.column = column
        self.beside = (*beside, *([MARKS] if marks else []))
        self.marks = marks

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The index is no part of the models' state."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        self._make(schema_editor)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        self._drop(schema_editor)

    def _make(self, schema_editor: Any) -> None:
        is_postgresql = schema_editor.connection.vendor == "postgresql"
        self._drop(schema_editor)
        for statement in self._on_postgresql() if is_postgresql else self._on_sqlite():
            schema_editor.execute(statement, params=None)

    def _drop(self, schema_editor: Any) -> None:
        index = f"{self.table}_words"
        if schema_editor.connection.vendor == "postgresql":
            column = f"ALTER TABLE {self.table} DROP COLUMN IF EXISTS {self.column}_words"
            schema_editor.execute(f"DROP INDEX IF EXISTS {index}", params=None)
            schema_editor.execute(column, params=None)
            return
        for verb in ("insert", "delete", "update"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {index}_{verb}", params=None)
        schema_editor.execute(f"DROP TABLE IF EXISTS {index}", params=None)

    def describe(self) -> str:
        return f"Index the words of {self.table}.{self.column}"

    def _on_postgresql(self) -> list[str]:
        table, column = self.table, self.column
        texts = f"{column} || ' ' || {MARKS}" if self.marks else column
        words = f"to_tsvector('simple', {texts}) || aoxanh_word_pairs({column})"
        made = f"GENERATED ALWAYS AS ({words}) STORED"
        return [
            _PAIRS,
            f"ALTER TABLE {table} ADD COLUMN {column}_words tsvector {made}",
            f"CREATE INDEX {table}_words ON {table} USING gin ({column}_words)",
        ]

    def _on_sqlite(self) -> list[str]:
        table, index = self.table, f"{self.table}_words"
        names = (self.column, *self.beside)
        columns = ", ".join(names)
        new, old = (", ".join(f"{row}.{name}" for name in names) for row in ("new", "old"))
        put = f"INSERT INTO {index} (rowid, {columns}) VALUES (new.id, {new});"  # noqa: S608  names of ours
        drop = f"INSERT INTO {index} ({index}, rowid, {columns}) VALUES ('delete', old.id, {old});"  # noqa: S608  names of ours
        begin = f"CREATE TRIGGER {index}_%s AFTER %s ON {table} FOR EACH ROW BEGIN %s END"
        return [
            f"CREATE VIRTUAL TABLE {index} USING fts5({columns}, content='{table}', content_rowid='id')",
            begin % ("insert", "INSERT", put),
            begin % ("delete", "DELETE", drop),
            begin % ("update", f"UPDATE OF {columns}", drop + put),
            f"INSERT INTO {index} ({index}) VALUES ('rebuild')",  # noqa: S608  names of ours
        ]


class DropWords(SearchWords):
    """Migration operation: take the index away, so that the table's columns can change; backwards it is made."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        self._drop(schema_editor)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        self._make(schema_editor)
