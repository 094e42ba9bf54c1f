"""Compiled tables read: as lists that can be brought in, and as they are, with what deserves a look."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from aoxanh.files import queries as files
from aoxanh.kernel.imports import Sent
from aoxanh.kernel.neutral import harmless
from aoxanh.kernel.tables import Document, Opened, Paragraph, Table
from aoxanh.practices import rules
from aoxanh.practices.errors import NotATable
from aoxanh.practices.queries.observing import Observer
from aoxanh.practices.types import CompiledRow, CompiledTable, Flag, Repair, RepairKind


def list_of(sent: Sent) -> Table:
    """The models in what was sent: a compiled text, a table with headings or without, or items that are told.

    A table of which nothing says what its columns are comes as it is: the officer is asked. Raises ``NotATable``, and
    what ``files.table_of`` raises.
    """
    compiled = _compiled(sent)
    if compiled is None:
        return files.table_of(sent.clear)
    read = rules.with_years(compiled, name=sent.clear.name, day=sent.day)
    return rules.table_of(read, name=sent.clear.name)


def compiled_rows(sent: Sent) -> list[tuple[CompiledRow, tuple[Flag, ...]]]:
    """The models in what was sent with their flags, nothing of them kept. Raises ``NotATable``."""
    compiled = _compiled(sent)
    if compiled is None:
        raise NotATable
    read = rules.with_years(compiled, name=sent.clear.name, day=sent.day)
    observer = Observer(sent.day)
    models = [row for row in read.rows if any(row.cells)]
    return [(row, observer.flags(row, _year(row, sent.day))) for row in models]


def _year(row: CompiledRow, day: date) -> int:
    return rules.year_of([row.year], day) or day.year


def _compiled(sent: Sent) -> CompiledTable | None:
    """None where a table does not tell what its columns are. Raises ``NotATable``."""
    form, original = sent.clear.form, sent.original.form
    if isinstance(form, str) and isinstance(original, str):
        return _in_text(sent, form, original)
    if isinstance(form, Document) and isinstance(original, Document):
        return _in_document(sent, form, original)
    if isinstance(form, Table) and isinstance(original, Table):
        return rules.read_tabular(form, original, _tongue(sent, [form]))
    raise NotATable


def _in_text(sent: Sent, text: str, original: str) -> CompiledTable | None:
    lines = [line for line in text.splitlines() if "\t" in line]
    sheets = sum(line.strip("\t ").count("\t") > 1 for line in lines)
    if lines and sheets * 2 > len(lines):
        table = files.table_of(sent.clear)
        before = files.table_of(replace(sent.original, encoding=""))
        return rules.read_tabular(table, before, _tongue(sent, [table]))
    compiled = rules.read_compiled(text)
    if compiled.rows:
        return _with_raw(compiled, original) if sent.original.encoding else compiled
    return _told(sent, _lines(text), _lines(original))


def _with_raw(compiled: CompiledTable, original: str) -> CompiledTable:
    """The same rows with their lines as they stood in the old encoding."""
    before = {row.line: row.raw for row in rules.read_compiled(original).rows}
    said = Repair(RepairKind.CONVERTED)
    rows = [
        replace(row, raw=before.get(row.line, row.raw), repairs=(*row.repairs, said))
        for row in compiled.rows
    ]
    return replace(compiled, rows=tuple(rows))


def _lines(text: str) -> list[Paragraph]:
    return [
        Paragraph(number, line.strip())
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]


def _in_document(sent: Sent, form: Document, original: Document) -> CompiledTable | None:
    """The tables of models in a document, else what its paragraphs tell."""
    tongue = _tongue(sent, form.parts)
    tables = [
        found
        for table, before in zip(form.tables, original.tables, strict=True)
        if (found := rules.read_tabular(_as_sheet(table), before, tongue)) is not None
    ]
    heading = tuple(each.text for each in form.paragraphs)
    if tables:
        above = tuple(line for each in tables for line in each.heading)
        return CompiledTable((*heading, *above), tuple(row for each in tables for row in each.rows))
    if any(len(table.rows) > 1 for table in form.tables):
        return None
    return _told(sent, form.paragraphs, original.paragraphs)


def _as_sheet(table: Table) -> Table:
    """A table of a document as a spreadsheet would hold it: lists that come in are taken for such."""
    return replace(table, rows=[list(map(harmless, row)) for row in table.rows])


def _told(
    sent: Sent, paragraphs: Sequence[Paragraph], originals: Sequence[Paragraph]
) -> CompiledTable:
    """Raises ``NotATable``."""
    told = rules.read_narrative(paragraphs, originals, _tongue(sent, paragraphs))
    if not told.rows:
        raise NotATable
    said = (Repair(RepairKind.CONVERTED),) if sent.original.encoding else ()
    rows = [replace(row, repairs=(*row.repairs, *said)) for row in told.rows]
    return replace(told, rows=tuple(rows))


def _tongue(sent: Sent, parts: Sequence[Paragraph | Table]) -> rules.Tongue:
    """The headings, and the provinces of the year that the first lines name."""
    top = [part.text for part in parts if isinstance(part, Paragraph)]
    top += [
        cell for part in parts if isinstance(part, Table) for row in part.rows[:5] for cell in row
    ]
    year = rules.year_of([*top[:40], sent.clear.name], sent.day) or sent.day.year
    observer = Observer(sent.day)
    return rules.Tongue(
        names=rules.names_of_columns(),
        is_province=lambda typed: bool(observer.provinces(typed, year)),
    )


def sent_text(text: str, *, name: str, day: date) -> Sent:
    """A text of our own time, as if somebody had sent it."""
    opened = Opened(name, text)
    return Sent(original=opened, clear=opened, day=day)
